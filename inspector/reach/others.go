package reach

import (
	"context"
	"crypto/tls"
	"net"
	"strings"
	"sync"
)

// other is a connection to another address of the name.
type other struct {
	address string
	conn    net.Conn
}

// secureOthers shakes hands with the other addresses of the name: a server that
// was forgotten when the certificate was renewed is met by some senders only.
func (v *visit) secureOthers(ctx context.Context) []Finding {
	// The first connection waits meanwhile, and its server not for ever.
	ctx, cancel := context.WithTimeout(ctx, nearly)
	defer cancel()
	faults := make([]string, len(v.others))
	var wait sync.WaitGroup
	for n, o := range v.others {
		wait.Go(func() { faults[n] = v.fault(ctx, o) })
	}
	wait.Wait()
	var found []Finding
	for n, text := range faults {
		if text != "" {
			found = append(found, find(SomeDiffer, v.others[n].address+": "+strings.TrimSuffix(text, ".")))
		}
	}
	return found
}

// fault returns why TLS fails at another address; empty where it does not.
func (v *visit) fault(ctx context.Context, o other) string {
	conn := tls.Client(o.conn, v.takingAll())
	if err := conn.HandshakeContext(ctx); err != nil {
		return handshakeFinding(err).Text
	}
	for _, f := range v.judgeTLS(ctx, conn.ConnectionState()) {
		if f.Level == Fail {
			return f.Text
		}
	}
	return ""
}

package tunneltest

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net"

	"golang.ngrok.com/muxado/v2"
)

// The types of streams, as the SDK numbers them (internal/tunnel/proto/msg.go).
const (
	authStream       muxado.StreamType = 0
	bindStream       muxado.StreamType = 1
	unbindStream     muxado.StreamType = 2
	proxyStream      muxado.StreamType = 3
	srvInfoStream    muxado.StreamType = 8
	stopTunnelStream muxado.StreamType = 9
)

// Auth is what an agent said of itself when it connected.
type Auth struct {
	ClientID string `json:"ClientId"`
	Extra    struct {
		Authtoken, Version, ClientType, Cookie string
		HeartbeatInterval                      int64
	}
}

type authResp struct {
	Version  string
	ClientID string `json:"ClientId"`
	Error    string
	Extra    authRespExtra
}

type authRespExtra struct {
	Version, Region, Cookie, AccountName, PlanName, Banner, AgentSessionID string
	DeprecationWarning                                                     *deprecation
}

type deprecation struct {
	NextMin, Msg string
}

// Bind is an endpoint that an agent asked for.
type Bind struct {
	ID    string `json:"Id"`
	Proto string
	// Opts are answered as they came: the SDK sends the answered ones again when
	// it reconnects.
	Opts  json.RawMessage
	Extra struct {
		Token          string
		PoolingEnabled bool
	}
}

// URL returns the URL that was asked for; empty leaves it to the service.
func (b Bind) URL() string {
	var opts struct{ URL string }
	_ = json.Unmarshal(b.Opts, &opts)
	return opts.URL
}

type bindResp struct {
	ID    string `json:"Id"`
	URL   string
	Proto string
	Opts  json.RawMessage
	Error string
	Extra struct{ Token, TunnelID string }
}

type unbind struct {
	ID string `json:"Id"`
}

type errorResp struct{ Error string }

type srvInfoResp struct{ Region string }

type stopTunnel struct {
	ID        string `json:"Id"`
	Message   string
	ErrorCode string
}

type proxyHeader struct {
	ID             string `json:"Id"`
	ClientAddr     string
	Proto          string
	EdgeType       string
	PassthroughTLS bool
}

// answer reads one request from a stream and writes the answer to it.
func answer[Req, Resp any](stream net.Conn, respond func(Req) Resp) {
	defer stream.Close()
	var req Req
	if json.NewDecoder(stream).Decode(&req) == nil {
		_ = json.NewEncoder(stream).Encode(respond(req))
	}
}

// writeProxyHeader begins a proxy stream: a little endian length and JSON with
// nothing behind it, since what follows is the visitor's.
func writeProxyHeader(w io.Writer, h proxyHeader) error {
	text, err := json.Marshal(h)
	if err != nil {
		return err
	}
	_, err = w.Write(append(binary.LittleEndian.AppendUint64(nil, uint64(len(text))), text...))
	return err
}

// refusal is why the service says no; without a code it says yes.
type refusal struct{ code, text string }

// String words it as the service does: text, empty line, code.
func (r refusal) String() string { return fmt.Sprintf("%s\r\n\r\n%s\r\n", r.text, r.code) }

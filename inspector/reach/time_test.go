package reach

import (
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// oneConn is a listener with a single connection.
type oneConn struct {
	conns chan net.Conn
	done  chan struct{}
}

func (l *oneConn) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.done:
		return nil, net.ErrClosed
	}
}
func (l *oneConn) Close() error {
	close(l.done)
	return nil
}
func (l *oneConn) Addr() net.Addr { return &net.TCPAddr{} }

// inBubble looks at a server that answers with h, in a world with a time of its
// own.
func inBubble(t *testing.T, h http.HandlerFunc, check func(t *testing.T, o Options)) {
	synctest.Test(t, func(t *testing.T) {
		l := &oneConn{make(chan net.Conn, 1), make(chan struct{})}
		var under sync.WaitGroup
		srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body) // only then does the server notice that the other side left
			under.Add(1)
			defer under.Done()
			h(w, r)
		}), ErrorLog: log.New(io.Discard, "", 0)}
		served := make(chan error)
		go func() { served <- srv.Serve(l) }()
		check(t, Options{Resolver: records(publicIP), Dial: func(context.Context, string, string) (net.Conn, error) {
			ours, theirs := net.Pipe()
			l.conns <- theirs
			return ours, nil
		}})
		_ = srv.Close()
		<-served
		under.Wait()
	})
}

func TestTheTimeOfAnAnswer(t *testing.T) {
	for _, tt := range []struct {
		name string
		wait time.Duration
		want []Cause
	}{
		{"quick", time.Second, []Cause{PlainHTTP}},
		{"nearly too slow", 4 * time.Second, []Cause{PlainHTTP, NearlySlow}},
		{"too slow", 6 * time.Second, []Cause{PlainHTTP, Slow}},
		{"for ever", time.Hour, []Cause{PlainHTTP, Timeout}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			inBubble(t, func(w http.ResponseWriter, r *http.Request) {
				select {
				case <-time.After(tt.wait):
				case <-r.Context().Done():
				}
			}, func(t *testing.T, o Options) {
				began := time.Now()
				r := look(t, "http://"+hostname+"/", o)
				wantCauses(t, r, tt.want...)
				if took := time.Since(began); took != min(tt.wait, patience) {
					t.Errorf("it took %v", took)
				}
				if r.TotalMS != milliseconds(min(tt.wait, patience)) {
					t.Errorf("it says %v ms", r.TotalMS)
				}
			})
		})
	}
}

// The answer must be whole in time, not only begin.
func TestABodyThatDrips(t *testing.T) {
	inBubble(t, func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			_, _ = io.WriteString(w, "drip")
			_ = http.NewResponseController(w).Flush()
			time.Sleep(time.Second)
		}
	}, func(t *testing.T, o Options) {
		wantCauses(t, look(t, "http://"+hostname+"/", o), PlainHTTP, Timeout)
	})
}

// deaf never answers.
type deaf struct{}

func (deaf) LookupNetIP(ctx context.Context, _, _ string) ([]netip.Addr, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

func (deaf) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

func TestSilence(t *testing.T) {
	for _, tt := range []struct {
		name string
		o    Options
		want Cause
	}{
		{"of DNS", Options{Resolver: deaf{}}, DNSFailed},
		{"of the network", Options{Resolver: records(publicIP), Dial: deaf{}.dial}, ConnectTimeout},
		{"of the server", Options{Resolver: records(publicIP), Dial: func(context.Context, string, string) (net.Conn, error) {
			ours, _ := net.Pipe()
			return ours, nil
		}}, TLSTimeout},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				began := time.Now()
				wantCauses(t, look(t, "https://"+hostname+"/", tt.o), tt.want)
				if took := time.Since(began); took != patience {
					t.Errorf("it took %v", took)
				}
			})
		})
	}
}

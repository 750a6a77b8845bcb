package tunneltest

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"maps"
	"net"
	"slices"
	"sync"
	"time"

	"golang.ngrok.com/muxado/v2"
)

// What the edge says to every agent.
const (
	// DevURL is the address of an endpoint that asked for none.
	DevURL  = "https://test-dev.ngrok-free.dev"
	Account = "Test Account"
	Plan    = "Free"
)

// Edge stands in for the service. Its methods may be called at any time.
type Edge struct {
	t         T
	authority *Authority
	agents    net.Listener
	public    *public
	network   *network
	running   sync.WaitGroup

	state
}

// state is what happened at the edge and what it was told to do.
type state struct {
	mu                     sync.Mutex
	sessions               map[*session]bool
	endpoints              map[string]*endpoint // by URL
	tokens                 map[string]string    // bind token → URL
	auths                  []Auth
	binds                  []Bind
	refuseAuth, refuseBind refusal
	deprecated             *deprecation
	down                   bool
	ids                    int
}

// endpoint is an address that is online; without a session it is a stranger's.
type endpoint struct {
	session       *session
	bindID, token string
}

// New starts an edge that stops when the test ends.
func New(t T) *Edge {
	t.Helper()
	e := &Edge{t: t, authority: NewAuthority(t), network: newNetwork(), state: state{
		sessions: map[*session]bool{}, endpoints: map[string]*endpoint{}, tokens: map[string]string{},
	}}
	cert, err := e.authority.Certificate(Good, "127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	e.agents, err = net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	e.public = newPublic(e)
	config := &tls.Config{Certificates: []tls.Certificate{cert}}
	e.running.Go(func() { e.accept(config) })
	t.Cleanup(e.close)
	return e
}

// Addr is the host:port that agents connect to.
func (e *Edge) Addr() string { return e.agents.Addr().String() }

// Roots are what agents and visitors must trust.
func (e *Edge) Roots() *x509.CertPool { return e.authority.Pool() }

// RootsPEM are the roots as they stand in a file.
func (e *Edge) RootsPEM() []byte { return e.authority.PEM() }

// Auths returns how agents introduced themselves, oldest first.
func (e *Edge) Auths() []Auth {
	e.mu.Lock()
	defer e.mu.Unlock()
	return slices.Clone(e.auths)
}

// Binds returns the endpoints that agents asked for, oldest first.
func (e *Edge) Binds() []Bind {
	e.mu.Lock()
	defer e.mu.Unlock()
	return slices.Clone(e.binds)
}

// Endpoints returns the URLs that are online, sorted.
func (e *Edge) Endpoints() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return slices.Sorted(maps.Keys(e.endpoints))
}

// Sessions returns how many agents are connected.
func (e *Edge) Sessions() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return len(e.sessions)
}

func (e *Edge) accept(config *tls.Config) {
	for {
		c, err := e.agents.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			continue
		}
		l := &line{TCPConn: c.(*net.TCPConn), network: e.network, closed: make(chan struct{})}
		mux := muxado.Server(tls.Server(l, config), nil)
		// A heartbeat session that was not started answers beats and sends none.
		beating := muxado.NewHeartbeat(muxado.NewTypedStreamSession(mux), func(time.Duration, bool) {}, nil)
		s := &session{edge: e, line: l, mux: beating}
		if !e.enter(s) {
			l.reset()
			_ = mux.Close()
			continue
		}
		e.running.Go(func() {
			defer e.leave(s)
			s.run()
		})
	}
}

func (e *Edge) enter(s *session) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.down {
		e.sessions[s] = true
	}
	return !e.down
}

func (e *Edge) leave(s *session) {
	_ = s.mux.Close()
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.sessions, s)
	maps.DeleteFunc(e.endpoints, func(_ string, p *endpoint) bool { return p.session == s })
}

func (e *Edge) unbind(s *session, bindID string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	maps.DeleteFunc(e.endpoints, func(_ string, p *endpoint) bool { return p.session == s && p.bindID == bindID })
}

// newID returns an id that was not there before; the caller holds the lock.
func (e *Edge) newID(kind string) string {
	e.ids++
	return fmt.Sprintf("%s-%d", kind, e.ids)
}

func (e *Edge) close() {
	_ = e.agents.Close()
	e.Down()
	e.network.thaw()
	e.public.close()
	e.running.Wait()
}

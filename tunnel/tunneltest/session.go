package tunneltest

import (
	"encoding/json"
	"net"
	"sync"
	"time"

	"golang.ngrok.com/muxado/v2"
)

// session is one connection of an agent.
type session struct {
	edge *Edge
	line *line
	mux  muxado.TypedStreamSession
}

// run answers what the agent asks until the connection ends.
func (s *session) run() {
	for {
		stream, err := s.mux.AcceptTypedStream()
		if err != nil {
			return
		}
		s.edge.running.Go(func() { s.serve(stream) })
	}
}

func (s *session) serve(stream muxado.TypedStream) {
	switch stream.StreamType() {
	case authStream:
		answer(stream, s.auth)
	case bindStream:
		answer(stream, s.bind)
	case unbindStream:
		answer(stream, func(u unbind) errorResp {
			s.edge.unbind(s, u.ID)
			return errorResp{}
		})
	case srvInfoStream:
		answer(stream, func(struct{}) srvInfoResp { return srvInfoResp{Region: "test"} })
	default:
		_ = stream.Close()
	}
}

func (s *session) auth(a Auth) authResp {
	e := s.edge
	e.mu.Lock()
	defer e.mu.Unlock()
	e.auths = append(e.auths, a)
	no := e.refuseAuth
	if no.code == "" && a.Extra.Authtoken == "" {
		no = refusal{"ERR_NGROK_4018", "Usage of ngrok requires a verified account and authtoken."}
	}
	if no.code != "" {
		return authResp{Version: "3", Error: no.String()}
	}
	id := a.ClientID
	if id == "" {
		id = e.newID("client")
	}
	return authResp{Version: "3", ClientID: id, Extra: authRespExtra{
		Version: "prod", Region: "test", Cookie: "cookie-" + id, AccountName: Account, PlanName: Plan,
		AgentSessionID: e.newID("ts"), DeprecationWarning: e.deprecated,
	}}
}

func (s *session) bind(b Bind) bindResp {
	e := s.edge
	e.mu.Lock()
	defer e.mu.Unlock()
	e.binds = append(e.binds, b)
	url := b.URL()
	if url == "" {
		url = DevURL
	}
	if known := e.tokens[b.Extra.Token]; known != "" {
		url = known
	}
	resp := bindResp{ID: b.ID, URL: url, Proto: b.Proto, Opts: b.Opts}
	if e.refuseBind.code != "" {
		resp.Error = e.refuseBind.String()
		return resp
	}
	// Whoever has the token of an endpoint is its agent that came back.
	if taken := e.endpoints[url]; taken != nil && (b.Extra.Token == "" || taken.token != b.Extra.Token) {
		resp.Error = refusal{"ERR_NGROK_334", "The endpoint '" + url + "' is already online."}.String()
		return resp
	}
	if resp.ID == "" {
		resp.ID = e.newID("bind")
	}
	token := b.Extra.Token
	if token == "" {
		token = e.newID("token")
	}
	e.tokens[token] = url
	e.endpoints[url] = &endpoint{session: s, bindID: resp.ID, token: token}
	resp.Extra.Token, resp.Extra.TunnelID = token, "ep_"+resp.ID
	return resp
}

// dial opens a stream for a visitor's connection.
func (s *session) dial(bindID, from string) (net.Conn, error) {
	stream, err := s.mux.OpenTypedStream(proxyStream)
	if err != nil {
		return nil, err
	}
	if err := writeProxyHeader(stream, proxyHeader{ID: bindID, ClientAddr: from, Proto: "https"}); err != nil {
		return nil, err
	}
	return &visitor{Conn: stream}, nil
}

// visitor is the stream of a visitor's connection. When a write failed, the session
// is dying, and its writer may still hold the frame that a Close would use again.
type visitor struct {
	net.Conn
	mu     sync.Mutex
	broken bool
}

// Write implements [net.Conn].
func (v *visitor) Write(p []byte) (int, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	n, err := v.Conn.Write(p)
	v.broken = v.broken || err != nil
	return n, err
}

// Close implements [net.Conn].
func (v *visitor) Close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.broken {
		return v.SetReadDeadline(time.Unix(1, 0)) // whoever reads waits no longer
	}
	return v.Conn.Close()
}

// stop tells the agent that the service closed an endpoint. There is no answer.
func (s *session) stop(m stopTunnel) error {
	stream, err := s.mux.OpenTypedStream(stopTunnelStream)
	if err != nil {
		return err
	}
	defer stream.Close()
	return json.NewEncoder(stream).Encode(m)
}

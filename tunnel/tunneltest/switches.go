package tunneltest

import "net/url"

// SetCertificate makes what visitors see a certificate of a kind from now on.
func (e *Edge) SetCertificate(kind Kind) { e.public.kind.Store(int64(kind)) }

// RefuseSessions answers agents that connect with an error and its code, such as
// ERR_NGROK_107; an empty code lets them in again. Who is connected stays.
func (e *Edge) RefuseSessions(code, text string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.refuseAuth = refusal{code, text}
}

// RefuseBinds answers agents that ask for an endpoint with an error and its code;
// an empty code grants them again.
func (e *Edge) RefuseBinds(code, text string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.refuseBind = refusal{code, text}
}

// Deprecate warns agents that connect from now on that their version is old.
func (e *Edge) Deprecate(nextMin, text string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.deprecated = &deprecation{NextMin: nextMin, Msg: text}
}

// RefuseVisitors answers visitors with a code in place of the agent, as the edge
// does over a monthly limit; an empty code lets them through again.
func (e *Edge) RefuseVisitors(code string) { e.public.refuse.Store(&code) }

// Occupy puts an endpoint online for somebody else.
func (e *Edge) Occupy(url string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.endpoints[url] = &endpoint{}
}

// Vacate takes an endpoint of [Edge.Occupy] offline.
func (e *Edge) Vacate(url string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.endpoints, url)
}

// Drop resets the connections of all agents, which may connect anew.
func (e *Edge) Drop() {
	e.mu.Lock()
	defer e.mu.Unlock()
	for s := range e.sessions {
		s.line.reset()
	}
}

// HangUp ends the edge's half of the connections of all agents, which close them
// then and may connect anew. Unlike after [Edge.Drop], nothing is left for their
// writers to stumble over, which takes the SDK a quarter of a second.
func (e *Edge) HangUp() {
	e.mu.Lock()
	defer e.mu.Unlock()
	for s := range e.sessions {
		s.line.hangUp()
	}
}

// Down resets the connections of all agents and every new one, until [Edge.Up].
func (e *Edge) Down() {
	e.mu.Lock()
	e.down = true
	e.mu.Unlock()
	e.Drop()
}

// Up lets agents connect again.
func (e *Edge) Up() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.down = false
}

// Freeze makes the agents' network silent, until [Edge.Thaw].
func (e *Edge) Freeze() { e.network.freeze() }

// Thaw passes on again what agents sent.
func (e *Edge) Thaw() { e.network.thaw() }

// StopEndpoint takes an agent's endpoint offline and tells the agent why.
func (e *Edge) StopEndpoint(endpointURL, code, text string) {
	e.t.Helper()
	e.mu.Lock()
	p := e.endpoints[endpointURL]
	delete(e.endpoints, endpointURL)
	e.mu.Unlock()
	if p == nil || p.session == nil {
		e.t.Fatalf("%s is not online", endpointURL)
	}
	if err := p.session.stop(stopTunnel{ID: p.bindID, Message: text, ErrorCode: code}); err != nil {
		e.t.Fatal(err)
	}
}

// find returns the endpoint that a visitor's host names.
func (e *Edge) find(host string) *endpoint {
	e.mu.Lock()
	defer e.mu.Unlock()
	for at, p := range e.endpoints {
		if u, err := url.Parse(at); err == nil && u.Host == host && p.session != nil {
			return p
		}
	}
	return nil
}

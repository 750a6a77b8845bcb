package tunnel

import (
	"context"
	"sync"
	"time"

	"golang.ngrok.com/ngrok/v2"
)

// sdk is the agent of a session and what it says. The SDK calls event from
// goroutines of its own, under locks of its own: no method of the agent may be
// called there, nor from the session's loop, since Connect holds the agent's lock
// for as long as it tries.
type sdk struct {
	agent  ngrok.Agent
	dialer dialer
	life   context.Context
	end    context.CancelFunc
	work   sync.WaitGroup

	events chan ngrok.Event
	over   chan struct{} // closed when nobody reads them any more
	opened chan opened
	served chan error

	stopServing context.CancelFunc // nil while nothing is served
	listener    *listener          // the last one that was served
	connected   bool               // Connect came back: there is something to disconnect
}

// opened is what became of an attempt to open an endpoint.
type opened struct {
	listener               *listener
	url                    string
	account, plan, warning string
	err                    error
	connecting             bool // it was Connect that failed
}

func (s *sdk) event(e ngrok.Event) {
	select {
	case s.events <- e:
	case <-s.over:
	}
}

// connect opens the session and then the endpoint.
func (s *sdk) connect(options []ngrok.EndpointOption) {
	if err := s.agent.Connect(s.life); err != nil {
		s.opened <- opened{err: err, connecting: true}
		return
	}
	s.listen(options)
}

// listen opens the endpoint.
func (s *sdk) listen(options []ngrok.EndpointOption) {
	l, err := s.agent.Listen(s.life, options...)
	if err != nil {
		s.opened <- opened{err: err}
		return
	}
	o := opened{listener: newListener(l), url: l.URL().String()}
	if session, err := s.agent.Session(); err == nil {
		if known, ok := session.(ngrok.AgentSessionDetails); ok {
			o.account, o.plan = known.AccountName(), known.PlanName()
		}
		for _, warning := range session.Warnings() {
			o.warning = warning.Error()
		}
	}
	s.opened <- o
}

// start serves the endpoint's connections.
func (s *sdk) start(serve Serve, l *listener) {
	var ctx context.Context
	s.listener = l
	ctx, s.stopServing = context.WithCancel(s.life)
	s.work.Go(func() {
		err := serve(ctx, l)
		_ = l.Close()
		s.served <- err
	})
}

// How long what is under way may take at the end, and each farewell to the service.
const (
	servedPatience     = 8 * time.Second
	disconnectPatience = time.Second
)

// shut ends the session: first what is served, then the connection, in the end
// by force. It returns when nothing of ours runs any more.
func (s *sdk) shut() {
	close(s.over)
	if s.stopServing != nil {
		s.stopServing()
		select {
		case <-s.served:
		case <-time.After(servedPatience):
		}
	}
	if s.listener != nil {
		// Not at the same time as the next: the SDK has a race there.
		_ = s.listener.Close()
		select {
		case <-s.listener.gone:
		case <-time.After(disconnectPatience):
		}
	}
	if s.connected {
		gone := make(chan struct{})
		go func() {
			defer close(gone)
			_ = s.agent.Disconnect()
		}()
		select {
		case <-gone:
		case <-time.After(disconnectPatience):
		}
	}
	s.end()
	s.dialer.close()
	s.work.Wait()
}

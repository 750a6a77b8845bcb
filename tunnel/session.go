package tunnel

import (
	"context"
	"strings"
	"time"

	"golang.ngrok.com/ngrok/v2"
)

// grace is for how long a refusal that a session of ours may cause is borne: as
// long as the service takes to notice that it is gone.
const grace = 90 * time.Second

// session is one run of [Ngrok]. All of it belongs to the goroutine of run.
type session struct {
	way    Ngrok
	serve  Serve
	report func(Status)
	sdk    sdk

	status       Status
	connected    bool
	listening    bool
	wasOnline    bool
	refusedSince time.Time // the first of a row of refusals that are borne for a time
	pause        time.Duration
	again        <-chan time.Time // when to ask for the endpoint again; nil: it need not be
}

// run tells what happens until ctx ends or the tunnel cannot go on.
func (s *session) run(ctx context.Context) error {
	s.say(Status{State: Connecting})
	s.sdk.work.Go(func() { s.sdk.connect(s.way.endpoint()) })
	for {
		var fault *Fault
		select {
		case <-ctx.Done():
			s.sdk.shut()
			s.say(Status{State: Off})
			return nil
		case e := <-s.sdk.events:
			fault = s.heard(e)
		case o := <-s.sdk.opened:
			fault = s.open(o)
		case err := <-s.sdk.served:
			fault = s.unserved(err)
		case <-s.again:
			s.again = nil
			s.sdk.work.Go(func() { s.sdk.listen(s.way.endpoint()) })
		}
		if fault != nil {
			s.sdk.shut()
			return s.fail(fault)
		}
	}
}

// heard takes an event of the SDK. A fault that it returns is the end.
func (s *session) heard(e ngrok.Event) *Fault {
	switch e := e.(type) {
	case *ngrok.EventAgentConnectSucceeded:
		s.connected = true
		s.online()
	case *ngrok.EventAgentHeartbeatReceived:
		if s.status.State == Online {
			status := s.status
			status.Latency = e.Latency
			s.say(status)
		}
	case *ngrok.EventAgentDisconnected:
		s.connected = false
		if e.Error == nil {
			return &Fault{kind: ErrEnded, text: ErrEnded.Error()}
		}
		return s.trouble(newFault(e.Error, s.way.Token, ErrLost))
	}
	return nil
}

// open takes what became of opening the endpoint.
func (s *session) open(o opened) *Fault {
	if o.connecting {
		// The SDK tries for ever what the network or the service refuses; what it
		// gives up at once is how we set it up.
		return newFault(o.err, s.way.Token, ErrConfig)
	}
	s.sdk.connected = true
	if o.err != nil {
		return s.askAgain(newFault(o.err, s.way.Token, ErrLost))
	}
	s.listening, s.pause = true, 0
	s.status.URL = strings.TrimSuffix(o.url, "/")
	s.status.Account, s.status.Plan = o.account, o.plan
	s.status.Warning = redact(o.warning, s.way.Token)
	s.sdk.start(s.serve, o.listener)
	s.online()
	return nil
}

// unserved takes the end of serving, which the service may have brought about by
// closing the endpoint.
func (s *session) unserved(err error) *Fault {
	s.sdk.stopServing()
	s.sdk.stopServing, s.listening = nil, false
	if err == nil {
		err = ErrEnded
	}
	f := newFault(err, s.way.Token, ErrEnded)
	if f.Code == "" {
		return f
	}
	return s.askAgain(f)
}

// askAgain asks for the endpoint again after a while, unless the fault is the end.
func (s *session) askAgain(f *Fault) *Fault {
	if end := s.trouble(f); end != nil {
		return end
	}
	s.pause = redial(s.pause)
	s.again = s.way.clock.after(s.pause)
	return nil
}

// online says that the way is open, once it is.
func (s *session) online() {
	if !s.connected || !s.listening {
		return
	}
	s.refusedSince, s.wasOnline = time.Time{}, true
	status := s.status
	status.State, status.Err, status.Code = Online, nil, ""
	s.say(status)
}

// trouble says what is wrong and returns the fault if that is the end.
func (s *session) trouble(f *Fault) *Fault {
	switch retry := f.retry(); {
	case retry == never:
		return f
	case retry == graced && s.refusedSince.IsZero():
		s.refusedSince = s.way.clock.now()
	case retry == graced && s.way.clock.now().Sub(s.refusedSince) >= grace:
		return f
	case f.Code == "":
		s.refusedSince = time.Time{} // the network: nobody was asked
	}
	status := s.status
	status.State, status.Err, status.Code = Connecting, f, f.Code
	if s.wasOnline {
		status.State = Reconnecting
	}
	s.say(status)
	return nil
}

// retry says whether to try again.
func (f *Fault) retry() retry {
	if f.Code == "" {
		return always
	}
	return lookUp(f.Code).retry
}

// fail says that a person is needed.
func (s *session) fail(f *Fault) error {
	s.say(Status{State: Failed, Err: f, Code: f.Code, Account: s.status.Account, Plan: s.status.Plan})
	return f
}

// say reports a status unless nothing that shows changed.
func (s *session) say(status Status) {
	last := s.status
	s.status = status
	if last.Err != nil && status.Err != nil && last.Err.Error() == status.Err.Error() {
		last.Err = status.Err
	}
	if last == status {
		return
	}
	if last.State != status.State || last.Err != status.Err {
		s.way.Log.Info("tunnel", "state", status.State, "url", status.URL, "cause", status.Err)
	}
	s.report(status)
}

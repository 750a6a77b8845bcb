package simulate

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"

	"ringback/inspector"
	"ringback/inspector/deliver"
	"ringback/inspector/gatewayapi"
	"ringback/storage"
)

// ErrNotLeased means that nobody leases the number, or the keyword on it: the
// provider would not deliver the SMS to us.
var ErrNotLeased = errors.New("nobody leases this: it would not reach you")

// Options say where callbacks go and how.
type Options struct {
	// Base is the server that they go to, at the path of their webhook; with Exact
	// it is the whole address. Own tells that it is this engine's receiver, local
	// or public, which then records them as simulated.
	Base       deliver.Target
	Exact, Own bool
	// Signing is how they are signed; "" is rightly. Secret signs instead of the
	// webhook's own, where it is set.
	Signing gatewayapi.Signing
	Secret  []byte
	// Leases are looked at before those of the engine.
	Leases []inspector.Lease
	// Retry repeats what fails by a schedule, Factor times as fast as time; nil
	// tries once.
	Retry  deliver.Schedule
	Factor float64
	// Away is how long, by the schedule, nothing gets through: attempts fail as if
	// nobody listened, and are not sent.
	Away time.Duration
	// Seed is that of all that is random.
	Seed uint64
	// Clock is the system's where it is nil.
	Clock deliver.Clock
	// Started, where it is not nil, is told each ladder before its first attempt.
	Started func(*deliver.Ladder)
}

// Simulator sends callbacks. Its methods are for one goroutine at a time.
type Simulator struct {
	Options
	engine *inspector.Inspector
	client *deliver.Client
	random *rand.Rand
}

// New returns a simulator of an engine. It must be closed.
func New(e *inspector.Inspector, o Options) *Simulator {
	if o.Clock == nil {
		o.Clock = deliver.System{}
	}
	if o.Signing == "" {
		o.Signing = gatewayapi.SignRight
	}
	return &Simulator{Options: o, engine: e, client: &deliver.Client{}, random: rand.New(rand.NewPCG(o.Seed, 0))}
}

// Close ends its connections.
func (s *Simulator) Close() { s.client.Close() }

// Random is the source that drafts draw from.
func (s *Simulator) Random() *rand.Rand { return s.random }

// Number returns the number of a saved person, or what it was given where nobody
// has that name.
func (s *Simulator) Number(name string) string {
	if p, err := s.engine.Person(name); err == nil {
		return p.Number
	}
	return name
}

// Lease returns the lease by which the provider would deliver an SMS to us, or
// [ErrNotLeased]. In an SMS that is sent its webhook's label stands.
func (s *Simulator) Lease(sms SMS) (inspector.Lease, error) {
	sms, err := sms.check()
	if err != nil {
		return inspector.Lease{}, err
	}
	keyword, _ := gatewayapi.SplitKeyword(sms.Text, false)
	for _, l := range s.Leases {
		if l.Receiver == sms.To && (l.Keyword == "" || gatewayapi.FoldKeyword(l.Keyword) == gatewayapi.FoldKeyword(keyword)) {
			return l, nil
		}
	}
	if l, ok := s.engine.LeaseFor(sms.To, sms.Text); ok {
		return l, nil
	}
	return inspector.Lease{}, ErrNotLeased
}

// Address returns where callbacks of a webhook go, without a query.
func (s *Simulator) Address(webhook string) (string, error) {
	target, err := s.target(webhook)
	return target.String(), err
}

func (s *Simulator) target(webhook string) (deliver.Target, error) {
	w, err := s.engine.Webhook(webhook)
	if err != nil {
		return s.Base, fmt.Errorf("simulate: %w", err)
	}
	if s.Exact {
		return s.Base, nil
	}
	return s.Base.At(w.Path), nil
}

// Sent is a callback, the request that it was sent as last, and the attempts.
type Sent struct {
	Callback
	Target  deliver.Target
	Request deliver.Request
	Climb   deliver.Climb
}

// Last returns the last attempt.
func (s Sent) Last() deliver.Attempt {
	if n := len(s.Climb.Rungs); n > 0 {
		return s.Climb.Rungs[n-1].Attempt
	}
	return deliver.Attempt{}
}

// Prepare returns the request that a callback would be sent as, and where. It
// sends nothing.
func (s *Simulator) Prepare(c Callback) (deliver.Target, deliver.Request, error) {
	target, err := s.target(c.Webhook)
	if err != nil {
		return target, deliver.Request{}, err
	}
	body, err := gatewayapi.WriteBody(c.Fields)
	if err != nil {
		return target, deliver.Request{}, fmt.Errorf("simulate: %w", err)
	}
	header, body, err := s.sign(c, body)
	if err != nil {
		return target, deliver.Request{}, fmt.Errorf("simulate: %w", err)
	}
	headers := [][2]string{{"Accept", "*/*"}, {"Content-Type", "application/json"}, {"Content-Length", strconv.Itoa(len(body))}}
	if header[0] != "" {
		headers = append(headers, header)
	}
	q, err := deliver.Compose(target, "POST", headers, body)
	return target, q, err
}

// sign signs a body. Statuses of e-mail are not signed, as far as is known,
// unless a wrong signature is asked for.
func (s *Simulator) sign(c Callback, body []byte) (header [2]string, sent []byte, err error) {
	switch {
	case c.Kind == gatewayapi.EmailStatus && s.Signing == gatewayapi.SignRight:
		return header, body, nil
	case s.Secret != nil:
		return gatewayapi.Sign(c.family(), body, s.Secret, s.Signing)
	}
	return s.engine.SignAs(c.Webhook, c.family(), body, s.Signing)
}

// Send sends a callback until it is delivered, the schedule gives up, or ctx
// ends. An error means that nothing was sent, or that what went elsewhere could
// not be kept.
func (s *Simulator) Send(ctx context.Context, c Callback) (Sent, error) {
	l, sent, err := s.ladder(c)
	if err != nil {
		return Sent{}, err
	}
	err = s.climb(ctx, l, sent)
	return *sent, err
}

// climb runs a ladder. What our own receiver gets it records itself; what goes
// elsewhere is kept with its attempts.
func (s *Simulator) climb(ctx context.Context, l *deliver.Ladder, sent *Sent) error {
	sent.Climb = l.Run(ctx)
	if s.Own {
		return nil
	}
	_, err := s.engine.KeepSent(inspector.NewSent(storage.Simulated.String(), sent.Webhook, sent.Target, sent.Request, sent.Climb))
	return err
}

// ladder returns the ladder that sends a callback, and what will be sent, whose
// request is that of the last attempt.
func (s *Simulator) ladder(c Callback) (*deliver.Ladder, *Sent, error) {
	target, q, err := s.Prepare(c)
	if err != nil {
		return nil, nil, err
	}
	sent := &Sent{Callback: c, Target: target, Request: q}
	l := &deliver.Ladder{
		Schedule: s.Retry, Factor: s.Factor, Clock: s.Clock,
		Random: rand.New(rand.NewPCG(s.random.Uint64(), 1)),
		Try: func(ctx context.Context, age time.Duration) deliver.Attempt {
			if age < s.Away {
				return deliver.Attempt{Cause: deliver.NoConnection, Reason: "The simulation keeps the receiver away."}
			}
			return s.try(ctx, target, &sent.Request, q)
		},
	}
	if s.Retry == nil {
		l.Schedule = single{}
	}
	if s.Started != nil {
		s.Started(l)
	}
	return l, sent, nil
}

// try makes one attempt; to our own receiver with a line that vouches for it.
func (s *Simulator) try(ctx context.Context, t deliver.Target, sent *deliver.Request, q deliver.Request) deliver.Attempt {
	if s.Own {
		header, void := s.engine.Vouch(storage.Simulated)
		defer void()
		q.Head = fmt.Appendf(nil, "%s%s: %s\r\n\r\n", q.Head[:len(q.Head)-len("\r\n")], header[0], header[1])
	}
	*sent = q
	return s.client.Deliver(ctx, t, q)
}

// single is the schedule of a single attempt.
type single struct{}

func (single) Delay(int, *rand.Rand) time.Duration       { return 0 }
func (single) GiveUp(failures int, _ time.Duration) bool { return failures > 0 }

package tunnel

import (
	"cmp"
	"context"
	"crypto/x509"
	"log/slog"
	"time"

	"golang.ngrok.com/ngrok/v2"
)

// Ngrok is the way in through ngrok's service: a public HTTPS address with a
// certificate, whose callers reach the receiver over a connection that this
// machine opened. The visitor's address is the remote address of the connection.
type Ngrok struct {
	// Token is the authtoken. It appears in no error and no log.
	Token string
	// URL is the reserved address to use, https://NAME; empty is the account's
	// own dev domain.
	URL string
	// Service is another edge to connect to; zero is ngrok's.
	Service Service
	// Log gets changes of state; nil discards them.
	Log *slog.Logger

	heartbeat time.Duration // 0: the SDK's
	clock     clock
}

// Service is where an edge listens, and who signed its certificate.
type Service struct {
	Addr  string // host:port
	Roots *x509.CertPool
}

// clock is time as the retry rules see it.
type clock struct {
	now   func() time.Time
	after func(time.Duration) <-chan time.Time
}

// Run implements [Tunnel]. It returns a [*Fault]. What a network or the service
// itself may heal is tried again for ever; a refusal ends it, some only after a
// time, since they may come from a session of ours that has not timed out yet.
func (n Ngrok) Run(ctx context.Context, serve Serve, report func(Status)) error {
	if n.clock.now == nil {
		n.clock = clock{time.Now, time.After}
	}
	if n.Log == nil {
		n.Log = slog.New(slog.DiscardHandler)
	}
	s := &session{
		way: n, serve: serve, report: report,
		sdk: sdk{events: make(chan ngrok.Event, 64), over: make(chan struct{}), opened: make(chan opened, 1), served: make(chan error, 1)},
	}
	if n.Token == "" {
		return s.fail(&Fault{kind: ErrNoToken, text: ErrNoToken.Error()})
	}
	// The session lives as long as this context: it must not end with ctx, before
	// what is under way is answered.
	s.sdk.life, s.sdk.end = context.WithCancel(context.WithoutCancel(ctx))
	defer s.sdk.end()
	var err error
	if s.sdk.agent, err = ngrok.NewAgent(n.options(&s.sdk)...); err != nil {
		return s.fail(newFault(err, n.Token, ErrConfig))
	}
	return s.run(ctx)
}

// options are the SDK's. Its log is not wanted: it repeats what the events say,
// with the authtoken in it.
func (n Ngrok) options(s *sdk) []ngrok.AgentOption {
	options := []ngrok.AgentOption{
		ngrok.WithAuthtoken(n.Token),
		ngrok.WithAutoConnect(false),
		ngrok.WithDialer(&s.dialer),
		ngrok.WithEventHandler(s.event),
		ngrok.WithLogger(slog.New(slog.DiscardHandler)),
	}
	if n.Service.Addr != "" {
		options = append(options, ngrok.WithAgentConnectURL(n.Service.Addr), ngrok.WithAgentConnectCAs(n.Service.Roots))
	}
	if n.heartbeat > 0 {
		options = append(options, ngrok.WithHeartbeatInterval(n.heartbeat), ngrok.WithHeartbeatTolerance(20*n.heartbeat))
	}
	return options
}

// endpoint are the options of the endpoint.
func (n Ngrok) endpoint() []ngrok.EndpointOption {
	if n.URL == "" {
		return nil
	}
	return []ngrok.EndpointOption{ngrok.WithURL(n.URL)}
}

// redial is how long to wait before an endpoint is asked for again.
func redial(last time.Duration) time.Duration {
	return min(2*cmp.Or(last, 500*time.Millisecond), 30*time.Second)
}

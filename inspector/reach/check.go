package reach

import (
	"context"
	"crypto/x509"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"time"
)

const (
	// Limit is how long a sender waits for a whole answer.
	Limit = 5 * time.Second
	// patience is how long a step may take here: longer than a sender waits, to
	// tell what is slow from what hangs.
	patience = 2 * Limit
)

// Resolver answers questions about names; [net.Resolver] is one.
type Resolver interface {
	LookupNetIP(ctx context.Context, network, host string) ([]netip.Addr, error)
}

// Options say how to look. The zero value is right for a program.
type Options struct {
	// Resolver is the system's where it is nil.
	Resolver Resolver
	// Dial connects, instead of the network. Whoever sets it answers for where
	// it leads.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	// Roots are the trusted authorities; nil are the system's.
	Roots *x509.CertPool
	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// Patience is how long a step may take; 0 is twice [Limit].
	Patience time.Duration
	// Headers are sent besides those of every check; Body instead of [Sample].
	Headers [][2]string
	Body    []byte
	// Signed tells that Headers hold a signature, so that being refused is bad.
	Signed bool
	// Want is what the answer's body must be; empty is anything.
	Want string
	// NoRequest looks at the way only, and sends nothing.
	NoRequest bool
}

// Check looks at an address. It never fails but in the report; ctx ends it early.
func Check(ctx context.Context, a Address, o Options) *Report {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Resolver == nil {
		o.Resolver = net.DefaultResolver
	}
	if o.Patience == 0 {
		o.Patience = patience
	}
	v := &visit{o: o, a: a, r: &Report{Address: a.String(), At: o.Now().UTC(), Verdict: OK, Hosts: []Host{}}}
	defer v.close()
	v.walk(ctx)
	return v.r
}

// visit is one check under way.
type visit struct {
	o    Options
	a    Address
	r    *Report
	conn net.Conn // nil until the step tcp
	// others are the connections to the other addresses of the name.
	others []other
}

// seen is what a step saw.
type seen struct {
	line  string
	took  time.Duration
	found []Finding
	skip  bool
}

// walk takes the steps, up to the first that fails.
func (v *visit) walk(ctx context.Context) {
	for _, step := range []struct {
		name string
		take func(context.Context) seen
	}{
		{StepAddress, v.address}, {StepDNS, v.resolve}, {StepTCP, v.connect}, {StepTLS, v.secure}, {StepAnswer, v.ask},
	} {
		s := seen{line: "not reached", skip: true}
		if v.r.Verdict != Fail {
			s = v.within(ctx, step.take)
		}
		v.r.Steps = append(v.r.Steps, s.step(step.name))
		v.r.TotalMS += milliseconds(s.took)
		v.r.Verdict = worse(v.r.Verdict, s.level())
	}
}

// within gives a step its time.
func (v *visit) within(ctx context.Context, take func(context.Context) seen) seen {
	limited, cancel := context.WithTimeout(ctx, v.o.Patience)
	defer cancel()
	s := take(limited)
	if ctx.Err() != nil {
		s.found = []Finding{find(Interrupted, "")}
	}
	return s
}

// since returns how long ago began was.
func (v *visit) since(began time.Time) time.Duration { return v.o.Now().Sub(began) }

func (v *visit) close() {
	if v.conn != nil {
		_ = v.conn.Close()
	}
	for _, o := range v.others {
		_ = o.conn.Close()
	}
}

func (s seen) step(name string) Step {
	level := s.level()
	if s.skip {
		level = Skipped
	}
	return Step{Name: name, Level: level, Seen: s.line, TookMS: milliseconds(s.took), Findings: append([]Finding{}, s.found...)}
}

func (s seen) level() Level {
	level := OK
	for _, f := range s.found {
		level = worse(level, f.Level)
	}
	return level
}

func worse(a, b Level) Level {
	if a == Fail || b == OK {
		return a
	}
	return b
}

// address is the first step: what the text itself says.
func (v *visit) address(context.Context) seen {
	s := seen{line: fmt.Sprintf("%s, port %s", v.a.scheme(), v.a.Port)}
	if !v.a.Secure {
		s.found = append(s.found, find(PlainHTTP, ""))
	}
	if v.a.user != nil {
		s.found = append(s.found, find(Credentials, ""))
	}
	return s
}

// list joins texts; of many, the first ones.
func list(all []string) string {
	const most = 5
	if len(all) <= most {
		return strings.Join(all, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(all[:most], ", "), len(all)-most)
}

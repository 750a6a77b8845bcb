package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/spf13/cobra"

	"ringback/inspector"
	"ringback/inspector/deliver"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/simulate"
	"ringback/tunnel"
)

func (p *program) simulateCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "simulate",
		Short: "Send what the provider would send, and misbehave on demand",
		Long: `Sends callbacks as the provider does, signed with the secret of their webhook:
to the local receiver through its front door, where they are recorded as
simulated, or to any address with --target. For a received SMS the leases decide
whether it would reach you, and which webhook it goes to.

An answer of 200 to 299, whole within 5 seconds, is success. Redirects are not
followed and certificates are verified.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(p.simulateSMSCommand(), p.simulateRCSCommand(), p.simulateStatusCommand(), p.simulateStormCommand(),
		p.simulateRunCommand(), p.simulateListCommand(), p.simulateShowCommand(), p.simulatePeopleCommand(), p.simulateSentCommand())
	return cmd
}

// destination is what flags say of where callbacks go, and of what is drawn.
type destination struct {
	target, ca, secretFile string
	public                 bool
	seed                   uint64
}

// simulation is what the flags of all that simulates say.
type simulation struct {
	destination
	webhook, sign, retry    string
	factor                  float64
	fields, without, faults []string
	output                  string
}

// outputHTTP is the output that shows the exact requests.
const outputHTTP = "http"

// addSimulation adds the flags of all that sends callbacks one by one.
func (p *program) addSimulation(cmd *cobra.Command, s *simulation) {
	p.addTowards(cmd, s)
	flags := cmd.Flags()
	flags.StringVar(&s.webhook, "webhook", "", "`LABEL` of the webhook that it goes to and whose secret signs it")
	flags.StringVar(&s.sign, "sign", s.sign, "`HOW` to sign: "+listed(gatewayapi.Signings()))
	flags.StringVar(&s.retry, "retry", "", "`SCHEDULE` to repeat by until it is delivered: current (an approximation of the provider's, whose numbers are not published), historic or fast (default: try once)")
	flags.Float64Var(&s.factor, "factor", s.factor, "wait `N` times as fast as the schedule says, up to 10000")
	addForms(cmd, &s.output, "`FORM` of the output: text, json or http (the exact requests)", outputText, outputJSON, outputHTTP)
	_ = cmd.RegisterFlagCompletionFunc("sign", cobra.FixedCompletions(wordsOf(gatewayapi.Signings()), cobra.ShellCompDirectiveNoFileComp)) // the flag is there
}

// addTowards adds the flags that say where to, with which secret, and by which seed.
func (p *program) addTowards(cmd *cobra.Command, s *simulation) {
	s.sign, s.factor = string(gatewayapi.SignRight), 1
	flags := cmd.Flags()
	flags.StringVar(&s.target, "target", "", "`URL` to send to (default: the receiver of this Ringback)")
	flags.BoolVar(&s.public, "public", false, "send to the receiver of this Ringback by its public address, all the way round")
	flags.StringVar(&s.ca, "ca", "", "`FILE` in PEM form of an authority to trust besides those of this system")
	flags.StringVar(&s.secretFile, "secret-file", "", "`FILE` that holds the secret to sign with (default: the webhook's)")
	cmd.MarkFlagsMutuallyExclusive("target", "public")
	flags.Uint64Var(&s.seed, "seed", 0, "`N` to draw all that is random from (default: another one each time)")
}

// addFields adds the flags that change the fields of callbacks.
func addFields(cmd *cobra.Command, s *simulation, faults string) {
	flags := cmd.Flags()
	flags.StringArrayVar(&s.fields, "field", nil, "`NAME=VALUE` of an optional field, such as mcc=238 or sender=null; may be repeated")
	flags.StringArrayVar(&s.without, "without", nil, "`NAME` of a field to leave out; may be repeated")
	flags.StringArrayVar(&s.faults, "fault", nil, faults)
}

func wordsOf[T ~string](list []T) []string {
	words := make([]string, len(list))
	for n, one := range list {
		words[n] = string(one)
	}
	return words
}

// listed returns "a, b or c".
func listed[T ~string](list []T) string {
	words := ""
	for n, one := range list {
		switch n {
		case 0:
		case len(list) - 1:
			words += " or "
		default:
			words += ", "
		}
		words += string(one)
	}
	return words
}

// check returns what is wrong with the use of the flags.
func (s *simulation) check(cmd *cobra.Command) error {
	if err := oneOf("output", s.output, outputText, outputJSON, outputHTTP); err != nil {
		return err
	}
	if err := oneOf("sign", s.sign, wordsOf(gatewayapi.Signings())...); err != nil {
		return err
	}
	if s.retry != "" {
		if _, err := gatewayapi.ScheduleNamed(s.retry); err != nil {
			return fmt.Errorf("--retry: %w", err)
		}
	}
	if !(s.factor >= 1 && s.factor <= deliver.MaxFactor) {
		return fmt.Errorf("--factor %v: want from 1 to %d", s.factor, deliver.MaxFactor)
	}
	for _, f := range s.faults {
		if err := oneOf("fault", f, wordsOf(gatewayapi.Faults())...); err != nil {
			return err
		}
	}
	if !cmd.Flags().Changed("seed") {
		s.seed = rand.Uint64()
	}
	return nil
}

// edits returns the changes of fields, those to leave out last.
func (s *simulation) edits() ([]simulate.Edit, error) {
	var edits []simulate.Edit
	for _, field := range s.fields {
		e, err := simulate.ParseEdit(field)
		if err != nil {
			return nil, err
		}
		edits = append(edits, e)
	}
	for _, name := range s.without {
		edits = append(edits, simulate.Edit{Name: name})
	}
	return edits, nil
}

func (s *simulation) faultList() []gatewayapi.Fault {
	var list []gatewayapi.Fault
	for _, f := range s.faults {
		list = append(list, gatewayapi.Fault(f))
	}
	return list
}

// simulating carries do out with a simulator as the flags say.
func (p *program) simulating(cmd *cobra.Command, s *simulation, do func(ctx context.Context, sim *simulate.Simulator) error) error {
	if err := s.check(cmd); err != nil {
		return err
	}
	return p.withEngine(cmd, func(ctx context.Context, e *inspector.Inspector) error {
		o, err := p.options(s)
		if err != nil {
			return err
		}
		return p.towards(ctx, e, s, o, func(o simulate.Options) error {
			sim := simulate.New(e, o)
			defer sim.Close()
			return do(ctx, sim)
		})
	})
}

// options returns what the flags say of the sending.
func (p *program) options(s *simulation) (simulate.Options, error) {
	o := simulate.Options{Signing: gatewayapi.Signing(s.sign), Factor: s.factor, Seed: s.seed, Started: p.watch}
	if s.retry != "" {
		schedule, err := gatewayapi.ScheduleNamed(s.retry)
		if err != nil {
			return o, err
		}
		o.Retry = schedule
	}
	if s.secretFile != "" {
		secret, err := p.readSecret(s.secretFile)
		if err != nil {
			return o, err
		}
		o.Secret = []byte(secret)
	}
	return o, nil
}

// watch says after each failed attempt when the next one is.
func (p *program) watch(l *deliver.Ladder) {
	l.Changed = func() {
		if c := l.Climb(); !c.NextAt.IsZero() {
			n := len(c.Rungs)
			p.done("Attempt %d: %s. Next in %s.", n, attemptWords(c.Rungs[n-1].Attempt), ageWords(time.Until(c.NextAt)))
		}
	}
}

// towards finds where callbacks go. Where nothing receives, the receiver is
// opened on a free port of this machine until do is done.
func (p *program) towards(ctx context.Context, e *inspector.Inspector, s *simulation, o simulate.Options, do func(simulate.Options) error) error {
	base, public := p.localURL, p.publicURL()
	switch {
	case s.target != "":
		base, o.Exact = s.target, true
	case s.public && public == "":
		return errNotPublic
	case s.public:
		base = public
	case base == "":
		return p.receivingHere(ctx, e, func(own string) error { return p.towardsBase(s, o, own, public, do) })
	}
	return p.towardsBase(s, o, base, public, do)
}

// towardsBase carries do out with options that lead to an address.
func (p *program) towardsBase(s *simulation, o simulate.Options, base, public string, do func(simulate.Options) error) (err error) {
	if o.Base, err = deliver.ParseTarget(base); err != nil {
		return err
	}
	if own, is := ours(o.Base, p.localURL, public); is {
		o.Base, o.Own = own, true
	} else {
		o.Own = !o.Exact
	}
	if s.ca != "" {
		authority, err := p.readAll(s.ca)
		if err != nil {
			return err
		}
		if o.Base, err = o.Base.Trusting(authority); err != nil {
			return fmt.Errorf("%s: %w", s.ca, err)
		}
	}
	return do(o)
}

// publicURL is the public address while it leads to us.
func (p *program) publicURL() string {
	if p.public != nil && p.public.State == tunnel.Online {
		return p.public.URL
	}
	return ""
}

// ours tells whether an address is that of one of our own ways in, and returns it
// as we know it: another program may listen where "localhost" leads to.
func ours(t deliver.Target, ways ...string) (deliver.Target, bool) {
	for _, way := range ways {
		if own, err := deliver.ParseTarget(way); err == nil && own.Same(t) {
			return own.At(t.Path()), true
		}
	}
	return t, false
}

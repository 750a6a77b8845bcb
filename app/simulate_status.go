package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"ringback/inspector"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/simulate"
)

func (p *program) simulateStatusCommand() *cobra.Command {
	var s simulation
	var draft simulate.Status
	var family, channel string
	cmd := &cobra.Command{
		Use:   "status --to NUMBER [STATE]",
		Short: "A message that you sent moves on to a state",
		Long: `Sends the statuses of a message on its way to STATE, such as DELIVERED, EXPIRED,
UNDELIVERABLE, REJECTED or READ (RCS), with error codes that fit. Without STATE
the way is drawn by realistic odds. In the REST family several recipients have one
id together.

They come without a wait; with --pace 1 as far apart as in reality, with --pace 10
ten times as fast.`,
		Example: `  ringback simulate status --to 4520304050 DELIVERED
  ringback simulate status --to 4520304050 DELIVERED --fault late-transient --pace 1
  ringback simulate status --to 4520304050 --to 4520304051 --charge drawn
  ringback simulate status --channel email --to user@example.org BOUNCED`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var err error
			if draft.Kind, err = statusKind(family, channel, cmd.Flags().Changed("family")); err != nil {
				return err
			}
			if !(draft.Pace >= 0 && draft.Pace <= 10_000) {
				return fmt.Errorf("--pace %v: want from 0 to 10000", draft.Pace)
			}
			draft.End = strings.ToUpper(strings.Join(args, "")) // one at most
			return p.simulating(cmd, &s, func(ctx context.Context, sim *simulate.Simulator) error {
				return p.sendStatus(ctx, sim, &s, draft)
			})
		},
	}
	flags := cmd.Flags()
	flags.StringArrayVar(&draft.To, "to", nil, "`RECIPIENT`, a number or an address; may be repeated")
	flags.StringVar(&family, "family", string(gatewayapi.REST), "`FAMILY` of callback, rest or messaging")
	flags.StringVar(&channel, "channel", "sms", "`CHANNEL` that the message went by: sms, rcs or email")
	flags.StringVar(&draft.Charge, "charge", "", "`STATE` of the charge of an overcharged SMS, such as CAPTURED or REFUNDED, or drawn")
	flags.StringVar(&draft.Ref, "ref", "", "`TEXT` that the sender gave as its reference")
	flags.BoolVar(&draft.Dashboard, "dashboard", false, "send the test of the provider's dashboard: one DELIVERED")
	flags.Float64Var(&draft.Pace, "pace", 0, "send them as far apart as in reality, `N` times as fast (0: without a wait)")
	_ = cmd.MarkFlagRequired("to")
	p.addSimulation(cmd, &s)
	addFields(cmd, &s, "`FAULT` on the way: "+listed(gatewayapi.Faults())+"; may be repeated")
	_ = cmd.RegisterFlagCompletionFunc("fault", cobra.FixedCompletions(wordsOf(gatewayapi.Faults()), cobra.ShellCompDirectiveNoFileComp)) // the flag is there
	return cmd
}

func (p *program) sendStatus(ctx context.Context, sim *simulate.Simulator, s *simulation, draft simulate.Status) (err error) {
	draft.Faults = s.faultList()
	if draft.Edits, err = s.edits(); err != nil {
		return err
	}
	if draft.Webhook = s.webhook; draft.Webhook == "" {
		draft.Webhook = inspector.DefaultWebhook
	}
	if draft.URL, err = sim.Address(draft.Webhook); err != nil {
		return err
	}
	all, err := draft.Callbacks(sim.Clock.Now(), sim.Random())
	if err != nil {
		return err
	}
	return p.sendAll(ctx, sim, all, draft.Pace, "", s.output)
}

// statusKind returns the kind of the statuses of a channel in a family.
func statusKind(family, channel string, chosen bool) (gatewayapi.Kind, error) {
	if err := oneOf("channel", channel, "sms", "rcs", "email"); err != nil {
		return "", err
	}
	if err := oneOf("family", family, string(gatewayapi.REST), string(gatewayapi.Messaging)); err != nil {
		return "", err
	}
	rest := family == string(gatewayapi.REST)
	switch {
	case channel == "email" && (rest || !chosen):
		return gatewayapi.EmailStatus, nil
	case channel == "rcs" && (!rest || !chosen):
		return gatewayapi.RCSStatus, nil
	case channel == "sms" && rest:
		return gatewayapi.DeliveryStatus, nil
	case channel == "sms":
		return gatewayapi.SMSStatus, nil
	}
	return "", fmt.Errorf("--channel %s: the %s family does not have it", channel, family)
}

package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"ringback/inspector"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/simulate"
)

// texting is how a person's message is told on the command line.
type texting struct {
	simulation
	sms    simulate.SMS
	family string
}

func (p *program) addTexting(cmd *cobra.Command, t *texting) {
	cmd.Flags().StringVar(&t.sms.From, "from", "", "`NUMBER` of the person, such as 4520304050, or a name of \"simulate people\"")
	cmd.Flags().StringVar(&t.sms.To, "to", "", "short code or `NUMBER` with its country code, such as 451204")
	cmd.Flags().StringVar(&t.family, "family", string(gatewayapi.REST), "`FAMILY` of callback, rest or messaging")
	p.addSimulation(cmd, &t.simulation)
	addFields(cmd, &t.simulation, "`FAULT` of it: float-times, nulls, duplicate or duplicate-new-id; may be repeated")
}

// draft returns what is to be sent, and the lease by which it would come. With
// --webhook none is asked for.
func (t *texting) draft(sim *simulate.Simulator) (sms simulate.SMS, lease string, err error) {
	sms = t.sms
	sms.From = sim.Number(sms.From)
	sms.Family, sms.Faults, sms.Webhook = gatewayapi.Family(t.family), t.faultList(), t.webhook
	if sms.Edits, err = t.edits(); err != nil {
		return sms, "", err
	}
	if sms.Webhook != "" {
		return sms, "", nil
	}
	if sms.Dashboard {
		sms.Webhook = inspector.DefaultWebhook
		return sms, "", nil
	}
	l, err := sim.Lease(sms)
	if err != nil {
		return sms, "", err
	}
	sms.Webhook = l.Webhook
	return sms, l.String(), nil
}

func (t *texting) check(args []string) error {
	if len(args) > 0 {
		t.sms.Text = args[0]
	}
	if t.sms.Dashboard {
		if len(args) == 0 {
			t.sms.Text = "test message"
		}
		return oneOf("family", t.family, string(gatewayapi.REST))
	}
	if t.sms.From == "" || t.sms.To == "" || len(args) == 0 {
		return errors.New("want --from NUMBER, --to NUMBER and the TEXT; an empty text is ''")
	}
	return oneOf("family", t.family, string(gatewayapi.REST), string(gatewayapi.Messaging))
}

func (p *program) simulateSMSCommand() *cobra.Command {
	var t texting
	cmd := &cobra.Command{
		Use:   "sms --from NUMBER --to NUMBER TEXT",
		Short: "A person texts you",
		Long: `Sends what the provider sends when a person texts TEXT to a short code or number:
in the REST family one callback with the whole text, in the messaging family one
for each part of a long one, with the header that tells the parts.

Which webhook it goes to is for the leases to decide, by the number or the first
word. --webhook sends it as if it were leased to that one.`,
		Example: `  ringback simulate sms --from 4520304050 --to 451204 'foo hello world'
  ringback simulate sms --from 4520304050 --to 451204 foo --sign other-secret
  ringback simulate sms --from 4520304050 --to 451204 foo --webhook default --target https://hooks.example.com/sms`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := t.check(args); err != nil {
				return err
			}
			return p.simulating(cmd, &t.simulation, func(ctx context.Context, sim *simulate.Simulator) error {
				sms, lease, err := t.draft(sim)
				if err != nil {
					return err
				}
				all, err := sms.Callbacks(sim.Clock.Now(), sim.Random())
				if err != nil {
					return err
				}
				return p.sendAll(ctx, sim, all, 0, lease, t.output)
			})
		},
	}
	p.addTexting(cmd, &t)
	cmd.Flags().BoolVar(&t.sms.Dashboard, "dashboard", false, "send the test message of the provider's dashboard; it has a sender and receiver of its own")
	return cmd
}

func (p *program) simulateRCSCommand() *cobra.Command {
	var s simulation
	var m simulate.RCS
	cmd := &cobra.Command{
		Use:   "rcs --from NUMBER [TEXT]",
		Short: "A person sends you a text, location or file by RCS",
		Example: `  ringback simulate rcs --from 4520304050 hello
  ringback simulate rcs --from 4520304050 --location 55.6761,12.5683`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if m.Text = ""; len(args) > 0 {
				m.Text = args[0]
			}
			if len(args) == 0 && m.Location == "" && m.File == "" {
				return errors.New("want a TEXT, --location or --file")
			}
			return p.simulating(cmd, &s, func(ctx context.Context, sim *simulate.Simulator) (err error) {
				m.From = sim.Number(m.From)
				if m.Edits, err = s.edits(); err != nil {
					return err
				}
				if m.Webhook = s.webhook; m.Webhook == "" {
					m.Webhook = inspector.DefaultWebhook
				}
				all, err := m.Callbacks(sim.Clock.Now(), sim.Random())
				if err != nil {
					return err
				}
				return p.sendAll(ctx, sim, all, 0, "", s.output)
			})
		},
	}
	cmd.Flags().StringVar(&m.From, "from", "", "`NUMBER` of the person, such as 4520304050, or a name of \"simulate people\"")
	cmd.Flags().StringVar(&m.Location, "location", "", "`LATITUDE,LONGITUDE` in degrees")
	cmd.Flags().StringVar(&m.File, "file", "", "`URL` of a file, https")
	cmd.MarkFlagsMutuallyExclusive("location", "file")
	_ = cmd.MarkFlagRequired("from")
	p.addSimulation(cmd, &s)
	cmd.Flags().StringArrayVar(&s.fields, "field", nil, "`NAME=VALUE` of a field of the event; may be repeated")
	return cmd
}

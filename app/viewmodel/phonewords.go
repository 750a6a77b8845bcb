package viewmodel

import (
	"errors"
	"strconv"

	"ringback/app/say"
	"ringback/inspector"
	"ringback/inspector/deliver"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/simulate"
)

// PhoneOutcome says under a bubble what happened to it.
type PhoneOutcome struct {
	Text, Icon string
	Tone       Tone
}

// OutcomeOfTexted says what happened to an SMS of the phone.
func OutcomeOfTexted(t *Texted) PhoneOutcome {
	switch {
	case errors.Is(t.Err, simulate.ErrNotLeased):
		return PhoneOutcome{notLeased(), "triangle-alert", Warn}
	case t.Err != nil:
		return PhoneOutcome{SendProblem(t.Err), "circle-alert", Bad}
	case len(t.Sent) == 0:
		return underWay(t.Climb)
	}
	worst := t.Sent[0].Last()
	for _, sent := range t.Sent {
		if last := sent.Last(); !last.OK() {
			worst = last
		}
	}
	o := PhoneOutcome{Icon: "check-check", Tone: OK}
	if !worst.OK() {
		o.Icon, o.Tone = "circle-alert", Bad
	}
	parts := ""
	if n := uint64(len(t.Sent)); n > 1 {
		parts = say.N(n, "%s callback", "%s callbacks")
	}
	o.Text = dotted(AttemptText(worst), parts, leaseWords(t.Lease, t.Webhook))
	return o
}

// underWay says how far the attempts of an SMS are.
func underWay(c deliver.Climb) PhoneOutcome {
	n := len(c.Rungs)
	if n == 0 || c.End != deliver.Climbing {
		return PhoneOutcome{say.L("Sending…"), "", Muted}
	}
	return PhoneOutcome{dotted(AttemptText(c.Rungs[n-1].Attempt), say.L("attempt %s, goes on", strconv.Itoa(n))), "circle-alert", Bad}
}

func badReceiver() string { return say.L("Digits with the country code, such as 451204") }

func notLeased() string { return say.L("Nobody leases this: it would not reach you") }

// SendProblem says why nothing was sent, in a sentence or a few words.
func SendProblem(err error) string {
	var field *inspector.FieldError
	switch {
	case errors.Is(err, simulate.ErrNotLeased):
		return notLeased()
	case errors.As(err, &field) && field.Field == "to":
		return badReceiver()
	case errors.As(err, &field) && field.Field == "text":
		return say.L("The text is longer than %s parts can hold.", say.Number(gatewayapi.MaxParts))
	case errors.As(err, &field):
		return sentence(field.In(say.L))
	case errors.Is(err, gatewayapi.ErrNoSecret):
		return say.L("The webhook has no secret to sign with.")
	case errors.Is(err, gatewayapi.ErrSigning):
		return say.L("This format cannot be signed in this way.")
	case errors.Is(err, inspector.ErrSecretUnavailable):
		return say.L("The secret of the webhook cannot be read.")
	case errors.Is(err, inspector.ErrNotFound):
		return say.L("The webhook is gone.")
	}
	return sentence(OneLine(err.Error(), cellRunes))
}

// AttemptText says how an attempt ended: "Answered 200 · 41 ms", "No answer · 5.0 s".
func AttemptText(a deliver.Attempt) string {
	word := ""
	switch a.Cause {
	case deliver.Succeeded, deliver.BadStatus:
		word = say.L("Answered %s", strconv.Itoa(a.Status))
	case deliver.NoHost:
		word = say.L("The host name does not resolve")
	case deliver.NoConnection:
		word = say.L("No connection")
	case deliver.BadCertificate:
		word = say.L("The certificate does not hold")
	case deliver.NoTLS:
		word = say.L("No TLS connection")
	case deliver.TimedOut:
		word = say.L("No answer in time")
	case deliver.Stopped:
		word = say.L("Stopped")
	case deliver.NotHTTP:
		word = say.L("The answer is not HTTP")
	default:
		word = say.L("The connection broke")
	}
	return dotted(word, Duration(a.Took))
}

// leaseWords says by which lease an SMS goes to a webhook: "451204 foo → default".
func leaseWords(lease, webhook string) string {
	switch {
	case webhook == "":
		return ""
	case lease == "":
		return "→ " + webhook
	}
	return OneLine(lease, cellRunes) + " → " + webhook
}

// Reach says below a receiver whom a text to it would reach. Offer tells that a lease would
// help.
type Reach struct {
	Text  string
	Tone  Tone
	Offer bool
}

// NewReach looks at a receiver and a text, as typed. webhook is where it goes whatever the
// leases say, "" for by lease.
func NewReach(leases []inspector.Lease, to, text, webhook string) Reach {
	digits, err := gatewayapi.ParseReceiver(to)
	if err != nil {
		return Reach{Text: badReceiver(), Tone: Bad}
	}
	keyword, _ := gatewayapi.SplitKeyword(text, false)
	var keywords string
	for _, l := range leases {
		if l.Receiver != digits {
			continue
		}
		if l.Keyword == "" || gatewayapi.FoldKeyword(l.Keyword) == gatewayapi.FoldKeyword(keyword) {
			if webhook == "" {
				return Reach{Text: say.L("Lease %s", leaseWords(l.String(), l.Webhook)), Tone: Accent}
			}
			return Reach{Text: say.L("Webhook %s, whatever the leases say", webhook), Tone: Muted}
		}
		if keywords != "" {
			keywords += ", "
		}
		keywords += l.Keyword
	}
	switch {
	case webhook != "":
		return Reach{Text: say.L("Webhook %s, though nobody leases this", webhook), Tone: Muted, Offer: true}
	case keyword == "" && keywords != "":
		return Reach{Text: say.L("Begin with a keyword: %s", OneLine(keywords, cellRunes)), Tone: Muted}
	}
	return Reach{Text: notLeased(), Tone: Warn, Offer: true}
}

// OfferedLease returns the lease that lets a text to a receiver reach the default webhook.
func OfferedLease(to, text string) inspector.Lease {
	keyword, _ := gatewayapi.SplitKeyword(text, false)
	return inspector.Lease{Receiver: to, Keyword: keyword, Webhook: inspector.DefaultWebhook}
}

// Keywords returns the words to begin with that a receiver has leases for, at most some.
func Keywords(leases []inspector.Lease, to string, most int) (words []string) {
	digits, err := gatewayapi.ParseReceiver(to)
	if err != nil {
		return nil
	}
	for _, l := range leases {
		if l.Receiver == digits && l.Keyword != "" && len(words) < most {
			words = append(words, l.Keyword)
		}
	}
	return words
}

// Receivers returns the short codes and numbers that are leased, each once.
func Receivers(leases []inspector.Lease) (all []string) {
	for _, l := range leases { // ordered by receiver
		if len(all) == 0 || all[len(all)-1] != l.Receiver {
			all = append(all, l.Receiver)
		}
	}
	return all
}

package simulate

import (
	"cmp"
	"math/rand/v2"
	"net/mail"
	"slices"
	"strings"
	"time"

	"ringback/inspector"
	"ringback/inspector/gatewayapi"
)

// Status is how a message that was sent out is doing.
type Status struct {
	// Kind is DeliveryStatus, also where it is "", SMSStatus, RCSStatus or
	// EmailStatus.
	Kind gatewayapi.Kind
	// To are the recipients: numbers, or for EmailStatus addresses. In the REST
	// family they have one id together.
	To []string
	// End is the state that it reaches, "" for one drawn by realistic odds.
	End string
	// Charge is the charge status that an overcharged SMS reaches, DrawCharge for
	// one drawn with the end, "" for an SMS that is not overcharged.
	Charge string
	// Ref is the client's reference, "" for none.
	Ref    string
	Faults []gatewayapi.Fault
	Edits  []Edit
	// Dashboard makes it the one callback that the provider's dashboard sends as a
	// test: delivered, with a time that is a float.
	Dashboard bool
	// Pace is how many times as fast as in reality the callbacks follow each other;
	// with 0 they do not wait.
	Pace float64
	// Webhook is the label of the webhook that it goes to, URL its address, which
	// stands in statuses of e-mail.
	Webhook, URL string
}

// DrawCharge has the charge status drawn.
const DrawCharge = "drawn"

// maxRecipients is how many the provider takes in one call.
const maxRecipients = 10_000

// Callbacks returns what the provider sends, in the order of sending. The first
// is sent now; what they tell has happened by the time they are sent. Bad values
// are an [inspector.FieldError].
func (s Status) Callbacks(now time.Time, r *rand.Rand) ([]Callback, error) {
	if s.Kind == "" {
		s.Kind = gatewayapi.DeliveryStatus
	}
	to, err := s.recipients()
	if err != nil {
		return nil, err
	}
	if s.Dashboard {
		return s.dashboard(to[0], now, r)
	}
	ways := make([][]gatewayapi.Step, len(to))
	var last time.Duration
	for n := range to {
		if ways[n], err = s.steps(r); err != nil {
			return nil, err
		}
		for _, step := range ways[n] {
			last = max(last, step.At)
		}
	}
	m := message{Status: s, at: now.Add(-s.hurried(last)), id: gatewayapi.DrawSMSID(r), random: r}
	var all []Callback
	for n, recipient := range to {
		m.to, m.messageID = recipient, gatewayapi.DrawMessageID(m.at, r)
		all = append(all, m.callbacks(ways[n])...)
	}
	slices.SortStableFunc(all, func(a, b Callback) int { return cmp.Compare(a.After, b.After) })
	return all, nil
}

// hurried returns how much of a time the pace leaves out.
func (s Status) hurried(d time.Duration) time.Duration {
	if s.Pace > 0 {
		d -= time.Duration(float64(d) / s.Pace)
	}
	return max(d, 0)
}

func (s Status) dashboard(to string, at time.Time, r *rand.Rand) ([]Callback, error) {
	if s.Kind != gatewayapi.DeliveryStatus {
		return nil, inspector.BadField("dashboard", "sends statuses of SMS of the REST family only")
	}
	fields := gatewayapi.DashboardStatus(gatewayapi.DrawSMSID(r), to, at).Fields()
	return []Callback{{Kind: s.Kind, Fields: spoiled(s.Kind, edited(fields, s.Edits), s.Faults), Webhook: s.Webhook}}, nil
}

func (s Status) recipients() ([]string, error) {
	if len(s.To) == 0 || len(s.To) > maxRecipients {
		return nil, inspector.BadField("to", "must be from 1 to %d recipients", maxRecipients)
	}
	if s.Kind != gatewayapi.EmailStatus {
		to := make([]string, len(s.To))
		for n, one := range s.To {
			var err error
			if to[n], err = parseMSISDN("to", one); err != nil {
				return nil, err
			}
		}
		return to, nil
	}
	for _, address := range s.To {
		if err := checkAddress(address); err != nil {
			return nil, err
		}
	}
	return s.To, nil
}

// steps draws the way of one recipient.
func (s Status) steps(r *rand.Rand) ([]gatewayapi.Step, error) {
	ends := gatewayapi.Ends(s.Kind)
	if s.End != "" && !slices.Contains(ends, s.End) {
		return nil, inspector.BadField("state", "must be one of %s", strings.Join(ends, ", "))
	}
	if s.Charge != "" && s.Kind != gatewayapi.DeliveryStatus {
		return nil, inspector.BadField("charge", "is there for SMS of the REST family only")
	}
	end, charge := gatewayapi.DrawEnd(s.Kind, s.Charge != "", r)
	if s.End != "" {
		end = s.End
		if s.Charge == DrawCharge {
			charge = gatewayapi.Charges(end)[0]
		}
	}
	if s.Charge != DrawCharge {
		charge = s.Charge
	}
	steps, err := gatewayapi.Journey(s.Kind, end, charge, r)
	if err != nil {
		return nil, inspector.BadField("charge", "must be one of %s with the state %s", strings.Join(gatewayapi.Charges(end), ", "), end)
	}
	for _, f := range s.Faults {
		steps = f.Bend(s.Kind, steps)
	}
	return steps, nil
}

// message is one message to one recipient.
type message struct {
	Status
	at        time.Time
	id        uint64
	messageID string
	to        string
	random    *rand.Rand
}

func (m message) callbacks(steps []gatewayapi.Step) []Callback {
	var all []Callback
	var after time.Duration
	for _, step := range steps {
		after = max(after, step.At)
		c := Callback{Kind: m.Kind, After: after, Webhook: m.Webhook}
		switch last := len(all) - 1; {
		case step.Again != "" && last >= 0:
			if c.Fields = all[last].Fields; step.Again == gatewayapi.AgainNewID {
				c.Fields = gatewayapi.NewID(c.Fields, m.random)
			}
		case c.family() == gatewayapi.Messaging:
			c.Fields = m.event(step, after)
		default:
			c.Fields = spoiled(m.Kind, edited(m.flat(step), m.Edits), m.Faults)
		}
		all = append(all, c)
	}
	return all
}

// flat returns the body of a step in the REST family.
func (m message) flat(step gatewayapi.Step) gatewayapi.Fields {
	at := m.at.Add(step.At)
	var more gatewayapi.Fields
	if m.Ref != "" {
		more = append(more, gatewayapi.TextField("userref", m.Ref))
	}
	if m.Kind == gatewayapi.EmailStatus {
		more = append(more, gatewayapi.TextField("callback_url", m.URL))
		if step.Status == "BOUNCED" || step.Status == "BLOCKED" {
			more = append(more, gatewayapi.TextField("details", emailDetails(step.Status)))
		}
		return gatewayapi.EmailBody{ID: m.id, Address: m.to, At: at, Status: step.Status, More: more}.Fields()
	}
	more = append(more, gatewayapi.FailureFields(step.Code)...)
	if step.Charge != "" {
		more = append(more, gatewayapi.TextField("charge_status", step.Charge))
	}
	more = append(more, gatewayapi.CountryFields(m.to)...)
	return gatewayapi.StatusBody{ID: m.id, To: m.to, At: at, Status: step.Status, More: more}.Fields()
}

// emailDetails is what a mail server says.
func emailDetails(status string) string {
	if status == "BLOCKED" {
		return "554 5.7.1 message refused"
	}
	return "550 5.1.1 no such user"
}

// event returns the body of a step in the messaging family.
func (m message) event(step gatewayapi.Step, after time.Duration) gatewayapi.Fields {
	more := gatewayapi.Fields{gatewayapi.FailureField(step.Code)}
	if m.Ref != "" {
		more = append(more, gatewayapi.TextField("reference", m.Ref))
	}
	event := gatewayapi.StatusEvent{MessageID: m.messageID, To: m.to, Status: step.Status, At: m.at.Add(step.At), More: more}
	sent := m.at.Add(after + 120*time.Millisecond) // the envelope is made a little later
	return gatewayapi.EventBody{ID: gatewayapi.DrawEventID(m.random), At: sent, Kind: m.Kind, Event: edited(event.Fields(), m.Edits)}.Fields()
}

func checkAddress(s string) error {
	if a, err := mail.ParseAddress(s); err != nil || a.Address != s {
		return inspector.BadField("to", "must be an e-mail address, such as user@example.org")
	}
	return nil
}

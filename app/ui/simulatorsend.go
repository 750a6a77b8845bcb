package ui

import (
	"bytes"
	"context"
	"math/rand/v2"

	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
	"ringback/inspector/deliver"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/simulate"
)

// draft is an SMS as it stands on the phone.
type draft struct {
	sms     simulate.SMS
	options viewmodel.PhoneOptions
	base    string // of our receiver
	seed    uint64
}

// prepared is what would be sent of a draft, or why nothing.
type prepared struct {
	lease, webhook string
	all            []simulate.Callback
	target         deliver.Target
	request        deliver.Request // the first
	err            error
}

// phoneRuns are the SMS of this run, which began when the newest callback was before.
type phoneRuns struct {
	ctx      context.Context
	stop     func()
	ladders  map[*viewmodel.Texted][]*deliver.Ladder
	made     map[*viewmodel.Texted]prepared
	before   uint64
	recalled map[string]bool // the numbers whose older SMS are there
}

func newPhoneRuns(before uint64) *phoneRuns {
	ctx, stop := context.WithCancel(context.Background())
	return &phoneRuns{
		ctx: ctx, stop: stop, before: before, recalled: map[string]bool{},
		ladders: map[*viewmodel.Texted][]*deliver.Ladder{}, made: map[*viewmodel.Texted]prepared{},
	}
}

// ladder returns the last one of an SMS, nil for none.
func (r *phoneRuns) ladder(t *viewmodel.Texted) *deliver.Ladder {
	if all := r.ladders[t]; len(all) > 0 {
		return all[len(all)-1]
	}
	return nil
}

// simulator returns one that sends as the draft says.
func (d draft) simulator(e *inspector.Inspector) (*simulate.Simulator, error) {
	base, err := deliver.ParseTarget(d.base)
	if err != nil {
		return nil, err
	}
	o := simulate.Options{Base: base, Own: true, Signing: d.options.Signing, Seed: d.seed}
	if d.options.Schedule != "" {
		schedule, err := gatewayapi.ScheduleNamed(d.options.Schedule)
		if err != nil {
			return nil, err
		}
		o.Retry = schedule
	}
	return simulate.New(e, o), nil
}

// prepare finds the webhook of a draft and makes its callbacks.
func (d draft) prepare(sim *simulate.Simulator) (p prepared) {
	sms := d.sms
	if sms.Webhook = d.options.Webhook; sms.Webhook == "" {
		lease, err := sim.Lease(sms)
		if err != nil {
			return prepared{err: err}
		}
		p.lease, sms.Webhook = lease.String(), lease.Webhook
	}
	p.webhook = sms.Webhook
	if p.all, p.err = sms.Callbacks(sim.Clock.Now(), sim.Random()); p.err == nil {
		p.target, p.request, p.err = sim.Prepare(p.all[0])
	}
	return p
}

// firstOptions are how SMS are sent at first: while nothing is leased, to the default webhook.
func (p *simulatorPage) firstOptions() viewmodel.PhoneOptions {
	o := viewmodel.PhoneOptions{Family: gatewayapi.REST, Signing: gatewayapi.SignRight}
	if len(p.engine.Leases()) == 0 {
		o.Webhook = inspector.DefaultWebhook
	}
	return o
}

func (p *simulatorPage) draft() draft {
	o := p.sent.options()
	return draft{
		sms:     simulate.SMS{From: p.phone.Number(), To: p.handset.to.Text, Text: p.handset.text.Text, Family: o.Family},
		options: o, base: p.baseURL(), seed: p.next.seed,
	}
}

// typed shows what would be sent of what is typed now.
func (p *simulatorPage) typed() {
	p.shown = nil
	p.redraft()
}

// redraft makes anew what would be sent.
func (p *simulatorPage) redraft() {
	p.handset.reachIs(p.sent.options().Webhook)
	d := p.draft()
	p.next.base = d.base
	p.next.drafts.do(func(context.Context) func() {
		sim, err := d.simulator(p.engine)
		made := prepared{err: err}
		if err == nil {
			made = d.prepare(sim)
			sim.Close()
		}
		return func() {
			p.next.made = made
			if hook, err := p.engine.Webhook(made.webhook); err == nil {
				p.sent.secretIs(hook.HasSecret)
			}
			p.showSent()
		}
	})
}

// showSent shows in the right column the SMS that was chosen or sent last, or else what would
// be sent of what is typed.
func (p *simulatorPage) showSent() {
	if t := p.shown; t != nil {
		p.showTexted(t)
		return
	}
	made, why, more := p.next.made, "", ""
	switch {
	case p.baseURL() == "":
		why = say.L("The receiver is not listening")
	case made.err != nil:
		why = viewmodel.SendProblem(made.err)
	case len(made.all) > 1:
		more = say.L("%s of %s", "1", viewmodel.Count(uint64(len(made.all)))) + " · "
	}
	p.sent.showRequest(made.request, more, why)
	p.sent.showClimb(deliver.Climb{}, nil, 0)
}

func (p *simulatorPage) showTexted(t *viewmodel.Texted) {
	climb := deliver.Climb{}
	switch n := len(t.Sent); {
	case n > 0:
		last := t.Sent[n-1]
		climb = last.Climb
		more := ""
		if n > 1 {
			more = say.L("%s of %s", viewmodel.Count(uint64(n)), viewmodel.Count(uint64(n))) + " · "
		}
		p.sent.showRequest(last.Request, more, "")
	case t.Err != nil:
		p.sent.showRequest(deliver.Request{}, "", viewmodel.SendProblem(t.Err))
	default:
		p.sent.showRequest(p.runs.made[t].request, "", "")
		climb = t.Climb
	}
	p.sent.showClimb(climb, viewmodel.AttemptLines(climb, p.now(), attemptsShown), t.Callback)
}

// send sends what is typed. What cannot be sent as it stands stays.
func (p *simulatorPage) send() {
	d := p.draft()
	to, err := gatewayapi.ParseReceiver(d.sms.To)
	if err != nil || d.base == "" || viewmodel.NewMeter(d.sms.Text).Tone == viewmodel.Bad {
		p.typed()
		return
	}
	t := &viewmodel.Texted{From: d.sms.From, To: to, Text: d.sms.Text, At: p.now()}
	p.phone.Add(t)
	p.next.seed = rand.Uint64()
	p.handset.text.SetText("")
	p.shown = t
	p.handset.talk.ToEnd()
	p.told(t, func() {})
	go p.run(d, t)
}

// run sends a draft, and tells what comes of it. It is a goroutine of its own.
func (p *simulatorPage) run(d draft, t *viewmodel.Texted) {
	tell := func(change func()) { p.post(func() { p.told(t, change) }) }
	sim, err := d.simulator(p.engine)
	if err != nil {
		tell(func() { t.Done, t.Err = true, err })
		return
	}
	defer sim.Close()
	sim.Started = func(l *deliver.Ladder) {
		l.Changed = func() {
			climb := l.Climb()
			tell(func() { t.Climb = climb })
		}
		tell(func() { p.runs.ladders[t] = append(p.runs.ladders[t], l) })
	}
	made := d.prepare(sim)
	tell(func() { t.Lease, t.Webhook, p.runs.made[t] = made.lease, made.webhook, made })
	before := p.engine.Now().Last
	var last []byte
	if err = made.err; err == nil {
		err = sim.Play(p.runs.ctx, made.all, 0, func(sent simulate.Sent) error {
			last = sent.Request.Body
			tell(func() { t.Sent = append(t.Sent, sent) })
			return nil
		})
	}
	recorded := p.recordedOf(last, before)
	tell(func() { t.Done, t.Err, t.Callback = true, err, recorded })
}

// lookedAt is how many callbacks are looked at for the one that was just sent.
const lookedAt = 200

// recordedOf returns the newest callback after a mark that has a body, 0 for none.
func (p *simulatorPage) recordedOf(body []byte, before uint64) uint64 {
	if body == nil {
		return 0
	}
	var ids []uint64
	for id := p.engine.Now().Last; id > before && len(ids) < lookedAt; id-- {
		ids = append(ids, id)
	}
	all, err := p.engine.Some(ids)
	if err != nil {
		return 0 // it cannot be opened then
	}
	for _, c := range all {
		if raw, err := c.Request.RawBody(); err == nil && bytes.Equal(raw, body) {
			return c.ID
		}
	}
	return 0
}

// told changes an SMS on the phone and shows it.
func (p *simulatorPage) told(t *viewmodel.Texted, change func()) {
	change()
	p.fillPeople()
	if t.From == p.phone.Number() {
		p.showTalk()
	}
	if t == p.shown {
		p.showTexted(t)
	}
}

// copyCurl copies the request in the right column as a command.
func (p *simulatorPage) copyCurl() {
	made := p.next.made
	if p.shown != nil {
		made = p.runs.made[p.shown]
	}
	target, q := made.target, made.request
	if t := p.shown; t != nil && len(t.Sent) > 0 {
		last := t.Sent[len(t.Sent)-1]
		target, q = last.Target, last.Request
	}
	command, err := inspector.CurlTo(target, q)
	if err != nil {
		tell(p.window, problemOf(err))
		return
	}
	p.copy(command, say.L("as cURL"))
}

func (p *simulatorPage) retryNow() {
	if l := p.runs.ladder(p.shown); l != nil {
		l.RetryNow()
	}
}

func (p *simulatorPage) stopRun() {
	for _, l := range p.runs.ladders[p.shown] {
		l.Stop()
	}
}

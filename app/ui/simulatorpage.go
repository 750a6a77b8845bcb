package ui

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

// simulatorDeps is what the simulator needs of the window.
type simulatorDeps struct {
	engine  *inspector.Inspector
	post    post
	window  fyne.Window
	now     func() time.Time
	zone    *time.Location
	baseURL func() string // of our receiver, "" while nothing listens
	copy    func(text, what string)
	say     func(text string) // a toast
	goTo    func(id uint64)
}

// simulatorPage is the page of the phone: those who text at the left, the phone, and
// what is sent at the right, which a narrow window shows in place of the phone.
type simulatorPage struct {
	simulatorDeps

	content fyne.CanvasObject
	people  *controls.EntryList
	handset *handset
	sent    *sentPane
	place   *simulatorPlace

	phone *viewmodel.Telephone
	lines []viewmodel.Handset // those in the list of people
	next  sending             // what is being typed
	shown *viewmodel.Texted   // in the right column; nil is what is being typed
	runs  *phoneRuns
}

// sending is what the next SMS is made of, and what it would be sent as.
type sending struct {
	base    string // where it would go
	seed    uint64 // of what is drawn for it, so that what is shown is what is sent
	reading latest // of the people
	drafts  latest
	made    prepared
}

func newSimulatorPage(d simulatorDeps) *simulatorPage {
	p := &simulatorPage{simulatorDeps: d, phone: viewmodel.NewTelephone(), runs: newPhoneRuns(d.engine.Now().Last)}
	p.next = sending{seed: rand.Uint64(), reading: latest{post: d.post}, drafts: latest{post: d.post}}
	p.people = controls.NewEntryList(func(i int) { p.handTo(p.lines[i].Number) })
	p.people.OnMenu = p.personMenu
	p.handset = newHandset(handsetEvents{
		changed: p.typed, send: p.send, lease: p.addLease, choose: p.tapped,
		recall: func() string { return p.phone.Recall() },
		leases: d.engine.Leases,
	})
	p.sent = newSentPane(d.engine.Webhooks(), p.firstOptions(), sentEvents{
		changed: p.typed, viewed: p.showSent, copy: p.copyCurl, open: p.openCallback, retry: p.retryNow, stop: p.stopRun,
	})
	fold := controls.NewSegmented([]string{say.L("Phone"), say.L("What is sent")}, nil)
	p.place = &simulatorPlace{fold: fold, bar: controls.Pad(look.GapEdge, look.GapBar, controls.Across(0, fold, layout.NewSpacer()))}
	side := controls.NewPanel(look.Surface, controls.Frame(p.peopleHead(), nil, nil, controls.NewRule(true), p.people))
	columns := container.New(p.place, side, p.place.bar, p.handset.content, p.sent.content)
	fold.OnChoose = func(string) { columns.Refresh() }
	p.content = controls.NewPanel(look.Base, columns)
	p.fillPeople()
	p.typed()
	return p
}

func (p *simulatorPage) peopleHead() fyne.CanvasObject {
	title := controls.NewLabel(say.L("Who texts"), look.Text)
	title.Bold, title.TextSize, title.Least = true, look.LeadSize, 40
	return panelHead(title,
		controls.NewIconButton("trash-2", say.L("Remove this person…"), p.askRemovePerson),
		controls.NewIconButton("plus", say.L("Add a person…"), p.askPerson))
}

// panelHead is the bar at the top of a column.
func panelHead(first fyne.CanvasObject, actions ...fyne.CanvasObject) fyne.CanvasObject {
	inner := controls.Frame(nil, nil, nil, controls.Across(look.GapTight, actions...), first)
	return controls.Down(0, controls.Fixed(0, look.PanelHeadHeight, controls.Pad(look.GapPanel, (look.PanelHeadHeight-look.ButtonHeight)/2, inner)), controls.NewRule(false))
}

// refresh shows what changed in the engine, and how time goes by.
func (p *simulatorPage) refresh() {
	p.next.reading.do(func(context.Context) func() {
		people, err := p.engine.People()
		return func() {
			if err != nil {
				return // the next look may do better
			}
			before := p.phone.Number()
			p.phone.SetPeople(people)
			p.fillPeople()
			if p.phone.Number() != before {
				p.handTo(p.phone.Number())
			}
			p.recall(p.phone.Number())
		}
	})
	before := p.sent.options()
	p.sent.webhooksAre(p.engine.Webhooks(), p.firstOptions())
	if p.sent.options() != before || p.next.base != p.baseURL() {
		p.redraft()
	}
	p.handset.tick(p.now().In(p.zone))
	p.handset.reachIs(p.sent.options().Webhook)
	p.showSent()
}

// fillPeople shows those who text.
func (p *simulatorPage) fillPeople() {
	lines, chosen := p.phone.Handsets(p.now())
	p.lines = lines
	roles := []look.Role{look.Info, look.Warn, look.OK, look.Accent, look.Bad, look.Mute}
	entries := make([]controls.Entry, len(lines))
	for i, line := range lines {
		entries[i] = controls.Entry{Lead: line.Letter, LeadRole: roles[i%len(roles)], Title: line.Title, Sub: line.Last, Side: line.Age}
	}
	p.people.SetEntries(entries, chosen)
}

// handTo gives the phone to who has a number.
func (p *simulatorPage) handTo(number string) {
	p.phone.HandTo(number)
	p.recall(number)
	p.shown = nil
	p.fillPeople()
	p.showTalk()
	p.handset.talk.ToEnd()
	p.typed()
}

// showTalk shows the conversation of who has the phone in hand.
func (p *simulatorPage) showTalk() {
	var all []controls.Bubble
	for _, b := range p.phone.Bubbles(p.zone) {
		bubble := controls.Bubble{Text: b.Text, Sent: true, Between: b.Texted == nil}
		if b.Texted != nil {
			bubble.Note, bubble.NoteIcon, bubble.NoteRole = b.Outcome.Text, b.Outcome.Icon, roleOf(b.Outcome.Tone)
		}
		all = append(all, bubble)
	}
	p.handset.talk.SetBubbles(all)
}

// tapped shows in the right column what was sent of a bubble.
func (p *simulatorPage) tapped(bubble int) {
	if all := p.phone.Bubbles(p.zone); bubble < len(all) && all[bubble].Texted != nil {
		p.shown = all[bubble].Texted
		p.showSent()
	}
}

// addLease leases what is typed, so that it reaches the default webhook.
func (p *simulatorPage) addLease() {
	lease := viewmodel.OfferedLease(p.handset.to.Text, p.handset.text.Text)
	go func() {
		added, err := p.engine.AddLease(lease)
		p.post(func() {
			if err != nil && !errors.Is(err, inspector.ErrExists) {
				tell(p.window, problemOf(err))
				return
			}
			p.sent.byLease()
			p.typed()
			p.say(say.L("Lease %s added", added.String()))
		})
	}()
}

// openCallback leads to what was recorded of the SMS in the right column.
func (p *simulatorPage) openCallback() {
	if p.shown != nil && p.shown.Callback > 0 {
		p.goTo(p.shown.Callback)
	}
}

// simulatorPlace is the layout of the page: the people, the bar that a narrow window
// chooses with, the phone, and what is sent.
type simulatorPlace struct {
	fold *controls.Segmented
	bar  fyne.CanvasObject
}

const (
	foldBelow   = 1180 // of the page
	peopleWidth = 280
	sentWidth   = 560
)

// MinSize is less than the least window has room for.
func (s *simulatorPlace) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(600, 400) }

// Layout gives the people their width, what is sent at most its own, and the phone the rest.
func (s *simulatorPlace) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	people, bar, phone, sent := objects[0], objects[1], objects[2], objects[3]
	put := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	}
	wide := size.Width >= foldBelow
	left, top := float32(peopleWidth), float32(0)
	if !wide {
		left, top = 240, bar.MinSize().Height
	}
	onPhone := s.fold.Chosen() == say.L("Phone")
	seen(bar, !wide)
	seen(phone, wide || onPhone)
	seen(sent, wide || !onPhone)
	put(people, 0, 0, left, size.Height)
	put(bar, left, 0, size.Width-left, top)
	right := size.Width - left
	if wide {
		right = min(sentWidth, max(size.Width*0.38, 440))
	}
	put(sent, size.Width-right, top, right, size.Height-top)
	if wide {
		put(phone, left, 0, size.Width-left-right, size.Height)
	} else {
		put(phone, left, top, size.Width-left, size.Height-top)
	}
}

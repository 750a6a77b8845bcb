package viewmodel

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"ringback/app/say"
	"ringback/inspector"
	"ringback/inspector/deliver"
	"ringback/inspector/simulate"
)

// somebody texts while nobody is saved: a number that nobody has.
const somebody = "4500000042"

// Telephone is what texts in simulations: who has it in hand, and what was said by
// each of them.
type Telephone struct {
	people  []inspector.Person
	number  string // of who has it in hand
	threads map[string][]*Texted
}

// Texted is one SMS that somebody sent with the phone.
type Texted struct {
	From, To, Text string // the numbers as digits
	At             time.Time
	// Lease is that by which it came to the webhook, "" where that was chosen.
	Lease, Webhook string
	// Sent are its callbacks whose attempts have ended.
	Sent []simulate.Sent
	// Climb is how far the one is whose attempts have not.
	Climb deliver.Climb
	// Done tells that nothing more happens; Err why nothing, or not all, was sent.
	Done bool
	Err  error
	// Callback is the id of what was recorded of it, 0 for nothing.
	Callback uint64
}

// Handset is one line of the list of people.
type Handset struct {
	Letter, Title, Last, Age string
	Number                   string // digits
}

// NewTelephone returns a phone in the hand of somebody.
func NewTelephone() *Telephone {
	return &Telephone{number: somebody, threads: map[string][]*Texted{}}
}

// SetPeople tells who is saved. Who has the phone in hand keeps it, if still there.
func (p *Telephone) SetPeople(people []inspector.Person) {
	p.people = people
	if _, ok := p.chosen(); !ok {
		p.number = somebody
		if len(people) > 0 {
			p.number = people[0].Number
		}
	}
}

// chosen returns who has the phone in hand. It is not ok for somebody who is not saved.
func (p *Telephone) chosen() (int, bool) {
	i := slices.IndexFunc(p.people, func(one inspector.Person) bool { return one.Number == p.number })
	return i, i >= 0
}

// Person returns who of the saved has the phone in hand; it is not ok for nobody.
func (p *Telephone) Person() (inspector.Person, bool) {
	i, ok := p.chosen()
	if !ok {
		return inspector.Person{}, false
	}
	return p.people[i], true
}

// Number returns the number of who has the phone in hand, as digits.
func (p *Telephone) Number() string { return p.number }

// HandTo gives the phone to who has a number.
func (p *Telephone) HandTo(number string) { p.number = number }

// Handsets lists the people, and which of them has the phone in hand.
func (p *Telephone) Handsets(now time.Time) (all []Handset, chosen int) {
	people := p.people
	if len(people) == 0 {
		people = []inspector.Person{{Name: say.L("Somebody"), Number: somebody}}
	}
	for i, one := range people {
		h := Handset{Title: OneLine(one.Name, cellRunes), Last: PhoneInGroups(one.Number), Number: one.Number}
		h.Letter = initial(one.Name)
		if thread := p.threads[one.Number]; len(thread) > 0 {
			last := thread[len(thread)-1]
			h.Title = dotted(h.Title, PhoneInGroups(one.Number))
			h.Last, h.Age = OneLine(last.Text, cellRunes), Age(now.Sub(last.At))
		}
		if one.Number == p.number {
			chosen = i
		}
		all = append(all, h)
	}
	return all, chosen
}

func initial(name string) string {
	r, _ := utf8.DecodeRuneInString(strings.ToUpper(strings.TrimSpace(name)))
	return OneLine(string(r), 1)
}

// Add puts an SMS at the end of its sender's conversation.
func (p *Telephone) Add(t *Texted) { p.threads[t.From] = append(p.threads[t.From], t) }

// Remember puts older SMS of a number before those of its conversation, oldest first.
func (p *Telephone) Remember(number string, older []*Texted) {
	p.threads[number] = append(older, p.threads[number]...)
}

// Thread returns the conversation of who has the phone in hand, oldest first.
func (p *Telephone) Thread() []*Texted { return p.threads[p.number] }

// Recall returns the last text of who has the phone in hand, "" where there is none.
func (p *Telephone) Recall() string {
	if thread := p.Thread(); len(thread) > 0 {
		return thread[len(thread)-1].Text
	}
	return ""
}

// Bubble is one line of a conversation: an SMS, or the day of what follows.
type Bubble struct {
	Text    string
	Texted  *Texted // nil for a day
	Outcome PhoneOutcome
}

// Bubbles returns the conversation of who has the phone in hand.
func (p *Telephone) Bubbles(zone *time.Location) []Bubble {
	var all []Bubble
	day, to := "", ""
	for _, t := range p.Thread() {
		at := t.At.In(zone)
		if now := say.Day(at); now != day || t.To != to {
			day, to = now, t.To
			where := ""
			if to != "" { // the messaging family does not tell
				where = say.L("to %s", Receiver(to, ""))
			}
			all = append(all, Bubble{Text: dotted(dayTime(at, "15:04"), where)})
		}
		text := Visible(t.Text)
		if t.Text == "" {
			text = say.L("(empty)")
		}
		all = append(all, Bubble{Text: text, Texted: t, Outcome: OutcomeOfTexted(t)})
	}
	return all
}

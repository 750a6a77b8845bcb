package viewmodel

import (
	"errors"
	"strings"
	"testing"
	"time"

	"ringback/inspector"
	"ringback/inspector/deliver"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/simulate"
)

func climbed(attempts ...deliver.Attempt) simulate.Sent {
	sent := simulate.Sent{Climb: deliver.Climb{End: deliver.Delivered}}
	for n, a := range attempts {
		sent.Climb.Rungs = append(sent.Climb.Rungs, deliver.Rung{Attempt: a, Age: time.Duration(n) * 15 * time.Second})
	}
	return sent
}

func TestThePhonePassesFromHandToHand(t *testing.T) {
	p := NewTelephone()
	lines, chosen := p.Handsets(noon)
	if len(lines) != 1 || chosen != 0 || lines[0].Title != "Somebody" || p.Number() != somebody {
		t.Errorf("while nobody is saved: %+v", lines)
	}
	p.Add(&Texted{From: somebody, To: "451204", Text: "JOIN", At: noon})
	p.SetPeople([]inspector.Person{{Name: "Alice", Number: "4520304050"}, {Name: "Øjvind", Number: "12025550147"}})
	if p.Number() != "4520304050" || len(p.Thread()) != 0 || p.Recall() != "" {
		t.Errorf("%s has it, with %d bubbles", p.Number(), len(p.Thread()))
	}
	p.HandTo("12025550147")
	p.Add(&Texted{From: p.Number(), To: "451204", Text: "foo\nbar", At: noon})
	lines, chosen = p.Handsets(noon.Add(2 * time.Minute))
	want := Handset{"Ø", "Øjvind · +1 202-555-0147", "foo↵bar", "2m", "12025550147"}
	if chosen != 1 || lines[1] != want || lines[0].Last != "+45 20 30 40 50" {
		t.Errorf("%d of %+v", chosen, lines)
	}
	if person, ok := p.Person(); !ok || person.Name != "Øjvind" || p.Recall() != "foo\nbar" {
		t.Errorf("%+v, who texted %q", person, p.Recall())
	}
	p.SetPeople(nil)
	if _, ok := p.Person(); ok || p.Number() != somebody {
		t.Error("who was removed still has it")
	}
}

func TestAConversationHasItsDaysAndReceivers(t *testing.T) {
	p := NewTelephone()
	for _, one := range []struct {
		to, text string
		at       time.Time
	}{{"451204", "foo", noon}, {"451204", "", noon.Add(time.Hour)}, {"4560575797", "bar", noon.Add(time.Hour)}, {"4560575797", "a\x00b", noon.Add(24 * time.Hour)}} {
		p.Add(&Texted{From: somebody, To: one.to, Text: one.text, At: one.at})
	}
	var all []string
	for _, b := range p.Bubbles(time.UTC) {
		if (b.Texted == nil) != strings.Contains(b.Text, " · to ") {
			t.Errorf("%q", b.Text)
		}
		if b.Texted != nil {
			all = append(all, b.Text)
		} else {
			all = append(all, "—")
		}
	}
	if got := strings.Join(all, " "); got != "— foo (empty) — bar — a␀b" {
		t.Errorf("%q", got)
	}
}

func TestWhatHappenedStandsUnderEachBubble(t *testing.T) {
	ok := deliver.Attempt{Status: 200, Took: 41 * time.Millisecond}
	refused := deliver.Attempt{Status: 401, Cause: deliver.BadStatus, Took: 3 * time.Millisecond}
	climbing := climbed(refused, refused).Climb
	climbing.End = deliver.Climbing
	silent := deliver.Attempt{Cause: deliver.TimedOut, Took: 5 * time.Second}
	for _, tt := range []struct {
		texted Texted
		want   string
		tone   Tone
	}{
		{Texted{}, "Sending…", Muted},
		{Texted{Climb: climbed(ok).Climb}, "Sending…", Muted},
		{Texted{Climb: climbing}, "Answered 401 · 3 ms · attempt 2, goes on", Bad},
		{Texted{Sent: []simulate.Sent{climbed(ok)}, Lease: "451204 foo", Webhook: "vote"}, "Answered 200 · 41 ms · 451204 foo → vote", OK},
		{Texted{Sent: []simulate.Sent{climbed(ok)}, Webhook: "vote"}, "Answered 200 · 41 ms · → vote", OK},
		{Texted{Sent: []simulate.Sent{climbed(refused, ok)}}, "Answered 200 · 41 ms", OK},
		{Texted{Sent: []simulate.Sent{climbed(refused), climbed(ok)}}, "Answered 401 · 3 ms · 2 callbacks", Bad},
		{Texted{Sent: []simulate.Sent{climbed(silent)}}, "No answer in time · 5.0 s", Bad},
		{Texted{Err: simulate.ErrNotLeased}, "Nobody leases this: it would not reach you", Warn},
		{Texted{Err: gatewayapi.ErrNoSecret}, "The webhook has no secret to sign with.", Bad},
		{Texted{Err: gatewayapi.ErrSigning}, "This format cannot be signed in this way.", Bad},
		{Texted{Err: inspector.BadField("text", "is long")}, "The text is longer than 255 parts can hold.", Bad},
		{Texted{Err: errors.New("went wrong")}, "Went wrong.", Bad},
	} {
		if got := OutcomeOfTexted(&tt.texted); got.Text != tt.want || got.Tone != tt.tone {
			t.Errorf("got %q (%d), want %q", got.Text, got.Tone, tt.want)
		}
	}
}

func TestWhomATextReaches(t *testing.T) {
	leases := []inspector.Lease{
		{Receiver: "451204", Keyword: "foo", Webhook: "vote"}, {Receiver: "451204", Keyword: "join", Webhook: "default"},
		{Receiver: "4560575797", Webhook: "default"},
	}
	for _, tt := range []struct {
		to, text, webhook, want string
		tone                    Tone
		offer                   bool
	}{
		{"+45 1204", "FOO hello", "", "Lease 451204 foo → vote", Accent, false},
		{"451204", "foo hello", "default", "Webhook default, whatever the leases say", Muted, false},
		{"451204", "", "", "Begin with a keyword: foo, join", Muted, false},
		{"451204", "bar", "", "Nobody leases this: it would not reach you", Warn, true},
		{"451204", "bar", "default", "Webhook default, though nobody leases this", Muted, true},
		{"4560575797", "", "", "Lease 4560575797 → default", Accent, false},
		{"12a4", "foo", "", "Digits with the country code, such as 451204", Bad, false},
	} {
		if got := NewReach(leases, tt.to, tt.text, tt.webhook); got != (Reach{tt.want, tt.tone, tt.offer}) {
			t.Errorf("%s %q: %+v", tt.to, tt.text, got)
		}
	}
	if got := Receivers(leases); strings.Join(got, " ") != "451204 4560575797" {
		t.Errorf("receivers %v", got)
	}
	if got := Keywords(leases, "+451204", 1); strings.Join(got, " ") != "foo" {
		t.Errorf("keywords %v", got)
	}
	if got := OfferedLease("451204", "bar baz"); got != (inspector.Lease{Receiver: "451204", Keyword: "bar", Webhook: "default"}) {
		t.Errorf("offered %v", got)
	}
}

func TestThePhoneFormSaysHowSMSAreSent(t *testing.T) {
	hooks := []inspector.Webhook{{Label: "default"}, {Label: "vote"}}
	for _, want := range []PhoneOptions{
		{Family: gatewayapi.REST, Signing: gatewayapi.SignRight},
		{Family: gatewayapi.Messaging, Webhook: "vote", Signing: gatewayapi.SignChangedBody, Schedule: "historic"},
	} {
		if got := NewPhoneForm(hooks, want).Phone(hooks); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
	if words := wordsOf(signings()); len(words) != len(gatewayapi.Signings()) {
		t.Errorf("%d ways to sign have words", len(words))
	}
	for _, s := range schedules()[1:] {
		if _, err := gatewayapi.ScheduleNamed(s.value); err != nil {
			t.Error(err)
		}
	}
	if SigningHint(true) == SigningHint(false) {
		t.Error("nothing is said of a webhook without a secret")
	}
	form := NewPersonForm()
	form.Set("name", "Alice")
	if got := form.Person(); got != (inspector.Person{Name: "Alice", Number: "+45"}) {
		t.Errorf("%+v", got)
	}
}

package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"ringback/app/look"
	"ringback/app/viewmodel"
	"ringback/inspector"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/inspectortest"
)

// simulator opens the page of the phone on a window with a leased keyword.
func newSimulatorStage(t *testing.T, variant look.Variant, size fyne.Size) *shellStage {
	t.Helper()
	s := newShellStage(t, variant, size)
	if err := s.engine.SetSecret(inspector.DefaultWebhook, "top secret"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.engine.AddLease(inspector.Lease{Receiver: "451204", Keyword: "foo", Webhook: inspector.DefaultWebhook}); err != nil {
		t.Fatal(err)
	}
	for _, one := range []inspector.Person{{Name: "Alice", Number: "4520304050"}, {Name: "Bob", Number: "447700900981"}} {
		if _, err := s.engine.PutPerson(one); err != nil {
			t.Fatal(err)
		}
	}
	s.do("view.simulator")
	p := s.panes.simulator
	s.until("the people are listed", func() bool { return len(p.lines) == 2 })
	s.until("the leases decide", func() bool { return p.sent.options().Webhook == "" })
	return s
}

// text types a text on the phone and sends it by Enter.
func (s *shellStage) text(text string) *viewmodel.Texted {
	s.t.Helper()
	p := s.panes.simulator
	p.handset.text.SetText("")
	before := len(p.phone.Thread())
	s.window.Canvas().Focus(p.handset.text)
	test.Type(p.handset.text, text)
	p.handset.text.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(p.phone.Thread()) != before+1 {
		s.t.Fatalf("%q was not sent", text)
	}
	t := p.phone.Thread()[before]
	s.until("it is sent", func() bool { return t.Done })
	return t
}

func (s *shellStage) note(bubble *viewmodel.Texted) string {
	return viewmodel.OutcomeOfTexted(bubble).Text
}

func TestAKeywordSMSComesThroughTheFrontDoor(t *testing.T) {
	s := newSimulatorStage(t, look.Light, fyne.NewSize(1600, 1000))
	p := s.panes.simulator
	sent := s.text("foo hello world")
	if p.handset.text.Text != "" {
		t.Errorf("%q still stands there", p.handset.text.Text)
	}
	c := s.engine.Newest(t)
	if c.ID != sent.Callback || c.Keyword != "foo" || c.Origin != "simulated" || c.Verdict.Result != gatewayapi.Valid || c.Parsed.From != "4520304050" {
		t.Errorf("recorded #%d (the phone says #%d): %q %s %s from %s", c.ID, sent.Callback, c.Keyword, c.Origin, c.Verdict.Result, c.Parsed.From)
	}
	if note := s.note(sent); !strings.HasPrefix(note, "Answered 200 · ") || !strings.HasSuffix(note, " · 451204 foo → default") {
		t.Errorf("under it stands %q", note)
	}
	if code := p.sent.request.said; !strings.Contains(code, "POST / HTTP/1.1") || !strings.Contains(code, "X-Gwapi-Signature: ") || !strings.Contains(code, `"message": "foo hello world"`) {
		t.Errorf("the request is\n%s", code)
	}
	if !strings.HasPrefix(p.sent.answer.said, "HTTP/1.1 200 OK\n") {
		t.Errorf("the answer is %q", p.sent.answer.said)
	}
	p.sent.curl.Tapped(nil)
	if command := s.app.Clipboard().Content(); !strings.HasPrefix(command, "curl ") || strings.Contains(command, "X-Ringback-Origin") {
		t.Errorf("copied %q", command)
	}
	p.handset.text.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	if p.handset.text.Text != "foo hello world" {
		t.Errorf("↑ brings back %q", p.handset.text.Text)
	}
	p.tapped(1)
	p.openCallback()
	s.look()
	if s.page != pageCallbacks || s.panes.detail.shown == nil || s.panes.detail.shown.id != c.ID {
		t.Error("the callback is not opened")
	}
}

func TestWhatNobodyLeasesDoesNotComeUntilItIsLeased(t *testing.T) {
	s := newSimulatorStage(t, look.Light, fyne.NewSize(1600, 1000))
	p := s.panes.simulator
	sent := s.text("bar hello")
	if note := s.note(sent); note != "Nobody leases this: it would not reach you" {
		t.Errorf("under it stands %q", note)
	}
	if s.engine.Count() != 0 {
		t.Error("it came all the same")
	}
	p.handset.text.SetText("bar hello")
	if !p.handset.reach.lease.Visible() {
		t.Fatal("no lease is offered")
	}
	p.handset.reach.lease.Tapped(nil)
	s.until("it is leased", func() bool { return len(s.engine.Leases()) == 2 })
	s.until("it would come", func() bool { return p.handset.reach.label.Text == "Lease 451204 bar → default" })
	s.text("bar hello")
	if c := s.engine.Newest(t); c.Keyword != "bar" {
		t.Errorf("recorded %q", c.Keyword)
	}
}

func TestAWebhookWithoutASecretSignsNothing(t *testing.T) {
	s := newShellStage(t, look.Light, fyne.NewSize(1600, 1000))
	p := s.panes.simulator
	s.do("view.simulator")
	s.until("it would be sent", func() bool { return len(p.next.made.all) > 0 })
	hint := func() string {
		for _, c := range p.sent.form.fields {
			if c.id == "signing" {
				return c.field.Hint()
			}
		}
		return ""
	}
	if got := hint(); got != "The webhook has no secret: nothing is signed." {
		t.Errorf("below the choice stands %q", got)
	}
	if err := s.engine.SetSecret(inspector.DefaultWebhook, "top secret"); err != nil {
		t.Fatal(err)
	}
	p.typed()
	s.until("it says otherwise", func() bool { return hint() == viewmodel.SigningHint(true) })
}

func TestThePhoneSignsWronglyOnPurpose(t *testing.T) {
	s := newSimulatorStage(t, look.Dark, fyne.NewSize(1280, 800))
	p := s.panes.simulator
	for word, want := range map[string]gatewayapi.Result{
		"Wrong: not at all": gatewayapi.Unsigned, "Wrong: another secret": gatewayapi.BadSignature,
		"Wrong: alg none": gatewayapi.BadAlgorithm, "Wrong: claims of another body": gatewayapi.Mismatch,
	} {
		p.sent.form.changed("signing", word)
		s.text("foo")
		if got := s.engine.Newest(t).Verdict.Result; got != want {
			t.Errorf("%s: %s, want %s", word, got, want)
		}
	}
}

func TestALongTextGoesPartByPart(t *testing.T) {
	s := newSimulatorStage(t, look.Dark, fyne.NewSize(1600, 1000))
	p := s.panes.simulator
	p.sent.form.changed("family", "Messaging: part by part")
	sent := s.text("foo " + strings.Repeat("ж", 80))
	if len(sent.Sent) != 2 || s.engine.Count() != 2 {
		t.Errorf("%d callbacks sent, %d came", len(sent.Sent), s.engine.Count())
	}
	p.handset.text.SetText("foo ж")
	if got := p.handset.meter.Text; got != "5 / 70 · 1 part · UCS-2 because of “ж”" {
		t.Errorf("counts %q", got)
	}
}

func TestWhatFailsIsRepeatedUntilItIsStopped(t *testing.T) {
	s := newSimulatorStage(t, look.Light, fyne.NewSize(1600, 1000))
	p := s.panes.simulator
	w, err := s.engine.Webhook(inspector.DefaultWebhook)
	if err != nil {
		t.Fatal(err)
	}
	w.Answer.Status = 500
	if err := s.engine.SetWebhook(w); err != nil {
		t.Fatal(err)
	}
	p.sent.form.changed("schedule", "Repeat as today")
	p.handset.text.SetText("foo")
	p.send()
	sent := p.phone.Thread()[0]
	s.until("it failed once", func() bool { return p.sent.ladder.stop.Visible() })
	p.sent.ladder.retry.Tapped(nil)
	s.until("it failed twice", func() bool { return len(sent.Climb.Rungs) == 2 })
	if note := s.note(sent); !strings.HasSuffix(note, " · attempt 2, goes on") {
		t.Errorf("meanwhile under it stands %q", note)
	}
	p.sent.ladder.stop.Tapped(nil)
	s.until("it is stopped", func() bool { return sent.Done })
	if note := s.note(sent); !strings.HasPrefix(note, "Answered 500 · ") {
		t.Errorf("under it stands %q", note)
	}
	if last := p.sent.ladder.said[len(p.sent.ladder.said)-1]; last.Text != "Stopped" || p.sent.ladder.stop.Visible() {
		t.Errorf("the attempts end with %q", last.Text)
	}
}

func TestNothingIsSentThatCannotBe(t *testing.T) {
	s := newSimulatorStage(t, look.Light, fyne.NewSize(1600, 1000))
	p := s.panes.simulator
	for _, tt := range []struct{ to, text, url string }{
		{"12a4", "foo", s.engine.URL}, {"", "foo", s.engine.URL}, {"451204", strings.Repeat("a", 40000), s.engine.URL}, {"451204", "foo", ""},
	} {
		s.receiver.status.URL = tt.url
		p.handset.to.SetText(tt.to)
		p.handset.text.SetText(tt.text)
		p.send()
		if len(p.phone.Thread()) > 0 || p.handset.text.Text != tt.text {
			t.Errorf("to %q: sent, or the text is lost", tt.to)
		}
	}
	s.until("it is said", func() bool { return p.sent.request.side.Text == "The receiver is not listening" })
}

func TestAConversationGoesOnWhereItEnded(t *testing.T) {
	s := newSimulatorStage(t, look.Light, fyne.NewSize(1600, 1000))
	s.text("foo one")
	s.engine.Post(t, "/", inspectortest.MOSMS(1)) // of the same number, and no simulation
	if older, err := recalled(t.Context(), s.engine.Inspector, "4520304050", s.engine.URL, s.engine.Now().Last); err != nil || len(older) != 1 {
		t.Fatalf("%d older ones are found, %v", len(older), err)
	}
	again := newSimulatorPage(s.panes.simulator.simulatorDeps)
	again.refresh()
	s.until("the old text is there", func() bool { return len(again.phone.Thread()) == 1 })
	old := again.phone.Thread()[0]
	if note := s.note(old); old.Text != "foo one" || !strings.HasPrefix(note, "Answered 200 · ") || !strings.HasSuffix(note, " · 451204 foo → default") {
		t.Errorf("%q, under it stands %q", old.Text, note)
	}
	again.tapped(1)
	if code := again.sent.request.said; !strings.Contains(code, "X-Gwapi-Signature: ") || !strings.Contains(code, `"message": "foo one"`) {
		t.Errorf("the request was\n%s", code)
	}
	again.copyCurl()
	if command := s.app.Clipboard().Content(); !strings.Contains(command, s.engine.URL+"/") {
		t.Errorf("copied %q", command)
	}
}

func TestPeopleAreAddedAndRemoved(t *testing.T) {
	s := newSimulatorStage(t, look.Light, fyne.NewSize(1600, 1000))
	p := s.panes.simulator
	s.text("foo of Alice")
	if _, err := s.engine.PutPerson(inspector.Person{Name: "Chen", Number: "12025550147"}); err != nil {
		t.Fatal(err)
	}
	p.refresh()
	s.until("who was saved elsewhere is listed", func() bool { return len(p.lines) == 3 })
	p.people.OnChoose(2)
	if p.phone.Number() != "12025550147" || len(p.phone.Thread()) != 0 {
		t.Errorf("%s texts, with %d bubbles", p.phone.Number(), len(p.phone.Thread()))
	}
	p.askRemovePerson()
	if s.window.Canvas().Overlays().Top() == nil {
		t.Fatal("it is not asked")
	}
	p.people.OnChoose(0)
	if len(p.phone.Thread()) != 1 {
		t.Error("the conversation of Alice is gone")
	}
}

func TestTheSimulatorInBothShades(t *testing.T) {
	for name, variant := range map[string]look.Variant{"light": look.Light, "dark": look.Dark} {
		size := fyne.NewSize(1600, 1000)
		s := newSimulatorStage(t, variant, size)
		s.text("foo hello world")
		s.text("JOIN summer24")
		s.panes.simulator.sent.form.changed("signing", "Wrong: another secret")
		s.text("foo 🎉 привет, 你好, مرحبا")
		wantInside(t, s.window.Content(), size)
		wantWhole(t, s.window)
		s.save("phone-" + name)
	}
}

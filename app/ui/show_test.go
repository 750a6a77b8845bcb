package ui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"ringback/app/look"
	"ringback/inspector"
	"ringback/inspector/inspectortest"
	"ringback/tunnel"
)

// status returns what the bar at the bottom says.
func (s *shellStage) status() string {
	words := []string{s.panes.status.shown.Recording.Text}
	for _, text := range append(s.panes.status.shown.Left, s.panes.status.shown.Right...) {
		words = append(words, text.Text)
	}
	return strings.Join(words, " · ")
}

func TestTheStatusSaysHowThingsAre(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(8)
	got := s.status()
	for _, want := range []string{"Recording", "8 callbacks", strings.TrimPrefix(s.engine.URL, "http://"), "MB", "keeps all"} {
		if !strings.Contains(got, want) {
			t.Errorf("the status %q lacks %q", got, want)
		}
	}
	s.do("filter.failed")
	s.look()
	if got := s.status(); !strings.Contains(got, "2 shown") {
		t.Errorf("under a filter the status is %q", got)
	}
}

func TestAStoreThatFailsIsSaidInRed(t *testing.T) {
	s := newShellStage(t, look.Light, firstSize())
	s.fill(1)
	for _, err := range []error{os.Rename(s.engine.Path, s.engine.Path+".away"), os.WriteFile(s.engine.Path, []byte("something else"), 0o600)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		if err := os.Rename(s.engine.Path+".away", s.engine.Path); err != nil {
			t.Error(err)
		}
	})
	if status, _ := s.engine.Post(t, "/", inspectortest.MOSMS(2)); status != 503 {
		t.Fatalf("answered %d, want 503", status)
	}
	s.until("it is known", func() bool { return !s.engine.Health().OK })
	s.look()
	if !s.panes.strips.store.Visible() || !strings.HasPrefix(s.status(), "Not recording") {
		t.Errorf("the strip is seen: %v; the status is %q", s.panes.strips.store.Visible(), s.status())
	}
	s.save("failing")
	s.openRetention()
	if s.page != pageSettings || s.panes.settings.section() != sectionRetention {
		t.Errorf("what may help is not opened, but page %q, section %q", s.page, s.panes.settings.section())
	}
}

func TestAReceiverThatCannotListenIsTriedAgain(t *testing.T) {
	for name, again := range map[string]func(*shellStage){
		"by a person": func(s *shellStage) { s.retryEvery = time.Hour },
		"by itself":   func(s *shellStage) { s.retryEvery = time.Millisecond },
	} {
		t.Run(name, func(t *testing.T) { testTryingAgain(t, again) })
	}
}

func testTryingAgain(t *testing.T, again func(*shellStage)) {
	s := newShellStage(t, look.Dark, firstSize())
	again(s)
	busy := fmt.Errorf("listen: %w", tunnel.ErrInUse)
	tries := make(chan error, 1)
	tries <- busy
	s.options.Receive = func(ctx context.Context, started func(string)) error {
		if err := <-tries; err != nil {
			return err
		}
		started("http://127.0.0.1:4100")
		<-ctx.Done()
		return nil
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go s.receive(ctx, ended)
	s.until("the failure is shown", func() bool { return s.panes.strips.receiver.Visible() })
	if got := s.status(); !strings.HasPrefix(got, "Not receiving") || s.panes.top.pill.Word != "Offline" {
		t.Errorf("the status is %q, the pill %q", got, s.panes.top.pill.Word)
	}
	if !s.panes.first.steps[2].act.Disabled() {
		t.Error("a sample can be sent to nobody")
	}
	s.save("offline")
	tries <- nil
	if s.retryEvery == time.Hour {
		s.tryAgain()
	}
	s.until("it listens", func() bool { return s.receiver.status.State == tunnel.Online })
	if s.panes.strips.receiver.Visible() || s.panes.top.address.Text != "http://127.0.0.1:4100" {
		t.Errorf("the strip is seen: %v; the address is %q", s.panes.strips.receiver.Visible(), s.panes.top.address.Text)
	}
	stop()
	if err := <-ended; err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
}

func TestSettingsFollowWhatIsChangedElsewhere(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.look()
	s.do("view.settings")
	s.panes.settings.show(sectionWebhooks)
	hooks := s.panes.settings.webhooks
	if len(hooks.told) != 1 {
		t.Fatalf("%d webhooks are shown at first", len(hooks.told))
	}
	if err := s.engine.AddWebhook(inspector.Webhook{Label: "shop", Path: "/shop", Answer: inspector.DefaultAnswer()}); err != nil {
		t.Fatal(err)
	}
	s.look()
	if len(hooks.told) != 2 {
		t.Error("a webhook that was added on the command line is not shown")
	}
}

func TestFailuresThatNobodyLookedAtAreCounted(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(4)
	if s.panes.status.failures.Visible() {
		t.Error("a failure from before is called new")
	}
	s.fill(8)
	if got := s.panes.status.failures.Text; got != "2 new failures" {
		t.Errorf("said is %q", got)
	}
	s.panes.status.failures.Tapped(nil)
	s.look()
	if s.panes.status.failures.Visible() || s.panes.list.Len() != 3 {
		t.Errorf("%d failures are listed, and they are called new: %v", s.panes.list.Len(), s.panes.status.failures.Visible())
	}
}

func TestTheAddressIsCopied(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.do("copy.address")
	if got := s.app.Clipboard().Content(); got != s.engine.URL || s.panes.top.copied.Text != "Copied" {
		t.Errorf("copied %q, said %q", got, s.panes.top.copied.Text)
	}
	s.until("it is said for a while only", func() bool { return s.panes.top.copied.Text == "Copy" })
	s.receiverIs(tunnel.Status{State: tunnel.Connecting})
	if s.commands.find("copy.address").whyNot() == "" || s.panes.top.box.Visible() {
		t.Error("an address that is not there can be copied")
	}
}

func TestTheShadeIsTurnedAndRemembered(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.do("view.shade")
	if look.IsDark() || s.memory.state.Look.Variant != look.Light || s.panes.top.shade.Icon != "moon" {
		t.Errorf("dark: %v, remembered %v, icon %s", look.IsDark(), s.memory.state.Look.Variant, s.panes.top.shade.Icon)
	}
}

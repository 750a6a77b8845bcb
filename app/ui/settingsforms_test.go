package ui

import (
	"errors"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

func (s *settingsStage) general() *generalSection {
	s.page.show(sectionGeneral)
	return s.page.general
}

func (s *settingsStage) webhooks() *webhooksSection {
	s.page.show(sectionWebhooks)
	return s.page.webhooks
}

func (s *settingsStage) leases() *leasesSection {
	s.page.show(sectionLeases)
	return s.page.leases
}

func TestReceiverSettingsCountWhenTheFieldIsLeft(t *testing.T) {
	tests := []struct {
		name, field, value string
		problem            string // a part of it
		want               func(*inspector.Settings)
	}{
		{"a size", "body_limit", "5", "", func(s *inspector.Settings) { s.BodyLimit = 5 << 20 }},
		{"connections", "max_connections", "12", "", func(s *inspector.Settings) { s.MaxConnections = 12 }},
		{"an address", "listen", "127.0.0.1:4200", "", func(s *inspector.Settings) { s.Listen = "127.0.0.1:4200" }},
		{"no port", "listen", "localhost", "HOST:PORT", nil},
		{"no number", "max_connections", "many", "whole number", nil},
		{"too long", "header_seconds", "601", "from 1 to 600", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := plainStage(t)
			general := s.general()
			want := s.engine.Settings()
			s.fill(general.view, test.field, test.value)
			if test.want == nil {
				if got := problemAt(general.view, test.field); !strings.Contains(got, test.problem) {
					t.Errorf("under the field stands %q, want %q", got, test.problem)
				}
			} else {
				test.want(&want)
				s.hears("Settings kept")
			}
			if got := s.engine.Settings(); got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

func TestReceiverSettingsSayWhatNeedsARestart(t *testing.T) {
	s := plainStage(t)
	general := s.general()
	s.fill(general.view, "body_limit", "5")
	s.hears("Settings kept")
	if strings.Contains(s.texts(), "Restart Ringback") {
		t.Error("a limit that holds at once asks for a restart")
	}
	now := s.engine.Settings()
	now.Tunnel.Mode = inspector.TunnelOff
	if err := s.engine.SetSettings(now); err != nil {
		t.Fatal(err)
	}
	if general.refresh(); strings.Contains(s.texts(), "Restart Ringback") {
		t.Error("the tunnel, which follows its settings, asks for a restart")
	}
	s.fill(general.view, "listen", "127.0.0.1:4200")
	s.seen("Restart Ringback")
	s.fill(general.view, "listen", "127.0.0.1:4100")
	s.until("nothing is waiting for a restart", func() bool { return !strings.Contains(s.texts(), "Restart Ringback") })
}

func TestWebhookIsAddedWithItsSecret(t *testing.T) {
	s := plainStage(t)
	hooks := s.webhooks()
	s.press("Add webhook")
	s.fill(hooks.view, "label", "sales")
	s.fill(hooks.view, "path", "/sales")
	s.fill(hooks.view, "secret", "hunter2")
	hooks.save.Tapped(nil)
	s.hears("saved")
	w, err := s.engine.Webhook("sales")
	if err != nil || w.Path != "/sales" || !w.HasSecret {
		t.Fatalf("got %+v, %v", w, err)
	}
	name, value := inspectortest.Sign(t, inspectortest.MOSMS(1), "hunter2")
	s.engine.Post(t, "/sales", inspectortest.MOSMS(1), name, value)
	if got := s.engine.Newest(t).Verdict.Result; got != "valid" {
		t.Errorf("the secret verifies as %q", got)
	}
	if strings.Contains(s.texts(), "hunter2") {
		t.Error("the secret is shown")
	}
	if text := s.texts(); !strings.Contains(text, "http://127.0.0.1:4100/sales") || !strings.Contains(text, "Secrets are kept in") {
		t.Errorf("neither the address nor where secrets are kept: %q", text)
	}
}

// A copy of a database lies elsewhere without its secrets.
func TestASecretThatIsMissingHereIsAskedForAgain(t *testing.T) {
	s := plainStage(t)
	if err := s.engine.SetSecret(inspector.DefaultWebhook, "of another machine"); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(s.engine.Path + ".secrets"); err != nil {
		t.Fatal(err)
	}
	sampleWebhooks(t, s.engine) // the secrets are read again
	s.webhooks().show(inspector.DefaultWebhook)
	s.seen("missing here: set it again")
	if strings.Contains(s.texts(), dots) || strings.Contains(s.texts(), "Leave this empty") {
		t.Error("it shows as set all the same")
	}
}

func TestWebhookIsRefusedAtTheField(t *testing.T) {
	tests := []struct {
		name, field, value string
		problem            string
	}{
		{"no label", "label", "", "must not be empty"},
		{"label taken", "label", "sales", "taken"},
		{"path taken", "path", "/sales", "taken"},
		{"no path", "path", "sales", "must begin with /"},
		{"no status", "status", "99", "from 200 to 599"},
		{"no header", "headers", "X-Test", "Line 1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := plainStage(t)
			sampleWebhooks(t, s.engine)
			hooks := s.webhooks()
			s.press("Add webhook")
			s.fill(hooks.view, "label", "new")
			s.fill(hooks.view, "path", "/new")
			s.fill(hooks.view, test.field, test.value)
			hooks.save.Tapped(nil)
			s.until("it is refused", func() bool {
				return strings.Contains(strings.ToLower(problemAt(hooks.view, test.field)), strings.ToLower(test.problem))
			})
			if entry, ok := s.window.Canvas().Focused().(*controls.TextField); !ok || entry.Text != test.value {
				t.Errorf("the keys are at %v", s.window.Canvas().Focused())
			}
			if n := len(s.engine.Webhooks()); n != 3 {
				t.Errorf("there are %d webhooks", n)
			}
		})
	}
}

func TestWebhookIsRemovedOnlyWhenNothingNeedsIt(t *testing.T) {
	s := plainStage(t)
	sampleWebhooks(t, s.engine)
	hooks := s.webhooks()
	if !hooks.remove.Disabled() {
		t.Error("the default webhook can be removed")
	}
	hooks.leaveTo("support")
	if !hooks.remove.Disabled() {
		t.Error("a webhook with a lease can be removed")
	}
	if err := s.engine.RemoveLease("4592", ""); err != nil {
		t.Fatal(err)
	}
	s.page.refresh()
	hooks.remove.Tapped(nil)
	s.seen("Remove webhook “support”?")
	s.press("Cancel")
	if _, err := s.engine.Webhook("support"); err != nil {
		t.Fatal("removed without a yes")
	}
	hooks.remove.Tapped(nil)
	s.press("Remove webhook")
	s.hears("removed")
	if _, err := s.engine.Webhook("support"); !errors.Is(err, inspector.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func TestSecretIsRemovedAfterAQuestion(t *testing.T) {
	s := plainStage(t)
	sampleWebhooks(t, s.engine)
	hooks := s.webhooks()
	hooks.leaveTo("sales")
	s.seen("sales")
	s.press("Remove secret")
	s.seen("can no longer be checked")
	s.press("Remove secret")
	s.hears("removed")
	if w, _ := s.engine.Webhook("sales"); w.HasSecret {
		t.Error("the secret is still there")
	}
}

func TestChangesOfAWebhookAreNotLostUnasked(t *testing.T) {
	s := plainStage(t)
	sampleWebhooks(t, s.engine)
	hooks := s.webhooks()
	s.fill(hooks.view, "status", "202")
	hooks.leaveTo("sales")
	s.seen("Discard the changes?")
	s.press("Go on editing")
	if hooks.shown.Label != inspector.DefaultWebhook || hooks.view.form.Value("status") != "202" {
		t.Errorf("shown is %q", hooks.shown.Label)
	}
	hooks.leaveTo("sales")
	s.press("Discard changes")
	if hooks.shown.Label != "sales" {
		t.Errorf("shown is %q", hooks.shown.Label)
	}
}

func TestLeasesAreAddedAndRemoved(t *testing.T) {
	tests := []struct {
		name, receiver, keyword string
		field, problem          string
	}{
		{"keyword", "+45 1204", "bar", "", ""},
		{"whole number", "451919", "", "", ""},
		{"taken", "451204", "FOO", "keyword", "taken"},
		{"no receiver", "abc", "bar", "receiver", "digits"},
		{"two words", "451204", "two words", "keyword", "one word"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := plainStage(t)
			sampleWebhooks(t, s.engine)
			leases := s.leases()
			s.fill(leases.view, "receiver", test.receiver)
			s.fill(leases.view, "keyword", test.keyword)
			s.press("Add lease")
			if test.problem != "" {
				s.until("it is refused", func() bool { return strings.Contains(problemAt(leases.view, test.field), test.problem) })
				return
			}
			s.hears("added")
			if n := len(s.engine.Leases()); n != 3 {
				t.Errorf("there are %d leases", n)
			}
		})
	}
}

func TestLeaseIsRemovedAfterAQuestion(t *testing.T) {
	s := plainStage(t)
	sampleWebhooks(t, s.engine)
	leases := s.leases()
	leases.askRemove(s.engine.Leases()[0])
	s.seen("Remove the lease 451204 foo?")
	s.press("Remove lease")
	s.hears("removed")
	if got := s.engine.Leases(); len(got) != 1 || strings.Contains(s.texts(), "foo") {
		t.Errorf("left are %v", got)
	}
}

// While callbacks stream in, what one is about to press must stay what it is.
func TestRefreshingLeavesChipsAndRowsInPlace(t *testing.T) {
	s := plainStage(t)
	sampleWebhooks(t, s.engine)
	hooks, leases := s.webhooks(), s.leases()
	chip, row := s.chipOf(hooks, "sales"), leases.rows.Objects[0]
	s.page.refresh()
	s.webhooks()
	s.page.refresh()
	if s.chipOf(hooks, "sales") != chip || leases.rows.Objects[0] != row {
		t.Error("they were made anew")
	}
}

func (s *settingsStage) chipOf(hooks *webhooksSection, label string) (found *controls.Chip) {
	walk(hooks.chips, fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) {
		if c, ok := o.(*controls.Chip); ok && c.Text == label {
			found = c
		}
	})
	return found
}

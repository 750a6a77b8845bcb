package ui

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ringback/app/look"
	"ringback/inspector"
	"ringback/inspector/inspectortest"
	"ringback/inspector/reach"
)

// newAllowStage shows who may come in, with a DNS in which every name has an address.
func newAllowStage(t *testing.T) (*settingsStage, *allowSection) {
	t.Helper()
	e := inspectortest.OpenAt(t, filepath.Join(t.TempDir(), "ringback.db"), inspector.Options{Reach: reach.Options{Resolver: everywhere{}}})
	s := newSettingsStageOf(t, e, look.Options{Variant: look.Dark}, firstSize())
	s.page.show(sectionAllow)
	return s, s.page.allow
}

func TestWhoMayComeInIsKept(t *testing.T) {
	s, allow := newAllowStage(t)
	if !allow.apply.Disabled() {
		t.Error("what was not changed can be applied")
	}
	s.fill(allow.view, "addresses", "203.0.113.9\n192.0.2.0/24\n203.0.113.9")
	allow.view.changed("mode", fieldOf(allow.view.form, "mode").Choices[2])
	s.press("Apply")
	s.hears("The list is kept")
	l := s.engine.AllowList()
	if l.Mode != inspector.AllowRefuse || !slices.Equal(l.Addresses, []string{"192.0.2.0/24", "203.0.113.9"}) {
		t.Errorf("kept is %+v", l)
	}
	if got := allow.view.form.Value("addresses"); got != "192.0.2.0/24\n203.0.113.9" {
		t.Errorf("the field shows %q, and not what is kept", got)
	}
}

func TestWhoMayComeInIsRefusedAtTheField(t *testing.T) {
	for _, test := range []struct {
		name, field, value string
		mode               int
		at, problem        string
	}{
		{"no address", "addresses", "203.0.113.9\nhooks", 0, "addresses", "IP addresses or blocks"},
		{"no name", "names", "hooks", 0, "names", "names in DNS"},
		{"nobody", "names", "", 2, "mode", "nobody could come in"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, allow := newAllowStage(t)
			before := s.engine.AllowList()
			s.fill(allow.view, test.field, test.value)
			allow.view.changed("mode", fieldOf(allow.view.form, "mode").Choices[test.mode])
			allow.keep()
			s.until("it is refused", func() bool { return strings.Contains(problemAt(allow.view, test.at), test.problem) })
			if got := s.engine.AllowList(); got.Mode != before.Mode || !slices.Equal(got.Names, before.Names) {
				t.Errorf("kept is %+v", got)
			}
			s.press("Undo changes")
			if problemAt(allow.view, test.at) != "" || allow.view.form.Changed() {
				t.Error("what was undone is still wrong")
			}
		})
	}
}

func TestWhatDNSSaysIsShown(t *testing.T) {
	s, allow := newAllowStage(t)
	s.seen("DNS was not asked yet")
	s.press("Ask DNS now")
	s.hears("DNS answered")
	if len(allow.told) != 2 || allow.told[0].Addresses != "9.9.9.9" || allow.told[0].Trouble != "" {
		t.Errorf("told is %+v", allow.told)
	}
	s.seen("DNS answered just now")
	allow.names.OnCopy(1)
	if !slices.Contains(s.copied, "9.9.9.9") {
		t.Errorf("copied is %q", s.copied)
	}
	s.save("allow-asked")
}

package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"ringback/app/look"
)

func TestWhatIsCopiedIsWhatIsSelected(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(500, 800))
	first, second := s.post("one", "Content-Type", "text/plain"), s.post("two", "Content-Type", "text/plain")
	list := s.pane.commands()
	for _, tt := range []struct {
		id   uint64
		want string
	}{{first, "one"}, {second, "two"}} { // nothing was shown before, and then another one
		s.pane.show([]uint64{tt.id})
		copyBody := list.find("copy.body")
		if why := copyBody.whyNot(); why != "" {
			t.Errorf("while it is being read it cannot be copied: %q", why)
		}
		before := len(s.copied)
		copyBody.do()
		s.until("it is copied", func() bool { return len(s.copied) > before })
		if got := s.copied[before]; got != tt.want {
			t.Errorf("copied %q, want %q", got, tt.want)
		}
	}
}

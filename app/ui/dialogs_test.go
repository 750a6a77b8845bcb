package ui

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"ringback/app/controls"
)

// typed presses a key where nothing has the focus.
func (s *settingsStage) typed(name fyne.KeyName) {
	s.t.Helper()
	s.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: name})
}

func (s *settingsStage) floats() bool { return s.window.Canvas().Overlays().Top() != nil }

func TestQuestionsAreAnsweredByKeys(t *testing.T) {
	tests := []struct {
		name   string
		danger bool
		key    fyne.KeyName
		done   bool
	}{
		{"Enter does what is safe", false, fyne.KeyReturn, true},
		{"Enter loses nothing", true, fyne.KeyReturn, false},
		{"Esc says no", false, fyne.KeyEscape, false},
		{"Esc says no to a danger", true, fyne.KeyEscape, false},
	}
	s := plainStage(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			done := false
			confirm(s.window, confirmation{title: "Go on?", yes: "Go on", danger: test.danger, do: func() { done = true }})
			if s.window.Canvas().Focused() != nil {
				t.Error("a button has the focus at once")
			}
			s.typed(test.key)
			if done != test.done || s.floats() {
				t.Errorf("done %v, still open %v", done, s.floats())
			}
		})
	}
}

func TestKeysBelongToWhatFloats(t *testing.T) {
	s := plainStage(t)
	var below []string
	c := s.window.Canvas()
	c.SetOnTypedKey(func(ev *fyne.KeyEvent) { below = append(below, string(ev.Name)) })
	c.SetOnTypedRune(func(r rune) { below = append(below, string(r)) })
	confirm(s.window, confirmation{title: "Go on?", yes: "Go on", do: func() {}})
	s.typed(fyne.KeyDelete)
	c.OnTypedRune()('s')
	if len(below) != 0 {
		t.Errorf("got below the question: %q", below)
	}
	s.typed(fyne.KeyEscape)
	s.typed(fyne.KeyDelete)
	c.OnTypedRune()('s')
	if strings.Join(below, " ") != "Delete s" {
		t.Errorf("after the question: %q", below)
	}
}

func TestProblemsAreTold(t *testing.T) {
	s := plainStage(t)
	tell(s.window, problemOf(errors.New("the cause of it all")))
	s.seen("This did not work")
	s.seen("the cause of it all")
	s.save("problem")
	s.typed(fyne.KeyReturn)
	if s.floats() {
		t.Error("still open")
	}
}

func TestTextIsAskedFor(t *testing.T) {
	s := plainStage(t)
	var got string
	q := textInput{
		title: "Note", label: "Note on callback 12", text: "old", yes: "Save note",
		check: func(text string) string {
			if text == "" {
				return "Must not be empty."
			}
			return ""
		},
		do: func(text string) { got = text },
	}
	askText(s.window, q)
	entry, ok := s.window.Canvas().Focused().(*controls.TextField)
	if !ok || entry.Text != "old" {
		t.Fatalf("focused is %v", s.window.Canvas().Focused())
	}
	entry.SetText("")
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	s.seen("Must not be empty.")
	if got != "" || !s.floats() {
		t.Fatal("taken though it is wrong")
	}
	s.save("text")
	entry.SetText("new")
	s.press("Save note")
	if got != "new" || s.floats() {
		t.Errorf("got %q", got)
	}

	q.lines, got = 4, ""
	askText(s.window, q)
	long := s.window.Canvas().Focused().(*controls.TextField)
	long.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !s.floats() {
		t.Error("Enter ended a long text")
	}
	long.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	s.press("Go on editing")
	if !s.floats() {
		t.Fatal("what was written is lost")
	}
	long.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault})
	if got != "\n" || s.floats() {
		t.Errorf("Ctrl+Enter took %q", got)
	}

	askText(s.window, q)
	s.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if s.floats() {
		t.Error("Esc asks though nothing was changed")
	}
	askText(s.window, q)
	s.window.Canvas().Focused().TypedRune('x')
	s.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	s.press("Discard changes")
	if s.floats() {
		t.Error("what was discarded is still there")
	}
}

// A card never leaves a window that is smaller than it.
func TestWhatFloatsStaysInTheWindow(t *testing.T) {
	s := plainStage(t)
	s.window.Resize(fyne.NewSize(600, 400))
	showCheatSheet(s.window, sampleCommands())
	s.each(func(o fyne.CanvasObject) {
		if card, ok := o.(*controls.Card); ok && card.Radius > 0 {
			if size := card.Size(); size.Width > 600-2*floatEdge || size.Height > 400-2*floatEdge {
				t.Errorf("a card of %v", size)
			}
		}
	})
}

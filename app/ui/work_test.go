package ui

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

// press presses the button of a dialog by its word.
func (s *shellStage) press(word string) {
	s.t.Helper()
	var button *controls.Button
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *controls.Button:
			if o.Text == word {
				button = o
			}
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child)
			}
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				walk(child)
			}
		}
	}
	if top := s.window.Canvas().Overlays().Top(); top != nil {
		walk(top)
	}
	if button == nil {
		s.t.Fatalf("no dialog has a button %q", word)
	}
	test.Tap(button)
}

// hang begins work that goes on until it is stopped.
func (s *shellStage) hang() (stopped chan struct{}) {
	stopped = make(chan struct{})
	s.begin("Import", func(ctx context.Context, progress inspector.Progress) (string, error) {
		progress(1200, 5000)
		<-ctx.Done()
		close(stopped)
		return "", ctx.Err()
	})
	return stopped
}

func TestWorkSaysHowFarItIsAndCanBeStopped(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	stopped := s.hang()
	s.until("it says how far it is", func() bool { return s.panes.status.working.Text == "Import · 24 %" })
	if why := s.commands.find("file.import").whyNot(); why != "Import is under way" {
		t.Errorf("a second import cannot run for the reason %q", why)
	}
	test.Tap(s.panes.status.stop)
	<-stopped
	s.until("it ends", func() bool { return s.whyBusy() == "" })
	s.wantToast("Import stopped")
	if s.panes.status.work.Visible() {
		t.Error("work that ended is still shown")
	}
}

func TestQuittingDuringWorkAsks(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	stopped := s.hang()
	s.closeAsked()
	s.press("Go on")
	if s.closed || s.whyBusy() == "" {
		t.Fatal("the answer to go on ends the work or the window")
	}
	s.closeAsked()
	s.press("Stop and quit")
	<-stopped
	if !s.closed {
		t.Error("the window is still open")
	}
}

func TestQuittingDeletesWhatWasStruckAndRemembersTheSize(t *testing.T) {
	s := newShellStage(t, look.Dark, fyne.NewSize(1300, 800))
	s.fill(3)
	s.tap(1, 0)
	s.do("list.delete")
	s.do("file.quit")
	if n := s.engine.Count(); n != 2 {
		t.Errorf("%d callbacks are left of 3, one deleted", n)
	}
	if got := remember(s.memory.path, s.post).state.Size; got != fyne.NewSize(1300, 800) {
		t.Errorf("the remembered size is %v", got)
	}
}

func TestClearAsksBeforeItDeletes(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(8)
	s.do("filter.failed")
	s.look()
	s.do("list.clear")
	s.press("Cancel")
	if s.row(0).Struck {
		t.Fatal("deleted without a yes")
	}
	s.do("list.clear")
	s.press("Delete 2 callbacks")
	s.engine.Clock.Advance(viewmodel.UndoFor)
	s.panes.list.due()
	s.until("the failures are gone, and only they", func() bool { return s.engine.Count() == 6 })
}

func TestNotesAndTagsAreAskedFor(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(3)
	s.tap(0, 0)
	s.do("list.note")
	s.typeText("call back on Monday")
	s.press("Save note")
	s.until("the note is kept", func() bool { return s.engine.Marks(3).Note == "call back on Monday" })
	s.tap(1, fyne.KeyModifierShift)
	s.do("list.tag")
	s.typeText("autumn, vote")
	s.press("Add tags")
	s.until("the tags are kept", func() bool {
		return strings.Join(s.engine.Marks(3).Tags, " ") == "autumn vote" && len(s.engine.Marks(2).Tags) == 2
	})
}

func (s *shellStage) typeText(text string) {
	s.t.Helper()
	field := s.window.Canvas().Focused()
	if field == nil {
		s.t.Fatal("no field has the keys")
	}
	test.Type(field, text)
}

func TestAnExportIsWrittenAsAWhole(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(5)
	path := filepath.Join(t.TempDir(), "all.jsonl")
	s.exportTo(path)
	s.until("the export ends", func() bool { return s.whyBusy() == "" })
	s.wantToast("Exported 5 callbacks")
	text, err := os.ReadFile(path)
	if err != nil || bytes.Count(text, []byte("\n")) != 5 {
		t.Errorf("the file has %d lines, %v", bytes.Count(text, []byte("\n")), err)
	}
}

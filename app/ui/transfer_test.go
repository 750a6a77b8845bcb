package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	fynestorage "fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
	"ringback/inspector/inspectortest"
)

func TestAFileIsImportedFromWhereItWasDropped(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	path := filepath.Join(t.TempDir(), "bodies.jsonl")
	if err := os.WriteFile(path, []byte(inspectortest.MOSMS(1)+"\n"+inspectortest.MOSMS(2)+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	file := fynestorage.NewFileURI(path)
	s.dropped(fyne.Position{}, []fyne.URI{file, file})
	s.wantToast("one file at a time")
	s.dropped(fyne.Position{}, []fyne.URI{file})
	s.until("the import ends", func() bool { return s.whyBusy() == "" && s.engine.Count() == 2 })
	s.wantToast("Imported 2 callbacks")
}

func TestEscClosesTheDialogForFiles(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	s := newShellStage(t, look.Dark, firstSize())
	c := s.window.Canvas()
	s.do("file.import")
	if c.Overlays().Top() == nil || c.Focused() != nil {
		t.Fatal("no dialog is open, or something in it has the keys")
	}
	c.OnTypedRune()('?')
	c.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if c.Overlays().Top() != nil {
		t.Fatal("it is still open")
	}
	c.OnTypedRune()('?')
	if c.Overlays().Top() == nil {
		t.Error("the keys of the window are dead afterwards")
	}
}

func TestTheNameOfAFileIsTypedAtOnce(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(2)
	c := s.window.Canvas()
	for _, typed := range []bool{false, true} {
		s.do("file.export")
		if c.Overlays().Top() == nil || c.Focused() != nil {
			t.Fatal("no dialog is open, or the name has the keys")
		}
		if !typed {
			c.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
			if c.Overlays().Top() != nil {
				t.Fatal("Esc does not close it")
			}
			continue
		}
		c.OnTypedRune()('x')
		if name, ok := c.Focused().(*widget.Entry); !ok || !strings.Contains(name.Text, "x") {
			t.Errorf("a letter went to %v", c.Focused())
		}
	}
}

func TestAnImportThatFailsLeavesNothing(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	path := filepath.Join(t.TempDir(), "bad.jsonl")
	if err := os.WriteFile(path, []byte(inspectortest.MOSMS(1)+"\nhello\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.importFile(path)
	s.until("the import ends", func() bool { return s.whyBusy() == "" })
	if n := s.engine.Count(); n != 0 {
		t.Errorf("%d callbacks are left of a file with a bad line", n)
	}
}

func TestASampleComesThroughTheFrontDoor(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.sendSample()
	s.until("the sample is recorded", func() bool { return s.engine.Count() == 1 })
	got := s.engine.Newest(t)
	if got.Kind != "mo-sms" || got.Keyword != "foo" || len(got.Missing)+len(got.Flags) > 0 {
		t.Errorf("the sample is read as %s with missing %v, flags %v", got.Kind, got.Missing, got.Flags)
	}
	s.until("it is said", func() bool { return len(s.toasts.Shown()) > 0 })
	s.wantToast("Sent a sample")
}

func TestFilesAreChosenInADialog(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(1)
	t.Setenv("HOME", t.TempDir()) // where it begins
	for _, id := range []string{"file.import", "file.export"} {
		s.do(id)
		top := s.window.Canvas().Overlays().Top()
		if top == nil {
			t.Fatalf("%s opens no dialog", id)
		}
		top.Hide()
	}
}

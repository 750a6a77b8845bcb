package ui

import (
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"ringback/app/look"
	"ringback/inspector/inspectortest"
	"ringback/tunnel"
)

// shellStage is the whole window over a real engine. The feed is not run: the test
// reads a picture when it wants one.
type shellStage struct {
	*shell

	t      *testing.T
	engine *inspectortest.Engine
	door   *doorway
	reader reader
	closed bool // the window
}

func newShellStage(t *testing.T, variant look.Variant, size fyne.Size) *shellStage {
	t.Helper()
	return newShellStageOf(t, inspectortest.Open(t), variant, size)
}

func newShellStageOf(t *testing.T, e *inspectortest.Engine, variant look.Variant, size fyne.Size) *shellStage {
	t.Helper()
	door := &doorway{}
	m := remember(filepath.Join(t.TempDir(), "window.json"), door.post)
	m.state.Look.Variant, m.state.Size = variant, size
	s := &shellStage{t: t, engine: e, door: door, reader: reader{engine: e.Inspector, now: e.Clock.Now, zone: time.UTC}}
	s.shell = newShell(shellDeps{
		app: test.NewTempApp(t), window: test.NewWindow(nil), options: Options{Name: "Ringback", Engine: e.Inspector},
		post: door.post, now: e.Clock.Now, zone: time.UTC, memory: m,
	})
	s.window.SetOnClosed(func() { s.closed = true })
	t.Cleanup(func() {
		s.memory.flush()
		if !s.closed {
			s.window.Close()
		}
	})
	s.receiverIs(tunnel.Status{State: tunnel.Online, URL: e.URL})
	return s
}

// look reads a picture and shows it, with all that it makes the panes load.
func (s *shellStage) look() {
	s.t.Helper()
	if err := s.engine.Settle(s.t.Context(), nil); err != nil {
		s.t.Fatal(err)
	}
	for range 2 { // the list, then the counts
		s.reader.counted = time.Time{} // they are due
		p, err := s.reader.read(s.t.Context(), *s.feed.asked.Load())
		if err != nil {
			s.t.Fatal(err)
		}
		s.take(p)
	}
	s.rest()
}

// rest lets the panes load what they show.
func (s *shellStage) rest() {
	s.t.Helper()
	s.until("all is loaded", func() bool {
		return !s.panes.list.loading && !s.panes.list.asked && !s.panes.detail.load.busy
	})
}

func (s *shellStage) until(what string, holds func() bool) {
	s.t.Helper()
	for deadline := time.Now().Add(inspectortest.Patience); ; time.Sleep(time.Millisecond) {
		if s.door.drain(); holds() {
			return
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("not within %v: %s", inspectortest.Patience, what)
		}
	}
}

// fill posts n callbacks, of which every fourth is a failure.
func (s *shellStage) fill(n int) {
	s.t.Helper()
	for i := range n {
		switch i % 4 {
		case 0, 1:
			s.engine.Post(s.t, "/", inspectortest.MOSMS(i))
		case 2:
			s.engine.Post(s.t, "/", inspectortest.Status(i, "DELIVERED"))
		case 3:
			s.engine.Post(s.t, "/", inspectortest.Status(i, "UNDELIVERABLE"))
		}
		s.engine.Clock.Advance(17 * time.Second)
	}
	s.look()
}

// tap selects a row as the mouse does.
func (s *shellStage) tap(row int, held fyne.KeyModifier) {
	s.t.Helper()
	s.panes.list.grid.OnTap(row, held)
	s.rest()
}

// do runs a command by its id, which must be possible.
func (s *shellStage) do(id string) {
	s.t.Helper()
	if why := s.commands.find(id).whyNot(); why != "" {
		s.t.Fatalf("%s cannot run: %s", id, why)
	}
	s.commands.find(id).do()
	s.door.drain()
}

func (s *shellStage) wantToast(text string) {
	s.t.Helper()
	if all := strings.Join(s.toasts.Shown(), "; "); !strings.Contains(all, text) {
		s.t.Errorf("said %q, want %q", all, text)
	}
}

// save writes a capture to be looked at, if RINGBACK_UI_SHOTS is set.
func (s *shellStage) save(name string) {
	s.t.Helper()
	if os.Getenv("RINGBACK_UI_SHOTS") == "" {
		return
	}
	f, err := os.Create(filepath.Join(os.TempDir(), "window-"+name+".png"))
	if err != nil {
		s.t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, s.window.Canvas().Capture()); err != nil {
		s.t.Fatal(err)
	}
}

func TestTheFirstRunGivesWayToTheList(t *testing.T) {
	s := newShellStage(t, look.Dark, fyne.NewSize(1440, 900))
	s.look()
	if !s.panes.first.content.Visible() || s.panes.split.Visible() {
		t.Error("an empty database does not show the first steps")
	}
	s.save("first-dark")
	s.do("file.sample")
	s.until("the sample is stored", func() bool { return s.engine.Count() == 1 })
	s.look()
	if s.panes.first.content.Visible() || !s.panes.split.Visible() {
		t.Error("the first steps do not give way to the list")
	}
	if c := s.engine.Newest(t); c.Keyword != "foo" || len(c.Missing) > 0 {
		t.Errorf("the sample is %s %q, lacking %v", c.Kind, c.Keyword, c.Missing)
	}
	s.until("it is said", func() bool { return len(s.toasts.Shown()) > 0 })
	s.wantToast("Sent a sample")
}

func TestThePageThatIsShownHasTheKeys(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.look()
	if got := s.window.Canvas().Focused(); got != nil {
		t.Errorf("during the first steps %T has the keys", got)
	}
	s.fill(2)
	grid, settings := fyne.Focusable(s.panes.list.grid), fyne.Focusable(s.panes.settings.list)
	for _, step := range []struct {
		command string
		want    fyne.Focusable
	}{{"", grid}, {"view.settings", settings}, {"view.callbacks", grid}} {
		if step.command != "" {
			s.do(step.command)
		}
		if got := s.window.Canvas().Focused(); got != step.want {
			t.Errorf("after %q %T has the keys", step.command, got)
		}
	}
	s.do("view.settings")
	s.window.Canvas().Focused().TypedRune('?')
	if s.window.Canvas().Overlays().Top() == nil {
		t.Error("the list of the settings keeps a key that it has no use for")
	}
}

func TestWindowInBothShadesAndSizes(t *testing.T) {
	for name, variant := range map[string]look.Variant{"light": look.Light, "dark": look.Dark} {
		t.Run(name, func(t *testing.T) {
			s := newShellStage(t, variant, fyne.NewSize(1440, 900))
			s.fill(40)
			s.tap(3, 0)
			for _, size := range []fyne.Size{{Width: 1920, Height: 1000}, {Width: 1440, Height: 900}, {Width: 1280, Height: 800}, {Width: 1100, Height: 700}, {Width: 960, Height: 600}} {
				s.window.Resize(size)
				s.rest()
				if got := s.window.Canvas().Size(); got != size {
					t.Errorf("the content forces the window from %v to %v", size, got)
				}
				wantInside(t, s.window.Content(), size)
				s.save(name + "-" + sizeName(size))
			}
		})
	}
}

func sizeName(size fyne.Size) string {
	return strconv.Itoa(int(size.Width)) + "x" + strconv.Itoa(int(size.Height))
}

// wantInside fails for what is seen, may be pressed, and is not wholly in the window.
func wantInside(t *testing.T, content fyne.CanvasObject, size fyne.Size) {
	t.Helper()
	var walk func(o fyne.CanvasObject, at fyne.Position)
	walk = func(o fyne.CanvasObject, at fyne.Position) {
		if !o.Visible() {
			return
		}
		at = at.Add(o.Position())
		switch o := o.(type) {
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child, at)
			}
		case *container.Clip, *column:
			return // scrolls or is cut on purpose
		case fyne.Widget:
			if _, ok := o.(fyne.Tappable); ok && (at.X < 0 || at.Y < 0 || at.X+o.Size().Width > size.Width+0.5 || at.Y+o.Size().Height > size.Height+0.5) {
				t.Errorf("at %v a %T reaches from %v to %v", size, o, at, at.Add(o.Size()))
			}
			for _, child := range test.WidgetRenderer(o).Objects() {
				walk(child, at)
			}
		}
	}
	walk(content, fyne.Position{})
}

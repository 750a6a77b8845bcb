package ui

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"ringback/app/look"
	"ringback/inspector/inspectortest"
	"ringback/tunnel"
)

// shellStage is the whole window over a real engine. The feed is not run: the test
// reads pictures when it wants them.
type shellStage struct {
	*shell

	t      *testing.T
	engine *inspectortest.Engine
	door   *doorway
	reader reader
}

func newShellStage(t *testing.T, variant look.Variant, size fyne.Size) *shellStage {
	t.Helper()
	e := inspectortest.Open(t)
	door := &doorway{}
	m := remember(filepath.Join(t.TempDir(), "window.json"), door.post)
	m.state.Look.Variant, m.state.Size = variant, size
	app := test.NewTempApp(t)
	window := test.NewTempWindow(t, nil)
	s := &shellStage{t: t, engine: e, door: door, reader: reader{engine: e.Inspector, now: e.Clock.Now}}
	s.shell = newShell(shellDeps{
		app: app, window: window, options: Options{Name: "Ringback", Engine: e.Inspector},
		post: door.post, now: e.Clock.Now, zone: time.UTC, memory: m,
	})
	t.Cleanup(func() { s.memory.flush() })
	s.receiverIs(tunnel.Status{State: tunnel.Online, URL: e.URL})
	return s
}

// look reads a picture and shows it, with all that it makes the panes load.
func (s *shellStage) look() {
	s.t.Helper()
	if err := s.engine.Settle(s.t.Context(), nil); err != nil {
		s.t.Fatal(err)
	}
	s.reader.counted = time.Time{}
	p, err := s.reader.read(*s.feed.asked.Load())
	if err != nil {
		s.t.Fatal(err)
	}
	s.take(p)
	s.window.Canvas().Capture() // lets the grid say what it lacks
	s.until("the rows are read", func() bool {
		s.window.Canvas().Capture()
		return !s.panes.list.loading && !s.panes.list.asked && !s.panes.detail.load.busy
	})
}

func (s *shellStage) until(what string, holds func() bool) {
	s.t.Helper()
	for deadline := time.Now().Add(inspectortest.Patience); ; time.Sleep(time.Millisecond) {
		s.door.drain()
		if holds() {
			return
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("not within %v: %s", inspectortest.Patience, what)
		}
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

func TestFirstRunAndFirstCallbacks(t *testing.T) {
	s := newShellStage(t, look.Dark, fyne.NewSize(1440, 900))
	s.look()
	s.save("first-dark")
	for i := range 40 {
		switch i % 4 {
		case 0, 1:
			s.engine.Post(t, "/", inspectortest.MOSMS(i))
		case 2:
			s.engine.Post(t, "/", inspectortest.Status(i, "DELIVERED"))
		case 3:
			s.engine.Post(t, "/", inspectortest.Status(i, "UNDELIVERABLE"))
		}
		s.engine.Clock.Advance(17 * time.Second)
	}
	s.look()
	s.save("list-dark")
	s.panes.list.list.Tap(3, false, false)
	s.panes.list.touched()
	s.look()
	s.save("selected-dark")
	s.setLook(look.Options{Variant: look.Light})
	s.save("selected-light")
	s.window.Resize(fyne.NewSize(960, 600))
	s.look()
	s.save("selected-light-960")
}

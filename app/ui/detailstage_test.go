package ui

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"ringback/app/look"
	"ringback/inspector/inspectortest"
)

// doorway is a door that a test opens by hand, on its own goroutine.
type doorway struct {
	mu    sync.Mutex
	queue []func()
}

func (d *doorway) post(fn func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.queue = append(d.queue, fn)
}

func (d *doorway) drain() {
	d.mu.Lock()
	due := d.queue
	d.queue = nil
	d.mu.Unlock()
	for _, fn := range due {
		fn()
	}
}

func (d *doorway) waiting() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.queue)
}

// detailStage shows a detail pane over a real engine.
type detailStage struct {
	t      *testing.T
	engine *inspectortest.Engine
	door   *doorway
	pane   *detailPane
	window fyne.Window
	copied []string
	did    []string // events, in order
}

func newDetailStage(t *testing.T, variant look.Variant, size fyne.Size) *detailStage {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Options{Variant: variant}))
	s := &detailStage{t: t, engine: inspectortest.Open(t), door: &doorway{}}
	did := func(what string) func([]uint64) {
		return func([]uint64) { s.did = append(s.did, what) }
	}
	s.pane = newDetailPane(detailDeps{
		engine: s.engine.Inspector, post: s.door.post, now: s.engine.Clock.Now,
		copy:    func(text, _ string) { s.copied = append(s.copied, text) },
		baseURL: func() string { return "http://127.0.0.1:4100" },
		on: detailEvents{
			goTo: func(id uint64) { s.did = append(s.did, "goTo"); s.pane.show([]uint64{id}) },
			star: did("star"), tags: did("tags"), delete: did("delete"),
			note:   func(uint64) { s.did = append(s.did, "note") },
			save:   func(name string, _ []byte) { s.did = append(s.did, "save "+name) },
			leave:  func() { s.did = append(s.did, "leave") },
			failed: func(what string, err error) { t.Errorf("%s: %v", what, err) },
		},
	})
	s.window = test.NewTempWindow(t, container.NewStack(s.pane.content))
	s.window.SetPadded(false)
	s.window.Resize(size)
	s.window.Content().Refresh()
	return s
}

// until runs what comes through the door until something holds.
func (s *detailStage) until(what string, holds func() bool) {
	s.t.Helper()
	for deadline := time.Now().Add(inspectortest.Patience); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			s.t.Fatalf("not within %v: %s; seen is %q", inspectortest.Patience, what, s.texts())
		}
		s.door.drain()
	}
}

// show shows a callback, with its thread.
func (s *detailStage) show(id uint64) {
	s.t.Helper()
	s.pane.show([]uint64{id})
	s.until("the callback is read", func() bool {
		return s.pane.shown != nil && s.pane.shown.id == id && s.pane.shown.thread != nil && !s.pane.load.busy
	})
}

// post sends a callback and returns its id.
func (s *detailStage) post(body string, headers ...string) uint64 {
	s.t.Helper()
	s.engine.Post(s.t, "/hooks/sms", body, headers...)
	return s.engine.Newest(s.t).ID
}

// seen waits for a text to be on screen.
func (s *detailStage) seen(text string) {
	s.t.Helper()
	s.until("seen: "+text, func() bool { return strings.Contains(s.texts(), text) })
}

// texts returns all that is written on screen, a line each.
func (s *detailStage) texts() string {
	var lines []string
	walk(s.window.Content(), fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) {
		if text, ok := o.(*canvas.Text); ok {
			lines = append(lines, text.Text)
		}
	})
	return strings.Join(lines, "\n")
}

// walk visits all that is visible, with where it is.
func walk(o fyne.CanvasObject, at fyne.Position, visit func(fyne.CanvasObject, fyne.Position)) {
	if !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	visit(o, at)
	switch o := o.(type) {
	case *fyne.Container:
		for _, inner := range o.Objects {
			walk(inner, at, visit)
		}
	case fyne.Widget:
		for _, inner := range test.WidgetRenderer(o).Objects() {
			walk(inner, at, visit)
		}
	}
}

// save writes a capture to the temporary folder where RINGBACK_CAPTURES is set, to be
// looked at.
func (s *detailStage) save(name string) {
	s.t.Helper()
	if os.Getenv("RINGBACK_CAPTURES") == "" {
		return
	}
	f, err := os.Create(filepath.Join(os.TempDir(), "detail-"+name+".png"))
	if err != nil {
		s.t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, s.window.Canvas().Capture()); err != nil {
		s.t.Fatal(err)
	}
}

func duration(t *testing.T, s string) time.Duration {
	t.Helper()
	d, err := time.ParseDuration(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

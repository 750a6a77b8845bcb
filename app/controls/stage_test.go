package controls

import (
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"ringback/app/look"
)

// -gallery writes captures into the folder for temporary files, to be looked at.
var gallery = flag.Bool("gallery", false, "write captures of the controls into the temporary folder")

// stage shows a control in a window of its own, filling it, and lets a test look.
type stage struct {
	t      *testing.T
	window fyne.Window
	tips   *Tips
	soon   []*func()   // what waits for time to pass
	held   image.Image // what wantAt looks at, in place of how it looks now
}

func newStage(t *testing.T, variant look.Variant, size fyne.Size, control fyne.CanvasObject) *stage {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Options{Variant: variant}))
	s := &stage{t: t}
	s.tips = NewTips(func(_ time.Duration, do func()) func() {
		s.soon = append(s.soon, &do)
		return func() { do = func() {} }
	})
	s.window = test.NewTempWindow(t, container.NewStack(canvas.NewRectangle(look.Color(look.Surface)), control, s.tips))
	s.window.SetPadded(false)
	s.window.Resize(size)
	s.window.Content().Refresh() // what was drawn before the theme was set
	return s
}

// wait lets the time pass that something waits for.
func (s *stage) wait() {
	due := s.soon
	s.soon = nil
	for _, do := range due {
		(*do)()
	}
}

// holdShift holds Shift down, as the driver of a desktop tells it, until letGo.
func holdShift(t *testing.T) (letGo func()) {
	t.Helper()
	app := fyne.CurrentApp()
	fyne.SetCurrentApp(shiftedApp{app})
	return func() { fyne.SetCurrentApp(app) }
}

type shiftedApp struct{ fyne.App }

func (a shiftedApp) Driver() fyne.Driver { return shiftedDriver{Driver: a.App.Driver()} }

type shiftedDriver struct {
	fyne.Driver
	desktopDriver
}

type desktopDriver interface{ desktop.Driver }

func (shiftedDriver) CurrentKeyModifiers() fyne.KeyModifier { return fyne.KeyModifierShift }

func (s *stage) shot() image.Image { return s.window.Canvas().Capture() }

// hold takes one capture for several looks: each takes its time.
func (s *stage) hold() { s.held = s.shot() }

func (s *stage) move(x, y float32) { test.MoveMouse(s.window.Canvas(), fyne.NewPos(x, y)) }

// wantAt fails unless a pixel has the colour of a role on the surface.
func (s *stage) wantAt(x, y int, role look.Role, what string) {
	s.t.Helper()
	s.wantOn(x, y, role, look.Surface, what)
}

// wantOn fails unless a pixel has the colour of a role on another.
func (s *stage) wantOn(x, y int, role, under look.Role, what string) {
	s.t.Helper()
	want := look.Over(look.Color(role), look.Color(under))
	shot := s.held
	if shot == nil {
		shot = s.shot()
	}
	got := color.NRGBAModel.Convert(shot.At(x, y)).(color.NRGBA)
	near := func(a, b uint8) bool { return max(a, b)-min(a, b) <= 2 }
	if !near(got.R, want.R) || !near(got.G, want.G) || !near(got.B, want.B) {
		s.t.Errorf("%s: pixel %d,%d is %v, want %v", what, x, y, got, want)
	}
}

// save writes a capture to be looked at, if that was asked for.
func (s *stage) save(suffix string) {
	s.t.Helper()
	name := strings.ReplaceAll(s.t.Name(), "/", "-") + suffix
	if !*gallery {
		return
	}
	f, err := os.Create(filepath.Join(os.TempDir(), "gallery-"+name+".png"))
	if err != nil {
		s.t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, s.shot()); err != nil {
		s.t.Fatal(err)
	}
	s.t.Log(f.Name())
}

// texts returns what a control has written, in order.
func texts(w fyne.Widget) []string {
	var all []string
	for _, o := range test.WidgetRenderer(w).Objects() {
		if t, ok := o.(*canvas.Text); ok {
			all = append(all, t.Text)
		}
	}
	return all
}

// mouse is a press of the left button.
func mouse(x, y float32, held fyne.KeyModifier) *desktop.MouseEvent {
	return &desktop.MouseEvent{
		PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y), AbsolutePosition: fyne.NewPos(x, y)},
		Button:     desktop.MouseButtonPrimary, Modifier: held,
	}
}

// inBothVariants runs a test in light and in dark.
func inBothVariants(t *testing.T, run func(t *testing.T, variant look.Variant)) {
	for name, variant := range map[string]look.Variant{"light": look.Light, "dark": look.Dark} {
		t.Run(name, func(t *testing.T) { run(t, variant) })
	}
}

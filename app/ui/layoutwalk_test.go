package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/inspector"
	"ringback/inspector/inspectortest"
	"ringback/inspector/reach"
	"ringback/tunnel"
)

// scene is one of the screens of the window, and what leads to it.
type scene struct {
	name string
	open func(s *shellStage)
}

// scenes are all screens of a window with callbacks.
func scenes() []scene {
	command := func(id string) func(*shellStage) { return func(s *shellStage) { s.do(id) } }
	all := []scene{
		{"nothing selected", command("list.none")},
		{"some selected", func(s *shellStage) { s.tap(1, 0); s.tap(3, fyne.KeyModifierShift) }},
		{"no match", func(s *shellStage) { s.do("filter.starred"); s.look() }},
		{"all again", func(s *shellStage) { s.do("filter.all"); s.look() }},
		{"no way in", func(s *shellStage) {
			s.receiverIs(tunnel.Status{State: tunnel.Failed, Err: errors.New("listen on 127.0.0.1:4100: address already in use")})
		}},
		{"a way in", func(s *shellStage) { s.receiverIs(tunnel.Status{State: tunnel.Online, URL: s.engine.URL}) }},
	}
	for row, what := range []string{"long", "right to left", "failed", "received"} {
		for _, tab := range tabIDs() {
			all = append(all, scene{what + ", " + tab, func(s *shellStage) {
				s.tap(row, 0)
				s.panes.detail.setTab(tab)
				s.rest()
			}})
		}
	}
	for _, section := range []string{sectionGeneral, sectionAllow, sectionWebhooks, sectionLeases, sectionRetention, sectionAppearance, sectionShortcuts, sectionAbout} {
		all = append(all, scene{"settings, " + section, func(s *shellStage) {
			s.do("view.settings")
			s.panes.settings.show(section)
			s.door.drain()
		}})
	}
	all = append(all,
		scene{"simulator", command("view.simulator")},
		scene{"simulator, what is sent", func(s *shellStage) {
			fold := s.panes.simulator.place.fold
			fold.Choose(say.L("What is sent"))
			fold.OnChoose("")
			s.text("foo")
		}},
		scene{"add a person", func(s *shellStage) { s.panes.simulator.askPerson() }},
	)
	for _, id := range []string{"view.callbacks", "list.clear", "list.note", "list.tag", "help.palette", "help.keys", "list.menu"} {
		all = append(all, scene{id, command(id)})
	}
	return append(all,
		scene{"card of the way in", func(s *shellStage) {
			s.publicIs(inspector.WayIn{Status: tunnel.Status{State: tunnel.Online, URL: "https://a-long-name-of-a-domain.ngrok-free.app"}, Previous: "https://another-name.ngrok-free.app"})
			s.do("way.show")
			s.door.drain()
		}},
		scene{"check", func(s *shellStage) {
			s.options.LookAt = func(ctx context.Context, typed, _ string) (*reach.Report, error) {
				address, err := reach.ParseAddress(typed)
				return reach.Check(ctx, address, reach.Options{}), err
			}
			s.checkOf(s.engine.URL + "/a/long/" + strings.Repeat("path", 40)).until("200 OK")
		}},
		scene{"main menu", func(s *shellStage) { s.openMenu(fyne.NewPos(800, 40)) }},
		scene{"problem", func(s *shellStage) { s.problem(errors.New(strings.Repeat("a cause of many words ", 20))) }},
	)
}

// visit opens every scene and closes what floated over the one before.
func (s *shellStage) visit(look func(name string)) {
	for _, scene := range scenes() {
		for top := s.window.Canvas().Overlays().Top(); top != nil; top = s.window.Canvas().Overlays().Top() {
			s.window.Canvas().Overlays().Remove(top)
		}
		scene.open(s)
		look(scene.name)
	}
}

// newWalkStage is a window with callbacks of all kinds, awkward ones on top.
func newWalkStage(t *testing.T, variant look.Variant) *shellStage {
	t.Helper()
	s := newShellStage(t, variant, fyne.NewSize(1440, 900))
	if err := s.engine.SetSecret(inspector.DefaultWebhook, detailSecret); err != nil {
		t.Fatal(err)
	}
	header, token := inspectortest.Sign(t, inspectortest.MOSMS(7), detailSecret)
	for n := range 30 {
		s.engine.Post(t, "/", inspectortest.Status(n, "DELIVERED"))
	}
	s.engine.Post(t, "/", inspectortest.MOSMS(7), header, token)
	s.engine.Post(t, "/", failedStatus)
	s.engine.Post(t, "/", `{"id": 1, "msisdn": 972501234567, "receiver": 451204, "message": "שלום foo 123 مرحبا", "senttime": 1795424400}`)
	s.engine.Post(t, "/a/very/long/path/"+strings.Repeat("part/", 20), fmt.Sprintf(`{"id": 12345678901234567890123, "msisdn": %s, "receiver": 451204, "message": "foo %s", "webhook_label": "%s"}`,
		strings.Repeat("9", 40), strings.Repeat("a long text without an end ", 60), strings.Repeat("label", 40)), header, token)
	s.look()
	s.tap(0, 0)
	return s
}

// The screens are walked in light at all widths, and in dark at the least and the
// first: colours change no place. Danish words are longer than English ones.
func TestEveryScreenFitsEveryWindow(t *testing.T) {
	for _, tt := range []struct {
		language string
		variant  look.Variant
		scale    float32
		sizes    []fyne.Size
	}{
		{"en", look.Light, 1, []fyne.Size{{Width: 960, Height: 600}, {Width: 1100, Height: 700}, {Width: 1280, Height: 800}, {Width: 1440, Height: 900}, {Width: 1920, Height: 1000}}},
		{"en", look.Dark, 1.5, []fyne.Size{{Width: 960, Height: 600}, {Width: 1280, Height: 720}}},
		{"en", look.Dark, 2, []fyne.Size{{Width: 960, Height: 600}}},
		{"da", look.Light, 1, []fyne.Size{{Width: 960, Height: 600}, {Width: 1280, Height: 720}}},
	} {
		speak(t, tt.language)
		s := newWalkStage(t, tt.variant)
		s.window.Canvas().(software.WindowlessCanvas).SetScale(tt.scale)
		for _, size := range tt.sizes {
			s.window.Resize(size)
			s.rest()
			s.visit(func(name string) {
				t.Run(fmt.Sprintf("%s at %s, scale %v, in %s", name, sizeName(size), tt.scale, tt.language), func(t *testing.T) {
					if got := s.window.Canvas().Size(); got != size {
						t.Errorf("the content forces the window to %v", got)
					}
					wantWhole(t, s.window)
				})
			})
		}
	}
}

func TestTheFirstStepsFitEveryWindow(t *testing.T) {
	for _, l := range say.Languages() {
		speak(t, l.Code)
		s := newShellStage(t, look.Light, firstSize())
		s.look()
		for _, size := range []fyne.Size{{Width: 960, Height: 600}, {Width: 1440, Height: 900}, {Width: 1920, Height: 1000}} {
			s.window.Resize(size)
			s.rest()
			wantWhole(t, s.window)
		}
	}
}

// Whoever cannot see an icon is told what it does.
func TestEveryControlSaysWhatItDoes(t *testing.T) {
	s := newWalkStage(t, look.Light)
	icons := 0
	s.visit(func(name string) {
		for _, layer := range append([]fyne.CanvasObject{s.window.Content()}, s.window.Canvas().Overlays().List()...) {
			walk(layer, fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) {
				if _, ok := o.(*controls.IconButton); ok {
					icons++
				}
				spoken, ok := o.(fyne.Accessible)
				if _, pressed := o.(fyne.Tappable); ok && pressed && spoken.AccessibilityLabel() == "" {
					t.Errorf("%s: a %T has no label", name, o)
				}
			})
		}
	})
	if icons == 0 {
		t.Error("there was no icon to look at")
	}
}

// written is a text on the screen, as far as it is seen.
type written struct {
	text                   string
	left, top, right, down float32
}

// wantWhole fails where a text lies over another of the same layer, or leaves the
// window, and where a button has less room than it needs.
func wantWhole(t *testing.T, w fyne.Window) {
	t.Helper()
	size := w.Canvas().Size()
	for _, layer := range append([]fyne.CanvasObject{w.Content()}, w.Canvas().Overlays().List()...) {
		var all []written
		whole := written{right: size.Width, down: size.Height}
		within(t, layer, fyne.Position{}, whole, func(b written) {
			for _, other := range all {
				if b.left < other.right-1 && other.left < b.right-1 && b.top < other.down && other.top < b.down {
					t.Errorf("%q at %v,%v lies over %q at %v,%v", b.text, b.left, b.top, other.text, other.left, other.top)
				}
			}
			all = append(all, b)
		})
	}
}

// within visits the texts of an object that are seen in a part of the window.
func within(t *testing.T, o fyne.CanvasObject, at fyne.Position, view written, visit func(written)) {
	t.Helper()
	if !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	if clips(o) {
		view = view.and(written{left: at.X, top: at.Y, right: at.X + o.Size().Width, down: at.Y + o.Size().Height})
	}
	switch o := o.(type) {
	case *controls.Toasts, *controls.Tips:
		return // lie over everything
	case *canvas.Text:
		size := o.MinSize() // letters do not fill their line
		b := written{o.Text, at.X, at.Y + 3, at.X + size.Width, at.Y + size.Height - 3}
		seen := b.and(view)
		if o.Text == "" || seen.top >= seen.down || seen.left >= seen.right {
			return
		}
		if !o.TextStyle.Monospace && (b.right > view.right+1 || b.left < view.left-1) { // code goes on to the right
			t.Errorf("%q is cut: it reaches from %v to %v of %v to %v", o.Text, b.left, b.right, view.left, view.right)
		}
		visit(seen)
	case *fyne.Container:
		for _, inner := range o.Objects {
			within(t, inner, at, view, visit)
		}
	case fyne.Widget:
		if least := o.MinSize(); whole(o) && (o.Size().Width < least.Width-0.5 || o.Size().Height < least.Height-0.5) {
			t.Errorf("a %T (%q) has %v, and needs %v", o, labelOf(o), o.Size(), least)
		}
		for _, inner := range test.WidgetRenderer(o).Objects() {
			within(t, inner, at, view, visit)
		}
	}
}

// clips tells whether what an object holds is drawn within its bounds only.
func clips(o fyne.CanvasObject) bool {
	switch o.(type) {
	case *container.Clip, *container.Scroll, *column, *controls.Grid, *controls.CodeView, *controls.EntryList:
		return true
	}
	return false
}

// whole tells whether an object must have all the room that it asks for.
func whole(o fyne.CanvasObject) bool {
	switch o.(type) {
	case *controls.Button, *controls.IconButton, *controls.Chip, *controls.RailButton, *controls.Pill, *controls.Segmented:
		return true
	}
	return false
}

func labelOf(o fyne.CanvasObject) string {
	if spoken, ok := o.(fyne.Accessible); ok {
		return spoken.AccessibilityLabel()
	}
	return ""
}

// and is what two parts have in common, with the text of the first.
func (a written) and(b written) written {
	return written{a.text, max(a.left, b.left), max(a.top, b.top), min(a.right, b.right), min(a.down, b.down)}
}

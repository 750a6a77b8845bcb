package controls

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"ringback/app/look"
)

// alone puts a control at its least size at the top left.
func alone(control fyne.CanvasObject) fyne.CanvasObject {
	control.Resize(control.MinSize())
	return container.NewWithoutLayout(control)
}

func key(name fyne.KeyName) *fyne.KeyEvent { return &fyne.KeyEvent{Name: name} }

func TestButtonsArePressedByPointerAndKeys(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Options{}))
	pressed := 0
	for name, control := range map[string]interface {
		fyne.Focusable
		fyne.Tappable
	}{
		"button":      NewButton(Primary, "Send", "send", func() { pressed++ }),
		"icon button": NewIconButton("star", "Star", func() { pressed++ }),
		"chip":        NewChip("Failed", look.Bad, func(fyne.KeyModifier) { pressed++ }),
		"rail button": NewRailButton("list", "Callbacks", func() { pressed++ }),
		"pill":        NewPill(func() { pressed++ }),
	} {
		pressed = 0
		test.Tap(control)
		control.TypedRune(' ')
		control.TypedKey(key(fyne.KeyReturn))
		control.TypedKey(key(fyne.KeyTab))
		control.TypedRune('x')
		if pressed != 3 {
			t.Errorf("%s: a tap, Space and Enter pressed it %d times", name, pressed)
		}
		control.(fyne.Disableable).Disable()
		test.Tap(control)
		control.TypedRune(' ')
		if pressed != 3 {
			t.Errorf("%s: pressed though disabled", name)
		}
	}
}

func TestDisabledButtonSaysWhy(t *testing.T) {
	b := NewIconButton("qr-code", "Show the QR code", nothing)
	s := newStage(t, look.Light, fyne.NewSize(200, 100), alone(b))
	tipOver := func() string {
		s.move(150, 90)
		s.move(10, 10)
		s.wait()
		return s.tips.Text()
	}
	if got := tipOver(); got != "Show the QR code" {
		t.Errorf("tip %q", got)
	}
	b.DisableFor("There is no public address yet")
	if got := tipOver(); got != "There is no public address yet" {
		t.Errorf("tip of a disabled one %q", got)
	}
	s.move(150, 90)
	if got := s.tips.Text(); got != "" {
		t.Errorf("%q is still shown", got)
	}
}

func TestTipWaitsForThePointerToRest(t *testing.T) {
	b := NewIconButton("copy", "Copy", nothing)
	s := newStage(t, look.Light, fyne.NewSize(200, 100), alone(b))
	s.move(10, 10)
	if got := s.tips.Text(); got != "" {
		t.Errorf("%q shows at once", got)
	}
	s.move(150, 90)
	s.wait()
	if got := s.tips.Text(); got != "" {
		t.Errorf("%q shows though the pointer went on", got)
	}
}

func TestButtonsShowTheirState(t *testing.T) {
	inBothVariants(t, func(t *testing.T, variant look.Variant) {
		b := NewButton(Primary, "Replay", "", nothing)
		s := newStage(t, variant, fyne.NewSize(200, 100), alone(b))
		s.wantAt(6, 14, look.AccentFill, "a primary button")
		b.Kind = Plain
		b.Refresh()
		s.wantAt(6, 14, look.Raised, "a plain button")
		s.move(6, 14)
		s.wantAt(6, 14, look.Hover, "a plain button under the pointer")
		b.MouseDown(mouse(6, 14, 0))
		s.wantAt(6, 14, look.Press, "a pressed button")
		b.MouseUp(nil)
		s.window.Canvas().Focus(b)
		s.wantAt(40, 0, look.Accent, "the ring of the focus")
	})
}

func TestChipTellsWhatWasHeld(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Options{}))
	var held []fyne.KeyModifier
	chip := NewChip("Failed", look.Bad, func(m fyne.KeyModifier) { held = append(held, m) })
	for _, m := range []fyne.KeyModifier{0, fyne.KeyModifierControl, fyne.KeyModifierAlt} {
		chip.MouseDown(mouse(5, 5, m))
		chip.MouseUp(nil)
		test.Tap(chip)
	}
	if want := []fyne.KeyModifier{0, fyne.KeyModifierControl, fyne.KeyModifierAlt}; !slices.Equal(held, want) {
		t.Errorf("held %v, want %v", held, want)
	}
	chip.Set("9,214", ChipOff)
	before := chip.MinSize()
	chip.Set("9,214", ChipOn)
	if chip.MinSize() != before {
		t.Error("choosing a chip moves its neighbours")
	}
	chip.Set("9,214", ChipExcluded)
	chip.Resize(chip.MinSize())
	if !slices.Contains(texts(chip), "not Failed") {
		t.Error("an excluded chip is told by its colour alone")
	}
}

func TestOverflowHidesWhatHasNoRoom(t *testing.T) {
	var badges []fyne.CanvasObject
	for i := range 6 {
		badges = append(badges, NewBadge(fmt.Sprint("badge number ", i), look.Mute))
	}
	row := NewOverflow(6, badges...)
	s := newStage(t, look.Dark, fyne.NewSize(900, 26), row)
	if row.Hidden() != 0 {
		t.Errorf("with room %d are hidden", row.Hidden())
	}
	var behind []fyne.CanvasObject
	row.OnMore = func(hidden []fyne.CanvasObject, _ fyne.Position) { behind = hidden }
	s.window.Resize(fyne.NewSize(300, 26))
	test.Tap(row.more)
	if len(behind) == 0 || len(behind) != row.Hidden() || behind[len(behind)-1] != badges[5] {
		t.Errorf("%d are hidden, and %d behind the plus", row.Hidden(), len(behind))
	}
	for _, o := range row.inner() {
		if end := o.Position().X + o.Size().Width; end > 300 {
			t.Errorf("a control is cut: it ends at %v of 300", end)
		}
	}
}

// A filter that is on must be seen, whatever has room.
func TestOverflowKeepsWhatIsOn(t *testing.T) {
	var chips []fyne.CanvasObject
	for i := range 6 {
		chips = append(chips, NewChip(fmt.Sprint("chip number ", i), look.None, func(fyne.KeyModifier) {}))
	}
	row := NewOverflow(6, chips...)
	row.Keep = func(o fyne.CanvasObject) bool { return o.(*Chip).State != ChipOff }
	chips[4].(*Chip).Set("12", ChipOn)
	newStage(t, look.Dark, fyne.NewSize(440, 26), row)
	shown := row.inner()
	if len(shown) != 4 || shown[0] != chips[0] || shown[1] != chips[1] || shown[2] != chips[4] {
		t.Fatalf("of the chips %d are shown, or not the one that is on", len(shown)-1)
	}
	if last := shown[len(shown)-1]; last.Position().X+last.Size().Width > 440 {
		t.Error("the plus is cut")
	}
	if want := "chip number 2, chip number 3, chip number 5"; row.more.Tip != want {
		t.Errorf("the plus says %q, want %q", row.more.Tip, want)
	}
}

func TestLabelShowsWhatItCut(t *testing.T) {
	label := NewLabel("a text that has no room in what it is given", look.Text)
	s := newStage(t, look.Dark, fyne.NewSize(120, 30), label)
	if got := texts(label)[0]; !strings.HasSuffix(got, ellipsis) {
		t.Errorf("shown as %q", got)
	}
	s.move(20, 10)
	s.wait()
	if got := s.tips.Text(); got != label.Text {
		t.Errorf("tip %q", got)
	}
}

func TestAFocusedButtonHandsOtherKeysOn(t *testing.T) {
	pressed, escaped := false, false
	b := NewButton(Plain, "Yes", "", func() { pressed = true })
	w := test.NewTempWindow(t, b)
	w.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { escaped = ev.Name == fyne.KeyEscape })
	w.Canvas().Focus(b)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !escaped || pressed {
		t.Errorf("Escape arrived: %v; pressed: %v", escaped, pressed)
	}
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !pressed {
		t.Error("Enter does not press it")
	}
}

// The toolkit throws the renderers of what was hidden for some minutes away, and
// makes new ones without laying them out.
func TestAControlThatWasHiddenForLongIsDrawnAgain(t *testing.T) {
	test.NewTempApp(t)
	for name, w := range map[string]fyne.Widget{
		"button": NewButton(Plain, "Apply", "", func() {}),
		"label":  NewLabel("seconds", look.Text2),
		"card":   NewCard(NewLabel("inside", look.Text)),
	} {
		w.Resize(fyne.NewSize(120, 40))
		drawn := len(test.WidgetRenderer(w).Objects())
		if again := len(w.CreateRenderer().Objects()); again != drawn || again == 0 {
			t.Errorf("%s: %d objects at first, %d when made anew", name, drawn, again)
		}
	}
}

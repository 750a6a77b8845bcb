package controls

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
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

func TestTabsAreChosen(t *testing.T) {
	var chosen []string
	tabs := NewTabBar([]Tab{{"a", "Overview", ""}, {"b", "Headers", "14"}, {"c", "Body", "642 B"}}, func(id string) { chosen = append(chosen, id) })
	s := newStage(t, look.Dark, fyne.NewSize(400, 34), tabs)
	tabs.Tapped(&fyne.PointEvent{Position: fyne.NewPos(tabs.laid[1].x+5, 10)})
	tabs.TypedKey(key(fyne.KeyRight))
	tabs.TypedKey(key(fyne.KeyRight)) // there is none
	tabs.TypedKey(key(fyne.KeyLeft))
	if want := []string{"b", "c", "b"}; !slices.Equal(chosen, want) {
		t.Errorf("chosen %v, want %v", chosen, want)
	}
	s.wantAt(int(tabs.laid[1].x)+20, 32, look.Accent, "the line below the chosen tab")
	tabs.SetTabs([]Tab{{"a", "Overview", ""}, {"z", "Other", ""}})
	if tabs.Chosen() != "a" {
		t.Errorf("the chosen tab is gone, and %q is chosen", tabs.Chosen())
	}
}

func TestTabsWithoutRoomHideBehindAPlus(t *testing.T) {
	all := []Tab{{"a", "Overview", "1"}, {"b", "Headers", "14"}, {"c", "Body", "642 B"}, {"d", "Response", ""}}
	tabs := NewTabBar(all, nil)
	s := newStage(t, look.Dark, fyne.NewSize(500, 34), tabs)
	if shown := texts(tabs); !slices.Contains(shown, "642 B") || !slices.Contains(shown, "Response") {
		t.Errorf("with room: %q", shown)
	}
	s.window.Resize(fyne.NewSize(300, 34))
	if shown := texts(tabs); slices.Contains(shown, "642 B") || !slices.Contains(shown, "Response") {
		t.Errorf("with less room: %q", shown)
	}
	s.window.Resize(fyne.NewSize(220, 34))
	var rest []Tab
	tabs.OnMore = func(more []Tab, _ fyne.Position) { rest = more }
	shown := texts(tabs)
	tabs.Tapped(&fyne.PointEvent{Position: fyne.NewPos(tabs.laid[len(tabs.laid)-1].x+5, 10)})
	if plus := fmt.Sprintf("+%d", len(rest)); len(rest) == 0 || !slices.Contains(shown, plus) {
		t.Errorf("with little room: %q, and %d tabs behind it", shown, len(rest))
	}
}

func TestSegmentedChooses(t *testing.T) {
	var chosen []string
	seg := NewSegmented([]string{"Pretty", "Raw", "Hex"}, func(word string) { chosen = append(chosen, word) })
	newStage(t, look.Dark, fyne.NewSize(300, 40), alone(seg))
	seg.Tapped(&fyne.PointEvent{Position: fyne.NewPos(segmentWidth("Pretty")+10, 10)})
	seg.Tapped(&fyne.PointEvent{Position: fyne.NewPos(segmentWidth("Pretty")+10, 10)}) // chosen already
	seg.TypedKey(key(fyne.KeyRight))
	seg.TypedKey(key(fyne.KeyRight)) // there is none
	if want := []string{"Raw", "Hex"}; !slices.Equal(chosen, want) || seg.Chosen() != "Hex" {
		t.Errorf("chosen %v, want %v", chosen, want)
	}
}

func TestSearchHasItsKeys(t *testing.T) {
	var typed string
	search := NewSearch("Filter", func(text string) { typed = text })
	s := newStage(t, look.Light, fyne.NewSize(300, 32), search)
	var did []string
	search.OnEnter = func() { did = append(did, "enter") }
	search.OnEscape = func() { did = append(did, "escape") }
	search.SetHint("12 of 100")
	s.window.Canvas().Focus(search.Field)
	test.Type(search.Field, "kind:mo")
	search.Field.TypedKey(key(fyne.KeyReturn))
	search.Field.TypedKey(key(fyne.KeyEscape))
	search.Field.TypedKey(key(fyne.KeyDown)) // nobody asked for it
	if typed != "kind:mo" || !slices.Equal(did, []string{"enter", "escape"}) {
		t.Errorf("typed %q, did %v", typed, did)
	}
	if !slices.Contains(texts(search), "12 of 100") {
		t.Error("the hint is not shown")
	}
	search.Field.SetText(strings.Repeat("a long filter ", 10))
	if slices.Contains(texts(search), "12 of 100") {
		t.Error("the hint lies over a long text")
	}
	search.SetBad(true)
	s.wantAt(150, 0, look.Bad, "the outline of a wrong filter")
}

func TestTextFieldKeepsOnlyItsOwnShortcuts(t *testing.T) {
	field := NewTextField("")
	newStage(t, look.Light, fyne.NewSize(300, 32), field)
	field.SetText("one two")
	clipboard := test.NewClipboard()
	field.TypedShortcut(&fyne.ShortcutSelectAll{})
	field.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clipboard})
	field.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyF, Modifier: fyne.KeyModifierControl})
	if got := clipboard.Content(); got != "one two" || field.Text != "one two" {
		t.Errorf("copied %q, text %q", got, field.Text)
	}
}

func TestHistogramPicksASpan(t *testing.T) {
	h := NewHistogram()
	s := newStage(t, look.Dark, fyne.NewSize(300, 56), h)
	var got []int
	whole := 0
	h.OnSpan = func(from, to int) { got = []int{from, to} }
	h.OnWhole = func() { whole++ }
	h.TipFor = func(bar int) string { return fmt.Sprintf("bar %d", bar) }
	h.SetBars([]Bar{{10, 0}, {100, 50}, {1000, 1}}, [3]string{"30 min ago", "15 min", "now"})
	s.wantAt(250, 3, look.Surface, "above the highest bar")
	s.wantAt(250, 5, look.Bad, "one failure of a thousand")
	s.wantAt(250, 20, look.Bars, "normal traffic")
	s.move(150, 30)
	s.wait()
	if tip := s.tips.Text(); tip != "bar 1" {
		t.Errorf("tip %q", tip)
	}
	h.MouseDown(mouse(290, 20, 0))
	h.DragEnd()
	if got != nil {
		t.Errorf("a click picked %v", got)
	}
	h.MouseDown(mouse(290, 20, 0))
	h.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(120, 20)}})
	h.DragEnd()
	h.DoubleTapped(nil)
	if !slices.Equal(got, []int{1, 2}) || whole != 1 {
		t.Errorf("dragged to the left over two bars picked %v; asked for the whole %d times", got, whole)
	}
}

func TestFieldsAreCopiedAndFollowed(t *testing.T) {
	list := NewFieldList()
	s := newStage(t, look.Light, fyne.NewSize(420, 200), list)
	list.SetFields(sampleFields())
	var did []string
	list.OnCopy = func(row int) { did = append(did, fmt.Sprint("copy ", row)) }
	list.OnHint = func(row int) { did = append(did, fmt.Sprint("hint ", row)) }
	list.OnMenu = func(row int, _ fyne.Position) { did = append(did, fmt.Sprint("menu ", row)) }
	y := func(row int) float32 { return float32(row)*look.FieldRowHeight + 10 }
	test.TapAt(list, fyne.NewPos(410, y(1)))
	test.TapAt(list, fyne.NewPos(370, y(3)))
	test.TapAt(list, fyne.NewPos(370, y(0))) // leads nowhere
	test.TapAt(list, fyne.NewPos(150, y(2))) // the value itself
	test.TapSecondaryAt(list, fyne.NewPos(150, y(5)))
	test.TapSecondaryAt(list, fyne.NewPos(150, y(9)))
	if want := []string{"copy 1", "hint 3", "menu 5"}; !slices.Equal(did, want) {
		t.Errorf("did %v, want %v", did, want)
	}
	s.move(150, y(3))
	s.wait()
	if tip := s.tips.Text(); tip != sampleFields()[3].Value {
		t.Errorf("over an id that was cut: %q", tip)
	}
	s.move(150, y(0))
	s.wait()
	if tip := s.tips.Text(); tip != "" {
		t.Errorf("over a value that is whole: %q", tip)
	}
}

func TestTimelineLeadsToItsSteps(t *testing.T) {
	line := NewTimeline()
	s := newStage(t, look.Light, fyne.NewSize(420, 260), line)
	line.SetSteps(sampleSteps())
	var went []int
	line.OnTap = func(step int) { went = append(went, step) }
	for step := range 6 {
		test.TapAt(line, fyne.NewPos(100, float32(step)*look.StepHeight+20))
	}
	if !slices.Equal(went, []int{1}) {
		t.Errorf("went to %v, only step 1 leads somewhere", went)
	}
	s.wantAt(11, int(look.StepHeight)-12, look.BorderStrong, "the line between two steps")
	s.save("")
}

func TestSplitIsDraggedWithinItsLeast(t *testing.T) {
	for _, vertical := range []bool{false, true} {
		first, second := canvas.NewRectangle(look.Color(look.Base)), canvas.NewRectangle(look.Color(look.Base))
		split := NewSplit(vertical, 0.5, first, second)
		s := newStage(t, look.Dark, fyne.NewSize(600, 600), split)
		var told []float32
		split.OnRatio = func(ratio float32) { told = append(told, ratio) }
		drag := func(from, by float32) {
			if vertical {
				test.Drag(s.window.Canvas(), fyne.NewPos(50, from), 0, by)
			} else {
				test.Drag(s.window.Canvas(), fyne.NewPos(from, 50), by, 0)
			}
		}
		drag(300, 60)
		drag(360, -900)
		drag(split.LeastFirst, 900)
		if want := []float32{0.6, 0.2, 0.8}; !slices.Equal(told, want) {
			t.Errorf("vertical %v: ratios %v, want %v", vertical, told, want)
		}
		second.Hide()
		split.Refresh()
		if got := split.along(first.Size()); got != 600 {
			t.Errorf("vertical %v: alone, the first pane has %v of 600", vertical, got)
		}
	}
}

func TestToastsComeAndGo(t *testing.T) {
	s := newStage(t, look.Dark, fyne.NewSize(600, 400), NewPanel(look.Base, NewLabel("", look.Text)))
	toasts := NewToasts(s.tips.after)
	toasts.Resize(fyne.NewSize(600, 400))
	undone := false
	for i := range 3 {
		toasts.Say(fmt.Sprint("line ", i), "", nil)
	}
	toasts.Say("Deleted", "Undo", func() { undone = true })
	if got := toasts.Shown(); !slices.Equal(got, []string{"line 1", "line 2", "Deleted"}) {
		t.Errorf("shown %q", got)
	}
	newest, oldest := toasts.shown[2], toasts.shown[0]
	if newest.Position().Y <= oldest.Position().Y || newest.Position().Y+newest.Size().Height > 400-toastEdge {
		t.Errorf("the newest lies at %v, the oldest at %v", newest.Position(), oldest.Position())
	}
	test.Tap(newest.button)
	if !undone || len(toasts.Shown()) != 2 {
		t.Errorf("undone %v, shown %q", undone, toasts.Shown())
	}
	s.wait()
	if got := toasts.Shown(); len(got) != 0 {
		t.Errorf("after their time: %q", got)
	}
}

func TestPickListSkipsHeads(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Options{}))
	picked := -1
	list := NewPickList(func(i int) { picked = i })
	list.SetPicks("", "", []Pick{{Text: "a"}, {Text: "Recent", Head: true}, {Text: "b"}})
	list.Resize(list.MinSize())
	var chosen []int
	for _, by := range []int{1, 1, -1, -1} {
		list.Step(by)
		chosen = append(chosen, list.Chosen())
	}
	if want := []int{2, 0, 2, 0}; !slices.Equal(chosen, want) {
		t.Errorf("chosen %v, want %v", chosen, want)
	}
	test.TapAt(list, fyne.NewPos(50, pickPad+pickTitle+pickRow+5)) // the head
	if picked != -1 {
		t.Errorf("picked %d, a head", picked)
	}
	test.TapAt(list, fyne.NewPos(50, pickPad+pickTitle+2*pickRow+5))
	if picked != 2 {
		t.Errorf("picked %d, want 2", picked)
	}
	list.SetPicks("", "", nil)
	if list.Chosen() != -1 {
		t.Errorf("of no lines %d is chosen", list.Chosen())
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

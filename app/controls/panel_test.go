package controls

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"ringback/app/look"
)

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
	y := func(row int) float32 { return list.top(row) + 10 }
	if got := list.MinSize().Height; got != 7*look.FieldRowHeight+2*hintLine {
		t.Errorf("the rows are %v high: the hints of an id and of a time stand below them", got)
	}
	test.TapAt(list, fyne.NewPos(410, y(1)))
	test.TapAt(list, fyne.NewPos(370, y(3)))
	test.TapAt(list, fyne.NewPos(150, y(3)+look.FieldRowHeight))
	test.TapAt(list, fyne.NewPos(370, y(0))) // leads nowhere
	test.TapAt(list, fyne.NewPos(150, y(2))) // the value itself
	test.TapSecondaryAt(list, fyne.NewPos(150, y(5)))
	test.TapSecondaryAt(list, fyne.NewPos(150, y(7)))
	if want := []string{"copy 1", "hint 3", "menu 5"}; !slices.Equal(did, want) {
		t.Errorf("did %v, want %v", did, want)
	}
	s.move(150, y(3))
	s.wait()
	if cut := sampleFields()[3]; s.tips.Text() != cut.Value {
		t.Errorf("over an id that was cut: %q", s.tips.Text())
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

package controls

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"ringback/app/look"
)

// fakeRows are rows that look like those of the window.
type fakeRows struct {
	n        int
	cursor   int
	selected map[int]bool
	asked    int // how often a row was asked for
}

func (m *fakeRows) Len() int { return m.n }

func (m *fakeRows) Row(i int, row *Row) {
	m.asked++
	cells := row.Cells
	cells[0] = Cell{Text: fmt.Sprintf("10:%02d:%02d.%03d", i/60%60, i%60, i*7%1000), Role: look.Text2, Mono: true}
	cells[1] = Cell{Text: fmt.Sprintf("%ds", i), Role: look.Text3, Tip: "2026-11-23 10:43:31 UTC"}
	status := []string{"delivered", "received", "unknown", "delivered", "rejected", "delivered", "expired"}[i%7]
	cells[2] = Cell{Text: "Status", Sign: "↗", SignRole: look.Mute}
	if status == "received" {
		cells[2] = Cell{Text: "MO SMS", Sign: "↙", SignRole: look.Info}
	}
	cells[3] = Cell{Text: fmt.Sprintf("+4477009%05d", i), Mono: true}
	cells[4] = Cell{Text: "1204", Mono: true}
	cells[5] = Cell{Text: fmt.Sprintf("row %d of the list · 34 sender not allowed in this country", i), Role: look.Text2}
	switch status {
	case "rejected":
		cells[6] = Cell{Text: status, Badge: look.Bad}
		row.Edge = look.Bad
	case "unknown", "expired":
		cells[6] = Cell{Text: status, Badge: look.Warn}
	default:
		cells[6] = Cell{Text: status, Dot: look.OK, Role: look.Text2}
	}
	cells[7] = Cell{Text: "✓", Role: look.Text3}
	cells[8] = Cell{Text: "204", Mono: true, Role: look.Text2, End: fmt.Sprintf("%d ms", i%90+8)}
	row.Selected, row.Cursor = m.selected[i] || i == m.cursor, i == m.cursor
}

func gridColumns() []Column {
	return []Column{
		{ID: "time", Title: "Time", Width: 106, Sorts: true, Tip: "turns the list around"}, {ID: "age", Title: "Age", Width: 44, Align: Right, FoldOrder: 1},
		{ID: "kind", Title: "Kind", Width: 98}, {ID: "from", Title: "From", Width: 112}, {ID: "to", Title: "To", Width: 112},
		{ID: "message", Title: "Message", Min: 160, Flexible: true}, {ID: "status", Title: "Status", Width: 92},
		{ID: "sig", Title: "Sig", Width: 36, Align: Centre, FoldOrder: 2},
		{ID: "response", Title: "Response", Width: 106, FoldOrder: 3},
	}
}

func newGridStage(t *testing.T, variant look.Variant, rows int) (*stage, *Grid, *fakeRows) {
	t.Helper()
	model := &fakeRows{n: rows, cursor: -1, selected: map[int]bool{}}
	grid := NewGrid(model, gridColumns())
	return newStage(t, variant, fyne.NewSize(974, 768), grid), grid, model
}

func TestGridDrawsOnlyWhatIsInView(t *testing.T) {
	s, grid, model := newGridStage(t, look.Dark, 1_000_000)
	grid.SetOffset(999_000, 0)
	model.asked = 0
	test.Scroll(s.window.Canvas(), fyne.NewPos(400, 400), 0, -28)
	if screen := int(768/look.RowHeight()) + 2; model.asked > screen {
		t.Errorf("a wheel step asked for %d rows, a screen has %d", model.asked, screen)
	}
	if row, part := grid.Offset(); row != 999_002 || part != 0 {
		t.Errorf("after two rows the view begins at %d + %v", row, part)
	}
	grid.SetOffset(1_000_000, 0)
	if last := "row 999999 of"; !strings.Contains(strings.Join(texts(grid), "\n"), last) {
		t.Errorf("the end of the list does not show %q", last)
	}
}

func TestGridTellsWhatOneDid(t *testing.T) {
	s, grid, _ := newGridStage(t, look.Light, 100)
	var did []string
	note := func(format string, args ...any) { did = append(did, fmt.Sprintf(format, args...)) }
	grid.OnTap = func(row int, held fyne.KeyModifier) { note("tap %d %d", row, held) }
	grid.OnActivate = func(row int) { note("open %d", row) }
	grid.OnMenu = func(row int, at fyne.Position) { note("menu %d", row) }
	grid.OnHeaderMenu = func(id string, at fyne.Position) { note("heads %s", id) }
	grid.OnSort = func(id string) { note("sort %s", id) }
	grid.OnWalk = func(rows int, extend bool) { note("walk %d %v", rows, extend) }
	grid.OnKey = func(key fyne.KeyName, shift bool) { note("key %s %v", key, shift) }
	grid.OnRune = func(r rune) { note("rune %c", r) }

	grid.MouseDown(mouse(300, 28+28*2+5, 0))
	grid.MouseDown(mouse(300, 28+5, fyne.KeyModifierControl))
	grid.DoubleTapped(&fyne.PointEvent{Position: fyne.NewPos(300, 28+5)})
	grid.DoubleTapped(&fyne.PointEvent{Position: fyne.NewPos(300, 28+28+5)}) // two rows were clicked
	test.TapSecondaryAt(grid, fyne.NewPos(300, 28+28*3+5))
	test.TapSecondaryAt(grid, fyne.NewPos(20, 5))
	grid.MouseDown(mouse(20, 5, 0))
	grid.MouseDown(mouse(200, 5, 0)) // kinds are in no order
	s.window.Canvas().Focus(grid)
	grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	letGo := holdShift(t)
	grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageUp})
	grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	letGo() // as while a dialog has the keys: the grid is not told
	grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	grid.TypedRune('n')

	want := []string{
		"tap 2 0", fmt.Sprintf("tap 0 %d", fyne.KeyModifierControl), "open 0", "menu 3", "heads time", "sort time",
		"walk 1 false", "walk -26 true", "key Delete true", "walk 100 false", "rune n",
	}
	if !slices.Equal(did, want) {
		t.Errorf("did  %q\nwant %q", did, want)
	}
	if !grid.Focused() {
		t.Error("a click does not take the focus")
	}
}

func TestGridKeepsWhatIsReadInPlace(t *testing.T) {
	_, grid, model := newGridStage(t, look.Dark, 1000)
	grid.SetOffset(100, 10)
	model.n += 50
	grid.Shift(50)
	grid.Refresh()
	if row, part := grid.Offset(); row != 150 || part != 10 {
		t.Errorf("50 rows on top moved the view to %d + %v", row, part)
	}
	model.n = 10
	grid.Refresh()
	if !grid.AtTop() {
		t.Error("a list that fits does not begin at its first row")
	}
}

func TestGridRevealsARow(t *testing.T) {
	_, grid, _ := newGridStage(t, look.Dark, 1000)
	grid.Reveal(5)
	if !grid.AtTop() {
		t.Error("a row in view moved the view")
	}
	grid.Reveal(500)
	if y := grid.RowPosition(500).Y; y < 700 || y > 768 {
		t.Errorf("a row below came into view at %v, want the last", y)
	}
	grid.Reveal(100)
	if row, part := grid.Offset(); row != 100 || part != 0 {
		t.Errorf("a row above came into view at %d + %v, want the first", row, part)
	}
}

func TestGridColumnsFoldAwayInTheirOrder(t *testing.T) {
	s, grid, _ := newGridStage(t, look.Dark, 10)
	for width, missing := range map[float32][]string{
		974: nil, 860: {"age"}, 820: {"age", "sig"}, 750: {"age", "sig", "response"}, 400: {"age", "sig", "response"},
	} {
		s.window.Resize(fyne.NewSize(width, 400))
		for _, c := range gridColumns() {
			if want := !slices.Contains(missing, c.ID); slices.Contains(grid.Shown(), c.ID) != want {
				t.Errorf("at %v: %s shown is %v", width, c.ID, !want)
			}
		}
	}
}

func TestGridColumnsAreResized(t *testing.T) {
	s, grid, _ := newGridStage(t, look.Dark, 10)
	changed := 0
	grid.OnColumns = func() { changed++ }
	edge := grid.laid[3].end() - columnGap
	s.move(edge+2, 5)
	if grid.Cursor() != desktop.HResizeCursor {
		t.Error("the pointer does not say that the edge can be dragged")
	}
	grid.MouseDown(mouse(edge, 5, 0))
	test.Drag(s.window.Canvas(), fyne.NewPos(edge, 5), 30, 0)
	if got := grid.Columns[3].Width; got != 142 || changed != 1 {
		t.Errorf("dragged by 30: width %v, told %d times", got, changed)
	}
	// Right of the flexible column the edge moves the column after it.
	edge = grid.laid[5].end() - columnGap
	grid.MouseDown(mouse(edge, 5, 0))
	test.Drag(s.window.Canvas(), fyne.NewPos(edge, 5), -10, 0)
	if got := grid.Columns[6].Width; got != 102 {
		t.Errorf("dragged to the left by 10: width %v", got)
	}
	grid.DoubleTapped(&fyne.PointEvent{Position: fyne.NewPos(grid.laid[4].end()-columnGap, 5)})
	if got := grid.Columns[4].Width; got >= 112 || got < mono(look.SmallSize).width("1204") {
		t.Errorf("fitted to the texts: width %v", got)
	}
}

func TestGridCutsTextsAndShowsThemOnHover(t *testing.T) {
	s, grid, _ := newGridStage(t, look.Dark, 10)
	for _, o := range test.WidgetRenderer(grid).Objects() {
		if txt, ok := o.(*canvas.Text); ok && txt.Position().X+txt.MinSize().Width > 974 {
			t.Errorf("%q leaves the grid", txt.Text)
		}
	}
	message := grid.laid[5].x + 20
	s.move(message, 40)
	s.wait()
	if got := s.tips.Text(); got != "row 0 of the list · 34 sender not allowed in this country" {
		t.Errorf("over a cut text: %q", got)
	}
	s.move(grid.laid[1].x+5, 40)
	s.wait()
	if got := s.tips.Text(); got != "2026-11-23 10:43:31 UTC" {
		t.Errorf("over an age: %q", got)
	}
	s.move(grid.laid[4].x+5, 40)
	s.wait()
	if got := s.tips.Text(); got != "" {
		t.Errorf("over a text that is whole: %q", got)
	}
}

func TestGridThumbReachesBothEnds(t *testing.T) {
	s, grid, _ := newGridStage(t, look.Dark, 1_000_000)
	scrolled := 0
	grid.OnScroll = func() { scrolled++ }
	grab := func(y, by float32) {
		grid.MouseDown(mouse(970, y, 0))
		test.Drag(s.window.Canvas(), fyne.NewPos(970, y), 0, by)
	}
	grab(32, 5000)
	if got := grid.view.end(); got != 1_000_000 {
		t.Errorf("dragged to the end, the last row in view is %d", got)
	}
	grab(750, -5000)
	if !grid.AtTop() || scrolled != 2 {
		t.Errorf("dragged back: at the top %v, told %d times", grid.AtTop(), scrolled)
	}
}

func BenchmarkGridPage(b *testing.B) {
	test.NewApp().Settings().SetTheme(look.New(look.Options{}))
	grid := NewGrid(&fakeRows{n: 1_000_000, cursor: -1}, gridColumns())
	w := test.NewWindow(grid)
	defer w.Close()
	w.Resize(fyne.NewSize(974, 768))
	b.ReportAllocs()
	for b.Loop() {
		grid.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -28}})
	}
}

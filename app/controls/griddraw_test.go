package controls

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"ringback/app/look"
)

func TestGridShowsTheStateOfRows(t *testing.T) {
	inBothVariants(t, func(t *testing.T, variant look.Variant) {
		s, grid, model := newGridStage(t, variant, 100)
		model.cursor = 3
		grid.Refresh()
		s.window.Resize(fyne.NewSize(974, 28*9))
		s.hold()
		const x = 260 // between two fields
		y := func(row int) int { return 28 + 28*row + 4 }
		s.wantAt(x, y(0), look.Surface, "a row at rest")
		s.wantAt(x, y(1), look.Zebra, "every second row")
		s.wantAt(x, y(3), look.SelectIdle, "the selected row of a list without the focus")
		s.wantAt(1, y(4), look.Bad, "the edge of a row that needs a look")
		s.window.Canvas().Focus(grid)
		s.move(x, float32(y(6)))
		s.hold()
		s.wantAt(x, y(3), look.Select, "the selected row")
		s.wantAt(1, y(3), look.Accent, "the edge of the selected row")
		s.wantAt(x, y(6), look.Hover, "the row under the pointer")
		s.save("")
	})
}

// struckRows are rows that are about to go.
type struckRows struct{ fakeRows }

func (m *struckRows) Row(i int, row *Row) {
	m.fakeRows.Row(i, row)
	row.Struck, row.New = i == 0, i == 2
}

func TestGridShowsWhatGoesAndWhatIsOld(t *testing.T) {
	grid := NewGrid(&struckRows{fakeRows{n: 3, cursor: -1}}, gridColumns())
	s := newStage(t, look.Light, fyne.NewSize(974, 28*5), grid)
	s.hold()
	s.wantAt(260, 28+14, look.Text3, "the line through a row that goes")
	s.wantAt(260, 28*3+4, look.AccentBg, "the tint of a new row")
	s.wantAt(1, 28*2+10, look.Zebra, "the edge of a row that needs no look")
	grid.Stale = true
	grid.Refresh()
	s.hold()
	s.wantOn(260, 28+14, look.Veil, look.Text3, "the same under the veil of an older question")
}

func TestGridMarksTheSortedColumn(t *testing.T) {
	_, grid, _ := newGridStage(t, look.Dark, 3)
	for mark, want := range map[SortMark]string{{"from", false}: "From ↑", {"from", true}: "From ↓"} {
		grid.Sort = mark
		grid.Refresh()
		if heads := texts(grid); !slices.Contains(heads, want) || slices.Contains(heads, "Time ↓") {
			t.Errorf("sorted %+v: no head %q in %q", mark, want, heads)
		}
	}
}

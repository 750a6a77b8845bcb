package controls

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"ringback/app/look"
)

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

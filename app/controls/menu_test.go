package controls

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"ringback/app/look"
)

// menuStage shows a menu and notes what was done.
func newMenuStage(t *testing.T, variant look.Variant, at fyne.Position) (*stage, *Menu, *[]string) {
	t.Helper()
	var did []string
	do := func(what string) func() { return func() { did = append(did, what) } }
	copies := []MenuItem{{Text: "As cURL", Keys: "Ctrl+Shift+C", Do: do("curl")}, {Text: "Body", Do: do("body")}}
	menu := NewMenu([]MenuItem{
		{Text: "Open in the detail", Keys: "Enter", Do: do("open")},
		{Line: true},
		{Text: "Star or unstar", Icon: look.Icon("star", look.Text2), Keys: "S", Do: do("star")},
		{Text: "Note…", Icon: look.Icon("sticky-note", look.Text2), Disabled: true, Do: do("note")},
		{Text: "Copy", Icon: look.Icon("copy", look.Text2), Items: copies},
		{Text: "Pause the view", Checked: true, Do: do("pause")},
		{Line: true},
		{Text: "Delete", Icon: look.Icon("trash-2", look.Text2), Keys: "Del", Do: do("delete")},
	}, at, do("closed"))
	return newStage(t, variant, fyne.NewSize(600, 400), menu), menu, &did
}

func TestMenuIsWalkedByKeys(t *testing.T) {
	s, menu, did := newMenuStage(t, look.Dark, fyne.NewPos(100, 60))
	press := func(keys ...fyne.KeyName) {
		for _, name := range keys {
			menu.TypedKey(key(name))
		}
	}
	press(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown) // past the line, and the note
	if menu.levels[0].chosen != 4 {
		t.Errorf("after three steps item %d is chosen", menu.levels[0].chosen)
	}
	press(fyne.KeyRight, fyne.KeyDown)
	s.save("dark")
	press(fyne.KeyLeft, fyne.KeyUp, fyne.KeyDown, fyne.KeyReturn, fyne.KeyDown, fyne.KeyReturn)
	if want := []string{"closed", "curl"}; !slices.Equal(*did, want) {
		t.Errorf("did %v, want %v", *did, want)
	}
	press(fyne.KeyDown, fyne.KeyReturn) // it is closed
	menu.Close()
	if len(*did) != 2 {
		t.Errorf("a menu that is closed did %v", *did)
	}
}

func TestMenuIsChosenByThePointer(t *testing.T) {
	s, menu, did := newMenuStage(t, look.Light, fyne.NewPos(420, 60))
	at, size := menu.place(0)
	if at.X+size.Width > 600-menuFar {
		t.Errorf("the menu leaves the window: from %v on, %v wide", at.X, size.Width)
	}
	row := func(level, item int) (pos fyne.Position) {
		menu.eachRow(level, func(i int, y float32) {
			if i == item {
				at, _ := menu.place(level)
				pos = fyne.NewPos(at.X+40, y+10)
			}
		})
		return pos
	}
	s.move(row(0, 4).X, row(0, 4).Y)
	if len(menu.levels) != 2 {
		t.Fatal("the pointer does not open the menu of an item")
	}
	if sub, wide := menu.place(1); sub.X+wide.Width > at.X+menuFar {
		t.Errorf("without room at the right the second menu lies from %v to %v", sub.X, sub.X+wide.Width)
	}
	s.save("light")
	test.TapAt(menu, row(0, 3)) // cannot be done
	test.TapAt(menu, row(0, 4))
	s.move(row(1, 1).X, row(1, 1).Y)
	test.TapAt(menu, row(1, 1))
	if want := []string{"closed", "body"}; !slices.Equal(*did, want) {
		t.Errorf("did %v, want %v", *did, want)
	}
	_, other, did := newMenuStage(t, look.Light, fyne.NewPos(100, 60))
	test.TapAt(other, fyne.NewPos(20, 20))
	if want := []string{"closed"}; !slices.Equal(*did, want) {
		t.Errorf("a press beside the menu did %v", *did)
	}
}

func TestMenuThatIsTooHighScrolls(t *testing.T) {
	var items []MenuItem
	for i := range 40 {
		items = append(items, MenuItem{Text: fmt.Sprint("item ", i)})
	}
	menu := NewMenu(items, fyne.NewPos(50, 300), func() {})
	s := newStage(t, look.Dark, fyne.NewSize(400, 400), menu)
	if at, size := menu.place(0); at.Y < menuFar || at.Y+size.Height > 400 {
		t.Errorf("the menu lies from %v to %v", at.Y, at.Y+size.Height)
	}
	menu.TypedKey(key(fyne.KeyUp))
	seen := false
	menu.eachRow(0, func(i int, _ float32) { seen = seen || i == 39 })
	if menu.levels[0].chosen != 39 || !seen {
		t.Errorf("item %d is chosen, and in view: %v", menu.levels[0].chosen, seen)
	}
	before := menu.levels[0].first
	test.Scroll(s.window.Canvas(), fyne.NewPos(80, 100), 0, 10)
	if menu.levels[0].first != before-1 {
		t.Error("the wheel does not scroll it")
	}
}

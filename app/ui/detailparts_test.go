package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/viewmodel"
	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

func TestFieldsAreCopied(t *testing.T) {
	fields := []viewmodel.Field{
		{Label: "From", Value: "+45 20 30 40 50", Copy: "+4520304050", Hint: "Denmark"}, {Label: "time", Value: "missing"},
	}
	if got, want := fieldText(fields), "From: +4520304050 (Denmark)\ntime: missing\n"; got != want {
		t.Errorf("all fields are %q, want %q", got, want)
	}
	s := newDetailStage(t, look.Dark, fyne.NewSize(500, 800))
	box := newFieldBox(s.pane)
	box.set(fields)
	box.list.OnCopy(0)
	box.list.OnCopy(1) // there is nothing to copy
	if want := []string{"+4520304050"}; !slices.Equal(s.copied, want) {
		t.Errorf("copied %q, want %q", s.copied, want)
	}
}

func TestNotesAndTagsAreEditedWhereTheyStand(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(500, 800))
	id := s.post(inspectortest.MOSMS(1))
	if err := s.engine.Mark([]uint64{id}, func(m *inspector.Marks) { m.Note, m.Tags = "a note", []string{"vip"} }); err != nil {
		t.Fatal(err)
	}
	s.show(id)
	for _, row := range s.pane.tabs[viewmodel.TabOverview].(*overviewTab).marks.rows {
		walk(row, fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) {
			if button, ok := o.(*controls.IconButton); ok {
				button.Tapped(nil)
			}
		})
	}
	if want := []string{"tags", "note"}; !slices.Equal(s.did, want) {
		t.Errorf("did %v, want %v", s.did, want)
	}
}

func TestBadgesWithoutRoomAreInAMenu(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(180, 800))
	s.show(s.post(inspectortest.MOSMS(1)))
	badges := s.pane.head.badges
	if badges.row.Hidden() == 0 {
		t.Fatal("all badges have room")
	}
	badges.row.OnMore(badges.zones[len(badges.shown)-badges.row.Hidden():len(badges.shown)], fyne.NewPos(10, 10))
	if s.window.Canvas().Overlays().Top() == nil {
		t.Error("no menu opens")
	}
}

func TestTitleRowHidesWhatHasNoRoom(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(500, 800))
	s.show(s.post(failedStatus))
	head := s.pane.head
	for _, tt := range []struct {
		width   float32
		id, age bool
	}{{400, true, true}, {270, true, false}, {220, false, false}, {100, false, false}} {
		titleRow{}.Layout([]fyne.CanvasObject{head.title, head.status, head.id, head.age}, fyne.NewSize(tt.width, 20))
		if id, age := head.id.Size().Width > 0, head.age.Size().Width > 0; id != tt.id || age != tt.age {
			t.Errorf("at %v the number is shown: %v, the age: %v", tt.width, id, age)
		}
		if end := head.status.Position().X + head.status.Size().Width; end > tt.width && tt.width > 150 {
			t.Errorf("at %v the badge ends at %v", tt.width, end)
		}
	}
}

func TestStepsAndLettersAsText(t *testing.T) {
	steps := []viewmodel.Step{{Time: "09:00", Title: "Received", Detail: "POST /"}, {Title: "Late", Note: true}}
	if got, want := stepText(steps), "09:00  Received  POST /\n(Late)\n"; got != want {
		t.Errorf("the steps are %q, want %q", got, want)
	}
	if got, want := codePoints("a\u202e"), "U+0061  a  LATIN SMALL LETTER A\nU+202E  ‹RLO›  RIGHT-TO-LEFT OVERRIDE\n"; got != want {
		t.Errorf("the letters are %q, want %q", got, want)
	}
}

func TestVerdictCardTakesTheRoomItNeeds(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Options{}))
	c := newVerdictCard()
	c.set("check", viewmodel.OK, "Good", "", "")
	low := c.card.MinSize().Height
	c.set("circle-x", viewmodel.Bad, "Bad", strings.Repeat("because ", 40), "Do something.")
	if high := c.card.MinSize().Height; high < low+40 {
		t.Errorf("it is %v high with reason and advice, and %v without", high, low)
	}
	c.set("check", viewmodel.OK, "Good", "", "")
	if again := c.card.MinSize().Height; again != low {
		t.Errorf("it stays %v high", again)
	}
}

func TestColumnScrollsByKeys(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(500, 400))
	s.show(s.post(inspectortest.MOSMS(1)))
	page := s.pane.tabs[viewmodel.TabOverview].(*overviewTab).page
	bottom := page.page.Size().Height - page.Size().Height
	if bottom <= 0 {
		t.Fatal("there is nothing to scroll")
	}
	for _, tt := range []struct {
		key  fyne.KeyName
		want float32
	}{
		{fyne.KeyDown, 40}, {fyne.KeyUp, 0}, {fyne.KeyUp, 0}, {fyne.KeyEnd, bottom}, {fyne.KeyPageDown, bottom}, {fyne.KeyHome, 0},
		{fyne.KeyPageDown, min(page.Size().Height-40, bottom)},
	} {
		page.TypedKey(&fyne.KeyEvent{Name: tt.key})
		if page.offset != tt.want {
			t.Errorf("after %s the page stands at %v, want %v", tt.key, page.offset, tt.want)
		}
	}
	s.show(s.post(inspectortest.MOSMS(2)))
	if page.offset != 0 {
		t.Errorf("another callback begins at %v", page.offset)
	}
	page.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	page.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !slices.Contains(s.did, "leave") {
		t.Error("Esc does not lead back to the list")
	}
}

package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

// chips returns the words and counts of the chips, the chosen one in brackets.
func (s *shellStage) chips() string {
	var words []string
	for _, c := range s.panes.filters.chips {
		word := c.Text + " " + c.Count
		if c.State == controls.ChipOn {
			word = "[" + word + "]"
		}
		words = append(words, word)
	}
	return strings.Join(words, ", ")
}

func TestChipsNarrowTheList(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(40)
	if got := s.chips(); got != "[All 40], Received SMS 20, Delivery status 20, Failed 10, Bad signature 0, Starred 0" {
		t.Errorf("the chips are %s", got)
	}
	s.panes.filters.chips[inspector.Failed].Tapped(nil)
	if !s.panes.list.grid.Stale {
		t.Error("the list of the older filter does not say that it is old")
	}
	s.look()
	if s.panes.list.Len() != 10 || s.panes.list.grid.Stale {
		t.Errorf("%d failures are listed", s.panes.list.Len())
	}
	s.fill(8)
	if s.panes.list.Len() != 12 {
		t.Errorf("after two failures more %d are listed", s.panes.list.Len())
	}
	s.do("filter.bad")
	s.look()
	if s.panes.list.Len() != 0 || !s.panes.noMatch.Visible() {
		t.Error("an empty list does not say why it is empty")
	}
	s.save("nomatch")
	s.do("filter.clear")
	s.look()
	if s.panes.list.Len() != 48 || s.panes.noMatch.Visible() || s.commands.find("filter.clear").whyNot() == "" {
		t.Errorf("without a filter %d are listed", s.panes.list.Len())
	}
}

func TestTheHistogramPicksATime(t *testing.T) {
	s := newShellStage(t, look.Light, firstSize())
	s.fill(60)
	bars := s.panes.filters.model.Bars()
	last := len(bars) - 1
	want := 0
	for _, bar := range bars[last-9:] {
		want += int(bar.Total)
	}
	if want == 0 {
		t.Fatalf("the bars are %v", bars)
	}
	s.panes.filters.histogram.OnSpan(last, last-9)
	s.look()
	if got := s.panes.list.Len(); got != want {
		t.Errorf("over ten bars with %d callbacks %d are listed", want, got)
	}
	if text := s.panes.filters.span.Text; !strings.Contains(text, " – ") {
		t.Errorf("the picked time reads %q", text)
	}
	s.save("span")
	s.panes.filters.histogram.OnWhole()
	s.look()
	if s.panes.list.Len() != 60 || s.panes.filters.filter.Span != (inspector.Span{}) {
		t.Errorf("after a double click %d are listed", s.panes.list.Len())
	}
}

func TestTheHistogramShowsTheNewest(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 7, 0, time.UTC)
	const day = 24 * time.Hour
	for ago, want := range map[time.Duration]time.Duration{
		0: 30 * time.Minute, 29 * time.Minute: 30 * time.Minute, time.Hour: 3 * time.Hour, 20 * time.Hour: day, 3 * day: 7 * day, 100 * day: 365 * day, 9000 * day: 365 * day,
	} {
		span := histogramSpan(viewmodel.Filter{}, now.Add(-ago), now)
		if got := span.To.Sub(span.From); got.Round(time.Minute) != want || span.To.Before(now) {
			t.Errorf("%v after the newest the histogram spans %v, want %v up to now", ago, got, want)
		}
	}
	before := histogramSpan(viewmodel.Filter{}, now, now)
	if after := histogramSpan(viewmodel.Filter{}, now, now.Add(5*time.Second)); before != after {
		t.Errorf("bars change from %v to %v within one of them", before, after)
	}
	if none := histogramSpan(viewmodel.Filter{}, time.Time{}, now); none.To.Sub(none.From) != 30*time.Minute {
		t.Errorf("of nothing the histogram spans %v", none)
	}
}

// crowd saves more views than have room.
func (s *shellStage) crowd() {
	s.t.Helper()
	for n := range 7 {
		if _, err := s.engine.PutView(inspector.View{Name: fmt.Sprintf("View number %d of some more", n), Filter: fmt.Sprint("size:", n)}, false); err != nil {
			s.t.Fatal(err)
		}
	}
	s.fill(4)
}

func TestChipsWithoutRoomAreInAMenu(t *testing.T) {
	s := newShellStage(t, look.Dark, fyne.NewSize(1100, 700))
	s.crowd()
	bar := s.panes.filters
	hidden := bar.row.Hidden()
	if hidden == 0 {
		t.Fatal("all chips have room")
	}
	var objects []fyne.CanvasObject
	for _, chip := range append(slices.Clone(bar.chips), bar.views...) {
		objects = append(objects, chip)
	}
	items := bar.hiddenItems(objects[len(objects)-hidden:])
	if len(items) != hidden || items[hidden-1].Label != "View number 6 of some more" {
		t.Errorf("the menu has %d of %d chips", len(items), hidden)
	}
}

// Whatever has no room, a filter that is on is seen.
func TestTheChosenChipIsNeverInTheMenu(t *testing.T) {
	s := newShellStage(t, look.Dark, fyne.NewSize(1100, 700))
	s.crowd()
	bar := s.panes.filters
	starred := bar.chips[inspector.Starred]
	if bar.row.Hidden() == 0 {
		t.Fatal("all chips have room")
	}
	bar.choose(inspector.Starred)
	s.look()
	if end := starred.Position().X + starred.Size().Width; starred.Position().X <= 0 || end > bar.row.Size().Width {
		t.Errorf("the chip ends at %v of %v", end, bar.row.Size().Width)
	}
}

func TestTheLiveButtonSaysWhyItStandsStill(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(4)
	tip := func(want string) {
		t.Helper()
		if got := s.panes.filters.live.Tip; !strings.Contains(got, want) {
			t.Errorf("it says %q, want %q", got, want)
		}
	}
	tip("comes in at the top")
	s.tap(2, 0)
	tip("since you selected or scrolled")
	s.do("view.pause")
	tip("recording goes on")
}

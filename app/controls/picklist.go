package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
)

// Pick is one line of a pick list.
type Pick struct {
	Text string // in mono, what is typed for one
	Note string
	End  string // at the right: a count
	Head bool   // a head between groups: Text alone, and it cannot be chosen
}

// PickList is the list that opens under a field while one types. The keys belong to the
// field, which moves the choice. It is a floating thing: the layer above the content holds it.
type PickList struct {
	widget.BaseWidget

	OnPick func(i int)

	title, hint string
	picks       []Pick
	chosen      int
	over        bool // the pointer
}

const (
	pickRow   = 30
	pickTitle = 28
	pickPad   = 6
	pickNote  = 160 // where the notes begin
)

var (
	_ drawn             = (*PickList)(nil)
	_ fyne.Tappable     = (*PickList)(nil)
	_ desktop.Hoverable = (*PickList)(nil)
)

// NewPickList makes an empty list.
func NewPickList(onPick func(i int)) *PickList {
	l := &PickList{OnPick: onPick, chosen: -1}
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer is for the toolkit.
func (l *PickList) CreateRenderer() fyne.WidgetRenderer { return newRenderer(l) }

// SetPicks shows other lines, under a title and a hint at its right. The first is chosen.
func (l *PickList) SetPicks(title, hint string, picks []Pick) {
	l.title, l.hint, l.picks, l.chosen = title, hint, picks, -1
	l.Step(1)
}

// Step moves the choice by a step up or down, past heads and around the ends.
func (l *PickList) Step(by int) {
	for range l.picks {
		l.chosen += by
		switch {
		case l.chosen < 0:
			l.chosen = len(l.picks) - 1
		case l.chosen >= len(l.picks):
			l.chosen = 0
		}
		if !l.picks[l.chosen].Head {
			break
		}
	}
	l.Refresh()
}

// SetEnd changes what stands at the right of a line.
func (l *PickList) SetEnd(i int, end string) {
	l.picks[i].End = end
	l.Refresh()
}

// End returns what stands at the right of a line.
func (l *PickList) End(i int) string { return l.picks[i].End }

// Chosen returns which line is chosen, or -1.
func (l *PickList) Chosen() int { return l.chosen }

func (l *PickList) least() fyne.Size {
	return fyne.NewSize(320, float32(len(l.picks))*pickRow+pickTitle+2*pickPad)
}

func (l *PickList) draw(b *brush, size fyne.Size) {
	b.rect(0, 0, size.Width, size.Height, box{
		fill: look.Surface, line: look.BorderStrong, radius: look.RadiusCard, shadow: true,
	})
	left, right := float32(pickPad+10), size.Width-pickPad-10
	f := regular(look.CaptionSize)
	hint := b.textRight(l.hint, f, look.Text3, right, pickPad, pickTitle)
	b.textIn(l.title, f, look.Text3, left, pickPad, right-left-hint-columnGap, pickTitle)
	for i, pick := range l.picks {
		y := pickPad + pickTitle + float32(i)*pickRow
		if pick.Head {
			b.text(pick.Text, headFace(), look.Text3, left, y, pickRow)
			continue
		}
		if i == l.chosen {
			b.rect(pickPad, y, size.Width-2*pickPad, pickRow, box{fill: look.Select, radius: look.RadiusTab})
		}
		end := right - b.textRight(pick.End, mono(look.SmallSize), look.Text3, right, y, pickRow)
		width, _ := b.textIn(pick.Text, mono(look.SmallSize), look.Text, left, y, end-left-columnGap, pickRow)
		note := left + max(pickNote, width+columnGap)
		b.textIn(pick.Note, regular(look.BodySize), look.Text2, note, y, end-note-columnGap, pickRow)
	}
}

func (l *PickList) at(pos fyne.Position) int {
	y := pos.Y - pickPad - pickTitle
	if i := int(y / pickRow); y >= 0 && i < len(l.picks) && !l.picks[i].Head {
		return i
	}
	return -1
}

// MouseIn is MouseMoved.
func (l *PickList) MouseIn(ev *desktop.MouseEvent) {
	l.over = true
	l.MouseMoved(ev)
}

// MouseMoved moves the choice to the pointer.
func (l *PickList) MouseMoved(ev *desktop.MouseEvent) {
	if i := l.at(ev.Position); i >= 0 && i != l.chosen {
		l.chosen = i
		l.Refresh()
	}
}

// MouseOut leaves the choice where it is.
func (l *PickList) MouseOut() { l.over = false }

// Hovered tells that the pointer is on the list: a field that loses the keys then is being
// picked for.
func (l *PickList) Hovered() bool { return l.over && l.Visible() }

// Tapped picks a line.
func (l *PickList) Tapped(ev *fyne.PointEvent) {
	if i := l.at(ev.Position); i >= 0 && l.OnPick != nil {
		l.OnPick(i)
	}
}

package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
)

// detailHead stands above the tabs: what kind of callback it is, how it went, and
// what can be done with it.
type detailHead struct {
	content *fyne.Container

	tile   *controls.Card
	icon   *icon
	title  *controls.Label
	status *controls.Badge
	id     *controls.Label
	age    *controls.Label
	route  *controls.Label
	star   *controls.IconButton
	more   *controls.IconButton
	badges *badgeRow
}

// newDetailHead makes the head. star may be nil; openTab is told which tab a badge
// leads to, and menu where to open what else can be done.
func newDetailHead(star func(), openTab func(id string), menu func(at fyne.Position)) *detailHead {
	h := &detailHead{
		icon:   newIcon("webhook", look.Text2, look.IconRail),
		title:  &controls.Label{TextSize: look.LeadSize, Bold: true, Least: 60},
		status: controls.NewBadge("", look.Mute),
		id:     &controls.Label{Role: look.Text3, TextSize: look.CaptionSize, Mono: true},
		age:    &controls.Label{Role: look.Text3, TextSize: look.CaptionSize},
		route:  &controls.Label{Role: look.Text2, TextSize: look.SmallSize, Mono: true, Least: 80},
		badges: newBadgeRow(openTab),
	}
	for _, l := range []*controls.Label{h.title, h.id, h.age, h.route} {
		l.ExtendBaseWidget(l)
	}
	h.tile = controls.NewCard(h.icon)
	h.tile.Line, h.tile.Pad = look.None, (tileSize-look.IconRail)/2
	h.more = controls.NewIconButton("ellipsis", say.L("More"), func() {
		menu(below(h.more))
	})
	actions := controls.Across(look.GapTight, h.more)
	if star != nil {
		h.star = controls.NewIconButton("star", say.L("Star"), star)
		actions.Objects = []fyne.CanvasObject{h.star, h.more}
	}
	titles := controls.Down(2, container.New(titleRow{}, h.title, h.status, h.id, h.age), h.route)
	h.content = controls.Down(look.GapBar,
		controls.Frame(nil, nil, container.NewCenter(h.tile), container.NewCenter(actions), controls.Pad(look.GapEdge, 0, titles)),
		controls.Fixed(0, look.BadgeHeight, h.badges.row))
	return h
}

const tileSize = 40

// below is where a menu opens that belongs to an object.
func below(o fyne.CanvasObject) fyne.Position {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).AddXY(0, o.Size().Height+2)
}

// popUp opens a menu at a place on the canvas of an object.
func popUp(o fyne.CanvasObject, at fyne.Position, items ...*fyne.MenuItem) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && len(items) > 0 {
		showMenu(c, fyne.NewMenu("", items...), at)
	}
}

func (h *detailHead) set(m viewmodel.Head) {
	state := stateOf(m.IconTone)
	h.icon.set(m.Icon, state)
	if h.tile.Fill != state.Bg() {
		h.tile.Fill = state.Bg()
		h.tile.Refresh()
	}
	h.title.SetText(m.Title)
	if h.status.Hidden != (m.Status.Text == "") {
		h.status.Hidden = m.Status.Text == ""
	}
	h.status.Set(m.Status.Text, stateOf(m.Status.Tone))
	h.id.SetText(m.ID)
	h.age.Tip = m.AgeTip
	h.age.SetText(m.Age)
	h.route.SetText(m.Line)
	if h.star != nil {
		h.star.Set(map[bool]string{false: "star", true: "star-filled"}[m.Starred], m.Starred)
		h.star.Tip = map[bool]string{false: say.L("Star"), true: say.L("Remove the star")}[m.Starred]
	}
	h.badges.set(m.Badges)
	h.content.Refresh()
}

// titleRow sets a title, its badge, a number and an age beside each other. Where
// they have no room the age goes first, then the number; then the title is cut.
type titleRow struct{}

// MinSize is that of the title and its badge.
func (titleRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[0].MinSize()
	if objects[1].Visible() {
		size.Width += look.GapBar + objects[1].MinSize().Width
	}
	return fyne.NewSize(size.Width, max(size.Height, look.BadgeHeight))
}

// Layout places as many as have room.
func (titleRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	title := objects[0].(*controls.Label)
	room := size.Width
	if objects[1].Visible() {
		room -= look.GapBar + objects[1].MinSize().Width
	}
	whole := fyne.MeasureText(title.Text, title.TextSize, fyne.TextStyle{Bold: title.Bold}).Width + 1
	place := func(o fyne.CanvasObject, x, width float32) {
		height := o.MinSize().Height
		o.Move(fyne.NewPos(x, (size.Height-height)/2))
		o.Resize(fyne.NewSize(width, height))
	}
	x := max(min(whole, room), 0)
	place(title, 0, x)
	for i, o := range objects[1:] {
		if !o.Visible() {
			continue
		}
		width := o.MinSize().Width
		if i > 0 && x+look.GapBar+width > size.Width {
			x, width = size.Width, 0 // and nothing after it either
		}
		place(o, x+look.GapBar, width)
		x += look.GapBar + width
	}
}

package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

// filterBar stands over the list: what it is narrowed to, when callbacks came,
// and whether it follows the newest.
type filterBar struct {
	content   *fyne.Container
	histogram *controls.Histogram
	live      *controls.Button

	chips    []*controls.Chip
	span     *controls.Chip // the chosen stretch of time; a click takes it off
	row      *controls.Overflow
	pause    *controls.IconButton
	model    *viewmodel.Histogram
	filter   viewmodel.Filter
	counts   []uint64
	zone     *time.Location
	onFilter func(viewmodel.Filter)
}

// newFilterBar makes the bar. The commands are its buttons; onFilter is told of
// another filter, onMore of chips that have no room.
func newFilterBar(zone *time.Location, all commands, onFilter func(viewmodel.Filter), onMore func(items []*fyne.MenuItem, at fyne.Position)) *filterBar {
	b := &filterBar{zone: zone, onFilter: onFilter, model: viewmodel.NewHistogram(zone), histogram: controls.NewHistogram()}
	for _, c := range viewmodel.Chips(b.filter, nil) {
		chip := controls.NewChip(c.Label, markRole(c.Dot), func(fyne.KeyModifier) { b.choose(c.Quick) })
		b.chips = append(b.chips, chip)
	}
	b.span = controls.NewChip("", look.None, func(fyne.KeyModifier) { b.wholeTime() })
	b.span.Icon, b.span.State, b.span.Tip = "clock", controls.ChipOn, say.L("Show all times again")
	b.row = controls.NewOverflow(look.GapIcon)
	b.row.Keep = func(o fyne.CanvasObject) bool {
		chip, ok := o.(*controls.Chip)
		return ok && chip.State != controls.ChipOff // a filter is never out of sight
	}
	b.row.OnMore = func(hidden []fyne.CanvasObject, at fyne.Position) { onMore(b.hiddenItems(hidden), at) }
	b.live = controls.NewButton(controls.Tinted, say.L("Live"), "", all.find("view.live").do)
	b.live.Dot = true
	b.live.Tip = tipOf(all.find("view.live"))
	b.pause = iconOf(all.find("view.pause"))
	b.histogram.TipFor = b.model.Tip
	b.histogram.OnSpan = func(from, to int) {
		if b.model.Choose(from, to) {
			b.narrow()
		}
	}
	b.histogram.OnWhole = func() {
		if b.model.ZoomOut() {
			b.narrow()
		}
	}
	buttons := controls.Across(look.GapBar, b.live, b.pause, iconOf(all.find("list.clear")), iconOf(all.find("view.below")))
	b.content = controls.Pad(look.GapEdge, look.GapBar, controls.Down(look.GapBar,
		controls.Frame(nil, nil, nil, controls.Fixed(0, look.FilterHeight, buttons), b.row),
		b.histogram,
	))
	b.show()
	return b
}

// tipOf is what a button says of its command.
func tipOf(c *command) string {
	if s := c.shortcut(); s != "" {
		return c.title + " (" + s + ")"
	}
	return c.title
}

// iconOf is a button for a command that has an icon.
func iconOf(c *command) *controls.IconButton {
	b := controls.NewIconButton(c.icon, c.title, c.do)
	b.Tip = tipOf(c)
	return b
}

// choose narrows the list to a quick filter.
func (b *filterBar) choose(q inspector.Quick) {
	b.filter.Quick = q
	b.changed()
}

// narrow takes the chosen stretch of time into the filter.
func (b *filterBar) narrow() {
	b.filter.Span = b.model.Chosen()
	b.changed()
}

// wholeTime takes the stretch of time off again.
func (b *filterBar) wholeTime() {
	b.model.Reset()
	b.narrow()
}

// clear shows all.
func (b *filterBar) clear() {
	b.model.Reset()
	b.filter = viewmodel.Filter{}
	b.changed()
}

func (b *filterBar) changed() {
	b.show()
	b.onFilter(b.filter)
}

// take shows new counts and bars.
func (b *filterBar) take(p picture, now time.Time) {
	if p.counts != nil {
		b.counts = p.counts
		b.show()
	}
	if p.bars == nil {
		return
	}
	b.model.Set(p.span, p.bars)
	bars := make([]controls.Bar, len(p.bars))
	for i, bar := range p.bars {
		bars[i] = controls.Bar{Total: int(bar.Total), Bad: int(bar.Failed)}
	}
	b.histogram.SetBars(bars, b.model.Captions(now))
}

// show draws the chips as the filter is.
func (b *filterBar) show() {
	var row []fyne.CanvasObject
	if span := (viewmodel.Filter{Span: b.filter.Span}).Words(b.zone); span != "" {
		b.span.Text = span + "  ×"
		row = append(row, b.span)
	}
	for i, c := range viewmodel.Chips(b.filter, b.counts) {
		state := controls.ChipOff
		if c.Chosen {
			state = controls.ChipOn
		}
		b.chips[i].Set(c.Count, state)
		row = append(row, b.chips[i])
	}
	b.row.SetObjects(row...)
}

// hiddenItems is a menu of the chips that have no room.
func (b *filterBar) hiddenItems(hidden []fyne.CanvasObject) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, c := range viewmodel.Chips(b.filter, b.counts) {
		for _, object := range hidden {
			if object != b.chips[c.Quick] {
				continue
			}
			item := fyne.NewMenuItem(c.Label+"  "+c.Count, func() { b.choose(c.Quick) })
			item.Checked = c.Chosen
			items = append(items, item)
		}
	}
	return items
}

// follow shows whether the list follows the newest.
func (b *filterBar) follow(list *viewmodel.List) {
	text, tone := list.LiveText()
	if role := stateOf(tone); b.live.Text != text || b.live.Role != role {
		b.live.Text, b.live.Role, b.live.Tip = text, role, liveTip(list)
		b.live.Refresh()
		b.content.Refresh()
	}
	paused, _ := list.Paused()
	icon := "pause"
	if paused {
		icon = "play"
	}
	if b.pause.Icon != icon {
		b.pause.Set(icon, paused)
	}
}

// liveTip says why the list follows the newest or not, and what a click does.
func liveTip(list *viewmodel.List) string {
	words := say.L("The list stands still, since you selected or scrolled. Show the newest and follow")
	if paused, _ := list.Paused(); paused {
		words = say.L("The view is paused; recording goes on. Show the newest and follow")
	} else if list.Following() {
		words = say.L("The newest callback comes in at the top")
	} else if list.OldestFirst() {
		words = say.L("The oldest callback stands first. Show the newest first and follow")
	}
	return words + " (" + ctrl(fyne.KeyL).String() + ")"
}

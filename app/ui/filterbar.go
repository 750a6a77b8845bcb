package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

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
	entry     *filterEntry

	chipRow
	pause    *controls.IconButton
	model    *viewmodel.Histogram
	filter   viewmodel.Filter
	zone     *time.Location
	onFilter func(viewmodel.Filter)
}

// barDeps are what the bar needs of the window.
type barDeps struct {
	zone     *time.Location
	commands commands
	entry    entryDeps
	onFilter func(viewmodel.Filter) // the list is narrowed to something else
	menu     func(items []*fyne.MenuItem, at fyne.Position)
	viewMenu func(v inspector.View) []*fyne.MenuItem // what can be done with a saved view
}

// newFilterBar makes the bar. The commands are its buttons.
func newFilterBar(d barDeps) *filterBar {
	b := &filterBar{zone: d.zone, onFilter: d.onFilter, model: viewmodel.NewHistogram(d.zone), histogram: controls.NewHistogram()}
	all := d.commands
	d.entry.on, d.entry.moved = b.typed, b.moved
	b.entry = newFilterEntry(d.entry)
	b.chipRow = newChipRow(b, d)
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
	buttons := controls.Across(look.GapBar, iconOf(all.find("filter.save")), b.live, b.pause, iconOf(all.find("list.clear")), iconOf(all.find("view.below")))
	b.content = controls.Pad(look.GapEdge, look.GapBar, controls.Down(look.GapBar,
		controls.Frame(nil, nil, nil, controls.Down(0, controls.Fixed(0, look.FilterHeight, controls.Pad(look.GapBar, 0, buttons))), b.entry.search),
		container.NewStack(b.row, b.entry.wrong), // one line for both: the list must not jump
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

// moved shows the chips, or in their place what is wrong.
func (b *filterBar) moved() { seen(b.row, !b.entry.wrong.Visible()) }

// typed narrows the list to what was typed.
func (b *filterBar) typed(text string) {
	b.filter.Text = text
	b.changed()
}

// ask lets the filter ask for a term too, or leave out what it is about.
func (b *filterBar) ask(term string, exclude bool) {
	b.entry.set(viewmodel.WithTerm(b.filter.Text, term, exclude))
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
	b.entry.typed.Right = "" // so that the bar is told once
	b.entry.set("")
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
		if p.sought.counts != nil {
			b.counts = p.sought.counts
		}
		b.saved = p.views
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

package ui

import (
	"context"
	"errors"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

// detailDeps are what the detail pane needs.
type detailDeps struct {
	engine *inspector.Inspector
	post   post
	now    func() time.Time
	// copy puts a text on the clipboard and says what it was.
	copy func(text, what string)
	// baseURL is the receiver's address without a path.
	baseURL func() string
	on      detailEvents
}

// detailEvents are what a person wants done that is not for the pane to do. What is
// nil is not offered.
type detailEvents struct {
	goTo   func(id uint64)
	star   func(ids []uint64)
	note   func(id uint64)
	tags   func(ids []uint64)
	delete func(ids []uint64)
	save   func(name string, content []byte) // asks where, and writes
	leave  func()                            // Esc: back to the list
	failed func(what string, err error)      // something that was asked for could not be done
	filter func(term string, exclude bool)   // the list is to be filtered for something, or without it
}

// detailTab is what lies below the tabs.
type detailTab interface {
	object() fyne.CanvasObject
	show(s *shown)
}

// detailPane shows what is selected in the list: one callback with all that is
// known about it, or how many there are.
type detailPane struct {
	content fyne.CanvasObject

	deps  detailDeps
	ids   []uint64
	shown *shown
	load  detailLoad
	head  *detailHead
	bar   *controls.TabBar
	tabs  map[string]detailTab
	stale map[string]bool // tabs that show an older callback
	parts detailParts
}

// detailParts are what the pane shows one of.
type detailParts struct {
	one, many, empty fyne.CanvasObject
	words            *controls.Empty // of empty
	selected         *controls.Empty // of many
}

// focus brings the keys to a part of the pane. What was never drawn has no canvas yet; the
// pane itself was.
func (p *detailPane) focus(o fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.content); c != nil {
		c.Focus(o)
	}
}

func newDetailPane(d detailDeps) *detailPane {
	p := &detailPane{deps: d, stale: map[string]bool{}}
	p.load = detailLoad{pane: p}
	var star func()
	if d.on.star != nil {
		star = func() { d.on.star(p.ids) }
	}
	p.head = newDetailHead(star, p.setTab, p.openMenu)
	p.tabs = map[string]detailTab{
		viewmodel.TabOverview:  newOverviewTab(p),
		viewmodel.TabHeaders:   newHeadersTab(p),
		viewmodel.TabBody:      newBodyTab(p),
		viewmodel.TabResponse:  newResponseTab(p),
		viewmodel.TabSignature: newSignatureTab(p),
		viewmodel.TabTimeline:  newTimelineTab(p),
	}
	p.bar = controls.NewTabBar([]controls.Tab{{ID: viewmodel.TabOverview, Title: say.L("Overview")}}, p.setTab)
	p.bar.OnMore = func(rest []controls.Tab, at fyne.Position) {
		var items []*fyne.MenuItem
		for _, tab := range rest {
			items = append(items, fyne.NewMenuItem(tab.Title, func() { p.setTab(tab.ID) }))
		}
		popUp(p.bar, at, items...)
	}
	below := container.NewStack()
	for _, id := range tabIDs() {
		below.Add(p.tabs[id].object())
	}
	p.parts.words = controls.NewEmpty("list", "", "")
	p.parts.empty = p.parts.words
	p.parts.one = controls.Frame(
		controls.Down(0, controls.Pad(look.GapPanel, look.GapEdge, p.head.content), p.bar), nil, nil, nil, below)
	p.parts.many = p.newSelected()
	p.content = controls.NewPanel(look.Surface, container.NewStack(p.parts.one, p.parts.many, p.parts.empty))
	p.setTab(viewmodel.TabOverview)
	p.sayEmpty()
	return p
}

// tabIDs returns the tabs in their order.
func tabIDs() []string {
	return []string{
		viewmodel.TabOverview, viewmodel.TabHeaders, viewmodel.TabBody,
		viewmodel.TabResponse, viewmodel.TabSignature, viewmodel.TabTimeline,
	}
}

// show shows what is selected: nothing, one callback, or how many there are.
func (p *detailPane) show(ids []uint64) {
	if slices.Equal(ids, p.ids) && (len(ids) > 0 || p.shown == nil) {
		return
	}
	p.ids = slices.Clone(ids)
	p.load.stop()
	switch len(ids) {
	case 0:
		p.shown = nil
		p.sayEmpty()
	case 1:
		p.load.start()
	default:
		p.shown = nil
		p.sayMany()
	}
}

// refresh reads again what is shown: the engine changed.
func (p *detailPane) refresh() {
	if len(p.ids) == 1 {
		p.load.again()
	}
}

// arrived takes what was read.
func (p *detailPane) arrived(s *shown, err error) {
	switch {
	case errors.Is(err, inspector.ErrNotFound):
		p.shown = nil
		p.say(say.L("This callback is gone"), say.L("It was deleted, or it was older than what Settings says to keep."))
		return
	case err != nil:
		p.shown = nil
		why := problemOf(err)
		p.say(say.L("This callback cannot be read"), why.cause+". "+why.hint)
		return
	}
	if old := p.shown; old != nil && old.id == s.id && s.thread == nil {
		kept := *s // its thread is looked for just now; until then the one that was found before
		kept.thread, kept.steps = old.thread, old.steps
		s = &kept
	}
	p.shown = s
	for _, id := range tabIDs() {
		p.stale[id] = true
	}
	p.showHead()
	p.only(p.parts.one)
	p.fillTab()
}

func (p *detailPane) showHead() {
	m := p.shown.head(p.deps.now())
	p.head.set(m)
	tabs := make([]controls.Tab, 0, len(m.Tabs))
	for _, tab := range m.Tabs {
		if p.tabs[tab.ID] != nil {
			tabs = append(tabs, controls.Tab{ID: tab.ID, Title: tab.Title, Count: tab.Count})
		}
	}
	p.bar.SetTabs(tabs)
	p.load.ageIn(nextAge(p.deps.now().Sub(p.shown.callback.ReceivedAt)))
}

// tab returns the id of the tab that is shown.
func (p *detailPane) tab() string { return p.bar.Chosen() }

// setTab shows a tab. It stays when another callback is shown; an id that there is
// no tab for changes nothing.
func (p *detailPane) setTab(id string) {
	if p.tabs[id] == nil {
		return
	}
	p.bar.Choose(id)
	p.fillTab()
	for other, tab := range p.tabs {
		if other == id {
			tab.object().Show()
		} else {
			tab.object().Hide()
		}
	}
}

// fillTab brings the tab that is shown up to date. The others wait until they are.
func (p *detailPane) fillTab() {
	if id := p.tab(); p.shown != nil && p.stale[id] {
		p.stale[id] = false
		p.tabs[id].show(p.shown)
	}
}

func (p *detailPane) sayEmpty() {
	p.say(say.L("Select a callback"), say.L("↑ ↓ to walk, Enter to open"))
}

func (p *detailPane) say(title, text string) {
	p.parts.words.Set(title, text)
	p.only(p.parts.empty)
}

// only shows one part of the pane.
func (p *detailPane) only(part fyne.CanvasObject) {
	for _, o := range []fyne.CanvasObject{p.parts.one, p.parts.many, p.parts.empty} {
		if o == part {
			o.Show()
		} else {
			o.Hide()
		}
	}
}

// copyOf puts on the clipboard what text returns, which may have to read.
func (p *detailPane) copyOf(what string, text func() (string, error)) {
	go func() {
		found, err := text()
		p.deps.post(func() {
			switch {
			case err == nil:
				p.deps.copy(found, what)
			case p.deps.on.failed != nil:
				p.deps.on.failed(say.L("Copy %s", what), err)
			}
		})
	}()
}

// read reads a callback and then its thread, and hands over each.
func (d *detailDeps) read(ctx context.Context, id uint64, show func(*shown, error)) {
	s, err := readCallback(d.engine, id, d.now().Location())
	show(s, err)
	if err != nil {
		return
	}
	if ctx.Err() != nil {
		return
	}
	show(s.withThread(d.engine), nil)
}

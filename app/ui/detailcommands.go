package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

// commands are what can be done with the callback that is shown.
func (p *detailPane) commands() commands {
	list := commands{}
	for i, tab := range []struct{ id, title, icon string }{
		{viewmodel.TabOverview, say.L("Show overview"), "info"},
		{viewmodel.TabHeaders, say.L("Show headers"), "list"},
		{viewmodel.TabBody, say.L("Show body"), "braces"},
		{viewmodel.TabResponse, say.L("Show response"), "arrow-up-right"},
		{viewmodel.TabSignature, say.L("Show signature"), "shield-check"},
		{viewmodel.TabTimeline, say.L("Show timeline"), "history"},
	} {
		list = append(list, &command{
			id: "detail." + tab.id, title: tab.title, group: groupView, icon: tab.icon,
			keys: []stroke{alt(fyne.KeyName(rune('1' + i)))}, why: p.whyNone, run: func() { p.setTab(tab.id) },
		})
	}
	list = append(list, p.bodyCommands()...)
	list = append(list,
		&command{
			id: "detail.previous", title: say.L("Previous callback of the message"), group: groupCallback, icon: "chevron-up",
			keys: []stroke{key(fyne.KeyLeftBracket)}, why: func() string { return p.whyNoNeighbour(-1) }, run: func() { p.goAlong(-1) },
		},
		&command{
			id: "detail.next", title: say.L("Next callback of the message"), group: groupCallback, icon: "chevron-down",
			keys: []stroke{key(fyne.KeyRightBracket)}, why: func() string { return p.whyNoNeighbour(1) }, run: func() { p.goAlong(1) },
		},
	)
	return append(list, p.copyCommands()...)
}

// copyCommands are made of all that can be copied of some callback.
func (p *detailPane) copyCommands() (list commands) {
	for _, what := range everyCopy() {
		c := &command{id: "copy." + what.ID, title: what.Title, group: groupCopy, icon: "copy"}
		if what.ID == "curl" {
			c.keys = []stroke{ctrlShift(fyne.KeyC)}
		}
		c.why = func() string {
			if p.load.pending() { // a menu may open before it is here
				return ""
			}
			if why := p.whyNone(); why != "" {
				return why
			}
			if _, ok := p.copyByID(what.ID); !ok {
				return say.L("This callback has none")
			}
			return ""
		}
		c.run = func() {
			p.load.whenRead(func() {
				if p.shown == nil {
					return // it is gone, and that is said
				}
				if found, ok := p.copyByID(what.ID); ok {
					p.copyOf(found.What, found.Text)
				}
			})
		}
		list = append(list, c)
	}
	return list
}

// everyCopy returns all that can be copied of a callback that has everything.
func everyCopy() []viewmodel.Copy {
	whole := &inspector.Callback{}
	whole.Parsed.Text, whole.Parsed.From, whole.Parsed.To, whole.Parsed.ProviderID = "-", "-", "-", "-"
	return viewmodel.Copies(whole, nil, nil)
}

// copies returns all that can be copied of the callback that is shown.
func (p *detailPane) copies() []viewmodel.Copy {
	id, engine, base := p.shown.id, p.deps.engine, p.deps.baseURL()
	return viewmodel.Copies(p.shown.callback,
		func() (string, error) {
			rec, err := engine.Record(id)
			if err != nil {
				return "", err
			}
			return inspector.Curl(rec, base)
		},
		func() (string, error) {
			rec, err := engine.Record(id)
			if err != nil {
				return "", err
			}
			return string(inspector.RawRequest(rec)), nil
		})
}

func (p *detailPane) copyByID(id string) (viewmodel.Copy, bool) {
	all := p.copies()
	i := slices.IndexFunc(all, func(c viewmodel.Copy) bool { return c.ID == id })
	if i < 0 {
		return viewmodel.Copy{}, false
	}
	return all[i], true
}

func (p *detailPane) whyNone() string {
	if p.shown == nil {
		return say.L("Select one callback first")
	}
	return ""
}

// neighbour returns the callback of the same message that came after the one that is
// shown, or with -1 before it.
func (p *detailPane) neighbour(by int) (id uint64, ok bool) {
	at := slices.Index(p.shown.thread, p.shown.id)
	if at < 0 || at+by < 0 || at+by >= len(p.shown.thread) {
		return 0, false
	}
	return p.shown.thread[at+by], true
}

func (p *detailPane) whyNoNeighbour(by int) string {
	if why := p.whyNone(); why != "" {
		return why
	}
	if _, ok := p.neighbour(by); !ok || p.deps.on.goTo == nil {
		return say.L("The message has no other callback there")
	}
	return ""
}

func (p *detailPane) goAlong(by int) {
	if id, ok := p.neighbour(by); ok {
		p.deps.on.goTo(id)
	}
}

// openMenu offers all that can be done with the callback.
func (p *detailPane) openMenu(at fyne.Position) {
	if p.shown == nil {
		return
	}
	var items []*fyne.MenuItem
	for _, what := range p.copies() {
		items = append(items, fyne.NewMenuItem(what.Title, func() { p.copyOf(what.What, what.Text) }))
	}
	ids := slices.Clone(p.ids)
	more := func(title string, do func()) { items = append(items, fyne.NewMenuItem(title, do)) }
	items = append(items, fyne.NewMenuItemSeparator())
	if on := p.deps.on; on.note != nil {
		more(say.L("Note…"), func() { on.note(ids[0]) })
	}
	if on := p.deps.on; on.tags != nil {
		more(say.L("Tags…"), func() { on.tags(ids) })
	}
	if on := p.deps.on; on.delete != nil {
		items = append(items, fyne.NewMenuItemSeparator())
		more(say.L("Delete"), func() { on.delete(ids) })
	}
	popUp(p.content, at, items...)
}

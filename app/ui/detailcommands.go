package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"ringback/app/viewmodel"
	"ringback/inspector"
)

// commands are what can be done with the callback that is shown.
func (p *detailPane) commands() commands {
	list := commands{}
	for i, tab := range []struct{ id, title, icon string }{
		{viewmodel.TabOverview, "Show overview", "info"},
		{viewmodel.TabHeaders, "Show headers", "list"},
		{viewmodel.TabBody, "Show body", "braces"},
		{viewmodel.TabResponse, "Show response", "arrow-up-right"},
		{viewmodel.TabSignature, "Show signature", "shield-check"},
		{viewmodel.TabTimeline, "Show timeline", "history"},
	} {
		list = append(list, &command{
			id: "detail." + tab.id, title: tab.title, group: groupView, icon: tab.icon,
			keys: []stroke{alt(fyne.KeyName(rune('1' + i)))}, why: p.whyNone, run: func() { p.setTab(tab.id) },
		})
	}
	body := p.tabs[viewmodel.TabBody].(*bodyTab)
	list = append(list,
		&command{
			id: "detail.find", title: "Find in the body…", group: groupView, icon: "search", keys: []stroke{ctrl(fyne.KeyF)}, why: p.whyNone,
			run: func() {
				p.setTab(viewmodel.TabBody)
				body.openFind()
			},
		},
		&command{
			id: "detail.tree", title: "Body as a tree", group: groupView, icon: "list-tree", keys: []stroke{ctrlShift(fyne.KeyB)}, why: p.whyNoTree,
			on: body.tree.shown, run: p.turnTree,
		},
		&command{
			id: "copy.value", title: "Copy value of the tree", group: groupCopy, icon: "copy", why: p.whyNoRow,
			run: func() { body.tree.copyValue(body.tree.view.Chosen()) },
		},
		&command{
			id: "copy.path", title: "Copy path of the value", group: groupCopy, icon: "copy", why: p.whyNoRow,
			run: func() { body.tree.copyPath(body.tree.view.Chosen()) },
		},
		&command{
			id: "detail.findnext", title: "Find next", group: groupView, keys: []stroke{key(fyne.KeyF3)}, why: p.whyNoFind,
			run: func() { body.find.step(1) },
		},
		&command{
			id: "detail.findprevious", title: "Find previous", group: groupView, keys: []stroke{{fyne.KeyF3, fyne.KeyModifierShift}}, why: p.whyNoFind,
			run: func() { body.find.step(-1) },
		},
		&command{
			id: "detail.save", title: "Save the body…", group: groupFile, icon: "download", why: p.whyNoSave,
			run: func() {
				p.setTab(viewmodel.TabBody)
				body.save()
			},
		},
		&command{
			id: "detail.previous", title: "Previous callback of the message", group: groupCallback, icon: "chevron-up",
			keys: []stroke{key(fyne.KeyLeftBracket)}, why: func() string { return p.whyNoNeighbour(-1) }, run: func() { p.goAlong(-1) },
		},
		&command{
			id: "detail.next", title: "Next callback of the message", group: groupCallback, icon: "chevron-down",
			keys: []stroke{key(fyne.KeyRightBracket)}, why: func() string { return p.whyNoNeighbour(1) }, run: func() { p.goAlong(1) },
		},
	)
	return append(list, p.copyCommands()...)
}

// copyCommands are made of all that can be copied of some callback.
func (p *detailPane) copyCommands() (list commands) {
	for _, name := range copyNames() {
		c := &command{id: "copy." + name, title: "Copy " + lowerFirst(name), group: groupCopy, icon: "copy"}
		if name == "As cURL" {
			c.keys = []stroke{ctrlShift(fyne.KeyC)}
		}
		c.why = func() string {
			if why := p.whyNone(); why != "" {
				return why
			}
			if _, ok := p.copyOfName(name); !ok {
				return "This callback has none"
			}
			return ""
		}
		c.run = func() {
			if what, ok := p.copyOfName(name); ok {
				p.copyOf(lowerFirst(name), what.Text)
			}
		}
		list = append(list, c)
	}
	return list
}

// copyNames returns the names of all that can be copied of a callback that has everything.
func copyNames() []string {
	whole := &inspector.Callback{}
	whole.Parsed.Text, whole.Parsed.From, whole.Parsed.To, whole.Parsed.ProviderID = "-", "-", "-", "-"
	var names []string
	for _, c := range viewmodel.Copies(whole, nil, nil) {
		names = append(names, c.Name)
	}
	return names
}

func lowerFirst(s string) string {
	return string(s[0]|0x20) + s[1:]
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

func (p *detailPane) copyOfName(name string) (viewmodel.Copy, bool) {
	all := p.copies()
	i := slices.IndexFunc(all, func(c viewmodel.Copy) bool { return c.Name == name })
	if i < 0 {
		return viewmodel.Copy{}, false
	}
	return all[i], true
}

func (p *detailPane) whyNone() string {
	if p.shown == nil {
		return "Select one callback first"
	}
	return ""
}

func (p *detailPane) whyNoFind() string {
	if why := p.whyNone(); why != "" {
		return why
	}
	if !p.tabs[viewmodel.TabBody].(*bodyTab).find.opened() {
		return "Nothing is being looked for"
	}
	return ""
}

// turnTree shows the body as a tree, or formatted again.
func (p *detailPane) turnTree() {
	body := p.tabs[viewmodel.TabBody].(*bodyTab)
	if on := body.tree.shown() && p.tab() == viewmodel.TabBody; on {
		body.tree.close()
		return
	}
	p.setTab(viewmodel.TabBody)
	body.tree.open()
}

func (p *detailPane) whyNoTree() string {
	if why := p.whyNone(); why != "" {
		return why
	}
	if p.shown.body.Format != viewmodel.FormatJSON {
		return "The body is no JSON"
	}
	return ""
}

func (p *detailPane) whyNoRow() string {
	if why := p.whyNoTree(); why != "" {
		return why
	}
	tree := p.tabs[viewmodel.TabBody].(*bodyTab).tree
	if !tree.shown() {
		return "The body is not shown as a tree"
	}
	if tree.tree.Path(tree.view.Chosen()) == "" {
		return "Choose a value in the tree"
	}
	return ""
}

func (p *detailPane) whyNoSave() string {
	if p.deps.on.save == nil {
		return "Files cannot be saved here"
	}
	return p.whyNone()
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
		return "The message has no other callback there"
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
		items = append(items, fyne.NewMenuItem("Copy "+lowerFirst(what.Name), func() { p.copyOf(lowerFirst(what.Name), what.Text) }))
	}
	ids := slices.Clone(p.ids)
	more := func(title string, do func()) { items = append(items, fyne.NewMenuItem(title, do)) }
	items = append(items, fyne.NewMenuItemSeparator())
	if on := p.deps.on; on.note != nil {
		more("Note…", func() { on.note(ids[0]) })
	}
	if on := p.deps.on; on.tags != nil {
		more("Tags…", func() { on.tags(ids) })
	}
	if on := p.deps.on; on.delete != nil {
		items = append(items, fyne.NewMenuItemSeparator())
		more("Delete", func() { on.delete(ids) })
	}
	popUp(p.content, at, items...)
}

package ui

import (
	"fyne.io/fyne/v2"

	"ringback/app/say"
	"ringback/app/viewmodel"
)

// bodyCommands are what can be done with the body of the callback that is shown.
func (p *detailPane) bodyCommands() commands {
	body := p.tabs[viewmodel.TabBody].(*bodyTab)
	return commands{
		{
			id: "detail.find", title: say.L("Find in the body…"), group: groupView, icon: "search", keys: []stroke{ctrlShift(fyne.KeyF)}, why: p.whyNone,
			run: func() {
				p.setTab(viewmodel.TabBody)
				body.openFind()
			},
		},
		{
			id: "detail.tree", title: say.L("Body as a tree"), group: groupView, icon: "list-tree", keys: []stroke{ctrlShift(fyne.KeyB)}, why: p.whyNoTree,
			on: body.tree.shown, run: p.turnTree,
		},
		{
			id: "copy.value", title: say.L("Copy value of the tree"), group: groupCopy, icon: "copy", why: p.whyNoRow,
			run: func() { body.tree.copyValue(body.tree.view.Chosen()) },
		},
		{
			id: "copy.path", title: say.L("Copy path of the value"), group: groupCopy, icon: "copy", why: p.whyNoRow,
			run: func() { body.tree.copyPath(body.tree.view.Chosen()) },
		},
		{
			id: "detail.findnext", title: say.L("Find next"), group: groupView, keys: []stroke{key(fyne.KeyF3)}, why: p.whyNoFind,
			run: func() { body.find.step(1) },
		},
		{
			id: "detail.findprevious", title: say.L("Find previous"), group: groupView, keys: []stroke{{fyne.KeyF3, fyne.KeyModifierShift}}, why: p.whyNoFind,
			run: func() { body.find.step(-1) },
		},
		{
			id: "detail.save", title: say.L("Save the body…"), group: groupFile, icon: "download", why: p.whyNoSave,
			run: func() {
				p.setTab(viewmodel.TabBody)
				body.save()
			},
		},
	}
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
		return say.L("The body is no JSON")
	}
	return ""
}

func (p *detailPane) whyNoRow() string {
	if why := p.whyNoTree(); why != "" {
		return why
	}
	tree := p.tabs[viewmodel.TabBody].(*bodyTab).tree
	if !tree.shown() {
		return say.L("The body is not shown as a tree")
	}
	if tree.tree.Path(tree.view.Chosen()) == "" {
		return say.L("Choose a value in the tree")
	}
	return ""
}

func (p *detailPane) whyNoFind() string {
	if why := p.whyNone(); why != "" {
		return why
	}
	if !p.tabs[viewmodel.TabBody].(*bodyTab).find.opened() {
		return say.L("Nothing is being looked for")
	}
	return ""
}

func (p *detailPane) whyNoSave() string {
	if p.deps.on.save == nil {
		return say.L("Files cannot be saved here")
	}
	return p.whyNone()
}

// readsBody tells that what has the keys is about the body.
func (p *detailPane) readsBody(focused fyne.Focusable) bool {
	body := p.tabs[viewmodel.TabBody].(*bodyTab)
	return focused == body.code || focused == body.tree.view || focused == body.find.search.Field
}

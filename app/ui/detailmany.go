package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/say"
	"ringback/app/viewmodel"
)

// newSelected makes what stands in place of one callback while several are selected.
func (p *detailPane) newSelected() fyne.CanvasObject {
	var actions []fyne.CanvasObject
	add := func(kind controls.ButtonKind, text, icon string, do func([]uint64)) {
		if do != nil {
			actions = append(actions, controls.NewButton(kind, text, icon, func() { do(slices.Clone(p.ids)) }))
		}
	}
	add(controls.Plain, say.L("Star"), "star", p.deps.on.star)
	add(controls.Plain, say.L("Tag…"), "tag", p.deps.on.tags)
	add(controls.Danger, say.L("Delete"), "trash-2", p.deps.on.delete)
	p.parts.selected = controls.NewEmpty("list", "", "", actions...)
	return p.parts.selected
}

func (p *detailPane) sayMany() {
	title := say.L("%s selected", viewmodel.Count(uint64(len(p.ids))))
	p.parts.selected.Set(title, say.L("Select one of them to see what it says."))
	p.only(p.parts.many)
}

package ui

import (
	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/viewmodel"
)

// badgeRow shows badges that lead to tabs. Those without room are behind "+2".
type badgeRow struct {
	row *controls.Overflow

	open   func(tab string)
	badges []*controls.Badge // kept for the next callback
	zones  []fyne.CanvasObject
	shown  []viewmodel.Badge
}

func newBadgeRow(open func(tab string)) *badgeRow {
	r := &badgeRow{open: open, row: controls.NewOverflow(look.GapIcon)}
	r.row.OnMore = func(hidden []fyne.CanvasObject, at fyne.Position) {
		var items []*fyne.MenuItem
		for _, badge := range r.shown[len(r.shown)-len(hidden):] {
			items = append(items, fyne.NewMenuItem(badge.Text, func() { r.open(badge.Tab) }))
		}
		popUp(r.row, at, items...)
	}
	return r
}

func (r *badgeRow) set(badges []viewmodel.Badge) {
	r.shown = badges
	for i := len(r.badges); i < len(badges); i++ {
		badge := controls.NewBadge("", look.Mute)
		r.badges = append(r.badges, badge)
		r.zones = append(r.zones, pressable(badge, func() { r.open(r.shown[i].Tab) }))
	}
	for i, b := range badges {
		badge := r.badges[i]
		if badge.Icon != b.Icon {
			badge.Icon = b.Icon
			badge.Refresh()
		}
		badge.Set(b.Text, stateOf(b.Tone))
	}
	r.row.SetObjects(r.zones[:len(badges)]...)
}

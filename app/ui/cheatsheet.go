package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
)

// showCheatSheet shows the keys of all commands over the window, unless
// something floats over it already.
func showCheatSheet(over fyne.Window, all commands) {
	if over.Canvas().Overlays().Top() != nil {
		return
	}
	var f *floating
	closeIt := func() { f.close() }
	var halves [2]*fyne.Container
	for i := range halves {
		halves[i] = controls.Down(20)
	}
	for _, list := range shortcutLists(all) {
		shorter := halves[0]
		if halves[1].MinSize().Height < shorter.MinSize().Height {
			shorter = halves[1]
		}
		shorter.Add(list)
	}
	title := controls.NewLabel(say.L("Keyboard shortcuts"), look.Text)
	title.Bold, title.TextSize = true, look.LeadSize
	head := controls.Across(look.GapBar, title, layout.NewSpacer(), controls.NewIconButton("x", say.L("Close"), closeIt))
	body := newColumn(0, container.New(beside{look.GapLone}, halves[0], halves[1]))
	body.onEscape = closeIt // with the focus, after Tab
	f = float(over, floatPlace{width: 880, height: 620}, controls.Frame(
		controls.Down(0, controls.Pad(look.GapPanel, look.GapBar, head), controls.NewRule(false)), nil, nil, nil, body,
	), func(key fyne.KeyName) {
		if key == fyne.KeyEscape || key == fyne.KeyF1 {
			closeIt()
			return
		}
		body.scrollBy(key) // without a ring around all
	})
}

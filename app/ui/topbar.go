package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/layout"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/assets"
	"ringback/inspector"
	"ringback/tunnel"
)

// topBar says what the program is, how callbacks reach it and where to.
type topBar struct {
	content fyne.CanvasObject
	bar     *fyne.Container
	copied  *controls.Button

	pill    *controls.Pill
	box     fyne.CanvasObject
	address *controls.Label
	shade   *controls.IconButton
	post    post
}

// newTopBar makes the bar. The commands are its buttons; menu opens all others.
func newTopBar(door post, name string, all commands, menu func(at fyne.Position)) *topBar {
	b := &topBar{post: door}
	logo := canvas.NewImageFromResource(fyne.NewStaticResource("icon.png", assets.IconPNG))
	logo.SetMinSize(fyne.NewSquareSize(26))
	logo.FillMode = canvas.ImageFillContain
	word := controls.NewLabel(name, look.Text)
	word.Bold, word.TextSize = true, 14
	b.pill = controls.NewPill(all.find("way.show").do)
	b.address = controls.NewLabel("", look.Text)
	b.address.Mono, b.address.TextSize = true, look.SmallSize
	b.copied = controls.NewButton(controls.Link, copyWord(), "copy", all.find("copy.address").do)
	b.copied.Tip = tipOf(all.find("copy.address"))
	box := controls.NewCard(controls.Pad(look.GapBar, 0, controls.Across(look.GapBar,
		newIcon("globe", look.Text2, look.IconButton), b.address, controls.Pad(0, 6, controls.NewRule(true)), b.copied)))
	box.Fill, box.Line, box.Radius, box.Pad = look.Raised, look.Border, look.RadiusControl, 0
	b.box = centred(box)
	b.box.Hide()
	b.shade = iconOf(all.find("view.shade"))
	var more *controls.IconButton
	more = controls.NewIconButton("ellipsis", say.L("Menu"), func() {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(more)
		menu(at.AddXY(0, more.Size().Height))
	})
	more.Tip = say.L("All that can be done")
	simulate := all.find("file.simulate")
	text := controls.NewButton(controls.Plain, simulate.title, "message-square-text", simulate.do)
	text.Tip = say.L("Text with the simulated phone")
	b.bar = controls.Across(look.GapBar, logo, word, controls.Fixed(look.GapPanel, 0, layout.NewSpacer()), b.pill, b.box, layout.NewSpacer(), text, b.shade, more)
	b.content = controls.NewPanel(look.Surface, controls.Down(0,
		controls.Fixed(0, look.TopBarHeight-1, controls.Pad(look.GapPanel, 0, b.bar)), controls.NewRule(false)))
	b.ways(tunnel.Status{State: tunnel.Connecting}, inspector.WayIn{})
	return b
}

func copyWord() string { return say.L("Copy") }

// centred keeps an object at its least height, in the middle of a bar.
func centred(o fyne.CanvasObject) fyne.CanvasObject {
	return controls.Down(0, layout.NewSpacer(), controls.Fixed(0, look.ButtonHeight, o), layout.NewSpacer())
}

// ways shows how callbacks come in, on this machine and from outside.
func (b *topBar) ways(local tunnel.Status, public inspector.WayIn) {
	pill := viewmodel.NewWayPill(public)
	if local.State == tunnel.Failed {
		pill = viewmodel.NewPill(local) // then nothing comes in at all
	}
	b.pill.Tip = pill.Why
	if pill.Why == "" {
		b.pill.Tip = say.L("How callbacks come in")
	}
	b.pill.Set(stateOf(pill.Tone), pill.Text, pill.More)
	address := local.URL
	if public.URL != "" {
		address = public.URL
	}
	b.address.SetText(address)
	seen(b.box, address != "")
	b.bar.Refresh()
}

// sayCopied says on the button, for a while, that the address was copied.
func (b *topBar) sayCopied() {
	b.say(say.L("Copied"))
	b.post.after(1500*time.Millisecond, func() { b.say(copyWord()) })
}

func (b *topBar) say(word string) {
	b.copied.SetText(word)
	b.bar.Refresh()
}

// shown says which shade the window has, for the icon that changes it.
func (b *topBar) shown(dark bool) {
	icon := "moon"
	if dark {
		icon = "sun"
	}
	b.shade.Set(icon, false)
}

package ui

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

// handset is the phone: to whom one texts, what was said, and what is being typed.
type handset struct {
	content fyne.CanvasObject

	clock *controls.Label
	to    *controls.TextField
	reach handsetReach
	talk  *controls.Conversation
	quick *controls.Overflow
	text  *controls.TextField
	meter *controls.Label
	on    handsetEvents
	words []string // on the chips
}

// handsetReach says whom a text would reach.
type handsetReach struct {
	label *controls.Label
	lease *controls.Button
	row   *fyne.Container
}

// handsetEvents are what the phone asks for.
type handsetEvents struct {
	changed func() // receiver or text
	send    func()
	lease   func() // what is typed is to be leased
	choose  func(bubble int)
	recall  func() string // the last text
	leases  func() []inspector.Lease
}

const (
	handsetWidth, handsetHeight = 372, 780
	firstReceiver               = "451204"
	firstText                   = "foo hello world"
	quickMost                   = 4
)

func newHandset(on handsetEvents) *handset {
	h := &handset{on: on, talk: controls.NewConversation(), quick: controls.NewOverflow(look.GapIcon)}
	h.talk.OnTap = on.choose
	h.clock = controls.NewLabel("", look.Text)
	h.clock.Bold, h.clock.TextSize = true, look.SmallSize
	status := controls.Frame(nil, nil, controls.Fixed(60, 0, h.clock), controls.Across(look.GapTight,
		newIcon("signal", look.Text, look.IconButton), newIcon("wifi", look.Text, look.IconButton), newIcon("battery-full", look.Text, look.IconBar)), nil)
	top := controls.Down(look.GapBar, controls.Pad(look.GapEdge, 0, status), h.receiverRow(), h.reachRow(), controls.NewRule(false))
	talk := container.NewClip(h.talk)
	talk.ExtendBaseWidget(talk) // or its first size would not come to what is in it
	face := controls.NewCard(controls.Frame(controls.Pad(0, look.GapEdge, top), h.composer(), nil, nil, talk))
	face.Fill, face.Line, face.Radius, face.Pad = look.Surface, look.Border, 30, 1
	body := controls.NewCard(face)
	body.Fill, body.Line, body.Radius, body.Pad = look.Press, look.BorderStrong, 40, 9
	h.content = container.New(handsetPlace{}, body)
	return h
}

// receiverRow is where one says to whom the text goes.
func (h *handset) receiverRow() fyne.CanvasObject {
	h.to = controls.NewTextField(say.L("Short code or number"))
	h.to.TextStyle.Monospace = true
	h.to.Text = firstReceiver
	if all := viewmodel.Receivers(h.on.leases()); len(all) > 0 {
		h.to.Text = all[0]
	}
	h.to.OnChanged = func(string) { h.on.changed() }
	label := controls.NewLabel(say.L("To"), look.Text3)
	var choose *controls.IconButton
	choose = controls.NewIconButton("chevron-down", say.L("Leased short codes and numbers"), func() {
		var items []*fyne.MenuItem
		for _, receiver := range viewmodel.Receivers(h.on.leases()) {
			items = append(items, fyne.NewMenuItem(viewmodel.Receiver(receiver, ""), func() { h.to.SetText(receiver) }))
		}
		if items == nil {
			items = append(items, &fyne.MenuItem{Label: say.L("There is no lease yet"), Disabled: true})
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(choose)
		popUp(choose, at.AddXY(0, choose.Size().Height+2), items...)
	})
	return controls.Pad(look.GapEdge, 0, controls.Frame(nil, nil, controls.Pad(look.GapBar, 0, label), controls.Pad(look.GapTight, 0, choose), h.to))
}

func (h *handset) reachRow() fyne.CanvasObject {
	h.reach.label = controls.NewLabel("", look.Text3)
	h.reach.label.TextSize, h.reach.label.Least = look.SmallSize, 60
	h.reach.lease = controls.NewButton(controls.Link, say.L("Lease it"), "", h.on.lease)
	h.reach.row = controls.Frame(nil, nil, nil, h.reach.lease, h.reach.label)
	return controls.Fixed(0, look.ButtonHeight, controls.Pad(look.GapPanel+4, 0, h.reach.row))
}

// composer is where one types.
func (h *handset) composer() fyne.CanvasObject {
	h.text = controls.NewTextField(say.L("Text message"))
	h.text.MultiLine, h.text.Wrapping = true, fyne.TextWrapWord
	h.text.SetMinRowsVisible(2)
	h.text.Text = firstText
	h.text.OnChanged = func(string) { h.on.changed() }
	h.text.OnKey = h.key
	send := controls.NewButton(controls.Primary, "", "send", h.on.send)
	send.Tip = say.L("Send")
	h.meter = controls.NewLabel("", look.Text3)
	h.meter.TextSize, h.meter.Least = look.CaptionSize, 60
	hint := controls.NewLabel(say.L("Enter sends"), look.Text3)
	hint.TextSize = look.CaptionSize
	line := controls.Frame(nil, nil, nil, controls.Pad(look.GapBar, 0, controls.Down(0, layout.NewSpacer(), send, layout.NewSpacer())), h.text)
	inner := controls.Down(look.GapBar, h.quick, line, controls.Frame(nil, nil, nil, hint, h.meter))
	return controls.Down(0, controls.NewRule(false), controls.Pad(look.GapEdge, look.GapEdge, inner))
}

// key sends by Enter, and brings the last text back by ↑; Shift+Enter is a line end.
func (h *handset) key(name fyne.KeyName) bool {
	switch {
	case (name == fyne.KeyReturn || name == fyne.KeyEnter) && !controls.ShiftHeld():
		h.on.send()
	case name == fyne.KeyUp && h.text.Text == "":
		h.write(h.on.recall())
	default:
		return false
	}
	return true
}

// write puts a text in the place of what is typed, with the cursor behind it.
func (h *handset) write(text string) {
	h.text.SetText(text)
	h.text.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	h.text.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
}

// tick shows what clock it is.
func (h *handset) tick(now time.Time) { h.clock.SetText(now.Format("15:04")) }

// reachIs shows whom the text would reach, how long it is, and what one may text. webhook is
// where it goes whatever the leases say.
func (h *handset) reachIs(webhook string) {
	leases := h.on.leases()
	r := viewmodel.NewReach(leases, h.to.Text, h.text.Text, webhook)
	h.reach.label.Set(r.Text, roleOf(r.Tone))
	if h.reach.lease.Visible() != r.Offer {
		seen(h.reach.lease, r.Offer)
		h.reach.row.Refresh()
	}
	m := viewmodel.NewMeter(h.text.Text)
	h.meter.Set(m.Text, roleOf(m.Tone))
	words := viewmodel.Keywords(leases, h.to.Text, quickMost)
	if len(words) == 0 {
		words = []string{firstText, "STOP"}
	}
	if fmt.Sprint(words) == fmt.Sprint(h.words) {
		return
	}
	h.words = words
	var chips []fyne.CanvasObject
	for _, word := range words {
		chips = append(chips, controls.NewChip(viewmodel.OneLine(word, 16), look.None, func(fyne.KeyModifier) {
			h.write(word)
			if c := fyne.CurrentApp().Driver().CanvasForObject(h.text); c != nil {
				c.Focus(h.text)
			}
		}))
	}
	h.quick.SetObjects(chips...)
}

// handsetPlace is the layout of the phone: in the middle, as high as it may be.
type handsetPlace struct{}

// MinSize is that of a small phone.
func (handsetPlace) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 360) }

// Layout leaves a gap around the phone.
func (handsetPlace) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w, h := min(handsetWidth, size.Width-2*look.GapEdge), min(handsetHeight, size.Height-2*look.GapEdge)
	objects[0].Resize(fyne.NewSize(w, h))
	objects[0].Move(fyne.NewPos((size.Width-w)/2, (size.Height-h)/2))
}

package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

// webhooksSection names the ways in, and sets their answers and secrets.
type webhooksSection struct {
	settingsDeps

	page    *column
	chips   *controls.Overflow
	address *controls.Label
	view    *formView
	save    *controls.Button
	undo    *controls.Button
	secret  *controls.Button // removes it
	remove  *controls.Button
	loss    *controls.Paragraph

	shown inspector.Webhook // without a label: a new one
	told  []webhookChip     // the chips there are
}

// webhookChip is what a chip tells of a webhook.
type webhookChip struct {
	label, path         string
	secret, lost, shown bool
}

func newWebhooksSection(d settingsDeps) *webhooksSection {
	s := &webhooksSection{settingsDeps: d}
	s.chips = controls.NewOverflow(look.GapIcon)
	s.chips.OnMore = s.more
	s.chips.Keep = func(o fyne.CanvasObject) bool {
		chip, ok := o.(*controls.Chip)
		return !ok || chip.State != controls.ChipOff // what is shown, and the button that adds one
	}
	s.address = controls.NewLabel("", look.Text)
	s.address.Mono, s.address.TextSize, s.address.Least = true, look.SmallSize, 60
	s.view = newFormView(viewmodel.NewWebhookForm(inspector.Webhook{}, false),
		[]string{"label", "path"}, []string{"secret"}, []string{"refuse_bad_signatures"},
		[]string{"status"}, []string{"delay_ms"}, []string{"headers"}, []string{"body"})
	s.view.onChange = s.buttons
	s.save = controls.NewButton(controls.Primary, say.L("Save"), "", s.keep)
	s.undo = controls.NewButton(controls.Plain, say.L("Undo changes"), "", s.revert)
	s.secret = controls.NewButton(controls.Danger, say.L("Remove secret"), "", s.askSecret)
	s.remove = controls.NewButton(controls.Danger, say.L("Remove webhook"), "", s.askRemove)
	s.loss = controls.NewParagraph("", look.Text2)
	copyIt := controls.NewButton(controls.Plain, say.L("Copy"), "copy", func() { s.copy(s.address.Text, say.L("the address")) })
	kept := controls.NewParagraph(say.L("Secrets are kept in %s. Ringback never shows one again, and no copy or export holds one.", viewmodel.SecretPlace(d.engine.SecretsKept())), look.Text3)
	kept.TextSize = look.SmallSize
	const belowSecret = 2 // label and path, secret
	s.view.content.Objects = slices.Insert(s.view.content.Objects, belowSecret, fyne.CanvasObject(kept))
	s.page = sectionColumn(say.L("Webhooks and secrets"),
		say.L("A callback belongs to the webhook with the longest path that covers its own."),
		s.chips,
		controls.NewCard(controls.Frame(nil, nil, nil, copyIt, s.address)),
		s.view.content,
		controls.Across(look.GapBar, s.save, s.undo),
		dangerZone(s.loss, s.secret, s.remove),
	)
	s.show(inspector.DefaultWebhook)
	return s
}

func (s *webhooksSection) section() settingsSection {
	return settingsSection{
		id: sectionWebhooks, title: say.L("Webhooks and secrets"), sub: say.L("Ways in, answers, signatures"),
		words:   say.L("path label secret token answer status delay headers body refuse 401 jwt hmac"),
		content: s.page, refresh: s.refresh,
	}
}

// refresh takes over what was changed elsewhere, unless the person is at it.
func (s *webhooksSection) refresh() {
	if s.shown.Label != "" && !s.view.form.Changed() {
		s.show(s.shown.Label)
		return
	}
	s.list()
}

// show puts a webhook into the form; the default one where it is gone, and a
// new one for no label.
func (s *webhooksSection) show(label string) {
	w, err := inspector.Webhook{Path: "/", Answer: inspector.DefaultAnswer()}, error(nil)
	if label != "" {
		if w, err = s.engine.Webhook(label); err != nil {
			w, _ = s.engine.Webhook(inspector.DefaultWebhook)
		}
	}
	s.shown = w
	lost := s.engine.SecretTrouble(w.Label) != nil
	s.view.show(viewmodel.NewWebhookForm(w, lost))
	ghost := ""
	if w.HasSecret && !lost {
		ghost = dots
	}
	s.view.setGhost("secret", ghost)
	s.list()
	s.buttons()
	if label == "" {
		s.view.goTo(s.window.Canvas(), "label")
	}
}

// list shows the webhooks there are as chips. Chips that are right stay, as one
// may just be pressed.
func (s *webhooksSection) list() {
	var chips []webhookChip
	for _, w := range s.engine.Webhooks() {
		chips = append(chips, webhookChip{w.Label, w.Path, w.HasSecret, s.engine.SecretTrouble(w.Label) != nil, w.Label == s.shown.Label})
	}
	if slices.Equal(chips, s.told) {
		return
	}
	s.told = chips
	var all []fyne.CanvasObject
	for _, c := range chips {
		all = append(all, s.chip(c))
	}
	all = append(all, controls.NewButton(controls.Plain, say.L("Add webhook"), "plus", func() { s.leaveTo("") }))
	s.chips.SetObjects(all...)
}

func (s *webhooksSection) chip(c webhookChip) *controls.Chip {
	chip := controls.NewChip(c.label, look.None, func(fyne.KeyModifier) { s.leaveTo(c.label) })
	chip.Icon, chip.Tip = "shield-off", say.L("No secret: signatures are not checked")
	switch {
	case c.lost:
		chip.Icon, chip.Tip = "triangle-alert", say.L("The secret is missing here: set it again")
	case c.secret:
		chip.Icon, chip.Tip = "key-round", say.L("A secret is set: signatures are checked")
	}
	state := controls.ChipOff
	if c.shown {
		state = controls.ChipOn
	}
	chip.Set(c.path, state)
	return chip
}

// buttons says what can be done to the webhook that is shown.
func (s *webhooksSection) buttons() {
	s.address.SetText(strings.TrimSuffix(s.baseURL(), "/") + s.view.form.Value("path"))
	isNew := s.shown.Label == ""
	s.save.SetText(say.L("Save"))
	s.undo.SetText(say.L("Undo changes"))
	if isNew {
		s.save.SetText(say.L("Add webhook"))
		s.undo.SetText(say.L("Cancel"))
	}
	setWhy(s.save, say.L("Nothing was changed"), !isNew && !s.view.form.Changed())
	setWhy(s.undo, say.L("Nothing was changed"), !isNew && !s.view.form.Changed())
	setWhy(s.secret, say.L("No secret is set"), !s.shown.HasSecret)
	s.remove.SetText(say.L("Remove webhook"))
	s.loss.Set(say.L("A webhook that is removed takes its answer and its secret with it. What it received stays."), look.Text2)
	switch leases := s.leases(); {
	case isNew:
		s.remove.DisableFor(say.L("It is not added yet"))
	case s.shown.Label == inspector.DefaultWebhook:
		s.remove.DisableFor(say.L("The default webhook takes what no other takes; it cannot be removed"))
	case len(leases) > 0:
		s.remove.SetText(say.L("Remove webhook “%s”", s.shown.Label))
		s.remove.DisableFor(say.L("Remove the keyword lease %s first: it belongs to this webhook", leases[0].String()))
	default:
		s.remove.SetText(say.L("Remove webhook “%s”", s.shown.Label))
		s.remove.Enable()
	}
	s.page.refit()
}

// setWhy disables a button for a reason, or enables it.
func setWhy(b *controls.Button, why string, off bool) {
	if off {
		b.DisableFor(why)
	} else {
		b.Enable()
	}
}

// leases returns the keyword leases of the webhook that is shown.
func (s *webhooksSection) leases() (own []inspector.Lease) {
	for _, l := range s.engine.Leases() {
		if l.Webhook == s.shown.Label {
			own = append(own, l)
		}
	}
	return own
}

// leaveTo shows another webhook, and asks first where changes would be lost.
func (s *webhooksSection) leaveTo(label string) {
	if !s.view.form.Changed() {
		s.show(label)
		return
	}
	askDiscard(s.window, func() { s.show(label) })
}

func (s *webhooksSection) revert() {
	label := s.shown.Label
	if label == "" {
		label = inspector.DefaultWebhook
	}
	s.show(label)
}

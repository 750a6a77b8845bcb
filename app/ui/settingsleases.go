package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

// leasesSection says to which webhook the messages to a keyword belong.
type leasesSection struct {
	settingsDeps

	page *column
	view *formView
	add  *controls.Button
	rows *fyne.Container
	told []inspector.Lease // those in the rows
}

func newLeasesSection(d settingsDeps) *leasesSection {
	s := &leasesSection{settingsDeps: d, rows: controls.Down(0)}
	s.view = newFormView(viewmodel.NewLeaseForm(d.engine.Webhooks()), []string{"receiver"}, []string{"keyword"}, []string{"webhook"})
	s.add = controls.NewButton(controls.Primary, say.L("Add lease"), "plus", s.keep)
	s.page = sectionColumn(say.L("Keyword leases"),
		say.L("A received SMS that begins with a keyword belongs to the webhook of its lease. One without a keyword takes the whole number."),
		controls.NewCard(controls.Down(look.GapEdge, s.view.content, controls.Across(look.GapBar, s.add))),
		s.rows,
	)
	return s
}

func (s *leasesSection) section() settingsSection {
	return settingsSection{
		id: sectionLeases, title: say.L("Keyword leases"), sub: say.L("Short codes and keywords"),
		words:   say.L("receiver number short code keyword webhook"),
		content: s.page, refresh: s.refresh,
	}
}

// refresh shows the leases there are, and the webhooks to choose from.
func (s *leasesSection) refresh() {
	if !s.view.form.Changed() {
		s.view.show(viewmodel.NewLeaseForm(s.engine.Webhooks()))
	}
	leases := s.engine.Leases()
	if s.rows.Objects != nil && slices.Equal(leases, s.told) {
		return
	}
	s.told, s.rows.Objects = leases, nil
	if len(leases) == 0 {
		s.rows.Add(controls.NewParagraph(say.L("There is no lease yet. Add one to see at once which keyword and webhook a message belongs to."), look.Text3))
	}
	for _, l := range leases {
		s.rows.Add(s.row(l))
		s.rows.Add(controls.NewRule(false))
	}
	s.rows.Refresh()
	s.page.refit()
}

// row is one lease, with what removes it.
func (s *leasesSection) row(l inspector.Lease) fyne.CanvasObject {
	receiver := controls.NewLabel(viewmodel.Receiver(l.Receiver, ""), look.Text)
	receiver.Mono, receiver.Least = true, 40
	keyword := controls.NewLabel(viewmodel.OneLine(l.Keyword, 60), look.Accent)
	keyword.Bold, keyword.Least = true, 40
	if l.Keyword == "" {
		keyword.Set(say.L("whole number"), look.Text3)
		keyword.Bold = false
	}
	webhook := controls.NewLabel("→ "+l.Webhook, look.Text2)
	webhook.Least = 40
	remove := controls.NewIconButton("trash-2", say.L("Remove this lease…"), func() { s.askRemove(l) })
	texts := container.New(beside{look.GapEdge}, receiver, keyword, webhook)
	return controls.Pad(0, 4, controls.Frame(nil, nil, nil, remove, texts))
}

func (s *leasesSection) keep() {
	lease := s.view.form.Lease()
	s.view.refresh()
	s.add.DisableFor(say.L("It is being added"))
	s.aside(func() (err error) {
		lease, err = s.engine.AddLease(lease)
		return err
	}, func(err error) {
		s.add.Enable()
		if err != nil {
			p := problemOf(err)
			s.view.form.Refuse(err, "keyword", p.title)
			s.view.refresh()
			s.view.goTo(s.window.Canvas(), s.view.form.FirstError())
			if s.view.form.FirstError() == "" {
				tell(s.window, p)
			}
			return
		}
		s.view.show(viewmodel.NewLeaseForm(s.engine.Webhooks()))
		s.refresh()
		s.say(say.L("Lease %s added", lease.String()))
	})
}

func (s *leasesSection) askRemove(l inspector.Lease) {
	confirm(s.window, confirmation{
		title:  say.L("Remove the lease %s?", l.String()),
		text:   say.L("Received SMS to it are then known by their path alone, and no longer as those of webhook “%s”. What came in stays.", l.Webhook),
		yes:    say.L("Remove lease"),
		danger: true,
		do: func() {
			s.aside(func() error { return s.engine.RemoveLease(l.Receiver, l.Keyword) }, func(err error) {
				if s.said(err, say.L("Lease %s removed", l.String())) {
					s.refresh()
				}
			})
		},
	})
}

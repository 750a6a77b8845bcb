package ui

import (
	"context"
	"slices"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
)

// allowSection sets from which addresses callbacks may come through the tunnel, and
// tells what DNS says of the names among them.
type allowSection struct {
	settingsDeps

	page  *column
	view  *formView
	apply *controls.Button
	undo  *controls.Button
	ask   *controls.Button
	names *controls.FieldList
	told  []viewmodel.AllowedName
}

func newAllowSection(d settingsDeps) *allowSection {
	s := &allowSection{settingsDeps: d, names: controls.NewFieldList()}
	s.view = newFormView(viewmodel.NewAllowForm(d.engine.AllowList()), []string{"mode"}, []string{"addresses"}, []string{"names"})
	s.view.onChange = s.buttons
	s.names.LabelWidth = 180
	s.names.OnCopy = func(row int) { s.copy(s.told[row].Addresses, say.L("the addresses")) }
	s.apply = controls.NewButton(controls.Primary, say.L("Apply"), "", s.keep)
	s.undo = controls.NewButton(controls.Plain, say.L("Undo changes"), "", s.revert)
	s.ask = controls.NewButton(controls.Plain, say.L("Ask DNS now"), "refresh-cw", s.askDNS)
	s.page = sectionColumn(say.L("Who may come in"),
		say.L("From which addresses callbacks may come through the tunnel. The address is that of the connection, never one that a header claims. Who calls this machine directly is always let in."),
		s.view.content,
		controls.Across(look.GapBar, s.apply, s.undo),
		controls.Down(look.GapBar, controls.NewHead(say.L("What DNS says")), s.names, controls.Across(look.GapBar, s.ask)),
		controls.NewParagraph(say.L("A provider's addresses can change at short notice: a signature is the better proof, and to warn the safer choice."), look.Text3),
	)
	s.buttons()
	return s
}

func (s *allowSection) section() settingsSection {
	return settingsSection{
		id: sectionAllow, title: say.L("Who may come in"), sub: say.L("Addresses that may use the tunnel"),
		words:   say.L("allow list address block name dns warn refuse 403 sender"),
		content: s.page, refresh: s.refresh,
	}
}

// refresh takes over what was changed elsewhere, unless the person is at it, and what
// DNS said since.
func (s *allowSection) refresh() {
	if !s.view.form.Changed() {
		s.view.show(viewmodel.NewAllowForm(s.engine.AllowList()))
	}
	s.buttons()
	told := viewmodel.NewAllowedNames(s.engine.AllowedNames(), s.now())
	setWhy(s.ask, say.L("There is no name on the list"), len(told) == 0)
	if slices.Equal(told, s.told) {
		return
	}
	s.told = told
	fields := make([]controls.Field, len(told))
	for i, n := range told {
		fields[i] = controls.Field{Label: n.Name, Value: n.Addresses, Mono: true, Hint: n.When}
		if n.Trouble != "" {
			fields[i].Hint, fields[i].HintRole = n.When+" · "+n.Trouble, look.Warn
		}
	}
	s.names.SetFields(fields)
	s.page.refit()
}

func (s *allowSection) buttons() {
	setWhy(s.apply, say.L("Nothing was changed"), !s.view.form.Changed())
	setWhy(s.undo, say.L("Nothing was changed"), !s.view.form.Changed())
}

func (s *allowSection) revert() {
	s.view.form.Revert()
	s.view.refresh()
	s.buttons()
}

// keep keeps what stands in the form; it holds from the next callback on.
func (s *allowSection) keep() {
	wanted := s.view.form.AllowList()
	s.view.refresh()
	s.apply.DisableFor(say.L("It is being applied"))
	s.aside(func() error { return s.engine.SetAllowList(wanted) }, func(err error) {
		s.apply.Enable()
		if err != nil {
			p := problemOf(err)
			s.view.form.Refuse(err, "", p.title)
			s.view.refresh()
			s.view.goTo(s.window.Canvas(), s.view.form.FirstError())
			if s.view.form.FirstError() == "" {
				tell(s.window, p)
			}
			return
		}
		s.view.form.Saved()
		s.refresh()
		s.say(say.L("The list is kept"))
	})
}

// askDNS asks for the names on the list that is kept. What went wrong with one stands
// beside it.
func (s *allowSection) askDNS() {
	s.ask.DisableFor(say.L("DNS is being asked"))
	s.aside(func() error { return s.engine.RefreshAllowed(context.Background()) }, func(err error) {
		s.refresh()
		troubled := slices.ContainsFunc(s.told, func(n viewmodel.AllowedName) bool { return n.Trouble != "" })
		if !troubled {
			s.said(err, say.L("DNS answered"))
		}
	})
}

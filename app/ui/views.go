package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
	"ringback/inspector/filter"
)

// viewFilter is what a view of the list would be: what is typed together with the chip.
func (s *shell) viewFilter() string {
	f := s.panes.filters.filter
	return viewmodel.WithTerm(f.Text, viewmodel.QuickTerm(f.Quick), false)
}

func (s *shell) whyNoView() string {
	if s.viewFilter() == "" {
		return say.L("There is no filter")
	}
	if v, there := s.panes.filters.viewNow(); there && s.panes.filters.filter.Quick == inspector.All {
		return say.L("It is saved as %s", v.Name)
	}
	return ""
}

// saveView asks for a name for what the list is narrowed to, and keeps it.
func (s *shell) saveView() {
	text := s.viewFilter()
	s.askViewName(textInput{
		title: say.L("Save the filter as a view"), hint: text, yes: say.L("Save view"),
		do: func(name string) {
			s.keepView(inspector.View{Name: name, Filter: text}, func() error { return nil })
			s.panes.filters.filter.Quick = inspector.All // the view asks for it
			s.panes.filters.entry.typed.Right = ""
			s.panes.filters.entry.set(text)
		},
	}, "")
}

// viewItems is what can be done with a saved view.
func (s *shell) viewItems(v inspector.View) []*fyne.MenuItem {
	return []*fyne.MenuItem{
		fyne.NewMenuItem(say.L("Rename the view…"), func() { s.renameView(v) }),
		fyne.NewMenuItem(say.L("Copy the filter"), func() { s.copyText(v.Filter, say.L("the filter")) }),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(say.L("Remove the view…"), func() { s.removeView(v) }),
	}
}

// viewCommand is a command for the saved view that the list shows.
func (s *shell) viewCommand(id, title string, do func(inspector.View)) *command {
	return &command{
		id: id, title: title, group: groupView, icon: "bookmark",
		why: func() string {
			if _, there := s.panes.filters.viewNow(); !there {
				return say.L("No saved view is shown")
			}
			return ""
		},
		run: func() {
			v, _ := s.panes.filters.viewNow()
			do(v)
		},
	}
}

// renameView asks for another name.
func (s *shell) renameView(v inspector.View) {
	s.askViewName(textInput{
		title: say.L("Rename a view"), hint: v.Filter, text: v.Name, yes: say.L("Rename"),
		do: func(name string) {
			renamed := v
			renamed.Name = name
			s.keepView(renamed, func() error {
				if sameName(name, v.Name) {
					return nil
				}
				return s.options.Engine.RemoveView(v.Name)
			})
		},
	}, v.Name)
}

// removeView asks whether a view shall go.
func (s *shell) removeView(v inspector.View) {
	confirm(s.window, confirmation{
		title: say.L("Remove the view %s?", v.Name), text: say.L("Callbacks stay as they are."), yes: say.L("Remove view"), danger: true,
		do: func() { s.aside(func() error { return s.options.Engine.RemoveView(v.Name) }, func() {}) },
	})
}

// keepView keeps a view, and then does what else belongs to it.
func (s *shell) keepView(v inspector.View, then func() error) {
	engine := s.options.Engine
	s.aside(func() error {
		// Who may replace a view was asked already: only its own new writing can be there.
		if _, err := engine.PutView(v, true); err != nil {
			return err
		}
		return then()
	}, func() { s.toasts.Say(say.L("Saved the view %s", v.Name), "", nil) })
}

// askViewName asks for a name that no other view has.
func (s *shell) askViewName(q textInput, own string) {
	taken := s.panes.filters.saved
	q.label = say.L("Name of the view")
	q.check = func(name string) string {
		if strings.TrimSpace(name) == "" {
			return say.L("Give it a name")
		}
		if len(name) > 100 {
			return say.L("The name is too long")
		}
		if slices.ContainsFunc(taken, func(v inspector.View) bool { return sameName(v.Name, name) && !sameName(v.Name, own) }) {
			return say.L("There is a view of this name")
		}
		return ""
	}
	askText(s.window, q)
}

// sameName tells whether the engine takes two names for one.
func sameName(a, b string) bool {
	plain := func(s string) string { return filter.Fold(strings.Join(strings.Fields(s), " ")) }
	return plain(a) == plain(b)
}

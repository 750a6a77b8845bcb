package ui

import (
	"slices"
	"strings"

	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

func (s *shell) selectedIDs() []uint64 { return s.panes.list.selected().List() }

func (s *shell) selectAll() {
	s.panes.list.list.SelectAll()
	s.panes.list.touched()
}

func (s *shell) selectNone() {
	s.panes.list.list.Deselect()
	s.panes.list.touched()
}

// aside runs slow work away from the UI goroutine, and then says what went wrong
// or goes on.
func (s *shell) aside(do func() error, then func()) {
	go func() {
		err := do()
		s.post(func() {
			if err != nil {
				s.problem(err)
				return
			}
			then()
		})
	}()
}

// problem says what went wrong with something that was asked for.
func (s *shell) problem(err error) { tell(s.window, problemOf(err)) }

// star stars callbacks, or takes the stars off where all have one.
func (s *shell) star(ids []uint64) {
	e := s.options.Engine
	all := !slices.ContainsFunc(ids, func(id uint64) bool { return !e.Marks(id).Starred })
	s.aside(func() error { return e.Mark(ids, func(m *inspector.Marks) { m.Starred = !all }) }, func() {})
}

// askNote asks for the note on a callback.
func (s *shell) askNote(id uint64) {
	e := s.options.Engine
	askText(s.window, textInput{
		title: say.L("Note on #%s", viewmodel.Count(id)), label: say.L("Note"), hint: say.L("Stays with the callback on this machine"), lines: 5, yes: say.L("Save note"), text: e.Marks(id).Note,
		do: func(text string) {
			s.aside(func() error {
				return e.Mark([]uint64{id}, func(m *inspector.Marks) { m.Note = strings.TrimSpace(text) })
			}, func() {})
		},
	})
}

// askTags asks for tags. Several callbacks get them besides what they have.
func (s *shell) askTags(ids []uint64) {
	e := s.options.Engine
	q := textInput{title: say.L("Tags"), label: say.L("Tags"), hint: say.L("Separated by commas"), yes: say.L("Save tags")}
	one := len(ids) == 1
	if one {
		q.text = strings.Join(e.Marks(ids[0]).Tags, ", ")
	} else {
		q.title = say.L("Tags for %s", say.N(uint64(len(ids)), "%s callback", "%s callbacks"))
		q.hint, q.yes = say.L("Separated by commas; added to those that are there"), say.L("Add tags")
	}
	q.do = func(text string) {
		tags := strings.Split(text, ",")
		s.aside(func() error {
			return e.Mark(ids, func(m *inspector.Marks) {
				if one {
					m.Tags = nil
				}
				m.Tags = append(m.Tags, tags...)
			})
		}, func() {})
	}
	askText(s.window, q)
}

// strike lets callbacks be deleted, which can be undone for a while.
func (s *shell) strike(ids *viewmodel.IDs) {
	if ids.Len() == 0 {
		return
	}
	s.panes.list.strike(ids)
	s.toasts.Say(say.L("Deleted %s", say.N(uint64(ids.Len()), "%s callback", "%s callbacks")), say.L("Undo"), s.undo)
}

func (s *shell) undo() {
	if n := s.panes.list.undo(); n > 0 {
		s.toasts.Say(say.L("Restored %s", say.N(uint64(n), "%s callback", "%s callbacks")), "", nil)
	}
}

// askClear asks before all rows of the list are deleted.
func (s *shell) askClear() {
	ids := s.panes.list.list.IDs()
	n := say.N(uint64(ids.Len()), "%s callback", "%s callbacks")
	text := say.L("All that is recorded goes, starred ones too. It can be undone for a few seconds.")
	if f := s.panes.filters.filter; !f.All() {
		text = say.L("What the filter “%s” shows goes. It can be undone for a few seconds.", f.Words(s.zone))
	}
	confirm(s.window, confirmation{title: say.L("Delete %s?", n), text: text, yes: say.L("Delete %s", n), danger: true, do: func() { s.strike(ids) }})
}

// deletePart is how many callbacks are deleted at a time, so that those that come
// meanwhile do not wait.
const deletePart = 500

// deleteNow deletes for good what was struck.
func (s *shell) deleteNow(ids *viewmodel.IDs) {
	all := ids.List()
	go func() {
		for part := range slices.Chunk(all, deletePart) {
			err := s.options.Engine.Delete(part...)
			s.post(func() {
				if err != nil {
					s.panes.list.spare(ids)
					s.problem(err)
					return
				}
				s.panes.list.gone(viewmodel.IDsOf(part...))
			})
			if err != nil {
				return
			}
		}
	}()
}

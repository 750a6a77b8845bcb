package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"ringback/app/controls"
	"ringback/app/say"
	"ringback/app/viewmodel"
)

// knownFilters is where what completes a filter is read. Both may take some milliseconds, and
// are called aside.
type knownFilters struct {
	read  func() (viewmodel.Known, error)
	count func(ctx context.Context, text string) (n uint64, ok bool)
}

// suggestions is the list that opens under the field of the filter.
type suggestions struct {
	layer *fyne.Container // lies over the window, and lets the pointer through
	list  *controls.PickList

	entry   *filterEntry
	known   viewmodel.Known
	lines   []viewmodel.Suggestion
	walked  bool // a person walked to the line that is chosen
	reading latest
	counts  latest
}

func newSuggestions(e *filterEntry) *suggestions {
	s := &suggestions{entry: e, reading: latest{post: e.deps.post}, counts: latest{post: e.deps.post}}
	s.list = controls.NewPickList(func(i int) {
		s.take(i)
		e.deps.focus(e.search.Field) // the pointer took the keys
	})
	s.list.Hide()
	s.layer = container.New(underField{e.search}, s.list)
	return s
}

func (s *suggestions) opened() bool { return s.list.Visible() }

// learn reads what there is to offer, since somebody begins to type.
func (s *suggestions) learn() {
	s.reading.do(func(context.Context) func() {
		known, err := s.entry.deps.known.read()
		if err != nil {
			return nil // the language alone completes too
		}
		return func() {
			s.known = known
			if s.opened() && !s.walked {
				s.offer()
			}
		}
	})
}

// offer shows what can be typed now.
func (s *suggestions) offer() {
	field := s.entry.search.Field
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(field); canvas == nil || canvas.Focused() != field {
		return
	}
	s.open()
}

// open shows the list, if there is something in it.
func (s *suggestions) open() {
	field := s.entry.search.Field
	offered := viewmodel.Suggest(field.Text, field.CursorColumn, s.known)
	s.lines, s.walked = offered.Lines, false
	if len(s.lines) == 0 {
		s.close()
		return
	}
	picks := make([]controls.Pick, len(s.lines))
	for i, line := range s.lines {
		picks[i] = controls.Pick{Text: line.Text, Note: line.Note, Head: line.Head}
	}
	s.list.SetPicks(offered.Title, say.L("↑↓ choose   Tab completes   Enter applies"), picks)
	s.list.Show()
	s.layer.Refresh()
	field.TakesTab = true
	s.count(s.lines)
}

// close takes the list away.
func (s *suggestions) close() {
	s.counts.stop()
	s.entry.search.Field.TakesTab = false
	if s.opened() {
		s.list.Hide()
	}
}

func (s *suggestions) step(by int) {
	s.walked = true
	s.list.Step(by)
}

// take puts a line into the field.
func (s *suggestions) take(i int) {
	if i < 0 || i >= len(s.lines) || s.lines[i].Head {
		return
	}
	field := s.entry.search.Field
	text, cursor := s.lines[i].Take(field.Text)
	field.CursorColumn = cursor
	field.SetText(text)
	field.CursorColumn = cursor
	field.Refresh()
	s.offer() // by where the cursor stands now
}

// count says at the right of each line how much it finds, as far as the index tells.
func (s *suggestions) count(lines []viewmodel.Suggestion) {
	s.counts.do(func(ctx context.Context) func() {
		ends := make([]string, len(lines))
		for i, line := range lines {
			if line.Count == "" {
				continue
			}
			if n, ok := s.entry.deps.known.count(ctx, line.Count); ok {
				ends[i] = viewmodel.Count(n)
			}
		}
		return func() {
			for i, end := range ends {
				if end != "" {
					s.list.SetEnd(i, end)
				}
			}
		}
	})
}

// underField lays a list under a field, as wide as the field.
type underField struct{ field fyne.CanvasObject }

// suggestionsLeast is how narrow the list may be.
const suggestionsLeast = 460

// MinSize is none: the list must not make the window grow.
func (u underField) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout follows the field.
func (u underField) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(u.field).AddXY(0, u.field.Size().Height+4)
	for _, o := range objects {
		width := min(max(u.field.Size().Width, suggestionsLeast), size.Width-at.X-floatEdge)
		o.Move(at)
		o.Resize(fyne.NewSize(width, min(o.MinSize().Height, size.Height-at.Y-floatEdge)))
	}
}

package viewmodel

// selection is which callbacks are selected, by id.
type selection struct {
	ids    *IDs
	cursor uint64 // where the keys start, and what the detail shows; 0 for none
	anchor uint64 // where a range starts
}

func newSelection() selection { return selection{ids: &IDs{}} }

func (s *selection) has(id uint64) bool { return s.ids.Has(id) }

func (s *selection) only(id uint64) {
	*s = selection{ids: RunOf(id, id), cursor: id, anchor: id}
}

// drop takes out what is gone; left are the ids that the list still has. The cursor goes to
// the row that takes its place: an older one, or with the oldest first a newer one.
func (s *selection) drop(gone, left *IDs, oldest bool) {
	s.ids = s.ids.Without(gone)
	if !gone.Has(s.cursor) {
		return
	}
	next, _ := left.Position(s.cursor)
	if oldest && next > 0 {
		next--
	}
	id := left.At(min(next, left.Len()-1))
	switch {
	case id == 0:
		*s = newSelection()
	case s.ids.Len() == 0:
		s.only(id)
	default:
		s.cursor, s.anchor = id, id
	}
}

// Tap selects the row that was pressed: it alone, with extend all from the last one, with
// toggle it besides the others, or not it.
func (l *List) Tap(position int, extend, toggle bool) {
	id := l.at(position)
	if id == 0 {
		return
	}
	l.Hold()
	switch {
	case extend:
		l.extendTo(position, toggle)
	case toggle:
		at := RunOf(id, id)
		if l.selected.has(id) {
			l.selected.ids = l.selected.ids.Without(at)
		} else {
			l.selected.ids = l.selected.ids.With(at)
		}
		l.selected.cursor, l.selected.anchor = id, id
	default:
		l.selected.only(id)
	}
}

// extendTo selects all rows from the anchor to position, besides what was selected where
// keep is set.
func (l *List) extendTo(position int, keep bool) {
	from, found := l.place(l.selected.anchor)
	if !found {
		from = position
		l.selected.anchor = l.at(position)
	}
	span := l.slice(min(from, position), max(from, position)+1)
	if keep {
		span = span.With(l.selected.ids)
	}
	l.selected.ids, l.selected.cursor = span, l.at(position)
}

// Menu prepares for a menu on a row: one that is not selected becomes the selection.
func (l *List) Menu(position int) {
	l.Hold()
	if id := l.at(position); id != 0 && !l.selected.has(id) {
		l.selected.only(id)
	}
}

// Walk moves the cursor down by rows, or up, as far as there are some; extend takes the rows
// on the way into the selection. It returns where the cursor stands then, or -1 in an empty
// list.
func (l *List) Walk(rows int, extend bool) int {
	last := l.ids.Len() - 1
	if last < 0 {
		return -1
	}
	position, found := l.place(l.selected.cursor)
	switch {
	case found:
		position += min(max(rows, -position), last-position)
	case rows > last:
		position = last
	default:
		position = 0
	}
	l.Tap(position, extend, false)
	return position
}

// Select selects one callback, wherever it stands, and returns its row; found is false where
// the list does not show it.
func (l *List) Select(id uint64) (position int, found bool) {
	if position, found = l.place(id); found {
		l.Tap(position, false, false)
	}
	return position, found
}

// SelectAll selects all rows.
func (l *List) SelectAll() {
	if l.ids.Len() > 0 {
		l.Hold()
		l.selected.ids = l.ids.With(&IDs{})
		if !l.ids.Has(l.selected.cursor) {
			l.selected.cursor = l.ids.Newest()
		}
	}
}

// Deselect selects nothing.
func (l *List) Deselect() { l.selected = newSelection() }

// Selected returns the selected callbacks that the list shows.
func (l *List) Selected() *IDs { return l.selected.ids.And(l.ids) }

// Cursor returns the callback that the detail is about, or 0. The list may not show it now.
func (l *List) Cursor() uint64 { return l.selected.cursor }

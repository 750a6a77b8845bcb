package viewmodel

// The list stands in the order of arrival, the newest first or the oldest. Ids rise with
// arrival, so either order is right at once for a million callbacks, also while more come.
// With the oldest first what arrives goes to the end, and the list follows nothing.

// SetOldestFirst turns the list around, or back. The view is then to begin at row 0, or at
// the cursor.
func (l *List) SetOldestFirst(oldest bool) {
	l.oldest = oldest
	l.follow.seen = l.ids.Newest()
	if oldest {
		l.Hold()
	}
}

// OldestFirst reports whether the oldest callback is the first row.
func (l *List) OldestFirst() bool { return l.oldest }

// at returns the id of a row, or 0.
func (l *List) at(position int) uint64 {
	if l.oldest {
		position = l.ids.Len() - 1 - position
	}
	return l.ids.At(position)
}

// place returns the row of an id. For one that is not there, found is false and place is that
// of the row after it.
func (l *List) place(id uint64) (position int, found bool) {
	position, found = l.ids.Position(id)
	switch {
	case !l.oldest:
		return position, found
	case found:
		return l.ids.Len() - 1 - position, true
	}
	return l.ids.Len() - position, false
}

// slice returns the ids of the rows from (inclusive) to (exclusive).
func (l *List) slice(from, to int) *IDs {
	if l.oldest {
		from, to = l.ids.Len()-to, l.ids.Len()-from
	}
	return l.ids.Slice(from, to)
}

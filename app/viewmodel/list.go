package viewmodel

import (
	"time"

	"ringback/inspector"
)

// List is the list of callbacks: which ones there are, what is known of those in view, which
// are selected, and whether the view follows the newest.
//
// It never reads the engine. [List.Need] says which callbacks it lacks; whoever loads them
// answers with [List.Loaded]. What arrived is told by [List.Arrived] or [List.SetIDs].
type List struct {
	zone     *time.Location
	oldest   bool // the first row is the oldest callback
	ids      *IDs
	rows     rowCache
	follow   follow
	fresh    fresh
	selected selection
	struck   []deletion
}

// NewList makes an empty list that follows the newest.
func NewList(zone *time.Location) *List {
	return &List{zone: zone, ids: &IDs{}, rows: newRowCache(), follow: follow{on: true}, selected: newSelection()}
}

// Len returns how many rows there are.
func (l *List) Len() int { return l.ids.Len() }

// ID returns the id of a row, or 0.
func (l *List) ID(position int) uint64 { return l.at(position) }

// Position returns the row of an id, and whether there is one.
func (l *List) Position(id uint64) (int, bool) { return l.place(id) }

// IDs returns the ids of all rows. The result must not be changed.
func (l *List) IDs() *IDs { return l.ids }

// SetIDs replaces the ids, because of another filter or because some went; they are all that
// match up to the callback last. It returns where the row stands now that stood at position
// top, for a view to keep it in place. The selection stays with its callbacks, also while the
// list does not show them.
func (l *List) SetIDs(ids *IDs, last uint64, top int) (newTop int) {
	anchor := l.at(top)
	l.ids = ids
	l.follow.known = max(l.follow.known, last)
	if l.follow.on || anchor == 0 {
		l.follow.seen = ids.Newest()
		return 0
	}
	newTop, _ = l.place(anchor)
	return min(newTop, max(ids.Len()-1, 0))
}

// Arrived adds the callbacks up to the id last, and returns by how many rows the view must
// move down to go on showing what it shows: none while it follows the newest, or where the
// oldest is first. While the view is paused nothing is added.
func (l *List) Arrived(last uint64, now time.Time) (moved int) {
	return l.ArrivedSome(RunOf(l.follow.known+1, last), last, now)
}

// ArrivedSome is [List.Arrived] where only some of the callbacks up to the id last are rows
// of the list: those in found, which shows a filter.
func (l *List) ArrivedSome(found *IDs, last uint64, now time.Time) (moved int) {
	if l.follow.latest = max(l.follow.latest, last); l.follow.paused {
		return 0
	}
	found = found.Without(RunOf(0, l.follow.known))
	l.follow.known = max(l.follow.known, last)
	l.ids = l.ids.With(found)
	if l.follow.on {
		l.follow.seen = l.ids.Newest()
		l.fresh.add(found, now)
		return 0
	}
	if l.oldest {
		return 0
	}
	return found.Len()
}

// Gone takes callbacks out that do not exist any more. The cursor moves on to a neighbour.
func (l *List) Gone(ids *IDs) {
	left := l.ids.Without(ids)
	l.selected.drop(ids, left, l.oldest)
	l.ids = left
	l.rows.drop(ids)
	l.forgive(ids)
}

// RowState is how a row looks now besides its cells.
type RowState struct {
	Selected bool
	Cursor   bool // the one the keys start from
	New      bool // lately arrived: tinted
	Struck   bool // about to go, can be undone
}

// Row returns what a row shows now. A callback that is not loaded yet has its id and no
// cells.
func (l *List) Row(position int, now time.Time) (Row, RowState) {
	id := l.at(position)
	row, ok := l.rows.get(id)
	if !ok {
		row = Row{ID: id}
	}
	return row, RowState{
		Selected: l.selected.has(id),
		Cursor:   id != 0 && id == l.selected.cursor,
		New:      l.fresh.has(id, now),
		Struck:   l.isStruck(id),
	}
}

// Need returns the callbacks to load for a view of count rows from the row top; ok is false
// where all are here or asked for already.
func (l *List) Need(top, count int) (r Request, ok bool) {
	return l.rows.need(l.slice(top-count, top+2*count))
}

// Loaded takes in what a [Request] brought. Callbacks that were asked for and are not among
// them are gone from the store, and from the list. It reports whether anything changed; the
// answer to a request that was overtaken does not.
func (l *List) Loaded(r Request, found []*inspector.Callback, marks func(id uint64) inspector.Marks) bool {
	if !l.rows.take(r) {
		return false
	}
	for _, c := range found {
		l.rows.put(NewRow(c, marks(c.ID), l.zone))
	}
	if missing := r.ids.Without(idsOf(found)); missing.Len() > 0 {
		l.Gone(missing)
	}
	return true
}

// Failed ends a request that brought nothing, so that it is asked again.
func (l *List) Failed(r Request) {
	if l.rows.take(r) {
		l.rows.outdate(r.ids)
	}
}

func idsOf(callbacks []*inspector.Callback) *IDs {
	ids := make([]uint64, len(callbacks))
	for i, c := range callbacks {
		ids[i] = c.ID
	}
	return IDsOf(ids...)
}

// Outdated says that rows must be read again: those of ids, or those that were not answered
// yet where ids is nil. Until then they show what they showed.
func (l *List) Outdated(ids *IDs) { l.rows.outdate(ids) }

// AllOutdated says that every row must be read again, such as after a new secret.
func (l *List) AllOutdated() { l.rows.outdateAll() }

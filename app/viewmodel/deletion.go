package viewmodel

import "time"

// UndoFor is how long a deletion can be undone. Until then nothing is deleted.
const UndoFor = 4 * time.Second

// deletion is a number of callbacks that are struck through.
type deletion struct {
	ids   *IDs
	until time.Time
	begun bool // they are being deleted, and cannot be saved any more
}

// Strike marks callbacks to be deleted, after [UndoFor] from now.
func (l *List) Strike(ids *IDs, now time.Time) {
	for _, d := range l.struck {
		ids = ids.Without(d.ids)
	}
	if ids.Len() > 0 {
		l.struck = append(l.struck, deletion{ids: ids, until: now.Add(UndoFor)})
	}
}

// Undo saves what was struck last. It returns how many callbacks, 0 where it is too late.
func (l *List) Undo() int {
	n := len(l.struck) - 1
	if n < 0 || l.struck[n].begun {
		return 0
	}
	saved := l.struck[n].ids.Len()
	l.struck = l.struck[:n]
	return saved
}

// Due returns the callbacks to be deleted now, each once. Tell [List.Gone] when they are, or
// [List.Spare] when they could not be.
func (l *List) Due(now time.Time) *IDs {
	due := &IDs{}
	for i := range l.struck {
		if d := &l.struck[i]; !d.begun && !now.Before(d.until) {
			d.begun = true
			due = due.With(d.ids)
		}
	}
	return due
}

// DueAt returns when the next deletion is due; ok is false where none is pending.
func (l *List) DueAt() (at time.Time, ok bool) {
	for _, d := range l.struck {
		if !d.begun {
			return d.until, true
		}
	}
	return time.Time{}, false
}

// Spare takes the strikes off callbacks that could not be deleted.
func (l *List) Spare(ids *IDs) { l.forgive(ids) }

func (l *List) forgive(ids *IDs) {
	kept := l.struck[:0]
	for _, d := range l.struck {
		if d.ids = d.ids.Without(ids); d.ids.Len() > 0 {
			kept = append(kept, d)
		}
	}
	l.struck = kept
}

func (l *List) isStruck(id uint64) bool {
	for _, d := range l.struck {
		if d.ids.Has(id) {
			return true
		}
	}
	return false
}

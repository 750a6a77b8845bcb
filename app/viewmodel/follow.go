package viewmodel

import (
	"time"

	"ringback/app/say"
)

// follow says whether the view keeps to the newest callback.
type follow struct {
	on     bool   // the view is at the newest and stays there
	paused bool   // what arrives is not shown
	seen   uint64 // the newest id that the view has shown at its top
	known  uint64 // the newest id that the list was told of and took in
	latest uint64 // the newest id that the list was told of
}

// Following reports whether the newest callback is kept at the top.
func (l *List) Following() bool { return l.follow.on && !l.follow.paused }

// Hold stops following, because a person reads: scrolled, selected or opened a menu.
func (l *List) Hold() { l.follow.on = false }

// Scrolled tells where a person scrolled to. At the top the list follows again, where the
// newest is there.
func (l *List) Scrolled(atTop bool) {
	if l.follow.on = atTop && !l.oldest; l.follow.on {
		l.follow.seen = l.ids.Newest()
	}
}

// ShowNewest puts the newest first and follows it; the view then begins at row 0.
func (l *List) ShowNewest() {
	l.oldest = false
	l.Scrolled(true)
}

// New returns how many rows came above the newest one that was seen.
func (l *List) New() int {
	above, _ := l.ids.Position(l.follow.seen)
	return above
}

// Pause stops or lets go the view; recording goes on all the while. After it was let go, the
// caller tells by [List.Arrived] what came.
func (l *List) Pause(paused bool) { l.follow.paused = paused }

// Paused reports whether the view is paused, and how many callbacks came meanwhile, of which
// a filter may show fewer.
func (l *List) Paused() (paused bool, waiting uint64) {
	return l.follow.paused, l.follow.latest - min(l.follow.known, l.follow.latest)
}

// LiveText returns what the button says that shows the newest, and how it sounds: "Live",
// "Live · 128 new", "Paused · 12 waiting".
func (l *List) LiveText() (string, Tone) {
	switch paused, waiting := l.Paused(); {
	case paused && waiting > 0:
		return say.L("Paused · %s waiting", Count(waiting)), Warn
	case paused:
		return say.L("Paused"), Warn
	case l.follow.on:
		return say.L("Live"), OK
	}
	if n := l.New(); n > 0 {
		return say.L("Live · %s new", Count(uint64(n))), Accent
	}
	return say.L("Live"), Muted
}

// freshFor is how long a new row is tinted; more than freshRows at once are not, as the
// tint would only flicker.
const (
	freshFor  = time.Second
	freshRows = 20
)

// fresh are the rows that arrived lately.
type fresh struct{ batches []batch }

type batch struct {
	ids   *IDs
	until time.Time
}

func (f *fresh) add(ids *IDs, now time.Time) {
	live := f.batches[:0]
	for _, b := range f.batches {
		if now.Before(b.until) {
			live = append(live, b)
		}
	}
	if n := ids.Len(); n > 0 && n <= freshRows {
		live = append(live, batch{ids, now.Add(freshFor)})
	}
	f.batches = live
}

func (f *fresh) has(id uint64, now time.Time) bool {
	for _, b := range f.batches {
		if now.Before(b.until) && b.ids.Has(id) {
			return true
		}
	}
	return false
}

// FreshUntil returns when the last tint of a new row ends, or the zero time: the view is to be
// drawn again then.
func (l *List) FreshUntil() time.Time {
	if n := len(l.fresh.batches); n > 0 {
		return l.fresh.batches[n-1].until
	}
	return time.Time{}
}

package ui

import (
	"context"
	"slices"
	"sync"
	"time"

	"ringback/app/say"
	"ringback/inspector"
)

const (
	loadPatience = 300 * time.Millisecond // until a person is told that it takes a while
	loadPace     = time.Second            // between two looks at the same callback
)

// detailLoad reads the callback that the pane shows, away from the UI goroutine. What
// was read for an older selection is dropped.
type detailLoad struct {
	pane       *detailPane
	generation uint64
	cancel     context.CancelFunc
	busy       bool // reading
	changed    bool // the engine changed since the reading began
	turn       sync.Mutex
	later      func() // cancels what waits for its time
	age        func()
	waiting    []func() // what a person asked for meanwhile
}

// stop drops what is under way.
func (l *detailLoad) stop() {
	l.generation++
	if l.cancel != nil {
		l.cancel()
		l.cancel = nil
	}
	for _, wait := range []*func(){&l.later, &l.age} {
		if *wait != nil {
			(*wait)()
			*wait = nil
		}
	}
	l.busy, l.changed, l.waiting = false, false, nil
}

// pending reports that the one callback that is selected is still being read, and that what
// is shown is another one or nothing.
func (l *detailLoad) pending() bool {
	p := l.pane
	return l.busy && len(p.ids) == 1 && (p.shown == nil || p.shown.id != p.ids[0])
}

// whenRead does something with the callback that is selected, once it is here.
func (l *detailLoad) whenRead(do func()) {
	if l.pending() {
		l.waiting = append(l.waiting, do)
		return
	}
	do()
}

// start reads what is selected.
func (l *detailLoad) start() {
	l.stop()
	p, generation := l.pane, l.generation
	id := p.ids[0]
	ctx, cancel := context.WithCancel(context.Background())
	l.cancel, l.busy = cancel, true
	mine := func(do func()) func() {
		return func() {
			if l.generation == generation {
				do()
			}
		}
	}
	here := false
	if p.shown == nil || p.shown.id != id {
		l.later = p.deps.post.after(loadPatience, mine(func() {
			if !here { // it may have come while this waited at the door
				p.say(say.L("Reading the callback"), say.L("It is a large one, or the disk is slow."))
			}
		}))
	}
	go func() {
		// One at a time: a key that is held down selects faster than a message can
		// be looked for among a million, and what is passed by is not read at all.
		l.turn.Lock()
		defer l.turn.Unlock()
		if ctx.Err() != nil {
			return
		}
		p.deps.read(ctx, id, func(s *shown, err error) {
			p.deps.post(mine(func() {
				if !here && l.later != nil {
					l.later()
					l.later = nil
				}
				here = true
				p.arrived(s, err)
				for _, do := range l.waiting {
					do()
				}
				l.waiting = nil
			}))
		})
		p.deps.post(mine(l.done))
	}()
}

func (l *detailLoad) done() {
	l.busy = false
	if l.changed {
		l.changed = false
		l.again()
	}
}

// again reads the same callback once more: at once where a person changed something
// about it, else before long, as things may change a thousand times a second.
func (l *detailLoad) again() {
	p := l.pane
	switch {
	case l.busy:
		l.changed = true
	case p.shown != nil && !sameMarks(p.shown.marks, p.deps.engine.Marks(p.shown.id)):
		l.start()
	case l.later == nil:
		generation := l.generation
		l.later = p.deps.post.after(loadPace, func() {
			if l.generation == generation {
				l.later = nil
				l.start()
			}
		})
	}
}

// ageIn shows the age anew once it will be another.
func (l *detailLoad) ageIn(d time.Duration) {
	if l.age != nil {
		l.age()
	}
	p, generation := l.pane, l.generation
	l.age = p.deps.post.after(d, func() {
		if l.generation == generation && p.shown != nil {
			p.showHead()
		}
	})
}

// nextAge returns in how long an age is written in another way.
func nextAge(age time.Duration) time.Duration {
	for _, unit := range []time.Duration{time.Second, time.Minute} {
		if age < 60*unit {
			return unit - max(age, 0)%unit
		}
	}
	return time.Hour - age%time.Hour
}

func sameMarks(a, b inspector.Marks) bool {
	return a.Starred == b.Starred && a.Note == b.Note && slices.Equal(a.Tags, b.Tags)
}

package ui

import (
	"context"
	"errors"
	"slices"
	"time"

	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

// loss is what new bounds do not keep.
type loss struct {
	count uint64
	more  bool // the size bound takes more, how many is known only afterwards
}

func (l loss) none() bool { return l.count == 0 && !l.more }

func (l loss) words() string {
	switch {
	case l.count == 0:
		return say.L("the oldest callbacks")
	case l.more:
		return say.L("%s or more", say.N(l.count, "%s callback", "%s callbacks"))
	}
	return say.N(l.count, "%s callback", "%s callbacks")
}

// lossOf counts what r does not keep. Starred callbacks are never lost.
func lossOf(ctx context.Context, e *inspector.Inspector, r inspector.Retention, now time.Time) (loss, error) {
	var l loss
	if err := e.Settle(ctx, nil); err != nil { // the ids are those of the index
		return l, err
	}
	loose, err := unstarred(e, inspector.Span{})
	if err != nil {
		return l, err
	}
	if r.Days > 0 {
		old, err := unstarred(e, inspector.Span{To: now.AddDate(0, 0, -r.Days)})
		if err != nil {
			return l, err
		}
		l.count = old
	}
	if total := e.Count(); r.Count > 0 && total-l.count > r.Count {
		l.count = min(total-r.Count, loose)
	}
	if r.Bytes > 0 {
		stats, err := e.Stats()
		if err != nil {
			return l, err
		}
		l.more = stats.FileSize-stats.FreeBytes > r.Bytes && l.count < loose
	}
	return l, nil
}

// unstarred counts the callbacks of a span that are not starred.
func unstarred(e *inspector.Inspector, span inspector.Span) (uint64, error) {
	all, err := e.IDs(inspector.All, span)
	if err != nil {
		return 0, err
	}
	starred, err := e.IDs(inspector.Starred, span)
	return uint64(len(all) - len(starred)), err
}

// deleteStep is how many callbacks are deleted at a time.
const deleteStep = 2000

// askAll asks before all callbacks are deleted; while that runs, it stops it.
func (s *retentionSection) askAll() {
	if s.stop != nil {
		s.stop()
		return
	}
	what := say.N(s.engine.Count(), "%s callback", "%s callbacks")
	confirm(s.window, confirmation{
		title:  say.L("Delete %s?", what),
		text:   say.L("All of them are deleted for good, the starred ones too, with their notes and tags. Settings, webhooks and secrets stay."),
		yes:    say.L("Delete %s", what),
		no:     say.L("Keep them"),
		danger: true,
		do:     s.deleteAll,
	})
}

// deleteAll deletes what is stored now, step by step, oldest first.
func (s *retentionSection) deleteAll() {
	ctx, cancel := context.WithCancel(context.Background())
	s.stop = cancel
	s.clear.SetText(say.L("Stop deleting"))
	s.page.refit()
	s.aside(func() error {
		if err := s.engine.Settle(ctx, nil); err != nil {
			return err
		}
		ids, err := s.engine.IDs(inspector.All, inspector.Span{})
		if err != nil {
			return err
		}
		slices.Reverse(ids)
		var done uint64
		for step := range slices.Chunk(ids, deleteStep) {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := s.engine.Delete(step...); err != nil {
				return err
			}
			done += uint64(len(step))
			far := say.L("%s of %s", viewmodel.Count(done), viewmodel.Count(uint64(len(ids))))
			s.post(func() {
				s.clear.SetText(say.L("Stop deleting · %s", far))
				s.page.refit()
			})
		}
		return nil
	}, func(err error) {
		cancel()
		s.stop = nil
		if errors.Is(err, context.Canceled) {
			s.say(say.L("Stopped deleting"))
		} else {
			s.said(err, say.L("All callbacks deleted"))
		}
		s.refresh()
	})
}

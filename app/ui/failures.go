package ui

import (
	"slices"

	"ringback/app/say"
	"ringback/inspector"
)

// failures counts those that nobody looked at in this run.
type failures struct {
	known  bool   // counted once
	looked uint64 // how many there were when somebody looked
	total  uint64
}

// countFailures says how many failures are new.
func (s *shell) countFailures(p picture) {
	if p.counts == nil || p.numbers.behind() && !s.failures.known || p.ask.filter.Span != (inspector.Span{}) {
		return
	}
	f := &s.failures
	f.total = p.counts[inspector.Failed]
	if !f.known || p.ask.filter.Quick == inspector.Failed {
		f.known = true
		f.looked = f.total
	}
	f.looked = min(f.looked, f.total) // some were deleted
	s.panes.status.failed(f.total - f.looked)
}

func (s *shell) lookedAtFailures() {
	s.failures.looked = s.failures.total
	s.panes.status.failed(0)
}

func (s *shell) showFailures() {
	s.open(pageCallbacks)
	s.panes.filters.clear() // what is typed may hide them
	s.panes.filters.choose(inspector.Failed)
}

// toFailure selects the next failure below the cursor, or the one above it.
func (s *shell) toFailure(down bool) {
	filter, cursor := s.panes.filters.filter, s.panes.list.list.Cursor()
	older := down != s.oldestFirst()
	go func() {
		ids, err := s.options.Engine.IDs(inspector.Failed, filter.Span)
		s.post(func() {
			if err != nil {
				s.problem(err)
				return
			}
			if !older {
				slices.Reverse(ids)
			}
			for _, id := range ids {
				beyond := cursor == 0 || older && id < cursor || !older && id > cursor
				if beyond && s.panes.list.reveal(id) {
					return
				}
			}
			s.toasts.Say(say.L("No further failure"), "", nil)
		})
	}()
}

package ui

import (
	"context"
	"testing"
	"time"

	"ringback/app/look"
	"ringback/app/viewmodel"
	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

// The feed as the window runs it: it wakes, reads and hands over by itself.
func TestTheFeedBringsWhatHappens(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		s.feed.run(ctx)
		close(ended)
	}()
	defer func() {
		stop()
		s.until("the feed ends", func() bool {
			select {
			case <-ended:
				return true
			default:
				return false
			}
		})
	}()
	s.until("a first picture", func() bool { return s.seen })
	for i := range 30 {
		s.engine.Post(t, "/", inspectortest.MOSMS(i))
	}
	s.engine.Post(t, "/", inspectortest.Status(1, "EXPIRED"))
	s.until("all are listed", func() bool { return s.panes.list.Len() == 31 })
	s.until("they are counted", func() bool {
		return len(s.panes.filters.counts) > 0 && s.panes.filters.counts[inspector.Received] == 30
	})
	s.do("filter.failed")
	s.until("the filter holds", func() bool { return s.panes.list.Len() == 1 && !s.panes.list.grid.Stale })
	s.engine.Post(t, "/", inspectortest.Status(2, "EXPIRED"))
	s.until("the list of a filter grows", func() bool { return s.panes.list.Len() == 2 })
	if err := s.engine.Delete(31); err != nil {
		t.Fatal(err)
	}
	s.until("it shrinks", func() bool { return s.panes.list.Len() == 1 })
	s.do("filter.all")
	s.entry().set("keyword:foo")
	s.until("a typed filter holds", func() bool { return s.panes.list.Len() == 30 && !s.panes.list.grid.Stale })
	s.engine.Post(t, "/", inspectortest.Status(3, "EXPIRED"))
	s.engine.Post(t, "/", inspectortest.MOSMS(40))
	s.until("what matches comes, and nothing else", func() bool { return s.panes.list.Len() == 31 })
	if err := s.engine.Delete(1, 2); err != nil {
		t.Fatal(err)
	}
	s.until("what is deleted goes", func() bool { return s.panes.list.Len() == 29 })
}

func TestAnotherQuestionEndsTheSearch(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	ctx, leave := context.WithCancel(t.Context())
	s.feed.leave.Store(&leave)
	s.feed.ask(viewmodel.Filter{Text: "body:hello"})
	if ctx.Err() == nil {
		t.Error("the older search goes on")
	}
}

func TestAPictureOfAnOlderQuestionIsDropped(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(4)
	var old picture
	s.engine.Post(t, "/", inspectortest.MOSMS(9))
	old, err := s.reader.read(t.Context(), *s.feed.asked.Load())
	if err != nil {
		t.Fatal(err)
	}
	s.feed.ask(viewmodel.Filter{Quick: inspector.Failed})
	shown := make(chan bool)
	go func() { shown <- s.feed.handOver(t.Context(), old) }()
	s.until("it is handed over", func() bool {
		select {
		case <-shown:
			return true
		default:
			return false
		}
	})
	if s.panes.list.Len() != 4 {
		t.Errorf("an older question was answered with %d rows", s.panes.list.Len())
	}
	s.look()
	if s.panes.list.Len() != 1 {
		t.Errorf("of the failures %d are listed", s.panes.list.Len())
	}
}

func TestAReaderTellsWhatIsNew(t *testing.T) {
	e := inspectortest.Open(t)
	r := reader{engine: e.Inspector, now: e.Clock.Now, zone: time.UTC}
	read := func(a ask) picture {
		t.Helper()
		if err := e.Settle(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		p, err := r.read(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	e.Post(t, "/", inspectortest.MOSMS(1))
	if p := read(ask{}); !p.first || p.all.Len() != 1 || p.counts != nil || p.numbers.count != 1 {
		t.Errorf("the first picture is %+v", p)
	}
	if p := read(ask{}); p.first || p.counts[inspector.Received] != 1 || p.bars == nil || p.numbers.size == 0 {
		t.Errorf("the second picture is %+v", p)
	}
	if p := read(ask{}); p.changed || p.counts != nil {
		t.Errorf("where nothing happened the picture is %+v", p)
	}
	e.Post(t, "/", inspectortest.Status(1, "EXPIRED"))
	if p := read(ask{}); !p.changed || p.came.Newest() != 2 || p.all != nil || p.last != 2 {
		t.Errorf("of one more the picture is %+v", p)
	}
	if p := read(ask{filter: viewmodel.Filter{Quick: inspector.Failed}, generation: 1}); !p.first || p.all.Len() != 1 || p.all.Newest() != 2 {
		t.Errorf("of the failures the picture is %+v", p)
	}
	e.Post(t, "/", inspectortest.MOSMS(3))
	if err := e.Delete(2); err != nil {
		t.Fatal(err)
	}
	if p := read(ask{filter: viewmodel.Filter{Quick: inspector.Failed}, generation: 1}); p.came.Len() != 0 || p.gone.Newest() != 2 || p.last != 3 {
		t.Errorf("after a deletion the picture is %+v", p)
	}
}

package inspector

import (
	"context"
	"runtime"
	"sync"
)

// stretch is a range of ids, both ends included, and a direction.
type stretch struct {
	low, high   uint64 // low above high is none
	newestFirst bool
}

func blockNumber(id uint64) uint64 { return (id - 1) / blockSize }

// stretch returns the ids that a page may be of, as far as there are any now.
func (s *Search) stretch(q PageOf) stretch {
	r := stretch{low: 1, high: s.engine.store.Last(), newestFirst: !q.OldestFirst}
	switch {
	case q.OldestFirst:
		r.low = max(r.low, q.From)
		if q.Stop != 0 {
			r.high = min(r.high, q.Stop-1)
		}
	default:
		if q.From != 0 {
			r.high = min(r.high, q.From)
		}
		r.low = q.Stop + 1
	}
	return r
}

func (r stretch) size() uint64 {
	if r.low > r.high {
		return 0
	}
	return r.high - r.low + 1
}

// rows are those of a block that lie in the stretch.
func (r stretch) rows(first uint64) rowSet {
	var s rowSet
	if r.low <= first && first+blockSize-1 <= r.high {
		return rowSet{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}
	}
	for n := range uint64(blockSize) {
		if id := first + n; r.low <= id && id <= r.high {
			s.add(int(n))
		}
	}
	return s
}

// mostBlocks is how many blocks are gone through at a time. The first parts are
// smaller: most pages are full soon.
const mostBlocks = 64

// cut takes the next part off the stretch, of up to so many blocks.
func (r *stretch) cut(blocks uint64) stretch {
	part := *r
	if r.newestFirst {
		part.low = max(r.low, (blockNumber(r.high)+1-min(blocks, blockNumber(r.high)+1))*blockSize+1)
		r.high = part.low - 1
	} else {
		part.high = min(r.high, (blockNumber(r.low)+blocks)*blockSize)
		r.low = part.high + 1
	}
	return part
}

// part is what was found in a part of a stretch.
type part struct {
	hits []hits // in the order of the stretch
	read Read
	done uint64 // how many ids are behind
}

// ids calls fn with each id in order, until it returns false.
func (p part) ids(r stretch, fn func(uint64) bool) {
	for _, h := range p.hits {
		for k := range blockSize {
			n := k
			if r.newestFirst {
				n = blockSize - 1 - k
			}
			if h.rows.has(n) && !fn(h.first+uint64(n)) {
				return
			}
		}
	}
}

// mostWorkers bounds how many parts are gone through at once: the receiver needs
// the processor too.
const mostWorkers = 4

// pending is a part that is under way.
type pending struct {
	stretch stretch
	sweep   *sweep
	err     error
	ready   chan struct{}
}

// run goes through a stretch, several parts at once, and gives them to each in
// order until it returns false.
func (s *Search) run(ctx context.Context, r stretch, timed *matcher, each func(part) bool) error {
	ctx, cancel := context.WithCancel(ctx)
	var work sync.WaitGroup
	defer work.Wait()
	defer cancel()
	queue := make(chan *pending, min(mostWorkers, runtime.GOMAXPROCS(0))-1)
	work.Go(func() {
		defer close(queue)
		for size := uint64(1); r.low <= r.high; size = min(2*size, mostBlocks) {
			p := &pending{stretch: r.cut(size), ready: make(chan struct{})}
			select {
			case queue <- p:
			case <-ctx.Done():
				return
			}
			work.Go(func() {
				defer close(p.ready)
				p.sweep, p.err = s.sweep(ctx, p.stretch, timed)
			})
		}
	})
	var done uint64
	for p := range queue {
		<-p.ready
		if p.err != nil {
			return p.err
		}
		done += p.stretch.size()
		if !each(part{p.sweep.hits, p.sweep.read, done}) {
			return nil
		}
	}
	return ctx.Err()
}

package viewmodel

import (
	"iter"
	"slices"
)

// IDs is a set of ids of callbacks. Ids are given in order of arrival and seldom go, so they
// are held as runs: a million without a gap are one run. The zero IDs is empty.
//
// Positions count from the newest, as the list shows them: 0 is the highest id.
type IDs struct {
	runs []run // ascending, not touching
}

// run is the ids from first to last; before is how many lie in the runs below it.
type run struct{ first, last, before uint64 }

func (r run) len() uint64 { return r.last - r.first + 1 }

// RunOf returns the ids from first to last; none where last is less.
func RunOf(first, last uint64) *IDs {
	s := &IDs{}
	s.Append(first, last)
	return s
}

// IDsOf returns a set of ids, which may come in any order.
func IDsOf(ids ...uint64) *IDs {
	sorted := ids
	switch {
	case slices.IsSorted(ids):
	case slices.IsSortedFunc(ids, func(a, b uint64) int { return -compare(a, b) }): // as the engine returns them
		sorted = slices.Clone(ids)
		slices.Reverse(sorted)
	default:
		sorted = slices.Sorted(slices.Values(ids))
	}
	s := &IDs{}
	for _, id := range sorted {
		s.Append(id, id)
	}
	return s
}

func compare(a, b uint64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Append adds the ids from first to last; those that are not above all others are left out.
func (s *IDs) Append(first, last uint64) {
	first = max(first, s.Newest()+1)
	if first > last {
		return
	}
	n := len(s.runs)
	if n > 0 && s.runs[n-1].last+1 == first {
		s.runs[n-1].last = last
		return
	}
	s.runs = append(s.runs, run{first, last, uint64(s.Len())})
}

// Len returns how many ids there are.
func (s *IDs) Len() int {
	if len(s.runs) == 0 {
		return 0
	}
	top := s.runs[len(s.runs)-1]
	return int(top.before + top.len())
}

// Newest returns the highest id, or 0.
func (s *IDs) Newest() uint64 {
	if len(s.runs) == 0 {
		return 0
	}
	return s.runs[len(s.runs)-1].last
}

// At returns the id at a position, or 0 where there is none.
func (s *IDs) At(position int) uint64 {
	if position < 0 || position >= s.Len() {
		return 0
	}
	rank := uint64(s.Len() - 1 - position)
	i, found := slices.BinarySearchFunc(s.runs, rank, func(r run, rank uint64) int { return compare(r.before, rank) })
	if !found {
		i--
	}
	return s.runs[i].first + rank - s.runs[i].before
}

// Position returns where an id stands. For one that is not there, found is false and position
// is where the next older one stands, or Len.
func (s *IDs) Position(id uint64) (position int, found bool) {
	i := s.from(id)
	if i < len(s.runs) && s.runs[i].first <= id {
		return s.Len() - 1 - int(s.runs[i].before+id-s.runs[i].first), true
	}
	below := s.Len()
	if i < len(s.runs) {
		below = int(s.runs[i].before)
	}
	return s.Len() - below, false
}

// Older returns the next id below one, which need not be there itself, or 0.
func (s *IDs) Older(id uint64) uint64 {
	position, found := s.Position(id)
	if found {
		position++
	}
	return s.At(position)
}

// Newer returns the next id above one, which need not be there itself, or 0.
func (s *IDs) Newer(id uint64) uint64 {
	position, _ := s.Position(id)
	return s.At(position - 1)
}

// from returns the place of the first run that does not end before id.
func (s *IDs) from(id uint64) int {
	i, _ := slices.BinarySearchFunc(s.runs, id, func(r run, id uint64) int { return compare(r.last, id) })
	return i
}

// Has reports whether id is there.
func (s *IDs) Has(id uint64) bool {
	i := s.from(id)
	return i < len(s.runs) && s.runs[i].first <= id
}

// Slice returns the ids at the positions from (inclusive) to (exclusive).
func (s *IDs) Slice(from, to int) *IDs {
	from, to = max(from, 0), min(to, s.Len())
	part := &IDs{}
	if from >= to {
		return part
	}
	low, high := s.At(to-1), s.At(from)
	for _, r := range s.runs[s.from(low):] {
		if r.first > high {
			break
		}
		part.Append(max(r.first, low), min(r.last, high))
	}
	return part
}

// The operations below walk both sets once, from the oldest run to the newest: a filter over a
// million callbacks may well have 300,000 runs.

// Without returns the ids that are not in other.
func (s *IDs) Without(other *IDs) *IDs {
	cuts := other.runs[other.from(s.oldest()):]
	left := sized(len(s.runs) + len(cuts))
	for _, r := range s.runs {
		cuts = past(cuts, r.first)
		first := r.first
		for _, cut := range cuts {
			if cut.first > r.last {
				break
			}
			if cut.first > first {
				left.Append(first, cut.first-1)
			}
			first = cut.last + 1
		}
		left.Append(first, r.last)
	}
	return left
}

// And returns the ids that are in both.
func (s *IDs) And(other *IDs) *IDs {
	mine, others := s.runs[s.from(other.oldest()):], other.runs[other.from(s.oldest()):]
	both := sized(min(len(mine), len(others)))
	for len(mine) > 0 && len(others) > 0 {
		both.Append(max(mine[0].first, others[0].first), min(mine[0].last, others[0].last))
		if mine[0].last < others[0].last {
			mine = past(mine[1:], others[0].first)
		} else {
			others = past(others[1:], mine[0].first)
		}
	}
	return both
}

// With returns the ids that are in one of both.
func (s *IDs) With(other *IDs) *IDs {
	all := sized(len(s.runs) + len(other.runs))
	below := s.from(other.oldest()) // what arrives lies above all there is
	if below > 0 {
		below-- // it may touch the first of other
	}
	all.runs = append(all.runs, s.runs[:below]...)
	mine, others := s.runs[below:], other.runs
	for len(mine) > 0 || len(others) > 0 {
		next := &mine
		if len(mine) == 0 || len(others) > 0 && others[0].first < mine[0].first {
			next = &others
		}
		all.Append((*next)[0].first, (*next)[0].last) // what is there already is left out
		*next = (*next)[1:]
	}
	return all
}

// past returns the runs that do not end before id. It takes longer steps the farther it goes.
func past(runs []run, id uint64) []run {
	step := 1
	for step < len(runs) && runs[step-1].last < id {
		runs = runs[step:]
		step *= 2
	}
	i, _ := slices.BinarySearchFunc(runs[:min(step, len(runs))], id, func(r run, id uint64) int { return compare(r.last, id) })
	return runs[i:]
}

// sized returns an empty set with room for some runs.
func sized(runs int) *IDs { return &IDs{runs: make([]run, 0, runs)} }

// oldest returns the lowest id, or 0.
func (s *IDs) oldest() uint64 {
	if len(s.runs) == 0 {
		return 0
	}
	return s.runs[0].first
}

// All yields the ids, newest first.
func (s *IDs) All() iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		for _, r := range slices.Backward(s.runs) {
			for id := r.last; ; id-- {
				if !yield(id) {
					return
				}
				if id == r.first {
					break
				}
			}
		}
	}
}

// List returns the ids, newest first.
func (s *IDs) List() []uint64 { return slices.AppendSeq(make([]uint64, 0, s.Len()), s.All()) }

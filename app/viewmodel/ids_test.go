package viewmodel

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestIDsOfAMillionAreOneRun(t *testing.T) {
	s := RunOf(1, 1_000_000)
	if len(s.runs) != 1 || s.Len() != 1_000_000 || s.At(0) != 1_000_000 || s.At(999_999) != 1 {
		t.Errorf("%d runs, %d ids, from %d to %d", len(s.runs), s.Len(), s.At(0), s.At(999_999))
	}
	s.Append(1_000_001, 1_000_001)
	if len(s.runs) != 1 {
		t.Error("a neighbour began another run")
	}
}

// Whatever is done to a set, it says what a plain map would say.
func TestIDsAgreeWithAMap(t *testing.T) {
	some := rapid.SliceOfN(rapid.Uint64Range(1, 60), 0, 40)
	rapid.Check(t, func(t *rapid.T) {
		a, b := some.Draw(t, "a"), some.Draw(t, "b")
		in := func(list []uint64, id uint64) bool { return slices.Contains(list, id) }
		s, o := IDsOf(a...), IDsOf(b...)
		check := func(what string, got *IDs, want func(id uint64) bool) {
			var ids []uint64
			for id := uint64(61); id > 0; id-- {
				if want(id) {
					ids = append(ids, id)
				}
				position, found := got.Position(id)
				at := len(ids)
				if found {
					at--
				}
				if found != want(id) || got.Has(id) != want(id) || position != at {
					t.Fatalf("%s: id %d is at %d, %v; has: %v", what, id, position, found, got.Has(id))
				}
			}
			if !slices.Equal(got.List(), ids) || got.Len() != len(ids) {
				t.Fatalf("%s: got %v, want %v", what, got.List(), ids)
			}
			for id := range uint64(62) {
				older, newer := uint64(0), uint64(0)
				for _, other := range ids {
					if other > id {
						newer = other
					} else if other < id && older == 0 {
						older = other
					}
				}
				if got.Older(id) != older || got.Newer(id) != newer {
					t.Fatalf("%s: beside %d are %d and %d, want %d and %d", what, id, got.Older(id), got.Newer(id), older, newer)
				}
			}
			for i, id := range ids {
				if got.At(i) != id {
					t.Fatalf("%s: at %d is %d, want %d", what, i, got.At(i), id)
				}
			}
			for i := 1; i < len(got.runs); i++ {
				if got.runs[i].first <= got.runs[i-1].last+1 {
					t.Fatalf("%s: runs touch: %v", what, got.runs)
				}
			}
		}
		check("set", s, func(id uint64) bool { return in(a, id) })
		check("with", s.With(o), func(id uint64) bool { return in(a, id) || in(b, id) })
		check("without", s.Without(o), func(id uint64) bool { return in(a, id) && !in(b, id) })
		check("and", s.And(o), func(id uint64) bool { return in(a, id) && in(b, id) })
		from, to := rapid.IntRange(-1, 41).Draw(t, "from"), rapid.IntRange(-1, 41).Draw(t, "to")
		check("slice", s.Slice(from, to), func(id uint64) bool {
			position, found := s.Position(id)
			return found && position >= from && position < to
		})
	})
}

func TestIDsOutsideAreNone(t *testing.T) {
	s := RunOf(5, 9)
	if s.At(-1) != 0 || s.At(5) != 0 || new(IDs).At(0) != 0 || new(IDs).Newest() != 0 {
		t.Error("an id came from outside of a set")
	}
	s.Append(3, 7) // nothing above 9
	if s.Len() != 5 {
		t.Errorf("got %v", s.List())
	}
}

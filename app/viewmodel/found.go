package viewmodel

import (
	"strings"
	"time"

	"ringback/app/say"
	"ringback/inspector"
)

// Finding is how far a search is and how it is answered, besides what was found.
type Finding struct {
	Shown, All  uint64 // callbacks
	Done, Total uint64 // callbacks looked at, and to be looked at
	Took        time.Duration
	Read        inspector.Read
	How         inspector.Explanation
}

// Hint says how much was found: "6,921 of 100,000 · 1 ms", or how far the search is.
func (f Finding) Hint() string {
	if f.Done < f.Total {
		return say.L("%s · searching, %d %%", Count(f.Shown), f.Done*100/f.Total)
	}
	hint := say.L("%s of %s", Count(f.Shown), Count(f.All))
	if f.Took > 0 {
		hint += " · " + Duration(max(f.Took.Round(100*time.Microsecond), 100*time.Microsecond))
	}
	return hint
}

// Tip says how the search is answered and what was read for it; "" where nothing was asked.
func (f Finding) Tip() string {
	if len(f.How.Questions) == 0 {
		return ""
	}
	lines := []string{wayWords(f.How.Way)}
	for _, q := range f.How.Questions {
		lines = append(lines, OneLine(q.Term, 60)+" · "+wayWord(q.Way))
	}
	read := say.L("Read: %s of the index, %s looked at",
		say.N(f.Read.Blocks, "%s block", "%s blocks"), say.N(f.Read.Looked, "%s callback", "%s callbacks"))
	if f.Read.Understood > 0 {
		read += say.L(", %s of them taken apart", Count(f.Read.Understood))
	}
	lines = append(lines, read)
	if f.How.Indexed < f.How.Last {
		lines = append(lines, say.L("The index has %s of %s so far; the others are looked at.", Count(f.How.Indexed), Count(f.How.Last)))
	}
	return strings.Join(lines, "\n")
}

// wayWords says by what a whole filter is answered.
func wayWords(way string) string {
	switch way {
	case inspector.WayIndex.String():
		return say.L("Answered from the index alone.")
	case inspector.WaySignature.String():
		return say.L("The index leaves most out; the bytes of the others are looked at.")
	case inspector.WayBytes.String():
		return say.L("The bytes of each callback are looked at.")
	}
	return say.L("Some callbacks have to be taken apart, which takes longest.")
}

// wayWord says by what one term is answered.
func wayWord(way string) string {
	switch way {
	case inspector.WayIndex.String():
		return say.L("index")
	case inspector.WaySignature.String():
		return say.L("index, then bytes")
	case inspector.WayBytes.String():
		return say.L("bytes")
	}
	return say.L("each callback")
}

package viewmodel

import (
	"time"

	"ringback/app/say"
	"ringback/inspector"
)

// Filter is what the list is narrowed to: a ready-made filter, a span of time and what was
// typed. The zero Filter shows all.
type Filter struct {
	Quick inspector.Quick
	Span  inspector.Span
	Text  string // a right filter in canonical form; "" asks nothing
}

// All reports whether f leaves nothing out.
func (f Filter) All() bool { return f == Filter{} }

// Words says what f shows: "Failed · 10:02:00 – 10:04:30 · keyword:foo".
func (f Filter) Words(zone *time.Location) string {
	words := ""
	for _, c := range chipWords() {
		if c.Quick == f.Quick && f.Quick != inspector.All {
			words = c.Label
		}
	}
	return dotted(words, spanWords(f.Span, zone), OneLine(f.Text, cellRunes))
}

func spanWords(s inspector.Span, zone *time.Location) string {
	form := "15:04:05"
	if !s.From.IsZero() && !s.To.IsZero() && s.From.In(zone).Year() != s.To.In(zone).Year() {
		form = "2006 15:04:05"
	}
	at := func(t time.Time) string { return dayTime(t.In(zone), form) }
	switch {
	case s.From.IsZero() && s.To.IsZero():
		return ""
	case s.To.IsZero():
		return say.L("since %s", at(s.From))
	case s.From.IsZero():
		return say.L("until %s", at(s.To))
	case s.From.In(zone).YearDay() == s.To.In(zone).YearDay() && s.To.Sub(s.From) < 24*time.Hour:
		return at(s.From) + " – " + s.To.In(zone).Format("15:04:05")
	}
	return at(s.From) + " – " + at(s.To)
}

// Chip is a ready-made filter with its count.
type Chip struct {
	Quick  inspector.Quick
	Label  string
	Dot    Tone   // Plain for none
	Count  string // "" until it is known
	Chosen bool
}

// Chips returns the chips over the list. counts come from the engine, by the number of the
// filter.
func Chips(f Filter, counts []uint64) []Chip {
	chips := chipWords()
	for i := range chips {
		c := &chips[i]
		c.Chosen = c.Quick == f.Quick
		if int(c.Quick) < len(counts) {
			c.Count = Count(counts[c.Quick])
		}
	}
	return chips
}

func chipWords() []Chip {
	return []Chip{
		{Quick: inspector.All, Label: say.L("All")},
		{Quick: inspector.Received, Label: say.L("Received SMS"), Dot: Info},
		{Quick: inspector.Statuses, Label: say.L("Delivery status"), Dot: Muted},
		{Quick: inspector.Failed, Label: say.L("Failed"), Dot: Bad},
		{Quick: inspector.BadSignature, Label: say.L("Bad signature"), Dot: Bad},
		{Quick: inspector.Starred, Label: say.L("Starred"), Dot: Accent},
	}
}

package viewmodel

import (
	"time"

	"ringback/inspector"
)

// Filter is what the list is narrowed to: a ready-made filter and a span of time. The zero
// Filter shows all.
type Filter struct {
	Quick inspector.Quick
	Span  inspector.Span
}

// All reports whether f leaves nothing out.
func (f Filter) All() bool { return f == Filter{} }

// Words says what f shows: "Failed · 10:02:00 – 10:04:30".
func (f Filter) Words(zone *time.Location) string {
	words := ""
	for _, c := range chipWords() {
		if c.Quick == f.Quick && f.Quick != inspector.All {
			words = c.Label
		}
	}
	return dotted(words, spanWords(f.Span, zone))
}

func spanWords(s inspector.Span, zone *time.Location) string {
	form := "2 Jan 15:04:05"
	if !s.From.IsZero() && !s.To.IsZero() && s.From.In(zone).Year() != s.To.In(zone).Year() {
		form = "2 Jan 2006 15:04:05"
	}
	at := func(t time.Time) string { return t.In(zone).Format(form) }
	switch {
	case s.From.IsZero() && s.To.IsZero():
		return ""
	case s.To.IsZero():
		return "since " + at(s.From)
	case s.From.IsZero():
		return "until " + at(s.To)
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
		{Quick: inspector.All, Label: "All"},
		{Quick: inspector.Received, Label: "Received SMS", Dot: Info},
		{Quick: inspector.Statuses, Label: "Delivery status", Dot: Muted},
		{Quick: inspector.Failed, Label: "Failed", Dot: Bad},
		{Quick: inspector.BadSignature, Label: "Bad signature", Dot: Bad},
		{Quick: inspector.Starred, Label: "Starred", Dot: Accent},
	}
}

package viewmodel

import (
	"slices"
	"time"

	"ringback/app/say"
	"ringback/inspector"
)

// HistogramBars is how many bars a histogram has.
const HistogramBars = 90

// recent is the span that a histogram shows unless somebody zoomed in.
const recent = 30 * time.Minute

// Histogram is how many callbacks came over a span of time, and a way to choose a part of it.
type Histogram struct {
	zone *time.Location
	zoom []inspector.Span // what was chosen, each within the one before
	span inspector.Span   // what the bars are of
	bars []inspector.Bar
}

// NewHistogram makes a histogram of the last half hour.
func NewHistogram(zone *time.Location) *Histogram { return &Histogram{zone: zone} }

// Span returns the span to count: the one that was chosen, or the last half hour.
func (h *Histogram) Span(now time.Time) inspector.Span {
	if n := len(h.zoom); n > 0 {
		return h.zoom[n-1]
	}
	return inspector.Span{From: now.Add(-recent), To: now}
}

// Chosen returns the span that the list is to be narrowed to; the zero Span where none is.
func (h *Histogram) Chosen() inspector.Span {
	if n := len(h.zoom); n > 0 {
		return h.zoom[n-1]
	}
	return inspector.Span{}
}

// Set takes in the counts of a span.
func (h *Histogram) Set(span inspector.Span, bars []inspector.Bar) { h.span, h.bars = span, bars }

// Bars returns the counts.
func (h *Histogram) Bars() []inspector.Bar { return slices.Clone(h.bars) }

// Choose zooms into the bars from and to, both included, in either order. What is too short
// to be counted in bars is not chosen; ok is false then.
func (h *Histogram) Choose(from, to int) (ok bool) {
	if len(h.bars) == 0 {
		return false
	}
	from, to = min(from, to), max(from, to)
	start, _ := h.bounds(from)
	_, end := h.bounds(to)
	if end.Sub(start) < time.Duration(HistogramBars)*time.Millisecond {
		return false
	}
	h.zoom = append(h.zoom, inspector.Span{From: start, To: end})
	return true
}

// ZoomOut goes back to the span chosen before; ok is false where nothing was chosen.
func (h *Histogram) ZoomOut() (ok bool) {
	if len(h.zoom) == 0 {
		return false
	}
	h.zoom = h.zoom[:len(h.zoom)-1]
	return true
}

// Reset chooses nothing.
func (h *Histogram) Reset() { h.zoom = nil }

// bounds returns the times of a bar.
func (h *Histogram) bounds(bar int) (from, to time.Time) {
	n := max(len(h.bars), 1)
	bar = min(max(bar, 0), n-1)
	whole := h.span.To.Sub(h.span.From)
	at := func(i int) time.Time { return h.span.From.Add(time.Duration(float64(whole) * float64(i) / float64(n))) }
	return at(bar), at(bar + 1)
}

// Tip says what a bar counts: "10:02:00 – 10:02:20 · 41 callbacks, 2 failed".
func (h *Histogram) Tip(bar int) string {
	if bar < 0 || bar >= len(h.bars) {
		return ""
	}
	from, to := h.bounds(bar)
	b := h.bars[bar]
	words := say.N(b.Total, "%s callback", "%s callbacks")
	if b.Failed > 0 {
		words += say.L(", %s failed", Count(b.Failed))
	}
	form := "15:04:05"
	if to.Sub(from) < time.Second {
		form = "15:04:05.000"
	}
	return from.In(h.zone).Format(form) + " – " + to.In(h.zone).Format(form) + " · " + words
}

// Captions returns the words below the left end, the middle and the right end.
func (h *Histogram) Captions(now time.Time) [3]string {
	if h.span.To.IsZero() {
		return [3]string{}
	}
	middle := h.span.From.Add(h.span.To.Sub(h.span.From) / 2)
	if len(h.zoom) == 0 {
		return [3]string{say.L("%s ago", Duration(now.Sub(h.span.From).Round(time.Minute))), Duration(now.Sub(middle).Round(time.Minute)), say.L("now")}
	}
	at := func(t time.Time) string { return t.In(h.zone).Format("15:04:05") }
	if h.span.From.In(h.zone).YearDay() != h.span.To.In(h.zone).YearDay() {
		at = func(t time.Time) string { return dayTime(t.In(h.zone), "15:04") }
	}
	return [3]string{at(h.span.From), at(middle), at(h.span.To)}
}

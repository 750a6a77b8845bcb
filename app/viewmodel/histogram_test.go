package viewmodel

import (
	"testing"
	"time"

	"ringback/inspector"
)

func TestChips(t *testing.T) {
	chips := Chips(Filter{Quick: inspector.Failed}, []uint64{100_000, 46_021, 48_970, 9_214, 474})
	if chips[0].Label != "All" || chips[0].Count != "100,000" || chips[0].Chosen {
		t.Errorf("%+v", chips[0])
	}
	if c := chips[3]; !c.Chosen || c.Count != "9,214" || c.Dot != Bad {
		t.Errorf("%+v", c)
	}
	if c := chips[5]; c.Label != "Starred" || c.Count != "" {
		t.Errorf("%+v: a count that is not known", c)
	}
}

func TestFilterInWords(t *testing.T) {
	at := time.Date(2026, 11, 23, 9, 2, 0, 0, time.UTC)
	for _, tt := range []struct {
		f    Filter
		want string
	}{
		{Filter{}, ""},
		{Filter{Quick: inspector.Starred}, "Starred"},
		{Filter{Span: inspector.Span{From: at}}, "since 23 Nov 10:02:00"},
		{Filter{Span: inspector.Span{To: at}}, "until 23 Nov 10:02:00"},
		{Filter{Quick: inspector.Failed, Span: inspector.Span{From: at, To: at.Add(time.Minute)}}, "Failed · 23 Nov 10:02:00 – 10:03:00"},
		{Filter{Span: inspector.Span{From: at, To: at.AddDate(1, 0, 0)}}, "23 Nov 2026 10:02:00 – 23 Nov 2027 10:02:00"},
	} {
		if got := tt.f.Words(cet); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
	if !(Filter{}).All() || (Filter{Quick: inspector.Failed}).All() {
		t.Error("all is not told from some")
	}
}

func TestHistogram(t *testing.T) {
	h := NewHistogram(cet)
	span := h.Span(noon)
	if span.To != noon || span.To.Sub(span.From) != 30*time.Minute || h.Choose(0, 1) {
		t.Fatalf("%v", span)
	}
	bars := make([]inspector.Bar, HistogramBars)
	bars[3] = inspector.Bar{Total: 41, Failed: 2}
	h.Set(span, bars)
	if got := h.Tip(3); got != "12:31:00 – 12:31:20 · 41 callbacks, 2 failed" {
		t.Error(got)
	}
	if got := h.Tip(0); got != "12:30:00 – 12:30:20 · 0 callbacks" {
		t.Error(got)
	}
	if h.Tip(-1) != "" || h.Tip(90) != "" {
		t.Error("there is a bar outside")
	}
	if got := h.Captions(noon); got != [3]string{"30 min ago", "15 min", "now"} {
		t.Error(got)
	}
	if h.Chosen() != (inspector.Span{}) {
		t.Error("something is chosen")
	}
	if !h.Choose(5, 3) {
		t.Fatal("cannot be chosen")
	}
	want := inspector.Span{From: span.From.Add(time.Minute), To: span.From.Add(2 * time.Minute)}
	if h.Chosen() != want || h.Span(noon.Add(time.Hour)) != want {
		t.Errorf("chose %v, want %v", h.Chosen(), want)
	}
	h.Set(want, bars)
	if got := h.Captions(noon); got != [3]string{"12:31:00", "12:31:30", "12:32:00"} {
		t.Error(got)
	}
	if got := h.Tip(3); got != "12:31:02.000 – 12:31:02.666 · 41 callbacks, 2 failed" {
		t.Error(got)
	}
	for n := 0; h.Choose(0, 0); n++ {
		if h.Set(h.Span(noon), bars); n > 20 {
			t.Fatal("no end of zooming in")
		}
	}
	for h.ZoomOut() {
	}
	if h.Chosen() != (inspector.Span{}) {
		t.Error("zoomed out, and something is chosen")
	}
	h.Choose(1, 2)
	if h.Reset(); h.Chosen() != (inspector.Span{}) {
		t.Error("reset, and something is chosen")
	}
}

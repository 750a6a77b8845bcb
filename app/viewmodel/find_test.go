package viewmodel

import (
	"context"
	"slices"
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	for _, tt := range []struct {
		name, text, typed string
		want              []Span
	}{
		{"any case", "Foo\nfOO foo", "foO", []Span{{0, 0, 3}, {1, 0, 3}, {1, 4, 7}}},
		{"none", "foo", "bar", nil},
		{"nothing typed", "foo", "", nil},
		{"not over each other", "aaaa", "aa", []Span{{0, 0, 2}, {0, 2, 4}}},
		{"not over lines", "a\nb", "a\nb", nil},
		{"letters of other scripts", "ПРИВЕТ привет", "Привет", []Span{{0, 0, 12}, {0, 13, 25}}},
		{"case that changes the size", "K and \u212a", "k", []Span{{0, 0, 1}, {0, 6, 9}}},
		{"emoji", "x👍y", "👍", []Span{{0, 1, 5}}},
		{"not inside of a character", "é", "\xa9", nil},
		{"at the end", "abc", "cd", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Find(t.Context(), textOf(t, tt.text, "", Raw), tt.typed)
			if err != nil || !slices.Equal(got.Spans, tt.want) {
				t.Errorf("got %v, %v", got.Spans, err)
			}
		})
	}
}

func TestFindWalksRound(t *testing.T) {
	f, _ := Find(t.Context(), textOf(t, "a\nb a\na", "", Raw), "a")
	if f.Text() != "1 of 3" {
		t.Error(f.Text())
	}
	if span, ok := f.Step(-1); !ok || span != (Span{2, 0, 1}) || f.Text() != "3 of 3" {
		t.Error(span, f.Text())
	}
	if span, _ := f.Step(1); span != (Span{0, 0, 1}) {
		t.Error(span)
	}
	if f.From(1); f.Current != 1 {
		t.Error(f.Current)
	}
	if f.From(9); f.Current != 0 {
		t.Error(f.Current)
	}
	none := Finds{Current: -1}
	none.From(0)
	if _, ok := none.Step(1); ok || none.Text() != "nothing found" || none.Current != -1 {
		t.Error(none)
	}
}

func TestFindEnds(t *testing.T) {
	many := textOf(t, strings.Repeat("a", maxFinds+5), "", Raw)
	f, err := Find(t.Context(), many, "a")
	if err != nil || !f.More || len(f.Spans) != maxFinds || f.Text() != "1 of over 10,000" {
		t.Errorf("%d found, %s, %v", len(f.Spans), f.Text(), err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Find(ctx, many, "x"); err == nil {
		t.Error("went on")
	}
}

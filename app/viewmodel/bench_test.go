package viewmodel

import (
	"strings"
	"testing"
)

// tenMegabytes is a body of JSON.
func tenMegabytes() Body {
	one := `{"id":12345,"text":"something to read","flags":[true,null]},`
	return NewBody([]byte("["+strings.Repeat(one, 10<<20/len(one))+"{}]"), jsonType)
}

func BenchmarkTextOfTenMegabytes(b *testing.B) {
	body := tenMegabytes()
	for _, view := range body.Views() {
		b.Run(string(view), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := body.Text(b.Context(), view); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("find", func(b *testing.B) {
		text, _ := body.Text(b.Context(), Raw)
		for b.Loop() {
			if f, _ := Find(b.Context(), text, "Something else"); len(f.Spans) != 0 {
				b.Fatal("found")
			}
		}
	})
}

// BenchmarkListScreen is what a frame costs the list: a screen of rows of a million.
func BenchmarkListScreen(b *testing.B) {
	l := listOf(1_000_000)
	r, _ := l.Need(500_000, 40)
	load(l, r)
	b.ReportAllocs()
	for b.Loop() {
		for i := range 40 {
			l.Row(500_000+i, noon)
		}
	}
}

func BenchmarkNewRow(b *testing.B) {
	c := callbackOf(sms("foo hello world"))
	b.ReportAllocs()
	for b.Loop() {
		rowOf(c)
	}
}

// BenchmarkIDs is what the operations cost where a filter leaves 300,000 runs.
func BenchmarkIDs(b *testing.B) {
	gaps := func(from uint64) *IDs {
		s := &IDs{}
		for id := from; id < 900_000; id += 3 {
			s.Append(id, id)
		}
		return s
	}
	one, other, few := gaps(1), gaps(2), IDsOf(4, 400_000, 800_001)
	for name, do := range map[string]func(){
		"with": func() { one.With(other) }, "with few": func() { one.With(few) },
		"without": func() { one.Without(other) }, "without few": func() { one.Without(few) },
		"and": func() { one.And(other) }, "and few": func() { one.And(few) },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				do()
			}
		})
	}
}

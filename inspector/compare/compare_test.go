package compare

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func ok(body string, headers ...[2]string) Answer {
	return Answer{OK: true, Status: 200, Headers: headers, Body: []byte(body)}
}

func failed(status int) Answer { return Answer{Status: status, Cause: "bad-status"} }

func TestOutcomes(t *testing.T) {
	nobody := Answer{Cause: "no-connection"}
	for _, tt := range []struct {
		was, now Answer
		want     Outcome
	}{
		{ok("a"), ok("a"), Same},
		{ok("a"), ok("b"), Changed},
		{ok(""), Answer{OK: true, Status: 204}, Changed},
		{failed(500), ok(""), Fixed},
		{nobody, ok(""), Fixed},
		{ok(""), failed(500), Broken},
		{ok(""), nobody, Broken},
		{failed(500), failed(500), StillFailing},
		{failed(500), nobody, StillFailing},
	} {
		if got := Compare(tt.was, tt.now, nil); got.Outcome != tt.want {
			t.Errorf("%v then %v: %s, want %s", tt.was, tt.now, got.Outcome, tt.want)
		}
	}
}

func TestDifferences(t *testing.T) {
	for _, tt := range []struct {
		name     string
		was, now Answer
		ignore   string
		want     string
	}{
		{"nothing but the connection's", ok("", [2]string{"Date", "Mon"}), ok("", [2]string{"date", "Tue"}, [2]string{"Content-Length", "0"}), "", ""},
		{"headers", ok("", [2]string{"X-A", "1"}, [2]string{"X-B", "2"}), ok("", [2]string{"x-a", "3"}, [2]string{"X-C", "4"}), "", "header.x-a: 1 → 3; header.x-b: 2 → ; header.x-c:  → 4"},
		{"headers ignored", ok("", [2]string{"X-A", "1"}), ok("", [2]string{"X-A", "2"}), "header.X-a", ""},
		{"order, blanks and ways to write a number", ok(`{"a": 1, "b": [true, null]}`), ok(`{"b":[true,null],"a":1.0}`), "", ""},
		{"a large number is exact", ok(`{"a": 9007199254740993}`), ok(`{"a": 9007199254740992}`), "", "json.a: 9007199254740993 → 9007199254740992"},
		{"a text is no number", ok(`{"a": 1}`), ok(`{"a": "1"}`), "", `json.a: 1 → "1"`},
		{"members", ok(`{"a": {"b": 1, "c": 2}}`), ok(`{"a": {"c": 3, "d": 4}}`), "", "json.a.b: 1 → ; json.a.c: 2 → 3; json.a.d:  → 4"},
		{"lists", ok(`[1, {"a": 1}, 3]`), ok(`[1, {"a": 2}]`), "", "json.1.a: 1 → 2; json.2: 3 → "},
		{"kinds", ok(`{"a": [1]}`), ok(`{"a": {}}`), "", "json.a: [1] → {}"},
		{"a member ignored", ok(`{"a": 1, "at": 5}`), ok(`{"a": 1, "at": 6}`), "json.at", ""},
		{"only that one", ok(`{"a": 1, "at": 5}`), ok(`{"a": 2, "at": 6}`), "json.at", "json.a: 1 → 2"},
		{"in each element", ok(`{"l": [{"id": 1, "n": 1}, {"id": 2}]}`), ok(`{"l": [{"id": 3, "n": 2}, {"id": 4}]}`), "json.l.#.id", "json.l.0.n: 1 → 2"},
		{"in each member", ok(`{"x": {"id": 1}, "y": {"id": 1}}`), ok(`{"x": {"id": 2}, "y": {"id": 2}}`), "json.*.id", ""},
		{"a place is no name", ok(`{"a": {"id": 1}}`), ok(`{"a": {"id": 2}}`), "json.#.id", "json.a.id: 1 → 2"},
		{"what lies below", ok(`{"a": {"b": 1}}`), ok(`{"a": {"b": 2}}`), "json.a", ""},
		{"an element more that is ignored", ok(`[{}]`), ok(`[{}, {}]`), "json.#", ""},
		{"one is no JSON", ok(`{"a": 1}`), ok(`oops`), "", `body: {"a": 1} → oops`},
		{"text after JSON is none", ok(`{} x`), ok(`{}`), "", `body: {} x → {}`},
		{"bytes", ok("\xff\xfe"), ok("\xff"), "", "body: 2 bytes → 1 bytes"},
		{"a body ignored", ok(`a`), ok(`b`), "body", ""},
		{"status and cause", ok(""), Answer{Cause: "timed-out"}, "", "status: 200 → ; cause:  → timed-out"},
	} {
		var paths []string
		if tt.ignore != "" {
			paths = []string{tt.ignore}
		}
		ignored, err := ParseIgnored(paths)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range Compare(tt.was, tt.now, ignored).Differences {
			got = append(got, fmt.Sprintf("%s: %s → %s", d.At, d.Was, d.Now))
		}
		if s := strings.Join(got, "; "); s != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", tt.name, s, tt.want)
		}
	}
}

func TestDifferencesAreBounded(t *testing.T) {
	long := strings.Repeat("å", 1000)
	c := Compare(ok("["+strings.Repeat("1,", 50)+"1]"), ok("["+strings.Repeat("2,", 50)+"2]"), nil)
	if len(c.Differences) != maxListed || c.More != 51-maxListed {
		t.Errorf("%d listed, %d more", len(c.Differences), c.More)
	}
	c = Compare(ok("x"), ok(long), nil)
	if n := len([]rune(c.Differences[0].Now)); n != maxValue+1 {
		t.Errorf("a value of %d characters", n)
	}
}

func TestBadIgnored(t *testing.T) {
	for _, p := range []string{"", "header", "header.", "json.", "a.b", "status.x"} {
		if _, err := ParseIgnored([]string{p}); !errors.Is(err, ErrIgnored) {
			t.Errorf("%q: %v", p, err)
		}
	}
}

func FuzzCompare(f *testing.F) {
	f.Add(`{"a": [1, {"b": null}]}`, `{"a": [1.0, {"b": 2}]}`)
	f.Add(`[[[`, `1e999999999`)
	f.Fuzz(func(t *testing.T, a, b string) {
		there, back := Compare(ok(a), ok(b), nil), Compare(ok(b), ok(a), nil)
		if len(there.Differences) != len(back.Differences) || there.Outcome != back.Outcome || there.More != back.More {
			t.Errorf("%v there, %v back", there, back)
		}
		if c := Compare(ok(a), ok(a), nil); c.Outcome != Same {
			t.Errorf("%q is not as itself: %v", a, c)
		}
	})
}

package viewmodel

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
)

func TestPretty(t *testing.T) {
	for _, tt := range []struct{ name, body, contentType, want string }{
		{"JSON", `{"a":1.50,"b":{"c":"x\u00e9\"{","d":null},"tags":["demo", "autumn"],"e":[],"f":{ },"g":[{"h":true}]}`, jsonType,
			`{
  "a": 1.50,
  "b": {
    "c": "x\u00e9\"{",
    "d": null
  },
  "tags": ["demo", "autumn"],
  "e": [],
  "f": {},
  "g": [
    {
      "h": true
    }
  ]
}`},
		{"a lone value", ` "x" `, jsonType, `"x"`},
		{"a mark in front", "\ufeff{}", jsonType, `{}`},
		{"names twice and numbers without end", `{"a":1,"a":12345678901234567890.123456789012345678901234567890}`, jsonType,
			"{\n  \"a\": 1,\n  \"a\": 12345678901234567890.123456789012345678901234567890\n}"},
		{"text", "a\r\nb", "", "a\nb"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := textOf(t, tt.body, tt.contentType, Pretty)
			if text.Problem != nil {
				t.Fatalf("%v", text.Problem)
			}
			if got := strings.Join(text.Strings(), "\n"); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestProblemsArePointedAt(t *testing.T) {
	for _, tt := range []struct{ name, body, contentType, want string }{
		{"comma", "{\n  \"é\": 1,\n}", jsonType, "Line 3, column 1: invalid character '}' looking for beginning of object key string."},
		{"word", `{"é": nope}`, jsonType, "Line 1, column 8: invalid character 'o' in literal null (expecting 'u')."},
		{"cut", "{\"a\":\n 1", jsonType, "Line 2, column 3: the JSON ends too early."},
		{"more", "{} x", jsonType, "Line 1, column 4: invalid character 'x' after top-level value."},
		{"no JSON at all", "hello", jsonType, "Line 1, column 1: invalid character 'h' looking for beginning of value."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := textOf(t, tt.body, tt.contentType, Pretty)
			if text.Problem == nil || text.Problem.String() != tt.want {
				t.Fatalf("got %v, want %s", text.Problem, tt.want)
			}
			if got := strings.Join(text.Strings(), "\n"); got != tt.body {
				t.Errorf("the raw text is not shown: %q", got)
			}
		})
	}
}

// A body of brackets must not become a thousand times its size in blanks.
func TestPrettyStaysSmall(t *testing.T) {
	for _, body := range []string{
		strings.Repeat("[", 5000) + strings.Repeat("1,", 20_000) + "1" + strings.Repeat("]", 5000),
		strings.Repeat(`{"a":`, 5000) + "1" + strings.Repeat("}", 5000),
	} {
		text := textOf(t, body, jsonType, Pretty)
		if n := len(text.lines.text); text.Problem != nil || n > 100*len(body) {
			t.Errorf("%d bytes became %d; %v", len(body), n, text.Problem)
		}
	}
	text := textOf(t, strings.Repeat("[", 20_000), jsonType, Pretty)
	if text.Problem == nil {
		t.Error("no limit of depth")
	}
}

func TestPrettyCanBeCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, b := range []Body{
		NewBody([]byte("["+strings.Repeat("1,", checkEvery)+"1]"), jsonType), NewBody([]byte("<a/>"), "text/xml"), NewBody([]byte("x"), ""),
	} {
		for _, view := range b.Views() {
			if _, err := b.Text(ctx, view); err == nil {
				t.Errorf("%s of %s went on", view, b.Format)
			}
		}
	}
}

func FuzzPretty(f *testing.F) {
	for _, seed := range []string{`{"a":[1,"x",{}],"b":null}`, `[[]]`, `"\u0000"`, `<a b="c">d</a>`, `a=b&c`, "\ufeff[1]", "[\xff]", "<?xml?><a><!-->--></a>"} {
		for n := range uint8(3) {
			f.Add([]byte(seed), n)
		}
	}
	f.Fuzz(func(t *testing.T, raw []byte, n uint8) {
		kind := []string{jsonType, "text/xml", "application/x-www-form-urlencoded"}[n%3]
		b := NewBody(raw, kind)
		for _, view := range b.Views() {
			text, err := b.Text(t.Context(), view)
			if err != nil {
				t.Fatal(err)
			}
			for i := range text.Len() {
				joined := ""
				for _, token := range text.Tokens(i) {
					joined += token.Text
				}
				if joined != text.Line(i) {
					t.Fatalf("tokens are %q, the line is %q", joined, text.Line(i))
				}
			}
			if p := text.Problem; p != nil && (p.Line < 1 || p.Line > text.Len()+1 || p.Column < 1) {
				t.Fatalf("a problem at %d:%d of %d lines", p.Line, p.Column, text.Len())
			}
			if view == Pretty && b.Format == FormatJSON && text.Problem == nil {
				sameJSON(t, raw, []byte(strings.Join(text.Strings(), "\n")))
			}
		}
	})
}

// sameJSON fails unless two texts are the same JSON but for blanks.
func sameJSON(t *testing.T, a, b []byte) {
	t.Helper()
	var want, got bytes.Buffer
	if json.Compact(&want, bytes.TrimPrefix(a, []byte("\ufeff"))) != nil || json.Compact(&got, b) != nil || !bytes.Equal(want.Bytes(), got.Bytes()) {
		t.Fatalf("%q became %q", a, b)
	}
}

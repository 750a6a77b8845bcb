package viewmodel

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func TestBodyIsTakenForWhatItIs(t *testing.T) {
	for _, tt := range []struct {
		name, body, contentType string
		want                    Format
		best                    View
	}{
		{"JSON", `{"a": 1}`, "application/json; charset=utf-8", FormatJSON, Pretty},
		{"JSON of another name", ` [1]`, "application/problem+json", FormatJSON, Pretty},
		{"JSON with a mark in front", "\ufeff\n{}", "", FormatJSON, Pretty},
		{"JSON without a type", "\n[1, 2]", "", FormatJSON, Pretty},
		{"JSON said to be text", `{"a": 1}`, "text/plain", FormatJSON, Pretty},
		{"wrong JSON", `{"a": `, "application/json", FormatJSON, Pretty},
		{"brackets in a text", `[hello] world`, "text/plain", FormatText, Raw},
		{"form", "a=b&c=d", "application/x-www-form-urlencoded", FormatForm, Pretty},
		{"XML", "<a/>", "text/xml", FormatXML, Pretty},
		{"XML told by itself", "<?xml version='1.0'?><a/>", "", FormatXML, Pretty},
		{"HTML", "<!doctype html><p>x", "text/html", FormatText, Raw},
		{"text", "hello", "", FormatText, Raw},
		{"broken type", "hello", "text/;;", FormatText, Raw},
		{"text with a NUL", "hello, this is a longer\x00 text", "", FormatText, Raw},
		{"any script", "привет 你好 مرحبا 👍", "", FormatText, Raw},
		{"Latin-1", "caf\xe9 is a word with a single byte", "text/plain", FormatText, Raw},
		{"binary", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "application/json", FormatBinary, Hex},
		{"empty", "", "application/json", FormatEmpty, Raw},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := NewBody([]byte(tt.body), tt.contentType)
			if b.Format != tt.want || b.Views()[0] != tt.best {
				t.Errorf("%s, shown as %s", b.Format, b.Views()[0])
			}
		})
	}
	long := []byte(strings.Repeat("x", 64<<10-1) + "é" + strings.Repeat("x", 100))
	if NewBody(long, "").Format != FormatText {
		t.Error("a character that is cut by the look at the beginning makes a text binary")
	}
}

func TestBodySummary(t *testing.T) {
	for _, tt := range []struct{ body, contentType, want string }{
		{`{}`, "application/json", "application/json · 2 B"},
		{`{}`, "", "no content type, read as JSON · 2 B"},
		{"", "", "0 B"},
	} {
		if got := NewBody([]byte(tt.body), tt.contentType).Summary(); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

func textOf(t *testing.T, body, contentType string, view View) *Text {
	t.Helper()
	text, err := NewBody([]byte(body), contentType).Text(t.Context(), view)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

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
		{"XML", `<?xml version="1.0"?><!-- c --><a x="1>2"><b>text</b><c></c><d/>
			<e><![CDATA[<x>]]></e></a>`, "text/xml",
			`<?xml version="1.0"?>
<!-- c -->
<a x="1>2">
  <b>text</b>
  <c></c>
  <d/>
  <e>
    <![CDATA[<x>]]>
  </e>
</a>`},
		{"XML with a document type", `<!DOCTYPE a [<!ENTITY x "y>">]><a/>`, "text/xml", "<!DOCTYPE a [<!ENTITY x \"y>\">]>\n<a/>"},
		{"form", "msg=hello+world%0A%F0%9F%91%8D&bad=%zz&empty=&&alone", "application/x-www-form-urlencoded",
			"msg: hello world↵👍\nbad: %zz\nempty: \nalone: "},
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
		{"XML", "<a>\n<b></a>", "text/xml", "Line 2, column 8: element <b> closed by </a>."},
		{"cut XML", "<a>\n<b>", "text/xml", "Line 2, column 4: unexpected EOF."},
		{"no XML at all", "hello", "text/xml", "Line 1, column 1: there is no element."},
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

func TestLines(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"", []string{""}},
		{"a", []string{"a"}},
		{"a\n", []string{"a"}},
		{"a\n\n", []string{"a", ""}},
		{"\na\r\nb\rc", []string{"", "a", "b\rc"}},
		{"a\x00\u202E\n👍", []string{"a\x00\u202E", "👍"}},
	} {
		if got := textOf(t, tt.text, "", Raw).Strings(); !slices.Equal(got, tt.want) {
			t.Errorf("%q: got %q", tt.text, got)
		}
	}
	text := textOf(t, "a", "", Raw)
	if text.Line(-1) != "" || text.Line(1) != "" {
		t.Error("there is something outside")
	}
}

func TestHex(t *testing.T) {
	text := textOf(t, "Hello, world!\x00\xff\nX", "", Hex)
	want := []string{
		"00000000  48 65 6c 6c 6f 2c 20 77  6f 72 6c 64 21 00 ff 0a  Hello, world!...",
		"00000010  58                                                X",
	}
	if got := text.Strings(); !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	if got := textOf(t, "", "", Hex); got.Len() != 1 || got.Line(0) == "" {
		t.Errorf("an empty body has %d lines: %q", got.Len(), got.Line(0))
	}
}

func TestALargeBodyHasAllViews(t *testing.T) {
	var b bytes.Buffer
	b.WriteString(`{"a":[`)
	for b.Len() < 2*atOnce {
		b.WriteString(`{"id":12345,"text":"something to read"},`)
	}
	b.WriteString(`{}]}`)
	body := NewBody(b.Bytes(), "")
	for _, view := range body.Views() {
		text, err := body.Text(t.Context(), view)
		if err != nil || text.Problem != nil {
			t.Fatal(view, err, text.Problem)
		}
		last := text.Len() - 1
		if text.Line(last) == "" || len(text.Tokens(last/2)) == 0 {
			t.Errorf("%s: %d lines, last %q", view, text.Len(), text.Line(last))
		}
	}
	if body.Small() {
		t.Error("two megabytes count as small")
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

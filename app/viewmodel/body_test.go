package viewmodel

import (
	"bytes"
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
		{`{}`, "application/json", "2 B · application/json"},
		{`{}`, "", "2 B · no content type, read as JSON"},
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

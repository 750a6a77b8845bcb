package viewmodel

import (
	"strings"
	"testing"
)

// marked writes tokens with the letter of their kind in front.
func marked(tokens []Token) string {
	var parts []string
	for _, token := range tokens {
		parts = append(parts, string("pksnw."[token.Kind])+"‹"+token.Text+"›")
	}
	return strings.Join(parts, "")
}

func TestTokens(t *testing.T) {
	for _, tt := range []struct {
		format Format
		line   string
		number int
		want   string
	}{
		{FormatJSON, `  "a\"b" : "c", `, 3, `p‹  ›k‹"a\"b"›p‹ ›.‹:›p‹ ›s‹"c"›.‹,›p‹ ›`},
		{FormatJSON, `[-1.5e3, true,null, nope]`, 0, `.‹[›n‹-1.5e3›.‹,›p‹ ›w‹true›.‹,›w‹null›.‹,›p‹ nope›.‹]›`},
		{FormatJSON, `"never ends`, 0, `s‹"never ends›`},
		{FormatJSON, `{{[[`, 0, `.‹{{[[›`},
		{FormatJSON, "", 0, ""},
		{FormatXML, `<a b="c>" d='e'/>text<!-- f --></a>`, 0, `.‹<›k‹a›p‹ ›n‹b›.‹=›s‹"c>"›p‹ ›n‹d›.‹=›s‹'e'›.‹/>›p‹text›.‹<!-- f --></›k‹a›.‹>›`},
		{FormatXML, `<a b="never ends`, 0, `.‹<›k‹a›p‹ ›n‹b›.‹=›s‹"never ends›`},
		{FormatXML, `<!-- never ends`, 0, `.‹<!-- never ends›`},
		{FormatForm, `a=b%20=c&d&=`, 0, `k‹a›.‹=›s‹b%20=c›.‹&›k‹d›.‹&=›`},
		{FormatHead, `POST /a:b HTTP/1.1`, 0, `w‹POST›p‹ /a:b HTTP/1.1›`},
		{FormatHead, `Host: a:80`, 1, `k‹Host›.‹:›s‹ a:80›`},
		{FormatHead, `name: value`, 0, `k‹name›.‹:›s‹ value›`},
		{FormatText, `{"a": 1}`, 0, `p‹{"a": 1}›`},
		{FormatBinary, `00000000  58`, 0, `.‹00000000›p‹  58›`},
	} {
		if got := marked(tokensOf(tt.format, tt.line, tt.number)); got != tt.want {
			t.Errorf("%s %q:\ngot  %s\nwant %s", tt.format, tt.line, got, tt.want)
		}
	}
}

func FuzzTokens(f *testing.F) {
	formats := []Format{FormatJSON, FormatXML, FormatForm, FormatHead, FormatText, FormatBinary, FormatEmpty}
	for _, seed := range []string{`"a": 1`, `<a b="c">`, `a=b&`, "GET / x", "<!--", `"\`, "\xff<\x00"} {
		for n := range formats {
			f.Add(seed, uint8(n), 0)
		}
	}
	f.Fuzz(func(t *testing.T, line string, n uint8, number int) {
		joined := ""
		for _, token := range tokensOf(formats[int(n)%len(formats)], line, number) {
			if token.Text == "" {
				t.Fatal("an empty token")
			}
			joined += token.Text
		}
		if joined != line {
			t.Fatalf("tokens are %q, the line is %q", joined, line)
		}
	})
}

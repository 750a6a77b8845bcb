package filter

import (
	"errors"
	"strings"
	"testing"
)

func TestErrorsSayWhereAndWhatWouldBeRight(t *testing.T) {
	for _, tt := range []struct {
		src        string
		start, end int
		says, hint string
		corrected  string
	}{
		{"keywrd:foo", 0, 6, `no field "keywrd"`, "did you mean keyword:?", "keyword:foo"},
		{"a (b keyw:x)", 5, 9, `no field "keyw"`, "keyword:", "a (b keyword:x)"},
		{"http://example.com", 0, 4, "no field", `"http://example.com"`, ""},
		{"heder.x:y", 0, 7, "no field", "header.x:?", "header.x:y"},
		{"keyword:", 0, 8, "needs a value", "keyword:foo", ""},
		{"keyword: foo", 0, 9, "needs a value", "no blank", "keyword:foo"},
		{"kind:(mo OR status)", 0, 5, "needs a value", "brackets", ""},
		{"kind:mosms", 5, 10, "kind is never", "kind:mo-sms?", "kind:mo-sms"},
		{"sig:zzzzzz", 4, 10, "sig is never", "one of valid", ""},
		{"status:delivred", 7, 15, "never", "status:delivered?; to search", "status:delivered"},
		{"kind:z*", 5, 7, "never", "", ""},
		{"keyword:>5", 8, 9, "cannot be compared", "quotes", ""},
		{"code:>", 5, 6, "plain value", "", ""}, {"code:abc", 5, 8, "no value", "code:503", ""}, {"size:10xb", 5, 9, "no value", "", ""},
		{"code:9..1", 5, 9, "empty", "", ""}, {"code:..", 5, 7, "needs an end", "", ""}, {"json.a:2..1", 7, 11, "empty", "", ""}, {"code:<0", 5, 7, "less than", "", ""},
		{"json.a:>x", 7, 9, "only numbers", "", ""}, {"#9..#1", 0, 6, "empty", "", ""}, {"#4x", 0, 3, "no id", "", ""},
		{"since:soon", 6, 10, "no time", "15m", ""}, {"on:15m", 3, 6, "takes a day", "since:15m", ""}, {"since:2026-13-01", 6, 16, "no time", "", ""},
		{`text:"abc`, 5, 9, "not closed", "", `text:"abc"`}, {`a"b"`, 1, 2, "middle", "", ""}, {`"a"b`, 3, 4, "follows the quote", "", ""}, {`a\`, 1, 2, "backslash", "", ""},
		{"body:/a(/", 5, 9, "not a regular expression: missing closing )", "RE2", ""}, {`text:""`, 5, 7, "empty text", "", ""},
		{"(a", 0, 1, "not closed", ")", ""}, {"a)", 1, 2, "never opened", "", ""}, {"()", 1, 2, "missing before", "", ""},
		{"a OR", 4, 4, "missing at the end", "", ""}, {"OR a", 0, 2, "between two terms", "", ""}, {"a OR OR b", 5, 7, "between", "", ""}, {"NOT", 3, 3, "missing", "", ""},
		{"blå -  x", 4, 5, "right before", "", ""}, {"ååå keywrd:x", 4, 10, "no field", "", "ååå keyword:x"},
		{strings.Repeat("(", 60), 50, 51, "deep", "", ""}, {strings.Repeat("a ", 201), 400, 402, "200 terms", "", ""}, {strings.Repeat("a", 4001), 4000, 4001, "4000 characters", "", ""},
		{"body:/" + strings.Repeat("a", 1001) + "/", 5, 1008, "1000 bytes", "", ""},
	} {
		_, err := Parse(tt.src)
		var bad *SyntaxError
		if !errors.As(err, &bad) {
			t.Errorf("%.60s: %v, want a syntax error", tt.src, err)
			continue
		}
		if bad.Start != tt.start || bad.End != tt.end || !strings.Contains(bad.Message, tt.says) || !strings.Contains(bad.Hint, tt.hint) {
			t.Errorf("%.60s: %d to %d, %q, %q; want %d to %d, %q, %q", tt.src, bad.Start, bad.End, bad.Message, bad.Hint, tt.start, tt.end, tt.says, tt.hint)
		}
		fixed, ok := bad.Corrected(tt.src)
		if fixed != tt.corrected || ok != (tt.corrected != "") {
			t.Errorf("%.60s: corrected to %q, want %q", tt.src, fixed, tt.corrected)
		}
		if ok {
			if _, err := Parse(fixed); err != nil {
				t.Errorf("%s: the correction is wrong too: %v", fixed, err)
			}
		}
	}
}

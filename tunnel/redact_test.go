package tunnel

import (
	"net/url"
	"strconv"
	"strings"
	"testing"
)

func TestNoTextHoldsTheToken(t *testing.T) {
	for name, tt := range map[string]struct{ token, text, want string }{
		"itself":           {token, "invalid: " + token + "!", "invalid: [hidden]!"},
		"with blanks":      {" " + token + "\n", "invalid: " + token, "invalid: [hidden]"},
		"short":            {"s3", "the token s3 is short", "the token [hidden] is short"},
		"quoted":           {"a\"b\\c", `you gave "a\"b\\c"`, `you gave "[hidden]"`},
		"in ASCII":         {"pæs", strconv.QuoteToASCII("pæs"), `"[hidden]"`},
		"in a URL":         {"a b&c", "GET /?t=" + url.QueryEscape("a b&c"), "GET /?t=[hidden]"},
		"in HTML":          {"a<b", "<p>a&lt;b</p>", "<p>[hidden]</p>"},
		"named":            {"x", "Your authtoken: other-secret\r\nSee", "Your authtoken: [hidden]\r\nSee"},
		"another":          {"x", "saw 9zYxWvUtSrQpOnMlKjIh_8gFeDcBa1234 there", "saw [hidden] there"},
		"nothing to hide":  {"x9", "dial tcp: lookup connect.ngrok-agent.com:443", "dial tcp: lookup connect.ngrok-agent.com:443"},
		"a domain is kept": {"x9", "https://a1b2c3d4e5f6a7b8c9d0e1f2.ngrok-free.dev", "https://a1b2c3d4e5f6a7b8c9d0e1f2.ngrok-free.dev"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := redact(tt.text, tt.token); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func FuzzNoTextHoldsTheToken(f *testing.F) {
	f.Add(token, "a ", " b")
	f.Add("[hidden]", "", "")
	f.Fuzz(func(t *testing.T, token, before, after string) {
		trimmed := strings.TrimSpace(token)
		if trimmed == "" || strings.Contains(hidden, trimmed) || strings.ContainsAny(trimmed, "[]") || strings.Contains("authtoken:", strings.ToLower(trimmed)) {
			return // what is put in its place holds it
		}
		if got := redact(before+"\n"+token+"\n"+after, token); strings.Contains(got, trimmed) {
			t.Errorf("%q is in %q", trimmed, got)
		}
	})
}

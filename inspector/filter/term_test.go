package filter

import "testing"

func TestTermsThatCanBeAsked(t *testing.T) {
	for _, c := range []struct {
		id         ID
		arg, value string
		want       string
	}{
		{From, "", "+4520304050", "from:+4520304050"},
		{Status, "", "EXPIRED", "status:expired"},
		{Path, "", "/sms/in", "path:/sms/in"},
		{JSONPath, "a.b", "two words", `json.a.b:"two words"`},
		{JSONPath, "a b", "x", ""},
		{Header, "User-Agent", "curl/8", "header.User-Agent:curl/8"},
		{Code, "", "none", ""},
		{OwnID, "", "42", "#42"},
	} {
		if got := TermOf(c.id, c.arg, c.value); got != c.want {
			t.Errorf("%d %q %q is %q, want %q", c.id, c.arg, c.value, got, c.want)
		}
	}
}

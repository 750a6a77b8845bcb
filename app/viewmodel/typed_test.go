package viewmodel

import (
	"strings"
	"testing"

	"ringback/inspector"
)

func TestTheLastRightFilterHolds(t *testing.T) {
	var typed Typed
	for _, step := range []struct {
		text, right, problem string
		other                bool
	}{
		{"status:fail", "", `Column 8: status is never "fail"; did you mean status:failed?; to search for it all the same, put it in quotes`, false},
		{"", "", "", false},
		{"  keyword:FOO ", "keyword:FOO", "", true},
		{"keyword:FOO", "keyword:FOO", "", false},
		{"keyword:FOO statu:failed", "keyword:FOO", `Column 13: there is no field "statu"; did you mean status:?`, false},
		{"keyword:FOO status:", "keyword:FOO", "Column 13: status: needs a value; such as status:failed", false},
		{"keyword:FOO status:failed", "keyword:FOO status:failed", "", true},
		{"", "", "", true},
	} {
		if other := typed.Set(step.text); other != step.other || typed.Right != step.right || typed.Problem != step.problem {
			t.Errorf("after %q: %v %q %q", step.text, other, typed.Right, typed.Problem)
		}
	}
}

func TestATermIsAddedOrLeftOut(t *testing.T) {
	for _, c := range []struct {
		text, term string
		exclude    bool
		want       string
	}{
		{"", "kind:mo", false, "kind:mo"},
		{"", "kind:mo", true, "-kind:mo"},
		{"kind:mo", "kind:mo", false, "kind:mo"},
		{"kind:mo", "kind:mo", true, "-kind:mo"},
		{"-kind:mo keyword:foo", "kind:mo", false, "keyword:foo kind:mo"},
		{"a OR b", "from:+4520304050", false, "(a OR b) from:+4520304050"},
		{"a OR b", "c OR d", true, "(a OR b) -(c OR d)"},
		{"-(a b)", "c", false, "-(a b) c"},
		{"a", "", false, "a"},
		{"a", "nofield:x", false, "a"},
	} {
		got := WithTerm(c.text, c.term, c.exclude)
		if got != c.want {
			t.Errorf("%q with %q (%v) is %q, want %q", c.text, c.term, c.exclude, got, c.want)
		}
		if c.exclude && !Excludes(got, c.term) || !c.exclude && Excludes(got, c.term) {
			t.Errorf("%q leaves out %q: %v", got, c.term, !c.exclude)
		}
	}
}

func TestReadyMadeFiltersAreFilters(t *testing.T) {
	for q := inspector.Received; q <= inspector.Starred; q++ {
		var typed Typed
		if typed.Set(QuickTerm(q)); typed.Right == "" || typed.Problem != "" {
			t.Errorf("%d is %q: %s", q, QuickTerm(q), typed.Problem)
		}
	}
	if words := (Filter{Quick: inspector.Failed, Text: "keyword:foo"}).Words(nil); !strings.HasSuffix(words, " · keyword:foo") {
		t.Errorf("both together are said as %q", words)
	}
}

package viewmodel

import (
	"strings"
	"testing"

	"ringback/inspector"
	"ringback/inspector/filter"
)

// seenHere is what a recording has.
type seenHere struct{ keywords, recent []string }

func (s seenHere) Values(id filter.ID, prefix string) (found []string) {
	for _, k := range s.keywords {
		if id == filter.Keyword && strings.HasPrefix(k, prefix) {
			found = append(found, k)
		}
	}
	return found
}

func (s seenHere) Recent() []string { return s.recent }

func TestWhatCanBeTypedNext(t *testing.T) {
	known := Known{
		Seen:  seenHere{keywords: []string{"foo", "forum"}, recent: []string{"kind:mo keyword:foo", "sig:bad since:1h"}},
		Views: []inspector.View{{Name: "Angry", Filter: "text:refund"}, {Name: "Late", Filter: "is:late"}},
	}
	for _, c := range []struct {
		text  string
		title string
		has   []string
		not   []string
	}{
		{"", "Fields", []string{"kind:", "Recent", "kind:mo keyword:foo", "Saved views", "text:refund"}, nil},
		{"keyword:f", "keyword: first word of a received SMS", []string{"keyword:foo", "keyword:forum"}, []string{"Recent", "kind:"}},
		{"kind:mo -status:", "status: state of a message", []string{"status:failed"}, []string{"Saved views"}},
		{"si", "Fields", []string{"sig:", "sig:bad since:1h"}, []string{"text:refund"}},
		{"ang", "Fields", []string{"text:refund"}, []string{"Recent"}},
		{"json.a", "Fields", nil, []string{"Recent"}},
		{"header.x:", "header.NAME: a request header", nil, nil},
	} {
		s := Suggest(c.text, len(c.text), known)
		var lines []string
		for _, line := range s.Lines {
			lines = append(lines, line.Text)
		}
		all := "\n" + strings.Join(lines, "\n") + "\n"
		for _, want := range c.has {
			if !strings.Contains(all, "\n"+want+"\n") {
				t.Errorf("after %q %q is not offered, but %q", c.text, want, lines)
			}
		}
		for _, not := range c.not {
			if strings.Contains(all, "\n"+not+"\n") {
				t.Errorf("after %q %q is offered", c.text, not)
			}
		}
		if s.Title != c.title {
			t.Errorf("after %q the title is %q, want %q", c.text, s.Title, c.title)
		}
	}
}

func TestASuggestionIsTaken(t *testing.T) {
	for _, c := range []struct {
		text   string
		cursor int
		line   string
		want   string
		at     int
	}{
		{"sta", 3, "status:", "status:", 7},
		{"kind:mo status:fa", 17, "status:failed", "kind:mo status:failed ", 22},
		{"sta kind:mo", 3, "status:", "status: kind:mo", 7},
		{"-sig:b", 6, "sig:bad", "-sig:bad ", 9},
		{"", 0, "sig:bad since:1h", "sig:bad since:1h ", 17},
	} {
		s := Suggest(c.text, c.cursor, Known{Seen: seenHere{recent: []string{"sig:bad since:1h"}}})
		taken := false
		for _, line := range s.Lines {
			if line.Text != c.line || taken {
				continue
			}
			taken = true
			if got, at := line.Take(c.text); got != c.want || at != c.at {
				t.Errorf("in %q %q makes %q with the cursor at %d", c.text, c.line, got, at)
			}
		}
		if !taken {
			t.Errorf("in %q %q is not offered", c.text, c.line)
		}
	}
}

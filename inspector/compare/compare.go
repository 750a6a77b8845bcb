// Package compare lays an answer to a callback beside an earlier one and says
// what came of it: fixed, broken, still failing, the same or changed. Bodies in
// JSON are compared by structure. What replays callbacks calls it, with answers
// that it has. It knows nothing of ours but how numbers are compared, and must
// never take two answers for the same that a program could tell apart, but for
// what it is told to ignore.
package compare

import (
	"bytes"
	"net/textproto"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Answer is what came of sending a callback.
type Answer struct {
	// OK tells that it was delivered: 200 to 299, whole and in time.
	OK bool
	// Status is 0 where there was no answer; Cause then says why.
	Status  int
	Cause   string
	Headers [][2]string
	Body    []byte
}

// Outcome says how an answer stands to the earlier one.
type Outcome string

// The outcomes. New has no earlier answer.
const (
	New          Outcome = "new"
	Same         Outcome = "same"
	Changed      Outcome = "changed" // both delivered, answered otherwise
	Fixed        Outcome = "fixed"
	Broken       Outcome = "broken"
	StillFailing Outcome = "still-failing"
)

// Difference is one place where two answers differ. A value that is absent is
// "", all are cut to a line.
type Difference struct {
	// At is status, cause, header.NAME, json.PATH (as in the filter language) or body.
	At  string `json:"at"`
	Was string `json:"was"`
	Now string `json:"now"`
}

// Comparison is what two answers come to.
type Comparison struct {
	Outcome     Outcome      `json:"outcome"`
	Differences []Difference `json:"differences,omitempty"`
	// More is how many differences are not listed.
	More int `json:"more,omitempty"`
}

// maxListed is how many differences are listed.
const maxListed = 20

// Compare lays now beside was.
func Compare(was, now Answer, ignored Ignored) Comparison {
	l := &list{ignored: ignored}
	if was.Status != now.Status {
		l.add([]string{"status"}, status(was), status(now))
	}
	if was.Cause != now.Cause && (was.Status == 0 || now.Status == 0) {
		l.add([]string{"cause"}, was.Cause, now.Cause)
	}
	l.headers(was.Headers, now.Headers)
	l.bodies(plain(was), plain(now))
	c := Comparison{Differences: l.found, More: l.more}
	switch {
	case !was.OK && now.OK:
		c.Outcome = Fixed
	case was.OK && !now.OK:
		c.Outcome = Broken
	case !now.OK:
		c.Outcome = StillFailing
	case len(l.found) > 0:
		c.Outcome = Changed
	default:
		c.Outcome = Same
	}
	return c
}

func status(a Answer) string {
	if a.Status == 0 {
		return ""
	}
	return strconv.Itoa(a.Status)
}

// list gathers differences.
type list struct {
	ignored Ignored
	found   []Difference
	more    int
}

func (l *list) add(path []string, was, now string) {
	switch {
	case l.ignored.covers(path):
	case len(l.found) == maxListed:
		l.more++
	default:
		l.found = append(l.found, Difference{At: strings.Join(path, "."), Was: line(was), Now: line(now)})
	}
}

// maxValue is how much of a value is listed, in characters.
const maxValue = 120

func line(s string) string {
	if !utf8.ValidString(s) {
		return strconv.Itoa(len(s)) + " bytes"
	}
	if r := []rune(s); len(r) > maxValue {
		return string(r[:maxValue]) + "…"
	}
	return s
}

// headers compares the values of each name, but for those of the connection and
// of the moment.
func (l *list) headers(was, now [][2]string) {
	old, fresh := byName(was), byName(now)
	var names []string
	for name := range old {
		names = append(names, name)
	}
	for name := range fresh {
		if _, ok := old[name]; !ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		if !slices.Equal(old[name], fresh[name]) {
			l.add([]string{"header", strings.ToLower(name)}, strings.Join(old[name], ", "), strings.Join(fresh[name], ", "))
		}
	}
}

func byName(headers [][2]string) map[string][]string {
	values := map[string][]string{}
	for _, h := range headers {
		switch name := textproto.CanonicalMIMEHeaderKey(h[0]); name {
		case "Connection", "Content-Length", "Date", "Keep-Alive", "Transfer-Encoding": // of the connection and the moment
		default:
			values[name] = append(values[name], h[1])
		}
	}
	return values
}

// bodies compares by structure what both are JSON, and bytes otherwise.
func (l *list) bodies(was, now []byte) {
	if bytes.Equal(was, now) {
		return
	}
	old, ok := decode(was)
	if fresh, also := decode(now); ok && also {
		l.values([]string{"json"}, old, fresh)
		return
	}
	l.add([]string{"body"}, string(was), string(now))
}

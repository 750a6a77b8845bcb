package compare

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"reflect"
	"slices"
	"strconv"

	"ringback/inspector/gatewayapi"
)

// decode reads a text that is JSON as a whole; of two members with one name the
// last counts, as for most programs.
func decode(body []byte) (v any, ok bool) {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if d.Decode(&v) != nil {
		return nil, false
	}
	_, err := d.Token()
	return v, err == io.EOF
}

// values compares two values of JSON, at a path that begins with "json".
func (l *list) values(path []string, was, now any) {
	if l.ignored.covers(path) || equal(was, now) {
		return
	}
	at := func(name string) []string { return append(path[:len(path):len(path)], name) }
	switch old := was.(type) {
	case map[string]any:
		if fresh, ok := now.(map[string]any); ok {
			l.members(at, old, fresh)
			return
		}
	case []any:
		if fresh, ok := now.([]any); ok {
			for n := range max(len(old), len(fresh)) {
				switch {
				case n >= len(old):
					l.add(at(strconv.Itoa(n)), "", text(fresh[n]))
				case n >= len(fresh):
					l.add(at(strconv.Itoa(n)), text(old[n]), "")
				default:
					l.values(at(strconv.Itoa(n)), old[n], fresh[n])
				}
			}
			return
		}
	}
	l.add(path, text(was), text(now))
}

func (l *list) members(at func(string) []string, old, fresh map[string]any) {
	names := slices.AppendSeq(slices.Collect(maps.Keys(old)), maps.Keys(fresh))
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		was, had := old[name]
		now, has := fresh[name]
		switch {
		case !had:
			l.add(at(name), "", text(now))
		case !has:
			l.add(at(name), text(was), "")
		default:
			l.values(at(name), was, now)
		}
	}
}

// equal tells whether two scalars mean the same; numbers by their value.
func equal(was, now any) bool {
	old, isNumber := was.(json.Number)
	fresh, alsoNumber := now.(json.Number)
	if isNumber && alsoNumber {
		return gatewayapi.SameNumber(string(old), string(fresh))
	}
	switch was.(type) {
	case map[string]any, []any:
		return false
	}
	return reflect.DeepEqual(was, now)
}

// text writes a value as JSON.
func text(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(v) != nil {
		return ""
	}
	return string(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}

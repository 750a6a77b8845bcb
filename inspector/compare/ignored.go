package compare

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrIgnored reports a path that names nothing of an answer.
var ErrIgnored = errors.New("want status, cause, body, header.NAME or json.PATH")

// Ignored are the places of an answer that are not compared.
type Ignored [][]string

// ParseIgnored reads paths as they stand in differences: status, cause, body,
// header.NAME, json.PATH. In a path of JSON * stands for any name and # for any
// place in a list; what lies below is ignored too.
func ParseIgnored(paths []string) (Ignored, error) {
	var all Ignored
	for _, p := range paths {
		first, rest, deeper := strings.Cut(p, ".")
		switch {
		case !deeper && slices.Contains([]string{"status", "cause", "body", "json"}, first):
			all = append(all, []string{first})
		case deeper && first == "header" && rest != "":
			all = append(all, []string{first, strings.ToLower(rest)})
		case deeper && first == "json" && rest != "":
			all = append(all, strings.Split(p, "."))
		default:
			return nil, fmt.Errorf("ignore %q: %w", p, ErrIgnored)
		}
	}
	return all, nil
}

// covers tells whether a place, or one that it lies in, is ignored. A name with a
// dot in it is as good as two.
func (i Ignored) covers(path []string) bool {
	if len(i) == 0 {
		return false
	}
	if path[0] == "json" {
		path = strings.Split(strings.Join(path, "."), ".")
	}
	return slices.ContainsFunc(i, func(ignored []string) bool {
		if len(ignored) > len(path) {
			return false
		}
		for n, name := range ignored {
			place := name == "#" && strings.Trim(path[n], "0123456789") == ""
			if name != path[n] && !place && (name != "*" || n == 0) {
				return false
			}
		}
		return true
	})
}

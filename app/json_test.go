package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLinesOfJSONMayComeInPieces(t *testing.T) {
	const lines = "{\"a\":\"\u009b\u202e☂\"}\n{}\n\n[\"\u007f\"]\n"
	const want = `{"a":"\u009b\u202e☂"}` + "\n{}\n\n" + `["\u007f"]` + "\n"
	for size := 1; size <= len(lines); size++ {
		var out strings.Builder
		w := &harmlessLines{out: &out}
		for rest := lines; rest != ""; {
			n, err := w.Write([]byte(rest[:min(size, len(rest))]))
			if err != nil {
				t.Fatal(err)
			}
			rest = rest[n:]
		}
		if out.String() != want {
			t.Errorf("in pieces of %d: %q, want %q", size, out.String(), want)
		}
	}
}

func TestJSONSaysTheSameAndCannotMislead(t *testing.T) {
	in := map[string]string{"text": "<b>☂\n\u202eevil\u009b31m\x7f\u2028 \\u202e 👍"}
	for _, indent := range []string{"", "  "} {
		text, err := marshal(in, indent)
		if err != nil {
			t.Fatal(err)
		}
		if strings.ContainsFunc(string(text), misleading) {
			t.Errorf("misleading: %q", text)
		}
		if !strings.Contains(string(text), "<b>☂") {
			t.Errorf("hard to read: %q", text)
		}
		var out map[string]string
		if err := json.Unmarshal(text, &out); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if diff := cmp.Diff(in, out); diff != "" {
			t.Error(diff)
		}
	}
}

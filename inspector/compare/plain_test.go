package compare

import (
	"bytes"
	"compress/gzip"
	"strings"
	"testing"
	"time"
)

func packed(t *testing.T, body string, at time.Time) Answer {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.ModTime = at
	if _, err := w.Write([]byte(body)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return ok(b.String(), [2]string{"content-encoding", "GZIP"})
}

// Packed bodies are compared by what is in them.
func TestPackedAnswers(t *testing.T) {
	early, late := time.Unix(1_000_000_000, 0), time.Unix(1_700_000_000, 0)
	if c := Compare(packed(t, `{"a": 1}`, early), packed(t, `{"a":1.0}`, late), nil); c.Outcome != Same {
		t.Errorf("%+v", c)
	}
	c := Compare(packed(t, `{"a": 1}`, early), packed(t, `{"a": 2}`, early), nil)
	if len(c.Differences) != 1 || c.Differences[0].At != "json.a" {
		t.Errorf("%+v", c)
	}
	cut := packed(t, strings.Repeat("x", 100), early)
	cut.Body = cut.Body[:len(cut.Body)-5]
	bomb := packed(t, strings.Repeat("x", maxPlain+1), early)
	for _, a := range []Answer{cut, bomb, ok("no", [2]string{"Content-Encoding", "gzip"})} {
		if got := plain(a); !bytes.Equal(got, a.Body) {
			t.Errorf("unpacked to %d bytes", len(got))
		}
	}
}

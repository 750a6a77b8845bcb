package wire_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ringback/inspector/wire"
)

func checkFormat(t testing.TB, h wire.Head) {
	t.Helper()
	text, err := wire.FormatHead(h)
	if err != nil {
		t.Fatalf("FormatHead(%q): %v", h, err)
	}
	again, err := wire.ParseHead(text)
	if err != nil {
		t.Fatalf("ParseHead(%q): %v", text, err)
	}
	if diff := cmp.Diff(h, again); diff != "" {
		t.Fatalf("written and read again (-before +after):\n%s", diff)
	}
	if bytes.Count(text, []byte("\n")) != len(h.Headers)+2 {
		t.Fatalf("%d headers became %q", len(h.Headers), text)
	}
}

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

// cancelling ends a context with the first thing that is written to it.
type cancelling struct {
	bytes.Buffer
	cancel context.CancelFunc
}

func (w *cancelling) Write(p []byte) (int, error) {
	w.cancel()
	return w.Buffer.Write(p)
}

// Whoever reads the list gets JSON, also when Ctrl+C comes in the middle.
func TestListIsJSONAlsoWhenInterrupted(t *testing.T) {
	e := inspectortest.Open(t)
	lines := strings.Repeat(inspectortest.MOSMS(1)+"\n", 3*pageSize)
	if _, err := e.ImportJSONL(t.Context(), strings.NewReader(lines), nil); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	out := &cancelling{cancel: cancel}
	p := &program{stdout: out, stderr: &bytes.Buffer{}}
	err := p.list(ctx, e.Inspector, inspector.Query{Limit: 1000}, true)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("list = %v, want %v", err, context.Canceled)
	}
	var list []json.RawMessage
	if err := json.Unmarshal(out.Bytes(), &list); err != nil || len(list) == 0 || len(list) >= 3*pageSize {
		t.Errorf("%d callbacks are listed, %v, in %.200q", len(list), err, out.String())
	}
}

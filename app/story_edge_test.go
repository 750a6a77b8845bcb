package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"ringback/tunnel/tunneltest"
)

// edgeKey is where a story keeps its edge, a *tunneltest.Edge.
type edgeKey struct{}

// storyT lets an edge run in a story.
type storyT struct{ ts *testscript.TestScript }

func (t storyT) Helper()                           {}
func (t storyT) Fatal(args ...any)                 { t.ts.Fatalf("%s", fmt.Sprint(args...)) }
func (t storyT) Fatalf(format string, args ...any) { t.ts.Fatalf(format, args...) }
func (t storyT) Cleanup(end func())                { t.ts.Defer(end) }

// edgeStory runs a stand-in for ngrok's edge, in this process: edge start; then
// edge drop, edge refuse [CODE TEXT], edge visit PATH FILE.
func edgeStory(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: edge start | drop | refuse [CODE TEXT] | visit PATH FILE")
	}
	if args[0] == "start" {
		e := tunneltest.New(storyT{ts})
		*ts.Value(edgeKey{}).(**tunneltest.Edge) = e
		ts.Check(os.WriteFile(ts.MkAbs("edge.pem"), e.RootsPEM(), 0o600))
		ts.Setenv("RINGBACK_NGROK_EDGE", e.Addr())
		ts.Setenv("RINGBACK_NGROK_PUBLIC", e.PublicAddr())
		ts.Setenv("RINGBACK_NGROK_CA", ts.MkAbs("edge.pem"))
		return
	}
	e := *ts.Value(edgeKey{}).(**tunneltest.Edge)
	switch {
	case args[0] == "drop":
		e.Drop()
	case args[0] == "refuse" && len(args) == 3:
		e.RefuseSessions(args[1], args[2])
	case args[0] == "refuse" && len(args) == 1:
		e.RefuseSessions("", "")
	case args[0] == "visit" && len(args) == 3:
		resp, err := e.Visitor().Post(tunneltest.DevURL+args[1], "application/json", strings.NewReader(ts.ReadFile(args[2])))
		ts.Check(err)
		defer resp.Body.Close()
		answer, err := io.ReadAll(resp.Body)
		ts.Check(err)
		if resp.StatusCode != http.StatusOK {
			ts.Fatalf("the visitor got %s: %s", resp.Status, answer)
		}
	default:
		ts.Fatalf("edge: cannot %q", args)
	}
}

package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"ringback/storage"
	"ringback/tunnel/tunneltest"
)

// patience is how long a test waits for what must happen.
const patience = time.Minute

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"ringback": main})
}

// The stories in testdata/script run the real program as people do. Besides the
// commands of testscript they know those below and in story_server_test.go.
func TestStories(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup:               furnish,
		Condition: func(name string) (bool, error) {
			if name == "root" {
				return os.Geteuid() == 0, nil
			}
			return false, fmt.Errorf("no condition %q", name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"serve": serveStory, "halt": haltStory, "crash": crashStory, "post": postStory, "edge": edgeStory,
			"until": untilStory, "nowhere": nowhereStory, "intact": intactStory, "fromfuture": futureStory, "crlf": crlfStory,
			"https": httpsStory(t),
		},
	})
}

// furnish gives a story a home, a database and a file for secrets of its own.
func furnish(env *testscript.Env) error {
	// A socket's name is short; that of a story's folder may not be.
	runtime, err := os.MkdirTemp("", "rb")
	if err != nil {
		return err
	}
	env.Defer(func() { _ = os.RemoveAll(runtime) })
	env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
	env.Setenv("XDG_DATA_HOME", filepath.Join(env.WorkDir, "home", "data"))
	env.Setenv("XDG_RUNTIME_DIR", runtime)
	env.Setenv("RINGBACK_DB", filepath.Join(env.WorkDir, "ringback.db"))
	env.Setenv("RINGBACK_KEYRING", "off")
	env.Values[serverKey{}] = new(*server)
	env.Values[edgeKey{}] = new(*tunneltest.Edge)
	return nil
}

// untilStory waits until a file matches a pattern: until FILE PATTERN.
func untilStory(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: until FILE PATTERN")
	}
	pattern, err := regexp.Compile("(?m)" + args[1])
	ts.Check(err)
	for limit := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		text := ts.ReadFile(args[0])
		if pattern.MatchString(text) {
			return
		}
		if time.Now().After(limit) {
			ts.Fatalf("waited in vain for %q in %s:\n%s", args[1], args[0], text)
		}
	}
}

// nowhereStory fails when a text is in a file of the story, in its name or in
// what was printed last: nowhere TEXT [EXCEPT...].
func nowhereStory(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 || args[0] == "" {
		ts.Fatalf("usage: nowhere TEXT [EXCEPT...]")
	}
	searched := 0
	ts.Check(filepath.WalkDir(ts.MkAbs("."), func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() || slices.Contains(args[1:], entry.Name()) {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		searched++
		if bytes.Contains(text, []byte(args[0])) || strings.Contains(name, args[0]) {
			return fmt.Errorf("%s: holds %q", name, args[0])
		}
		return nil
	}))
	if searched == 0 {
		ts.Fatalf("there is no file to look into")
	}
	for _, name := range []string{"stdout", "stderr"} {
		if strings.Contains(ts.ReadFile(name), args[0]) {
			ts.Fatalf("%s holds %q", name, args[0])
		}
	}
}

// intactStory reads a whole database and compares all checksums: intact FILE.
func intactStory(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: intact FILE")
	}
	s, err := storage.Open(ts.MkAbs(args[0]), storage.Options{ReadOnly: true})
	ts.Check(err)
	defer s.Close()
	ts.Check(s.Check())
}

// futureStory makes a database look as if a later version wrote it: fromfuture FILE.
func futureStory(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: fromfuture FILE")
	}
	file := ts.MkAbs(args[0])
	text, err := os.ReadFile(file)
	ts.Check(err)
	now, later := binary.BigEndian.AppendUint64([]byte("schema"), 2), binary.BigEndian.AppendUint64([]byte("schema"), 999)
	if !bytes.Contains(text, now) {
		ts.Fatalf("%s: no schema in it", args[0])
	}
	ts.Check(os.WriteFile(file, bytes.ReplaceAll(text, now, later), 0o600))
}

// crlfStory copies a text with lines that end with CRLF: crlf FROM TO.
func crlfStory(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: crlf FROM TO")
	}
	text := strings.ReplaceAll(ts.ReadFile(args[0]), "\n", "\r\n")
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text), 0o600))
}

//go:build e2e

package e2e

import (
	"encoding/json"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"ringback/inspector"
)

// quit ends the program by its key, which must end it well.
func (p *program) quit(t *testing.T) {
	t.Helper()
	p.do(t, "key", "ctrl+q")
	p.ends(t)
}

// ends waits until the program has ended, which it must do well.
func (p *program) ends(t *testing.T) {
	t.Helper()
	ended := make(chan *os.ProcessState, 1)
	go func() {
		state, _ := p.cmd.Process.Wait()
		ended <- state
	}()
	select {
	case state := <-ended:
		if state.ExitCode() != 0 {
			t.Errorf("it ended with status %d", state.ExitCode())
		}
	case <-time.After(patience):
		t.Fatal("the window does not end")
	}
}

// focused puts the pointer into the window, where the keys go then, and waits
// until the window is at rest.
func (p *program) focused(t *testing.T, name string) image.Image {
	t.Helper()
	p.do(t, "mousemove", "700", "470")
	return p.rested(t, name)
}

// types types a text.
func (p *program) types(t *testing.T, text string) {
	t.Helper()
	p.do(t, "type", "--delay", "60", text)
}

// keys presses keys one after the other.
func (p *program) keys(t *testing.T, names ...string) {
	t.Helper()
	p.do(t, append([]string{"key", "--delay", "60"}, names...)...)
}

// command runs a command by its name, from the palette.
func (p *program) command(t *testing.T, title string) {
	t.Helper()
	p.keys(t, "ctrl+k")
	p.types(t, title)
	p.keys(t, "Return")
}

// ringback runs another command beside the window and returns what it prints.
func (p *program) ringback(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.Command(p.path, append(args, "--db", p.db)...)
	cmd.Env = p.cmd.Env
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("ringback %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// remembered returns what the window keeps from run to run.
func (p *program) remembered(t *testing.T) (kept map[string]any) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(filepath.Dir(p.db), "config", "ringback", "window.json"))
	if err != nil || json.Unmarshal(text, &kept) != nil {
		return nil
	}
	return kept
}

// marks returns what is kept beside a callback, once the program has ended.
func (p *program) marks(t *testing.T, id uint64) inspector.Marks {
	t.Helper()
	e, err := inspector.Open(p.db, inspector.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	return e.Marks(id)
}

// By keys alone: no button is pressed, and the pointer rests.
func TestStarTagAndNoteSurviveARestart(t *testing.T) {
	s := openScreen(t, "1600x1000")
	p := start(t, s)
	p.post(t, received)
	before := p.focused(t, "list")
	s.retrying(t, "the detail", func() bool { return differs(before, s.shot(t, "detail"), before.Bounds()) > 5000 }, "key", "Home")
	p.keys(t, "s")
	p.keys(t, "t")
	p.types(t, "vip, autumn")
	p.keys(t, "Return")
	p.keys(t, "m")
	p.types(t, "ask sales")
	p.keys(t, "Tab", "Tab", "Return") // past Cancel to Save
	p.rested(t, "marked")
	p.quit(t)
	want := inspector.Marks{Starred: true, Note: "ask sales", Tags: []string{"autumn", "vip"}}
	if got := p.marks(t, 1); !reflect.DeepEqual(got, want) {
		t.Fatalf("stored: %+v", got)
	}
	again := p.again(t)
	before = again.focused(t, "again")
	s.retrying(t, "the detail again", func() bool { return differs(before, s.shot(t, "again"), before.Bounds()) > 5000 }, "key", "Home")
	again.keys(t, "s") // takes the star off again
	again.rested(t, "unmarked")
	again.quit(t)
	want.Starred = false
	if got := again.marks(t, 1); !reflect.DeepEqual(got, want) {
		t.Errorf("after a restart and one more key: %+v", got)
	}
}

func TestSelectedCallbacksAreDeletedAndBroughtBack(t *testing.T) {
	s := openScreen(t, "1600x1000")
	p := start(t, s)
	for n := range 5 {
		p.post(t, strings.Replace(received, "2840117", strconv.Itoa(1000+n), 1))
	}
	before := p.focused(t, "five")
	changed := func(what string) {
		t.Helper()
		eventually(t, what, func() bool { return differs(before, s.shot(t, "five"), before.Bounds()) > 5000 })
		before = p.rested(t, "five")
	}
	s.retrying(t, "the first selected", func() bool { return differs(before, s.shot(t, "five"), before.Bounds()) > 5000 }, "key", "Home")
	before = p.rested(t, "five")
	p.keys(t, "shift+Down", "shift+Down") // the three newest
	changed("three selected")
	p.keys(t, "Delete")
	changed("three struck")
	p.keys(t, "ctrl+z")
	changed("all kept")
	p.keys(t, "Home", "Delete")
	changed("one struck")
	p.quit(t)
	if list := p.callbacks(t); len(list) != 4 || list[0]["id"] != float64(4) {
		t.Errorf("stored: %v", list)
	}
}

func TestTheWindowComesBackAsItWas(t *testing.T) {
	s := openScreen(t, "1600x1000")
	p := start(t, s)
	p.post(t, received)
	before := p.focused(t, "first")
	s.retrying(t, "the window takes keys", func() bool { return differs(before, s.shot(t, "first"), before.Bounds()) > 5000 }, "key", "Home")
	window := strings.Fields(string(s.tool(t, "xdotool", "search", "--onlyvisible", "--name", "Ringback")))[0]
	s.do(t, "windowsize", window, "1180", "760")
	eventually(t, "the other size", func() bool { return s.size(t) == "1180x760" })
	p.command(t, "side bar")
	p.rested(t, "other")
	p.quit(t)
	kept := p.remembered(t)
	if size, ok := kept["size"].(map[string]any); !ok || size["Width"] != float64(1180) || size["Height"] != float64(760) || kept["rail_hidden"] != true {
		t.Errorf("kept: %v", kept)
	}
	again := p.again(t)
	eventually(t, "the size that it had", func() bool { return s.size(t) == "1180x760" })
	again.focused(t, "again")
	again.quit(t)
}

// size returns how large the window is: "1440x900".
func (s *screen) size(t *testing.T) string {
	t.Helper()
	window := strings.Fields(string(s.tool(t, "xdotool", "search", "--onlyvisible", "--name", "Ringback")))[0]
	out := string(s.tool(t, "xdotool", "getwindowgeometry", window))
	_, size, _ := strings.Cut(out, "Geometry: ")
	return strings.TrimSpace(size)
}

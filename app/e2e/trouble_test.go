//go:build e2e

package e2e

import (
	"bufio"
	"fmt"
	"image"
	"image/color"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// below the top bar is where the window says in red what is wrong.
var stripArea = image.Rect(100, 52, 900, 84)

// alarmed tells whether the red strip is there.
func (s *screen) alarmed(t *testing.T, name string) bool {
	t.Helper()
	img, red := s.shot(t, name), 0
	for y := stripArea.Min.Y; y < stripArea.Max.Y; y++ {
		for x := stripArea.Min.X; x < stripArea.Max.X; x++ {
			c, _ := color.RGBAModel.Convert(img.At(x, y)).(color.RGBA)
			if int(c.R) > int(c.G)+8 && int(c.R) > int(c.B)+4 { // all else is bluish
				red++
			}
		}
	}
	return red > stripArea.Dx()*stripArea.Dy()/2
}

func TestATakenPortIsSaidAndTriedAgain(t *testing.T) {
	s := openScreen(t, "1600x1000")
	p := prepare(t, s)
	other, err := net.Listen("tcp", strings.TrimPrefix(p.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	p.launch(t)
	eventually(t, "the red strip", func() bool { return s.alarmed(t, "taken") })
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	s.do(t, "mousemove", "1384", "67", "click", "1") // Try again
	eventually(t, "the receiver", p.receives)
	p.post(t, received)
	eventually(t, "no red strip", func() bool { return !s.alarmed(t, "free") })
	if list := p.callbacks(t); len(list) != 1 {
		t.Errorf("stored: %v", list)
	}
}

// Another file in the place of the database: nothing is acknowledged, and that is
// said in red until the right one is back.
func TestAStoreThatFailsIsSaidInRedUntilItWorksAgain(t *testing.T) {
	s := openScreen(t, "1600x1000")
	p := start(t, s)
	p.post(t, received)
	p.focused(t, "well")
	move := func(from, to string) {
		t.Helper()
		if err := os.Rename(from, to); err != nil {
			t.Fatal(err)
		}
	}
	aside := p.db + ".aside"
	move(p.db, aside)
	if err := os.WriteFile(p.db, []byte("another file"), 0o600); err != nil {
		t.Fatal(err)
	}
	if status := p.status(t, received); status != http.StatusServiceUnavailable {
		t.Errorf("without its file it answered %d", status)
	}
	eventually(t, "the red strip", func() bool { return s.alarmed(t, "failing") })
	move(aside, p.db)
	eventually(t, "that it records again", func() bool { return p.status(t, received) == http.StatusOK })
	eventually(t, "no red strip", func() bool { return !s.alarmed(t, "recovered") })
	if list := p.callbacks(t); len(list) < 2 {
		t.Errorf("stored: %v", list)
	}
}

// status posts a callback and returns the status of the answer.
func (p *program) status(t *testing.T, body string) int {
	t.Helper()
	resp, err := http.Post(p.url+"/sms/in", "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	return resp.StatusCode
}

// Where the dialog for files shows the only one that can be imported, and its button.
const fileX, fileY, openX, openY = "524", "176", "1326", "820"

func TestAnImportFromTheMenuIsNotCutOffUnasked(t *testing.T) {
	s := openScreen(t, "1600x1000")
	p := start(t, s)
	const lines = 300_000 // some seconds
	writeCallbacks(t, filepath.Join(filepath.Dir(p.db), "import.jsonl"), lines)
	before := p.focused(t, "before")
	s.retrying(t, "the dialog", func() bool { return differs(before, s.shot(t, "dialog"), before.Bounds()) > 50*restless }, "key", "ctrl+o")
	p.rested(t, "dialog")
	s.do(t, "mousemove", fileX, fileY, "click", "1", "sleep", "0.5", "mousemove", openX, openY, "click", "1")
	eventually(t, "the import", func() bool { return p.stored(t) > 0 })
	s.do(t, "key", "ctrl+q")
	eventually(t, "all of it", func() bool {
		if err := p.cmd.Process.Signal(syscall.Signal(0)); err != nil {
			t.Fatalf("it ended during the import: %v", err)
		}
		return p.stored(t) == lines
	})
}

// stored returns how many callbacks are stored.
func (p *program) stored(t *testing.T) (n int) {
	t.Helper()
	if _, err := fmt.Sscan(p.ringback(t, "callbacks", "--count"), &n); err != nil {
		t.Fatal(err)
	}
	return n
}

// writeCallbacks writes bodies of callbacks to a file, one a line.
func writeCallbacks(t *testing.T, path string, n int) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	for i := range n {
		fmt.Fprintf(w, `{"id": %d, "msisdn": 4520304050, "receiver": 451204, "message": "foo %d", "senttime": 1795436000, "webhook_label": "many"}`+"\n", i+1, i)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
}

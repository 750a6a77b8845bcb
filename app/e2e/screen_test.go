//go:build e2e

package e2e

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// patience is how long a test waits for what must happen; software rendering
// on a busy machine is slow.
const patience = 90 * time.Second

// screen is an X server of its own.
type screen struct {
	display string
	dir     string // where screenshots go
}

// openScreen starts Xvfb on a free display; it ends with the test.
func openScreen(t *testing.T, size string, options ...string) *screen {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("Xvfb", append([]string{"-displayfd", "3", "-screen", "0", size + "x24", "-nolisten", "tcp", "-noreset"}, options...)...)
	cmd.ExtraFiles = []*os.File{w}
	if err := cmd.Start(); err != nil {
		t.Fatalf("start Xvfb (make test installs it): %v", err)
	}
	_ = w.Close()
	end(t, cmd)
	var number string
	if _, err := fmt.Fscanln(r, &number); err != nil {
		t.Fatalf("Xvfb gave no display: %v", err)
	}
	dir := os.Getenv("RINGBACK_E2E_SHOTS")
	if dir == "" {
		dir = t.TempDir()
	}
	return &screen{display: ":" + number, dir: dir}
}

// end ends a program with the test: politely, after 5 s by force.
func end(t *testing.T, cmd *exec.Cmd) {
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		killer := time.AfterFunc(5*time.Second, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait()
		killer.Stop()
	})
}

func (s *screen) tool(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "DISPLAY="+s.display)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v", name, strings.Join(args, " "), err)
	}
	return out
}

// do drives the window with the words of xdotool.
func (s *screen) do(t *testing.T, words ...string) {
	t.Helper()
	s.tool(t, "xdotool", words...)
}

// shot takes a picture of the whole screen and keeps it under a name.
func (s *screen) shot(t *testing.T, name string) image.Image {
	t.Helper()
	out := s.tool(t, "import", "-window", "root", "png:-")
	if err := os.WriteFile(filepath.Join(s.dir, name+".png"), out, 0o600); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// differs counts the pixels of an area that differ between two pictures.
func differs(a, b image.Image, area image.Rectangle) (n int) {
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if color.RGBAModel.Convert(a.At(x, y)) != color.RGBAModel.Convert(b.At(x, y)) {
				n++
			}
		}
	}
	return n
}

// eventually waits until ok returns true.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for limit := time.Now().Add(patience); !ok(); time.Sleep(100 * time.Millisecond) {
		if time.Now().After(limit) {
			t.Fatal("waited in vain for: " + what)
		}
	}
}

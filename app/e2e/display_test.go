//go:build e2e

package e2e

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// Without a display that can show a window the program says so in one line and
// carries on as serve.
func TestWithoutAUsableDisplayItServes(t *testing.T) {
	for name, display := range map[string]func(t *testing.T) string{
		"none set":     func(*testing.T) string { return "" },
		"nobody there": func(*testing.T) string { return ":4099" },
		"one without GLX": func(t *testing.T) string {
			return openScreen(t, "800x600", "-extension", "GLX").display
		},
	} {
		t.Run(name, func(t *testing.T) {
			home := t.TempDir()
			path, address, out := os.Getenv("RINGBACK_E2E_PROGRAM"), freeAddress(t), &said{}
			cmd := exec.Command(path, "--db", filepath.Join(home, "r.db"), "--listen", address)
			cmd.Env = append(os.Environ(), "DISPLAY="+display(t), "WAYLAND_DISPLAY=", "HOME="+home, "NGROK_AUTHTOKEN=", "XDG_CONFIG_HOME="+home,
				"XDG_CACHE_HOME="+home, "XDG_RUNTIME_DIR="+home, "RINGBACK_KEYRING=off", "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent")
			cmd.Stdout, cmd.Stderr = out, out
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			end(t, cmd)
			eventually(t, "serve", func() bool { return strings.Contains(out.String(), "curl http://"+address) })
			if n := strings.Count(out.String(), "No window can be opened"); n != 1 {
				t.Errorf("it says %d times that there is no window:\n%s", n, out)
			}
			if strings.Contains(out.String(), "panic") || strings.Contains(out.String(), "goroutine ") {
				t.Errorf("it panicked:\n%s", out)
			}
			resp, err := http.Post("http://"+address+"/sms/in", "application/json", strings.NewReader(received))
			if err != nil {
				t.Fatal(err)
			}
			_ = resp.Body.Close()
			eventually(t, "the callback on stdout", func() bool { return strings.Contains(out.String(), "foo hello world") })
			if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
				t.Fatal(err)
			}
			if state, err := cmd.Process.Wait(); err != nil || state.ExitCode() != 0 {
				t.Errorf("it ended with %v (%v):\n%s", state, err, out)
			}
		})
	}
}

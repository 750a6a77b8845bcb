//go:build e2e

package e2e

import (
	"bytes"
	"encoding/json"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// program is the real program with its window on a screen.
type program struct {
	*screen
	cmd  *exec.Cmd
	path string
	db   string
	url  string
	env  []string
	said *said
}

// said collects what the program writes to stderr.
type said struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// start opens the window on a new database, in a home of its own.
func start(t *testing.T, s *screen, env ...string) *program {
	t.Helper()
	p := prepare(t, s, env...)
	p.launch(t)
	eventually(t, "the receiver", p.receives)
	return p
}

// prepare makes the home of a program that is still to be launched.
func prepare(t *testing.T, s *screen, env ...string) *program {
	t.Helper()
	path := os.Getenv("RINGBACK_E2E_PROGRAM")
	if path == "" {
		t.Fatal("RINGBACK_E2E_PROGRAM is not set; run make e2e")
	}
	home := t.TempDir()
	for _, folder := range []string{"cache", "config"} {
		if err := os.Mkdir(filepath.Join(home, folder), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return &program{
		screen: s, path: path, db: filepath.Join(home, "ringback.db"), url: "http://" + freeAddress(t),
		env: append(os.Environ(), append([]string{
			"NGROK_AUTHTOKEN=", // no test goes to the live service unasked
			"DISPLAY=" + s.display, "WAYLAND_DISPLAY=", "HOME=" + home, "XDG_CONFIG_HOME=" + home + "/config", "XDG_CACHE_HOME=" + home + "/cache",
			"XDG_RUNTIME_DIR=" + home, "RINGBACK_KEYRING=off", "FYNE_THEME=", "FYNE_SCALE=1", "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent",
		}, env...)...),
	}
}

// again opens the window anew, on the same database and in the same home.
func (p *program) again(t *testing.T) *program {
	t.Helper()
	next := &program{screen: p.screen, path: p.path, db: p.db, url: p.url, env: p.env}
	next.launch(t)
	eventually(t, "the receiver", next.receives)
	return next
}

// launch starts the program and waits for its window.
func (p *program) launch(t *testing.T) {
	t.Helper()
	p.said = &said{}
	p.cmd = exec.Command(p.path, "--db", p.db, "--listen", strings.TrimPrefix(p.url, "http://"))
	p.cmd.Env, p.cmd.Stdout, p.cmd.Stderr = p.env, p.said, p.said
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	end(t, p.cmd)
	t.Cleanup(func() {
		out := p.said.String()
		for _, bad := range []string{"Error in Fyne call thread", "panic:", "fatal error:", "DATA RACE"} {
			if strings.Contains(out, bad) {
				t.Errorf("the program said %q:\n%s", bad, out)
				return
			}
		}
		if t.Failed() {
			t.Logf("the program said:\n%s", out)
		}
	})
	eventually(t, "the window", func() bool {
		cmd := exec.Command("xdotool", "search", "--onlyvisible", "--name", "Ringback")
		cmd.Env = append(os.Environ(), "DISPLAY="+p.display)
		out, _ := cmd.Output()
		return len(bytes.TrimSpace(out)) > 0
	})
}

// receives tells whether somebody listens at the address.
func (p *program) receives() bool {
	c, err := net.DialTimeout("tcp", strings.TrimPrefix(p.url, "http://"), time.Second)
	if err == nil {
		_ = c.Close()
	}
	return err == nil
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func (p *program) post(t *testing.T, body string) {
	t.Helper()
	resp, err := http.Post(p.url+"/sms/in", "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("answered %s", resp.Status)
	}
}

// callbacks asks for what is stored, through the socket of the window.
func (p *program) callbacks(t *testing.T) (list []map[string]any) {
	t.Helper()
	cmd := exec.Command(p.path, "callbacks", "--db", p.db, "--output", "json")
	cmd.Env = p.cmd.Env
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("ringback callbacks: %v", err)
	}
	if err := json.Unmarshal(out, &list); err != nil {
		t.Fatalf("ringback callbacks printed %q: %v", out, err)
	}
	return list
}

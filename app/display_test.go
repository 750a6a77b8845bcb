package main

import (
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// listenOn accepts nothing, as a busy display does: the system alone answers
// the dial.
func listenOn(t *testing.T, network, address string) net.Listener {
	t.Helper()
	l, err := net.Listen(network, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// xDisplay returns the number of a display whose TCP port is ours until the test
// ends, so that no real display and no other test has it.
func xDisplay(t *testing.T) string {
	port := listenOn(t, "tcp", "127.0.0.1:0").Addr().(*net.TCPAddr).Port
	return strconv.Itoa(port - 6000)
}

func TestAnsweringDisplay(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no display is asked for on Windows")
	}
	dir, err := os.MkdirTemp("", "rb") // short: a socket's name has little room
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	wayland := filepath.Join(dir, "wayland-7")
	listenOn(t, "unix", wayland)
	stale := filepath.Join(dir, "stale")
	l := listenOn(t, "unix", stale).(*net.UnixListener)
	l.SetUnlinkOnClose(false)
	l.Close()
	n := xDisplay(t)
	free := xDisplay(t)
	if runtime.GOOS == "linux" {
		listenOn(t, "unix", "@/tmp/.X11-unix/X"+free)
	}

	tests := []struct {
		name, display, wayland, runtime string
		why                             string // part of the reason, "" when usable
	}{
		{name: "nothing set", why: "neither DISPLAY nor WAYLAND_DISPLAY is set"},
		{name: "Wayland in the runtime folder", wayland: "wayland-7", runtime: dir},
		{name: "Wayland by path", wayland: wayland},
		{name: "Wayland without a runtime folder", wayland: "wayland-7", why: "XDG_RUNTIME_DIR is not set"},
		{name: "Wayland is gone", wayland: stale, why: "connection refused"},
		{name: "Wayland never was", wayland: "nowhere", runtime: dir, why: "no such file"},
		{name: "X by TCP", display: "127.0.0.1:" + n},
		{name: "X by TCP with a screen", display: "tcp/127.0.0.1:" + n + ".0"},
		{name: "X of this machine", display: ":" + n},
		{name: "X by Unix socket only", display: "unix:" + n, why: "DISPLAY=unix:" + n + ": "},
		{name: "X by path", display: wayland + ":0"},
		{name: "X that is no display", display: "nonsense", why: "not of the form host:number"},
		{name: "X with a number out of range", display: ":59536", why: "not of the form host:number"},
		{name: "Wayland is gone but X answers", wayland: stale, display: "127.0.0.1:" + n},
		{name: "both are gone", wayland: stale, display: stale + ":0", why: "connection refused; DISPLAY="},
	}
	if runtime.GOOS == "linux" {
		tests = append(tests, struct{ name, display, wayland, runtime, why string }{name: "X in the abstract namespace", display: "unix:" + free})
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			env := map[string]string{"DISPLAY": tt.display, "WAYLAND_DISPLAY": tt.wayland, "XDG_RUNTIME_DIR": tt.runtime}
			ok, why := answeringDisplay(func(name string) string { return env[name] })
			if ok != (tt.why == "") || !strings.Contains(why, tt.why) {
				t.Errorf("answeringDisplay = %t, %q, want a reason with %q", ok, why, tt.why)
			}
		})
	}
}

func TestNoDisplayIsUsableWithoutItsName(t *testing.T) {
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	asked := runtime.GOOS != "windows" && runtime.GOOS != "darwin"
	if ok, why := usableDisplay(); ok == asked {
		t.Errorf("usableDisplay = %t, %q", ok, why)
	}
}

func TestXSocketsOfForwardedDisplay(t *testing.T) {
	for display, want := range map[string][]socket{
		"localhost:10.0": {{"tcp", "localhost:6010"}}, // ssh -X
		"[::1]:0":        {{"tcp", "[::1]:6000"}},
	} {
		got, err := xSockets(display)
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(socket{})); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", display, err, diff)
		}
	}
}

package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

const (
	// displayLimit is how long a display may take to accept a connection.
	displayLimit = time.Second
	// displayHeld is how long the connection that tried it is held.
	displayHeld = 30 * time.Second
)

// usableDisplay says whether a window can be opened here and, if not, why, in
// words for people. It must be asked before the first call into Fyne, which
// panics without a display. It can't tell a display that refuses us or that
// lacks GLX: those show only once the window opens.
func usableDisplay() (ok bool, why string) {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return true, ""
	}
	return answeringDisplay(os.Getenv)
}

// answeringDisplay says whether the Wayland or the X display that the
// environment names takes connections. One of them is enough: the window
// library tries both.
func answeringDisplay(getenv func(string) string) (ok bool, why string) {
	wayland, x := getenv("WAYLAND_DISPLAY"), getenv("DISPLAY")
	if wayland == "" && x == "" {
		return false, "neither DISPLAY nor WAYLAND_DISPLAY is set"
	}
	var reasons []string
	try := func(variable, value string, sockets func() ([]socket, error)) bool {
		if value == "" {
			return false
		}
		all, err := sockets()
		if err == nil {
			err = dialAny(all)
		}
		if err != nil {
			reasons = append(reasons, fmt.Sprintf("%s=%s: %v", variable, value, err))
		}
		return err == nil
	}
	if try("WAYLAND_DISPLAY", wayland, func() ([]socket, error) { return waylandSockets(wayland, getenv("XDG_RUNTIME_DIR")) }) ||
		try("DISPLAY", x, func() ([]socket, error) { return xSockets(x) }) {
		return true, ""
	}
	return false, strings.Join(reasons, "; ")
}

// socket is where a display may listen, as net.Dial takes it.
type socket struct{ network, address string }

// waylandSockets follows wl_display_connect(3): the name is a path, or lies in
// the runtime folder.
func waylandSockets(name, runtimeDir string) ([]socket, error) {
	if filepath.IsAbs(name) {
		return []socket{{"unix", name}}, nil
	}
	if runtimeDir == "" {
		return nil, errors.New("XDG_RUNTIME_DIR is not set")
	}
	return []socket{{"unix", filepath.Join(runtimeDir, name)}}, nil
}

// xSockets follows X(7) and libxcb: [protocol/][host]:display[.screen], with
// the path of a socket in place of the host where one is given. Display N is
// the Unix socket XN, on Linux also in the abstract namespace, or TCP port 6000+N.
func xSockets(display string) ([]socket, error) {
	malformed := errors.New("not of the form host:number")
	colon := strings.LastIndex(display, ":")
	if colon < 0 {
		return nil, malformed
	}
	host, digits := display[:colon], display[colon+1:]
	digits, _, _ = strings.Cut(digits, ".")
	n, err := strconv.ParseUint(digits, 10, 16)
	if err != nil || n > 65535-6000 {
		return nil, malformed
	}
	if filepath.IsAbs(host) {
		return []socket{{"unix", display}, {"unix", host}}, nil
	}
	protocol := ""
	if before, after, found := strings.Cut(host, "/"); found {
		protocol, host = before, after
	}
	path := "/tmp/.X11-unix/X" + strconv.FormatUint(n, 10)
	local := []socket{{"unix", path}}
	if runtime.GOOS == "linux" {
		local = append(local, socket{"unix", "@" + path})
	}
	port := strconv.FormatUint(6000+n, 10)
	switch {
	case protocol == "unix" || host == "unix":
		return local, nil
	case host == "":
		return append(local, socket{"tcp", net.JoinHostPort("localhost", port)}), nil
	}
	return []socket{{"tcp", net.JoinHostPort(strings.Trim(host, "[]"), port)}}, nil
}

// dialAny returns nil when one of the sockets takes a connection in time, else
// what the first one said.
func dialAny(sockets []socket) error {
	ctx, cancel := context.WithTimeout(context.Background(), displayLimit)
	defer cancel()
	var first error
	for _, s := range sockets {
		var d net.Dialer
		conn, err := d.DialContext(ctx, s.network, s.address)
		if err == nil {
			// An X server without a session starts over when its last client
			// leaves, and turns away who comes meanwhile: ours must not leave
			// before the window is there.
			time.AfterFunc(displayHeld, func() { _ = conn.Close() })
			return nil
		}
		if first == nil {
			first = err
		}
	}
	return first
}

package owner

import (
	"errors"
	"io/fs"
	"net"
	"os"

	"golang.org/x/sys/windows"
)

// bind makes the socket in place. Windows has no modes: who may connect follows
// from the folder's access list, and a user's own folders admit nobody else.
func bind(path string) (*net.UnixListener, error) {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		return nil, err
	}
	l.SetUnlinkOnClose(false)
	return l, nil
}

// nobodyListens says whether a failed dial met a stale socket, or none.
func nobodyListens(err error) bool { return errors.Is(err, windows.WSAECONNREFUSED) }

// isSocket counts irregular files too: Windows shows a socket as a reparse point.
func isSocket(info fs.FileInfo) bool { return info.Mode()&(fs.ModeSocket|fs.ModeIrregular) != 0 }

// checkPrivate has nothing to check: the temporary folder is the user's own.
func checkPrivate(string) error { return nil }

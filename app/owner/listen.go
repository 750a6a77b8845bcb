package owner

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"sync"
)

// Listen makes the socket of the database at dbPath, with mode 0600 from its
// first moment on, and replaces one that a crash left behind. Only the process
// that holds the database's lock may call it, and it must close the listener,
// which removes the socket, before it gives up the lock.
func Listen(dbPath string) (*Listener, error) {
	var failed []error
	for _, p := range places(dbPath) {
		l, err := listenAt(p)
		if err == nil {
			return l, nil
		}
		failed = append(failed, err)
	}
	return nil, fmt.Errorf("listen for commands: %w", errors.Join(failed...))
}

func listenAt(p place) (*Listener, error) {
	if p.private {
		dir := filepath.Dir(p.path)
		if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		if err := checkPrivate(dir); err != nil {
			return nil, err
		}
	}
	if info, err := os.Lstat(p.path); err == nil && !isSocket(info) {
		return nil, fmt.Errorf("%s is in the way and is no socket", p.path)
	}
	l, err := bind(p.path)
	if err != nil {
		return nil, err
	}
	return &Listener{UnixListener: l, path: p.path}, nil
}

// Listener is the owner's socket. Closing it removes the socket, which the
// embedded listener can't do: it knows only the name that it was bound to.
type Listener struct {
	*net.UnixListener
	path string
	once sync.Once
}

// Close stops listening and removes the socket. Later calls do nothing.
func (l *Listener) Close() error {
	var err error
	l.once.Do(func() {
		// Removed first: a command that comes now finds nobody, rather than
		// a socket that is about to turn it away.
		err = errors.Join(os.Remove(l.path), l.UnixListener.Close())
	})
	return err
}

// Addr returns the socket's present name.
func (l *Listener) Addr() net.Addr { return &net.UnixAddr{Name: l.path, Net: "unix"} }

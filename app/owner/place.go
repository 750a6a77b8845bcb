package owner

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strconv"
)

const (
	// maxPath is the shortest limit of the systems we run on: macOS gives a
	// socket's name 104 bytes with the closing NUL, Linux and Windows 108.
	maxPath = 103
	// bindRoom is the room that a socket's first name needs beside its last
	// one, "/.rb4294967295/s" (see bind).
	bindRoom = 16
)

// place is where a database's socket may lie.
type place struct {
	path string
	// private says that the folder is ours alone, to make and to check.
	private bool
}

// places returns where the socket of the database may lie, best first: beside
// the file, or under a name made from the file's in a folder of this user, for
// paths that are too long and for file systems without sockets.
func places(dbPath string) []place {
	file := resolve(dbPath)
	sum := sha256.Sum256([]byte(file))
	name := hex.EncodeToString(sum[:8]) + ".sock"

	all := []place{{path: file + ".sock"}}
	if dir := os.Getenv("XDG_RUNTIME_DIR"); filepath.IsAbs(dir) {
		all = append(all, place{filepath.Join(dir, "ringback", name), true})
	}
	perUser := "ringback-" + strconv.Itoa(os.Geteuid())
	all = append(all, place{filepath.Join(os.TempDir(), perUser, name), true})

	fitting := all[:0]
	for _, p := range all {
		if len(p.path) <= maxPath && len(filepath.Dir(p.path))+bindRoom <= maxPath {
			fitting = append(fitting, p)
		}
	}
	return fitting
}

// resolve gives all names of one file the same form, so that the owner and a
// command that came by another link meet. The file itself may not exist yet.
func resolve(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	if dir, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		return filepath.Join(dir, filepath.Base(path))
	}
	return path
}

package storage

import (
	"os"

	"golang.org/x/sys/unix"
)

// identity tells a file from any other that may come to bear its name.
type identity struct {
	major, minor uint32
	inode        uint64
}

// identityAt returns the identity of what is at a path, and its size in bytes.
func identityAt(path string) (identity, int64, error) {
	return statx(unix.AT_FDCWD, path, 0)
}

// identityOf returns the identity of an open file, and its size in bytes.
func identityOf(f *os.File) (identity, int64, error) {
	return statx(int(f.Fd()), "", unix.AT_EMPTY_PATH)
}

// statx asks for no more than it needs: a file whose times were looked at gets
// exact new ones with its next write (multigrain timestamps, Linux 6.13), which
// at each commit costs a lone connection a fifth of its speed.
func statx(dir int, path string, flags int) (identity, int64, error) {
	var st unix.Statx_t
	if err := unix.Statx(dir, path, flags|unix.AT_STATX_DONT_SYNC, unix.STATX_INO|unix.STATX_SIZE, &st); err != nil {
		return identity{}, 0, &os.PathError{Op: "statx", Path: path, Err: err}
	}
	return identity{st.Dev_major, st.Dev_minor, st.Ino}, int64(st.Size), nil
}

func (i identity) same(other identity) bool { return i == other }

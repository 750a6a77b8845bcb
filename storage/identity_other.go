//go:build !linux

package storage

import "os"

// identity tells a file from any other that may come to bear its name.
type identity struct{ info os.FileInfo }

// identityAt returns the identity of what is at a path, and its size in bytes.
func identityAt(path string) (identity, int64, error) {
	info, err := os.Stat(path)
	if err != nil {
		return identity{}, 0, err
	}
	return identity{info}, info.Size(), nil
}

// identityOf returns the identity of an open file, and its size in bytes.
func identityOf(f *os.File) (identity, int64, error) {
	info, err := f.Stat()
	if err != nil {
		return identity{}, 0, err
	}
	return identity{info}, info.Size(), nil
}

func (i identity) same(other identity) bool { return os.SameFile(i.info, other.info) }

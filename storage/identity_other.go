//go:build !linux

package storage

import "os"

// identity tells a file from any other that may come to bear its name.
type identity struct{ info os.FileInfo }

// identityAt returns the identity of what is at a path.
func identityAt(path string) (identity, error) {
	info, err := os.Stat(path)
	return identity{info}, err
}

// identityOf returns the identity of an open file.
func identityOf(f *os.File) (identity, error) {
	info, err := f.Stat()
	return identity{info}, err
}

func (i identity) same(other identity) bool { return os.SameFile(i.info, other.info) }

package storagetest

import (
	"os"
	"sync"

	"golang.org/x/sys/unix"
)

// Disk is a disk that can be filled up and emptied while a store is on it: give
// its OpenFile to [storage.Options]. It works below bbolt: while it is full,
// the very descriptor that bbolt writes to is that of /dev/full, so that writes
// fail as they do on a full disk.
type Disk struct {
	mu    sync.Mutex
	file  *os.File // the one opened last
	saved int      // a duplicate of its descriptor, while the disk is full
	full  bool
}

// OpenFile opens a file as os.OpenFile does, and fails while the disk is full.
func (d *Disk) OpenFile(name string, flag int, mode os.FileMode) (*os.File, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.full {
		return nil, &os.PathError{Op: "open", Path: name, Err: unix.ENOSPC}
	}
	f, err := os.OpenFile(name, flag, mode)
	if err == nil && flag&os.O_RDWR != 0 {
		d.file = f
	}
	return f, err
}

// Fill lets every write fail from now on.
func (d *Disk) Fill() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	full, err := os.OpenFile("/dev/full", os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer full.Close()
	d.full = true
	return d.control(func(fd int) error {
		// The duplicate keeps the lock on the file, and the way back to it.
		if d.saved, err = unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0); err != nil {
			return err
		}
		return unix.Dup3(int(full.Fd()), fd, unix.O_CLOEXEC)
	})
}

// Empty lets writes work again.
func (d *Disk) Empty() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.full = false
	// The store may have closed the file meanwhile: then there is no way back,
	// and it opens it anew.
	_ = d.control(func(fd int) error { return unix.Dup3(d.saved, fd, unix.O_CLOEXEC) })
	return unix.Close(d.saved)
}

// control runs fn with the descriptor, which is not closed meanwhile.
func (d *Disk) control(fn func(fd int) error) error {
	conn, err := d.file.SyscallConn()
	if err != nil {
		return err
	}
	var inner error
	if err := conn.Control(func(fd uintptr) { inner = fn(int(fd)) }); err != nil {
		return err
	}
	return inner
}

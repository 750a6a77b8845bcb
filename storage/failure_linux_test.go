package storage_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"ringback/storage"
	"ringback/storage/storagetest"
)

// appenders append all the time and keep account of what they were told.
type appenders struct {
	stop     atomic.Bool
	failures atomic.Int64
	wg       sync.WaitGroup
	mu       sync.Mutex
	stored   map[uint64]*storage.Record
	lastErr  error
}

func startAppenders(s *storage.Store, n int) *appenders {
	a := &appenders{stored: map[uint64]*storage.Record{}}
	for writer := range n {
		a.wg.Go(func() {
			for n := 0; !a.stop.Load(); n++ {
				r := crashRecord("run", writer, n)
				err := s.Append(r)
				a.mu.Lock()
				if err != nil {
					a.failures.Add(1)
					a.lastErr = err
				} else {
					a.stored[r.ID] = r
				}
				a.mu.Unlock()
			}
		})
	}
	return a
}

func (a *appenders) end() { a.stop.Store(true); a.wg.Wait() }

func (a *appenders) count() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.stored)
}

func (a *appenders) err() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.lastErr
}

func TestAFullDiskUnderLoadLosesNothingAcknowledged(t *testing.T) {
	var disk storagetest.Disk
	path := filepath.Join(t.TempDir(), "ringback.db")
	s := storagetest.OpenAt(t, path, storage.Options{OpenFile: disk.OpenFile})
	a := startAppenders(s, 8)
	for range 3 {
		before := a.count()
		until(t, "callbacks are stored", func() bool { return a.count() > before+50 })
		failures := a.failures.Load()
		if err := disk.Fill(); err != nil {
			t.Fatal(err)
		}
		until(t, "appending fails", func() bool { return a.failures.Load() > failures+20 })
		if h := s.Health(); h.OK || !errors.Is(h.Err, storage.ErrStore) || !errors.Is(h.Err, syscall.ENOSPC) {
			t.Errorf("on a full disk the health is %+v", h)
		}
		if err := disk.Empty(); err != nil {
			t.Fatal(err)
		}
	}
	before := a.count()
	until(t, "callbacks are stored again", func() bool { return a.count() > before+50 })
	a.end()
	if !errors.Is(a.err(), storage.ErrStore) {
		t.Errorf("appending failed with %v", a.err())
	}
	if h := s.Health(); !h.OK {
		t.Errorf("the health stays %+v", h)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	checkStored(t, path, a.stored)
}

func TestAnIdleStoreNoticesThatTheDiskIsBack(t *testing.T) {
	var disk storagetest.Disk
	told := make(chan storage.Health, 10)
	s := storagetest.Open(t, storage.Options{
		OpenFile: disk.OpenFile,
		OnHealth: func(h storage.Health) { told <- h },
	})
	first := crashRecord("run", 0, 1)
	if err := s.Append(first); err != nil {
		t.Fatal(err)
	}
	if err := disk.Fill(); err != nil {
		t.Fatal(err)
	}
	refused := crashRecord("run", 0, 2)
	if err := s.Append(refused); !errors.Is(err, storage.ErrStore) || refused.ID != 0 {
		t.Fatalf("on a full disk appending gives %v, id %d", err, refused.ID)
	}
	if h := <-told; h.OK {
		t.Error("the health was good on a full disk")
	}
	if err := disk.Empty(); err != nil {
		t.Fatal(err)
	}
	for h := range told {
		if h.OK {
			break
		}
	}
	if got, err := s.Get(first.ID); err != nil || got.RemoteAddr != first.RemoteAddr {
		t.Errorf("what was there before is %v, %v", got, err)
	}
	if err := s.Append(refused); err != nil {
		t.Error(err)
	}
}

func TestHowAnAnswerWentOutlivesAFullDisk(t *testing.T) {
	var disk storagetest.Disk
	path := filepath.Join(t.TempDir(), "ringback.db")
	told := make(chan storage.Health, 10)
	s := storagetest.OpenAt(t, path, storage.Options{
		OpenFile: disk.OpenFile,
		OnHealth: func(h storage.Health) { told <- h },
	})
	appendOne(t, s)
	if err := disk.Fill(); err != nil {
		t.Fatal(err)
	}
	want := storage.Outcome{Took: 5, Sent: storage.SentOK}
	s.Answered(1, want)
	for h := range told { // the store tries to write it, by itself
		if !h.OK {
			break
		}
	}
	if err := disk.Empty(); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = storagetest.OpenAt(t, path, storage.Options{})
	if got, err := s.Get(1); err != nil || got.Outcome != want {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
}

// TestARealFullDisk needs a file system of its own.
func TestARealFullDisk(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can mount a small disk")
	}
	dir := t.TempDir()
	if err := syscall.Mount("ringback", dir, "tmpfs", 0, "size=4m"); err != nil {
		t.Skip("a small disk cannot be mounted:", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	path := filepath.Join(dir, "ringback.db")
	s, err := storage.Open(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	stored := map[uint64]*storage.Record{}
	n := 0
	appendOne := func() error {
		n++
		r := crashRecord("run", 1, 7*n) // a long body
		err := s.Append(r)
		if err == nil {
			stored[r.ID] = r
		}
		return err
	}
	if err := appendOne(); err != nil {
		t.Fatal(err)
	}
	ballast := filepath.Join(dir, "ballast")
	if err := fill(ballast); !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("filling the disk ended with %v", err)
	}
	var failure error
	until(t, "appending fails", func() bool { failure = appendOne(); return failure != nil })
	if !errors.Is(failure, syscall.ENOSPC) {
		t.Errorf("appending failed with %v", failure)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	until(t, "appending works again", func() bool { return appendOne() == nil })
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	checkStored(t, path, stored)
}

// fill writes to a file until it fails.
func fill(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	for _, size := range []int{64 << 10, 4 << 10, 1} {
		for err = nil; err == nil; {
			_, err = f.Write(make([]byte, size))
		}
	}
	if closing := f.Close(); closing != nil {
		return fmt.Errorf("%w, then %w", err, closing)
	}
	return err
}

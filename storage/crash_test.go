package storage_test

import (
	"bufio"
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"ringback/storage"
	"ringback/storage/storagetest"
)

// crashChild is the variable that makes the test binary a process to be killed:
// the path of the database.
const crashChild = "RINGBACK_STORAGE_CRASH"

const crashWriters = 8

// crashRecord is the record number n of a writer; every seventh has a long body.
func crashRecord(run string, writer, n int) *storage.Record {
	name := fmt.Sprintf("%s/%d/%d", run, writer, n)
	size := 10 + n%50
	if n%7 == 0 {
		size = 200 + n%500
	}
	body := bytes.Repeat([]byte(name+" "), size)
	return &storage.Record{RemoteAddr: name, Request: storage.Request{
		Head: []byte("POST / HTTP/1.1\r\n\r\n"), Body: body, BodySize: int64(len(body)),
	}}
}

// appendForEver appends at full speed and prints each id once it is stored.
func appendForEver(path string) int {
	s, err := storage.Open(path, storage.Options{})
	if err != nil {
		fmt.Println(err)
		return 1
	}
	run := fmt.Sprint(os.Getpid())
	var wg sync.WaitGroup
	for writer := range crashWriters {
		wg.Go(func() {
			for n := 0; ; n++ {
				r := crashRecord(run, writer, n)
				if err := s.Append(r); err != nil {
					fmt.Println(err)
					os.Exit(1)
				}
				fmt.Fprintf(os.Stdout, "stored %d %s %d %d\n", r.ID, run, writer, n)
				if n%5 == 0 {
					s.Answered(r.ID, storage.Outcome{Sent: storage.SentOK})
				}
				if n%11 == 0 {
					_ = s.PutDocument("runs", run, fmt.Appendf(nil, "%d", n))
				}
			}
		})
	}
	wg.Wait()
	return 0
}

func TestNothingAcknowledgedIsLostWhenTheProcessIsKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ringback.db")
	stored := map[uint64]*storage.Record{}
	for round := range *rounds {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), crashChild+"="+path)
		child.Stderr = os.Stderr
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		kill := 20 + rand.IntN(600)
		lines := 0
		for in := bufio.NewScanner(out); in.Scan(); lines++ {
			var id uint64
			var run string
			var writer, n int
			if _, err := fmt.Sscanf(in.Text(), "stored %d %s %d %d", &id, &run, &writer, &n); err != nil {
				t.Errorf("the child says %q", in.Text())
				break
			}
			stored[id] = crashRecord(run, writer, n)
			if lines == kill {
				_ = child.Process.Kill()
			}
		}
		_ = child.Process.Kill()
		_ = child.Wait()
		if lines < kill {
			t.Fatalf("round %d: the child ended by itself", round)
		}
		checkStored(t, path, stored)
	}
}

// checkStored opens a database and looks for records by what they must hold.
func checkStored(t *testing.T, path string, stored map[uint64]*storage.Record) {
	t.Helper()
	s := storagetest.OpenAt(t, path, storage.Options{})
	for id, want := range stored {
		got, err := s.Get(id)
		if err != nil {
			t.Errorf("acknowledged, but lost: %v", err)
			continue
		}
		if got.RemoteAddr != want.RemoteAddr || !bytes.Equal(got.Request.Body, want.Request.Body) {
			t.Errorf("callback %d is that of %s, want %s", id, got.RemoteAddr, want.RemoteAddr)
		}
	}
	if err := s.Check(); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// Package inspectortest opens a real engine for tests: a temporary database, a
// receiver on loopback, a clock that tests move. It is for tests only.
package inspectortest

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"ringback/inspector"
	"ringback/storage"
)

// Patience is how long a test waits for what must happen.
const Patience = time.Minute

// Start is where the clock of an [Engine] begins.
var Start = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// Engine is an engine that serves on loopback until its test ends.
type Engine struct {
	*inspector.Inspector
	// URL is the base address of its receiver.
	URL string
	// Path is where its database is.
	Path string
	// Clock is what it takes for now.
	Clock *Clock
}

// Clock is a clock that stands still until a test moves it.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// Now returns the time of the clock.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance moves the clock on.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// Open opens an engine on a new database and serves it on a free port. Secrets
// are kept in a file beside the database.
func Open(t testing.TB) *Engine {
	t.Helper()
	return OpenAt(t, filepath.Join(t.TempDir(), "ringback", "ringback.db"), inspector.Options{})
}

// OpenAt opens an engine on the database at path. What o leaves open is filled
// in: the clock, and the file for secrets.
func OpenAt(t testing.TB, path string, o inspector.Options) *Engine {
	t.Helper()
	e := &Engine{Path: path, Clock: &Clock{now: Start}}
	if o.Now == nil {
		o.Now = e.Clock.Now
	}
	if o.Keeper == nil {
		o.Keeper = &inspector.SecretFile{Path: path + ".secrets"}
	}
	var err error
	if e.Inspector, err = inspector.Open(path, o); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	e.URL = "http://" + l.Addr().String()
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- e.Serve(ctx, l, storage.Local) }()
	t.Cleanup(func() {
		cancel()
		if err := <-served; err != nil {
			t.Errorf("serve: %v", err)
		}
		if err := e.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return e
}

// Post sends body to a path of the receiver, with headers as name, value,
// name, value …, and returns the status and body of the answer.
func (e *Engine) Post(t testing.TB, path, body string, headers ...string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, e.URL+path, bytes.NewBufferString(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	for n := 0; n+1 < len(headers); n += 2 {
		req.Header.Set(headers[n], headers[n+1])
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(answer)
}

// Newest returns the newest callback.
func (e *Engine) Newest(t testing.TB) *inspector.Callback {
	t.Helper()
	page, err := e.Page(t.Context(), inspector.Query{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	if len(page) == 0 {
		t.Fatal("nothing is stored")
	}
	return page[0]
}

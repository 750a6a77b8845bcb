package inspector_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

func TestACallerThatNeverReadsDoesNotKeepItsConnection(t *testing.T) {
	t.Parallel() // it waits for the patience to end
	path := filepath.Join(t.TempDir(), "ringback.db")
	first, err := inspector.Open(path, inspector.Options{Keeper: &inspector.SecretFile{Path: path + ".secrets"}})
	if err != nil {
		t.Fatal(err)
	}
	s := first.Settings()
	s.MaxConnections = 1 // holds from the next start
	if err := errors.Join(first.SetSettings(s), first.Close()); err != nil {
		t.Fatal(err)
	}
	e := inspectortest.OpenAt(t, path, inspector.Options{})
	hook := inspector.Webhook{Label: "long", Path: "/long", Answer: inspector.DefaultAnswer()}
	hook.Answer.Body = strings.Repeat("x", 1<<20)
	addWebhook(t, e, hook)
	silent := dial(t, e)
	go func() { // this waits too, once nothing is read
		_, _ = io.WriteString(silent, strings.Repeat("GET /long HTTP/1.1\r\nHost: x\r\n\r\n", 40))
	}()
	eventually(t, "the first of them", func() bool { return e.Count() > 0 })
	if status, _ := e.Post(t, "/", "{}"); status != 200 {
		t.Errorf("another caller got %d", status)
	}
}

func TestACallerThatSendsNoMoreGetsItsAnswer(t *testing.T) {
	e := inspectortest.Open(t)
	hook := inspector.Webhook{Label: "late", Path: "/late", Answer: inspector.Answer{Status: 500, Body: "nope", DelayMS: 20}}
	addWebhook(t, e, hook)
	c := dial(t, e)
	fmt.Fprint(c, "POST /late HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}")
	if err := c.(*net.TCPConn).CloseWrite(); err != nil {
		t.Fatal(err)
	}
	resp, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != 500 || string(body) != "nope" {
		t.Errorf("answered %s %q, %v", resp.Status, body, err)
	}
}

func TestSlowSendersOfLargeBodiesHoldUpNobody(t *testing.T) {
	e := inspectortest.Open(t)
	for range 20 {
		fmt.Fprintf(dial(t, e), "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n%s", strings.Repeat("x", 70_000))
	}
	if status, _ := e.Post(t, "/", strings.Repeat("y", 100_000)); status != 200 {
		t.Errorf("another caller got %d", status)
	}
	if n := e.Count(); n != 1 {
		t.Errorf("%d are recorded: it waited for the others to be given up", n)
	}
}

package main

import (
	"bytes"
	"flag"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"ringback/inspector/gatewayapi"
)

// server is the receiver of a story. It is killed at the story's end.
type server struct {
	cmd   *exec.Cmd
	ended chan struct{}
}

type serverKey struct{}

// address is that of a receiver in whatever it prints when it is ready.
var address = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// serveStory starts a receiver and waits until it is ready: serve [ARGS...].
// It prints to serve.out and serve.err; its address is in $URL.
func serveStory(ts *testscript.TestScript, neg bool, args []string) {
	s := ts.Value(serverKey{}).(*server)
	if neg || s.cmd != nil {
		ts.Fatalf("usage: serve [ARGS...], once at a time")
	}
	s.cmd = exec.Command(programOf(ts), append([]string{"serve", "--listen", "127.0.0.1:0"}, args...)...)
	s.cmd.Dir = ts.MkAbs(".")
	for _, name := range []string{
		"HOME", "PATH", "TMPDIR", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "RINGBACK_DB", "RINGBACK_KEYRING", "GOCOVERDIR", "SYSTEMROOT",
	} {
		s.cmd.Env = append(s.cmd.Env, name+"="+ts.Getenv(name))
	}
	out, err := os.Create(ts.MkAbs("serve.out"))
	ts.Check(err)
	defer out.Close()
	errs, err := os.Create(ts.MkAbs("serve.err"))
	ts.Check(err)
	defer errs.Close()
	s.cmd.Stdout, s.cmd.Stderr = out, errs
	ts.Check(s.cmd.Start())
	cmd, ended := s.cmd, make(chan struct{})
	s.ended = ended
	go func() {
		defer close(ended)
		_ = cmd.Wait()
	}()
	ts.Defer(func() {
		_ = cmd.Process.Kill()
		<-ended
	})
	for limit := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		if url := address.FindString(ts.ReadFile("serve.out")); url != "" {
			ts.Setenv("URL", url)
			ts.Setenv("ADDR", strings.TrimPrefix(url, "http://"))
			return
		}
		select {
		case <-ended:
			ts.Fatalf("serve ended before it was ready:\n%s", ts.ReadFile("serve.err"))
		default:
		}
		if time.Now().After(limit) {
			ts.Fatalf("serve was not ready in %v", patience)
		}
	}
}

// programOf returns where testscript put the program.
func programOf(ts *testscript.TestScript) string {
	for _, dir := range filepath.SplitList(ts.Getenv("PATH")) {
		for _, name := range []string{"ringback", "ringback.exe"} {
			if file := filepath.Join(dir, name); isFile(file) {
				return file
			}
		}
	}
	ts.Fatalf("ringback is not in PATH")
	return ""
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// end ends the receiver with a signal and returns its exit status.
func (s *server) end(ts *testscript.TestScript, signal os.Signal) int {
	if s.cmd == nil {
		ts.Fatalf("nothing is served")
	}
	ts.Check(s.cmd.Process.Signal(signal))
	select {
	case <-s.ended:
	case <-time.After(patience):
		ts.Fatalf("serve did not end in %v after %v", patience, signal)
	}
	status := s.cmd.ProcessState.ExitCode()
	s.cmd = nil
	return status
}

// stopStory ends the receiver as init systems do; it must end well: stop.
func stopStory(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: stop")
	}
	if status := ts.Value(serverKey{}).(*server).end(ts, syscall.SIGTERM); status != 0 {
		ts.Fatalf("serve ended with status %d:\n%s", status, ts.ReadFile("serve.err"))
	}
}

// crashStory ends the receiver as a power cut would: crash.
func crashStory(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: crash")
	}
	ts.Value(serverKey{}).(*server).end(ts, os.Kill)
}

// postStory sends a file's content to the receiver and prints the answer's
// headers and body: post [-n TIMES] [-at SAMETIME] [-chunked] [-sign SECRETFILE]
// [-status WANT] PATH FILE.
func postStory(ts *testscript.TestScript, neg bool, args []string) {
	flags := flag.NewFlagSet("post", flag.ContinueOnError)
	times := flags.Int("n", 1, "")
	atOnce := flags.Int("at", 1, "")
	chunked := flags.Bool("chunked", false, "")
	sign := flags.String("sign", "", "")
	want := flags.Int("status", http.StatusOK, "")
	ts.Check(flags.Parse(args))
	if neg || flags.NArg() != 2 {
		ts.Fatalf("usage: post [FLAGS] PATH FILE")
	}
	body := []byte(ts.ReadFile(flags.Arg(1)))
	token := ""
	if *sign != "" {
		var err error
		token, err = gatewayapi.SignJWT(body, []byte(strings.TrimSuffix(ts.ReadFile(*sign), "\n")), "HS256")
		ts.Check(err)
	}
	url := ts.Getenv("URL") + flags.Arg(0)
	client := &http.Client{Timeout: patience, Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	send := func() (*http.Response, []byte, error) {
		var reader io.Reader = bytes.NewReader(body)
		if *chunked {
			reader = io.MultiReader(reader) // of unknown length
		}
		req, err := http.NewRequest(http.MethodPost, url, reader)
		if err != nil {
			return nil, nil, err
		}
		req.Header["content-type"] = []string{"application/json"}
		if token != "" {
			req.Header.Set("X-Gwapi-Signature", token)
		}
		resp, err := client.Do(req)
		if err != nil {
			return nil, nil, err
		}
		defer resp.Body.Close()
		answer, err := io.ReadAll(resp.Body)
		return resp, answer, err
	}
	var once sync.Once
	var wg sync.WaitGroup
	failures := make(chan string, *atOnce)
	for range *atOnce {
		wg.Go(func() {
			for range *times {
				resp, answer, err := send()
				switch {
				case err != nil:
					failures <- err.Error()
					return
				case resp.StatusCode != *want:
					failures <- resp.Status + ": " + string(answer)
					return
				}
				once.Do(func() {
					_ = resp.Header.Write(ts.Stdout())
					_, _ = ts.Stdout().Write(answer)
				})
			}
		})
	}
	wg.Wait()
	close(failures)
	for failure := range failures {
		ts.Fatalf("post: %s", failure)
	}
}

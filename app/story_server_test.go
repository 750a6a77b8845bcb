package main

import (
	"bytes"
	"flag"
	"fmt"
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

// server is a receiver in a process of its own. It prints to the files
// serve.out and serve.err of its folder.
type server struct {
	url   string
	cmd   *exec.Cmd
	ended chan struct{}
}

// address is that of a receiver in whatever it prints when it is ready.
var address = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// startServer starts a receiver in a folder and waits until it is ready. It must
// be killed at last.
func startServer(dir string, env []string, args ...string) (*server, error) {
	s := &server{cmd: exec.Command("ringback", append([]string{"serve", "--listen", "127.0.0.1:0", "--tunnel", "off"}, args...)...), ended: make(chan struct{})}
	s.cmd.Dir, s.cmd.Env = dir, env
	out, err := os.Create(filepath.Join(dir, "serve.out"))
	if err != nil {
		return nil, err
	}
	defer out.Close()
	errs, err := os.Create(filepath.Join(dir, "serve.err"))
	if err != nil {
		return nil, err
	}
	defer errs.Close()
	s.cmd.Stdout, s.cmd.Stderr = out, errs
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		defer close(s.ended)
		_ = s.cmd.Wait()
	}()
	for limit := time.Now().Add(patience); time.Now().Before(limit); time.Sleep(10 * time.Millisecond) {
		text, err := os.ReadFile(out.Name())
		if s.url = address.FindString(string(text)); err == nil && s.url != "" {
			return s, nil
		}
		select {
		case <-s.ended:
			text, _ := os.ReadFile(errs.Name())
			return nil, fmt.Errorf("serve ended before it was ready:\n%s", text)
		default:
		}
	}
	s.kill()
	return nil, fmt.Errorf("serve was not ready in %v", patience)
}

// end ends the receiver with a signal and returns its exit status.
func (s *server) end(signal os.Signal) (int, error) {
	if err := s.cmd.Process.Signal(signal); err != nil {
		return 0, err
	}
	select {
	case <-s.ended:
		return s.cmd.ProcessState.ExitCode(), nil
	case <-time.After(patience):
		return 0, fmt.Errorf("serve did not end in %v after %v", patience, signal)
	}
}

func (s *server) kill() {
	_ = s.cmd.Process.Kill()
	<-s.ended
}

// serverKey is where a story keeps its receiver, a *server, nil before the first.
type serverKey struct{}

// serveStory starts a receiver and waits until it is ready: serve [ARGS...].
// Its address is in $URL and $ADDR.
func serveStory(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("usage: serve [ARGS...]")
	}
	var env []string
	for _, name := range []string{
		"HOME", "PATH", "TMPDIR", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "RINGBACK_DB", "RINGBACK_KEYRING", "GOCOVERDIR", "SYSTEMROOT",
		"NGROK_AUTHTOKEN", "RINGBACK_NGROK_EDGE", "RINGBACK_NGROK_PUBLIC", "RINGBACK_NGROK_CA",
	} {
		env = append(env, name+"="+ts.Getenv(name))
	}
	s, err := startServer(ts.MkAbs("."), env, args...)
	ts.Check(err)
	ts.Defer(s.kill)
	*ts.Value(serverKey{}).(**server) = s
	ts.Setenv("URL", s.url)
	ts.Setenv("ADDR", strings.TrimPrefix(s.url, "http://"))
}

func served(ts *testscript.TestScript) *server {
	s := *ts.Value(serverKey{}).(**server)
	if s == nil {
		ts.Fatalf("nothing is served")
	}
	return s
}

// haltStory ends the receiver as init systems do; it must end well: halt. (A command
// of testscript has the name "stop", and skips the rest of a story.)
func haltStory(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: halt")
	}
	status, err := served(ts).end(syscall.SIGTERM)
	ts.Check(err)
	if status != 0 {
		ts.Fatalf("serve ended with status %d:\n%s", status, ts.ReadFile("serve.err"))
	}
}

// crashStory ends the receiver as a power cut would: crash.
func crashStory(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: crash")
	}
	served(ts).kill()
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

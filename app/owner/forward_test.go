package owner

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	if os.Getenv(strangerEnv) != "" {
		os.Exit(beStranger())
	}
	goleak.VerifyTestMain(m)
}

// limit is how long a test waits for what must come, on the slowest machine.
const limit = time.Minute

// newDatabase returns the path of a database in a folder of its own, and keeps
// sockets that don't fit there away from the user's folders.
func newDatabase(t *testing.T) string {
	t.Helper()
	t.Setenv("XDG_RUNTIME_DIR", "")
	tmp, err := os.MkdirTemp("", "rb")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(tmp) })
	t.Setenv("TMPDIR", tmp)
	return filepath.Join(tmp, "ringback.db")
}

// serve makes this process the owner of the database until the test ends or
// stop is called, which returns what Serve said.
func serve(t *testing.T, db string, run Runner) (stop func() error) {
	t.Helper()
	l, err := Listen(db)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, l, run) }()
	stop = sync.OnceValue(func() error { cancel(); return <-ended })
	t.Cleanup(func() {
		if err := stop(); err != nil {
			t.Error(err)
		}
	})
	return stop
}

func within(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	t.Cleanup(cancel)
	return ctx
}

func TestForwardCarriesTheCallBothWays(t *testing.T) {
	binary := bytes.Repeat([]byte{0, 0xff, '\n', 0x80}, 50_000)
	tests := []struct {
		name        string
		call        Call
		stdin       io.Reader
		run         Runner
		exit        int
		out, errOut string
	}{
		{
			name: "everything about the call",
			call: Call{Args: []string{"show", "", "a b", "\xff\x00"}, Dir: "/d", NoColor: true, Width: 80, StdoutTTY: true},
			run: func(_ context.Context, c Call, _ io.Reader, stdout, _ io.Writer) int {
				fmt.Fprintf(stdout, "%#v", c)
				return 0
			},
			out: fmt.Sprintf("%#v", Call{Args: []string{"show", "", "a b", "\xff\x00"}, Dir: "/d", NoColor: true, Width: 80, StdoutTTY: true}),
		},
		{
			name: "both outputs and a status",
			run: func(_ context.Context, _ Call, _ io.Reader, stdout, stderr io.Writer) int {
				io.WriteString(stdout, "out")
				io.WriteString(stderr, "why\n")
				return 2
			},
			exit: 2, out: "out", errOut: "why\n",
		},
		{
			name:  "binary input",
			stdin: bytes.NewReader(binary),
			run: func(_ context.Context, _ Call, stdin io.Reader, stdout, _ io.Writer) int {
				io.Copy(stdout, stdin)
				return 0
			},
			out: string(binary),
		},
		{
			name: "no input",
			run: func(_ context.Context, _ Call, stdin io.Reader, _, stderr io.Writer) int {
				b, err := io.ReadAll(stdin)
				fmt.Fprintf(stderr, "%d %v", len(b), err)
				return 0
			},
			errOut: "0 <nil>",
		},
		{
			name:  "input that fails",
			stdin: io.MultiReader(strings.NewReader("half"), failing{}),
			run: func(_ context.Context, _ Call, stdin io.Reader, _, stderr io.Writer) int {
				b, err := io.ReadAll(stdin)
				fmt.Fprintf(stderr, "%s, then %v", b, err)
				return 1
			},
			exit: 1, errOut: "half, then read standard input: the disk is on fire",
		},
		{
			name: "a negative status",
			run:  func(context.Context, Call, io.Reader, io.Writer, io.Writer) int { return -1 },
			exit: -1,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			db := newDatabase(t)
			serve(t, db, tt.run)
			var out, errOut bytes.Buffer
			exit, err := Forward(within(t), db, tt.call, tt.stdin, &out, &errOut)
			if err != nil || exit != tt.exit {
				t.Errorf("Forward = %d, %v, want %d", exit, err, tt.exit)
			}
			if diff := cmp.Diff(tt.out, out.String()); diff != "" {
				t.Errorf("stdout (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.errOut, errOut.String()); diff != "" {
				t.Errorf("stderr (-want +got):\n%s", diff)
			}
		})
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("the disk is on fire") }

// What a person might still type must not hold up a command that has ended.
func TestForwardReturnsThoughInputBlocks(t *testing.T) {
	db := newDatabase(t)
	asked, typed := make(chan struct{}), make(chan struct{})
	defer close(typed)
	stdin := readerFunc(func([]byte) (int, error) {
		close(asked)
		<-typed
		return 0, io.EOF
	})
	serve(t, db, func(_ context.Context, _ Call, stdin io.Reader, _, _ io.Writer) int {
		go stdin.Read(make([]byte, 1))
		<-asked
		return 3
	})
	if exit, err := Forward(within(t), db, Call{}, stdin, io.Discard, io.Discard); exit != 3 || err != nil {
		t.Errorf("Forward = %d, %v, want 3", exit, err)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// A shell's next command must find the input that this one did not ask for.
func TestForwardReadsNoInputThatIsNotWanted(t *testing.T) {
	db := newDatabase(t)
	serve(t, db, func(_ context.Context, _ Call, stdin io.Reader, stdout, _ io.Writer) int {
		line := make([]byte, 5)
		io.ReadFull(stdin, line)
		stdout.Write(line)
		return 0
	})
	stdin := strings.NewReader("firstsecond")
	var out bytes.Buffer
	if _, err := Forward(within(t), db, Call{}, stdin, &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	rest, _ := io.ReadAll(stdin)
	if out.String() != "first" || string(rest) != "second" {
		t.Errorf("the call got %q and left %q", out.String(), rest)
	}
}

func TestServeRunsCallsAtTheSameTime(t *testing.T) {
	db := newDatabase(t)
	const calls = 16
	var together sync.WaitGroup
	together.Add(calls)
	serve(t, db, func(_ context.Context, c Call, _ io.Reader, stdout, _ io.Writer) int {
		together.Done()
		together.Wait() // each waits for all
		io.WriteString(stdout, c.Args[0])
		return len(c.Args[0])
	})
	var clients sync.WaitGroup
	for i := range calls {
		clients.Go(func() {
			arg := strings.Repeat("x", i)
			var out bytes.Buffer
			exit, err := Forward(within(t), db, Call{Args: []string{arg}}, nil, &out, io.Discard)
			if err != nil || exit != i || out.String() != arg {
				t.Errorf("call %d = %d, %v, %q", i, exit, err, out.String())
			}
		})
	}
	clients.Wait()
}

// Both ends hold little of a big output: what was written and not yet passed on
// fits into a frame on either side and the socket's buffer.
func TestBigOutputWaitsForASlowReader(t *testing.T) {
	const total, allowed = 100 << 20, 4 << 20
	db := newDatabase(t)
	var written, passed, ahead atomic.Int64
	serve(t, db, func(_ context.Context, _ Call, _ io.Reader, stdout, _ io.Writer) int {
		chunk := make([]byte, 256<<10)
		for range total / len(chunk) {
			n, _ := stdout.Write(chunk)
			ahead.Store(max(ahead.Load(), written.Add(int64(n))-passed.Load()))
		}
		return 0
	})
	count := writerFunc(func(p []byte) (int, error) { passed.Add(int64(len(p))); return len(p), nil })
	if _, err := Forward(within(t), db, Call{}, nil, count, io.Discard); err != nil {
		t.Fatal(err)
	}
	if passed.Load() != total {
		t.Errorf("passed on %d of %d bytes", passed.Load(), total)
	}
	if ahead.Load() > allowed {
		t.Errorf("the owner was %d bytes ahead of the reader, want at most %d", ahead.Load(), allowed)
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

package owner

import (
	"bytes"
	"context"
	"encoding/gob"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// Call is one command line to carry out, and what it needs to know of the
// place where it was typed.
type Call struct {
	Args      []string // without the program's name; any bytes
	Dir       string   // working folder that relative file names start from
	NoColor   bool     // NO_COLOR was set and not empty
	Width     int      // terminal columns of stdout, 0 when it is no terminal
	StdinTTY  bool
	StdoutTTY bool
	StderrTTY bool
}

// Runner carries out one call and returns its exit status. ctx ends when the
// command is interrupted or crashes, or the owner shuts down. From then on stdin
// fails, while stdout and stderr still reach a command that waits for the end.
// They may be used from several goroutines, stdin from one at a time.
type Runner func(ctx context.Context, c Call, stdin io.Reader, stdout, stderr io.Writer) (exit int)

// Here returns the call for args as typed in this process: its working folder
// and what its standard streams are.
func Here(args []string) (Call, error) {
	dir, err := os.Getwd()
	if err != nil {
		return Call{}, fmt.Errorf("find working folder: %w", err)
	}
	isTTY := func(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }
	c := Call{
		Args:      args,
		Dir:       dir,
		NoColor:   os.Getenv("NO_COLOR") != "",
		StdinTTY:  isTTY(os.Stdin),
		StdoutTTY: isTTY(os.Stdout),
		StderrTTY: isTTY(os.Stderr),
	}
	if c.StdoutTTY {
		if width, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil {
			c.Width = width
		}
	}
	return c, nil
}

// encode uses gob, since JSON would spoil arguments that are not UTF-8.
func (c Call) encode() ([]byte, error) {
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(c); err != nil {
		return nil, fmt.Errorf("encode call: %w", err)
	}
	return b.Bytes(), nil
}

func decodeCall(b []byte) (Call, error) {
	var c Call
	if err := gob.NewDecoder(bytes.NewReader(b)).Decode(&c); err != nil {
		return Call{}, fmt.Errorf("decode call: %w", err)
	}
	return c, nil
}

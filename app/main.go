// Command ringback receives webhook callbacks, records them before it answers,
// and tells what they mean: in a window, or on the command line.
//
// Each command has a file of its own; run.go joins the parts of the program.
// Commands take their streams, folder and terminal as values and never ask the
// process for them: the same code runs for a command that was typed elsewhere
// and handed over (package owner).
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"ringback/app/owner"
)

func main() {
	call, err := owner.Here(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "ringback:", err)
		os.Exit(exitFailed)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl+C ends at once
	p := &program{call: call, stdin: &interruptible{ctx: ctx, in: os.Stdin}, stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv}
	os.Exit(p.run(ctx))
}

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"

	"ringback/app/owner"
	"ringback/inspector"
	"ringback/storage"
)

// Exit statuses.
const (
	exitDone   = 0
	exitFailed = 1 // it could not be done
	exitUsage  = 2 // wrong usage
)

// program is one run of the command line: typed here, or handed over by a
// command that was typed elsewhere.
type program struct {
	call           owner.Call
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	// engine and localURL are set in the process that has the database open.
	engine   *inspector.Inspector
	localURL string
	public   *inspector.WayIn // how the public way in was doing; nil where there is none
	raise    func()           // brings its window to the front; nil where it has none

	db       string
	logLevel string
}

// failure is an error of a command that was used rightly.
type failure struct{ error }

func (f failure) Unwrap() error { return f.error }

func wrapFailure(err error) error {
	if err == nil {
		return nil
	}
	return failure{err}
}

// exitStatus is the status of a command that the owner carried out; it has said
// why by itself.
type exitStatus int

func (s exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// run carries the command line out and returns the exit status.
func (p *program) run(ctx context.Context) int {
	root := p.commands()
	root.SetArgs(p.call.Args)
	root.SetIn(p.stdin)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	cmd, err := root.ExecuteContextC(ctx)
	var failed failure
	var status exitStatus
	var wrong *wrongFilter
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &status):
		return int(status)
	case errors.As(err, &failed):
		p.complain(failed.error)
		var field *inspector.FieldError
		if errors.As(err, &field) { // a value that cannot be
			return exitUsage
		}
		return exitFailed
	case errors.As(err, &wrong):
		fmt.Fprintf(p.stderr, "ringback: %s\n%sSee \"ringback help filter\".\n", wrong.Message, wrong.point())
		return exitUsage
	default:
		fmt.Fprintf(p.stderr, "ringback: %v\nSee \"%s --help\".\n", err, cmd.CommandPath())
		return exitUsage
	}
}

// commands builds the tree of commands.
func (p *program) commands() *cobra.Command {
	root := &cobra.Command{
		Use:   "ringback",
		Short: "Receive webhook callbacks, record them before answering, tell what they mean",
		Long: `Ringback receives webhook callbacks, SMS callbacks first of all, records each
one on disk before it answers, and tells what it means.

Without a command it opens its window. Every command works while the window or
"ringback serve" runs.

Exit status: 0 done, 1 it could not be done, 2 wrong usage.

Environment: RINGBACK_DB is the database file where --db names none.
RINGBACK_KEYRING=off keeps secrets in a file beside the database, not in the
keyring of this system. NGROK_AUTHTOKEN is the authtoken of the tunnel. NO_COLOR
turns colours off.`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Version:       appVersion,
	}
	root.SetVersionTemplate("ringback {{.Version}}\n")
	flags := root.PersistentFlags()
	flags.StringVar(&p.db, "db", "", "the database `FILE` (default: RINGBACK_DB, or in your data folder)")
	flags.StringVar(&p.logLevel, "log-level", "warn", "`LEVEL` to log on stderr: debug, info, warn or error")
	root.PersistentPreRunE = func(*cobra.Command, []string) error {
		return oneOf("log-level", p.logLevel, "debug", "info", "warn", "error")
	}
	p.addWindow(root)
	for _, group := range []struct {
		id, title string
		commands  []*cobra.Command
	}{
		{"receive", "Receive:", []*cobra.Command{p.serveCommand()}},
		{"look", "Look:", []*cobra.Command{p.callbacksCommand(), p.showCommand(), p.verifyCommand(), p.checkCommand(), p.statsCommand(), p.markCommand()}},
		{"send", "Send:", []*cobra.Command{p.simulateCommand(), p.replayCommand(), p.runsCommand(), p.suitesCommand(), p.targetsCommand()}},
		{"set", "Set up:", []*cobra.Command{p.webhooksCommand(), p.leasesCommand(), p.tunnelCommand(), p.allowCommand(), p.viewsCommand(), p.settingsCommand()}},
		{"move", "Move:", []*cobra.Command{p.importCommand(), p.exportCommand(), p.backupCommand()}},
	} {
		root.AddGroup(&cobra.Group{ID: group.id, Title: group.title})
		for _, cmd := range group.commands {
			cmd.GroupID = group.id
			root.AddCommand(cmd)
		}
	}
	root.AddCommand(filterTopic())
	return root
}

// action is what a command does with the engine.
type action func(ctx context.Context, e *inspector.Inspector) error

// withEngine carries an action out: with the engine that is open in this
// process; or by letting the process that serves the database carry the whole
// command out; or with the database itself. That process is asked first, since a
// file that somebody moved away from under it must not be made anew here. One
// that opened the database for a single command serves nobody, but is soon done.
func (p *program) withEngine(cmd *cobra.Command, do action) error {
	return p.with(cmd, p.open, do)
}

// withStored is withEngine for commands that only read: to name a database that
// is not there is a mistake, and must not make one.
func (p *program) withStored(cmd *cobra.Command, do action) error {
	return p.with(cmd, p.openStored, do)
}

func (p *program) with(cmd *cobra.Command, open func() (*inspector.Inspector, error), do action) error {
	ctx := cmd.Context()
	if p.engine != nil {
		return wrapFailure(do(ctx, p.engine))
	}
	for patience := time.Now().Add(lockPatience); ; {
		err := p.forward(ctx)
		if !errors.Is(err, owner.ErrNoOwner) {
			return err
		}
		e, err := open()
		if err == nil {
			return wrapFailure(errors.Join(do(ctx, e), e.Close()))
		}
		if !errors.Is(err, storage.ErrLocked) || time.Now().After(patience) {
			return failure{err}
		}
		select {
		case <-time.After(lockPause):
		case <-ctx.Done():
			return failure{ctx.Err()}
		}
	}
}

// lockPatience is how long a command waits for the database when nobody answers
// for it; lockPause is between two tries.
const (
	lockPatience = 10 * time.Second
	lockPause    = 20 * time.Millisecond
)

// forward lets the process that serves the database carry the command out.
func (p *program) forward(ctx context.Context) error {
	db, err := p.database()
	if err != nil {
		return failure{err}
	}
	exit, err := owner.Forward(ctx, db, p.call, p.stdin, p.stdout, p.stderr)
	if err != nil {
		return failure{err}
	}
	if exit != exitDone {
		return exitStatus(exit)
	}
	return nil
}

// open opens the database.
func (p *program) open() (*inspector.Inspector, error) {
	db, err := p.database()
	if err != nil {
		return nil, err
	}
	o := inspector.Options{Log: p.log()}
	if o.Reach, err = p.edgeReach(); err != nil {
		return nil, err
	}
	if p.getenv("RINGBACK_KEYRING") == "off" {
		o.Keeper = &inspector.SecretFile{Path: db + ".secrets"}
	}
	return inspector.Open(db, o)
}

// openStored opens a database that is there, when it was named.
func (p *program) openStored() (*inspector.Inspector, error) {
	db, err := p.database()
	if err != nil {
		return nil, err
	}
	named := p.db != "" || p.getenv("RINGBACK_DB") != ""
	if _, err := os.Stat(db); named && errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", db, errNoDatabase)
	}
	return p.open()
}

func (p *program) log() *slog.Logger {
	var level slog.LevelVar
	_ = level.UnmarshalText([]byte(p.logLevel)) // checked before any command runs
	return slog.New(slog.NewTextHandler(p.stderr, &slog.HandlerOptions{Level: &level}))
}

// database returns the path of the database file.
func (p *program) database() (string, error) {
	for _, path := range []string{p.db, p.getenv("RINGBACK_DB")} {
		if path != "" {
			return p.path(path), nil
		}
	}
	path, err := xdg.DataFile(filepath.Join("ringback", "ringback.db"))
	if err != nil {
		return "", fmt.Errorf("find your data folder: %w", err)
	}
	return path, nil
}

// path makes a name absolute, from the folder where the command was typed.
func (p *program) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(p.call.Dir, name)
}

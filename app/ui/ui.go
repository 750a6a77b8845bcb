// Package ui is the window: Fyne screens over the engine, built of the parts in
// package controls and the models in package viewmodel. Package main opens it.
// It must touch what is on screen from the UI goroutine only, which is entered
// by one door (loop.go), and must never do slow work there.
package ui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/driver"

	"ringback/app/look"
	"ringback/app/say"
	"ringback/assets"
	"ringback/inspector"
	"ringback/inspector/reach"
)

// ErrNoDisplay means that no window could be opened here.
var ErrNoDisplay = errors.New("no usable display")

// Options are what the window needs of the program.
type Options struct {
	Name, ID, Version string
	Engine            *inspector.Inspector
	// Receive runs the receiver until ctx ends. It calls started once, from a
	// goroutine of its own.
	Receive func(ctx context.Context, started func(localURL string)) error
	// KeepWayIn keeps the public way in open until ctx ends, and opens it anew where what it
	// is opened with changes. report is called from goroutines of its own. nil: there is none.
	KeepWayIn func(ctx context.Context, report func(inspector.WayIn))
	// LookAt looks at the address of a webhook as the provider would, and signs what it
	// sends where the secret is not empty. An address that is none is reach.ErrAddress.
	LookAt func(ctx context.Context, address, secret string) (*reach.Report, error)
	// Opened is called once with what brings the window to the front, from any goroutine.
	Opened func(raise func())
	// Log is where the toolkit's own messages go.
	Log io.Writer
}

// Run shows the window until it is closed or ctx ends. It must be called from
// the main goroutine. Where the display turns out to be of no use, it returns
// [ErrNoDisplay], and another face can take over.
func Run(ctx context.Context, o Options) (err error) {
	there := false // a window was seen on the display
	defer func() {
		// Fyne's answer to a display that fails. What fails later is a mistake of
		// ours, and a window that stands still while all seems well would hide it.
		if r := recover(); r != nil {
			if there {
				panic(r)
			}
			err = fmt.Errorf("%w: %v", ErrNoDisplay, r)
		}
	}()
	log.SetOutput(&quietLog{to: o.Log})
	a := app.NewWithID(o.ID)
	endsAlone(a)
	onUI := new(door)
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.IconPNG))
	a.Settings().SetTheme(look.New(look.Options{}))
	remembered := remember(statePath(), onUI.post)
	if err := say.Speak(remembered.state.Language); err != nil {
		return err
	}
	w := newShell(shellDeps{
		app: a, window: a.NewWindow(o.Name), options: o, post: onUI.post,
		now: time.Now, zone: time.Local, memory: remembered, retryEvery: retryEvery,
	})
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ended := make(chan error, 1)
	shut, noGL := make(chan struct{}), make(chan struct{})
	w.window.SetOnClosed(func() { onUI.close() })
	a.Lifecycle().SetOnStarted(func() {
		o.Opened(func() { onUI.post(w.raise) })
		context.AfterFunc(ctx, func() { onUI.last(a.Quit) })
		w.start(ctx, ended, shut)
		post(onUI.post).after(time.Second, func() {
			if there = hasSurface(w.window); !there {
				close(noGL)
				a.Quit()
			}
		})
	})
	w.window.ShowAndRun()
	onUI.close()
	w.memory.flush()
	cancel()
	<-shut
	select {
	case <-noGL:
		<-ended
		return fmt.Errorf("%w: it has no GLX", ErrNoDisplay)
	default:
		return <-ended
	}
}

// start lets callbacks come in and be seen, until ctx ends: then ended gets how
// receiving ended, and shut is closed once the public way in is.
func (s *shell) start(ctx context.Context, ended chan<- error, shut chan<- struct{}) {
	go s.receive(ctx, ended)
	go func() {
		defer close(shut)
		s.openWayIn(ctx)
	}()
	go s.feed.run(ctx)
	go func() {
		tray := trayThere()
		s.post(func() { s.trayIs(tray) })
	}()
}

// statePath is where the window keeps what it remembers; "" where it cannot.
func statePath() string {
	folder, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(folder, "ringback", "window.json")
}

// hasSurface tells whether the system gave the window something to draw on:
// without GLX Fyne runs for ever and shows nothing.
func hasSurface(w fyne.Window) bool {
	native, ok := w.(driver.NativeWindow)
	if !ok {
		return true
	}
	has := true
	native.RunNative(func(context any) {
		if x, ok := context.(driver.X11WindowContext); ok {
			has = x.WindowHandle != 0
		}
	})
	return has
}

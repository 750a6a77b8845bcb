//go:build linux

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/damage"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// screen is an X server of its own, without a graphics card. What a window draws
// is seen from outside, as a person would see it: the server reports each part of
// the screen that is drawn, so that the program under measurement needs no hook.
type screen struct {
	cmd     *exec.Cmd
	display string
	conn    *xgb.Conn
	root    xproto.Window
	keys    map[xproto.Keysym]xproto.Keycode

	mu    sync.Mutex
	drawn []time.Time // the frames, oldest first
	awake chan struct{}
}

// frameGap is how close what is drawn must follow for one frame: a frame reaches
// the server in bands.
const frameGap = 4 * time.Millisecond

// openScreen starts Xvfb on a free display and listens to what is drawn.
func openScreen(ctx context.Context) (*screen, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	s := &screen{awake: make(chan struct{}, 1), keys: map[xproto.Keysym]xproto.Keycode{}}
	s.cmd = exec.CommandContext(ctx, "Xvfb", "-displayfd", "3", "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset")
	s.cmd.ExtraFiles = []*os.File{w}
	err = s.cmd.Start()
	_ = w.Close()
	if err != nil {
		return nil, err
	}
	var number string
	if _, err := fmt.Fscanln(r, &number); err != nil {
		return nil, errors.Join(fmt.Errorf("no display from Xvfb: %w", err), s.close())
	}
	s.display = ":" + number
	if err := s.connect(); err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

func (s *screen) connect() (err error) {
	xgb.Logger.SetOutput(io.Discard) // it tells of every connection without a password
	if s.conn, err = xgb.NewConnDisplay(s.display); err != nil {
		return err
	}
	if err := errors.Join(damage.Init(s.conn), xtest.Init(s.conn)); err != nil {
		return err
	}
	if _, err := damage.QueryVersion(s.conn, 1, 1).Reply(); err != nil {
		return err
	}
	setup := xproto.Setup(s.conn)
	s.root = setup.DefaultScreen(s.conn).Root
	id, err := damage.NewDamageId(s.conn)
	if err != nil {
		return err
	}
	if err := damage.CreateChecked(s.conn, id, xproto.Drawable(s.root), damage.ReportLevelRawRectangles).Check(); err != nil {
		return err
	}
	names, err := xproto.GetKeyboardMapping(s.conn, setup.MinKeycode, byte(setup.MaxKeycode-setup.MinKeycode+1)).Reply()
	if err != nil {
		return err
	}
	for n := 0; n < len(names.Keysyms); n += int(names.KeysymsPerKeycode) {
		s.keys[names.Keysyms[n]] = setup.MinKeycode + xproto.Keycode(n/int(names.KeysymsPerKeycode))
	}
	go s.watch()
	return nil
}

func (s *screen) close() error {
	if s.conn != nil {
		s.conn.Close()
	}
	_ = s.cmd.Process.Signal(syscall.SIGTERM)
	_ = s.cmd.Wait()
	return nil
}

// watch notes when frames are drawn until the connection is closed.
func (s *screen) watch() {
	for {
		event, err := s.conn.WaitForEvent()
		if event == nil && err == nil {
			return
		}
		if _, ok := event.(damage.NotifyEvent); !ok {
			continue
		}
		now := time.Now()
		s.mu.Lock()
		if n := len(s.drawn); n > 0 && now.Sub(s.drawn[n-1]) < frameGap {
			s.drawn[n-1] = now // another band of it
		} else {
			s.drawn = append(s.drawn, now)
		}
		s.mu.Unlock()
		select {
		case s.awake <- struct{}{}:
		default:
		}
	}
}

// since returns when frames were drawn from a time on.
func (s *screen) since(t time.Time) (found []time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, at := range s.drawn {
		if !at.Before(t) {
			found = append(found, at)
		}
	}
	return found
}

// errNever means that what was waited for did not show.
var errNever = errors.New("it never showed")

// until waits for a frame after which something holds, and returns when that was.
func (s *screen) until(ctx context.Context, what string, holds func() bool) (time.Time, error) {
	limit := time.NewTimer(2 * time.Minute)
	defer limit.Stop()
	for {
		now := time.Now()
		if holds() {
			return now, nil
		}
		select {
		case <-s.awake:
		case <-limit.C:
			return now, fmt.Errorf("%w: %s", errNever, what)
		case <-ctx.Done():
			return now, ctx.Err()
		}
	}
}

// area is a part of the screen, in pixels.
type area struct {
	x, y int16
	w, h uint16
}

// pixels returns the colours of an area, four bytes each, row by row.
func (s *screen) pixels(a area) []byte {
	image, err := xproto.GetImage(s.conn, xproto.ImageFormatZPixmap, xproto.Drawable(s.root), a.x, a.y, a.w, a.h, 0xffffff).Reply()
	if err != nil {
		return nil
	}
	return image.Data
}

// plain tells that an area has one colour only.
func (s *screen) plain(a area) bool {
	p := s.pixels(a)
	return len(p) < 8 || bytes.Equal(p[4:], p[:len(p)-4])
}

func (s *screen) fake(kind, detail byte, x, y int16) {
	_ = xtest.FakeInputChecked(s.conn, kind, detail, 0, s.root, x, y, 0).Check()
}

func (s *screen) move(x, y int16) { s.fake(xproto.MotionNotify, 0, x, y) }

// The buttons of a mouse.
const (
	buttonLeft = 1
	wheelUp    = 4
	wheelDown  = 5
)

func (s *screen) button(n byte) {
	s.fake(xproto.ButtonPress, n, 0, 0)
	s.fake(xproto.ButtonRelease, n, 0, 0)
}

// The keys that are pressed, by their names in X11's keysymdef.h.
const (
	keyDown  xproto.Keysym = 0xff54
	keyPrior xproto.Keysym = 0xff55
	keyNext  xproto.Keysym = 0xff56
	keyEnd   xproto.Keysym = 0xff57
)

func (s *screen) key(name xproto.Keysym) {
	s.fake(xproto.KeyPress, byte(s.keys[name]), 0, 0)
	s.fake(xproto.KeyRelease, byte(s.keys[name]), 0, 0)
}

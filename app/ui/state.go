package ui

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

// state is what the window remembers from one run to the next, whichever database it is on.
// The filter is none of it: callbacks that are out of sight without a reason seem lost.
type state struct {
	Size    fyne.Size              `json:"size"`
	Split   float32                `json:"split"`       // share of the list beside the detail
	Stack   float32                `json:"split_below"` // share of the list above the detail
	Below   bool                   `json:"detail_below"`
	NoRail  bool                   `json:"rail_hidden"`
	Tab     string                 `json:"tab"`
	Look    look.Options           `json:"look"`
	Columns viewmodel.ColumnChoice `json:"columns"`
	Oldest  bool                   `json:"oldest_first"`
	background
	// Language is the code of one of [say.Languages], or "" for that of the system.
	Language string `json:"language"`
}

// background is what goes on while nobody looks at the window.
type background struct {
	Notify inspector.Quick `json:"notify"` // All: no notifications
	Tray   bool            `json:"tray"`
}

// The least and the first size of the window, in units.
func leastSize() fyne.Size { return fyne.NewSize(960, 600) }
func firstSize() fyne.Size { return fyne.NewSize(1440, 900) }

func firstState() state {
	return state{Size: firstSize(), Split: 0.64, Stack: 0.55, Tab: viewmodel.TabOverview}
}

// sound returns the state with what cannot be as it is at first: the file is
// older or newer than the program, or was changed by hand.
func (s state) sound() state {
	first := firstState()
	if s.Size.Width < leastSize().Width || s.Size.Height < leastSize().Height || s.Size.Width > 20_000 || s.Size.Height > 20_000 {
		s.Size = first.Size
	}
	for _, ratio := range []*float32{&s.Split, &s.Stack} {
		if !(*ratio > 0.05 && *ratio < 0.95) {
			*ratio = first.Split
		}
	}
	if s.Notify > inspector.Starred {
		s.Notify = inspector.All
	}
	if s.Look.Variant > look.Dark || s.Look.Density > look.Roomy {
		s.Look = look.Options{}
	}
	if _, known := say.Known(s.Language); !known {
		s.Language = ""
	}
	return s
}

// memory keeps a state in a file. It belongs to the UI goroutine; writing is done
// aside, the newest state last.
type memory struct {
	state state

	path    string // "" keeps nothing
	post    post
	pending func() // cancels the write that is to come
	writing sync.Mutex
	version int // of the state
	written int // guarded by writing
}

// remember reads the state from a file; where that cannot be done it is as at first.
func remember(path string, door post) *memory {
	m := &memory{path: path, post: door, state: firstState()}
	text, err := os.ReadFile(path)
	if err != nil || json.Unmarshal(text, &m.state) != nil {
		m.state = firstState()
	}
	m.state = m.state.sound()
	return m
}

// writeAfter lets a drag end before what it changed is written.
const writeAfter = time.Second

// set changes the state and writes it soon.
func (m *memory) set(change func(*state)) {
	change(&m.state)
	m.version++
	if m.pending == nil {
		m.pending = m.post.after(writeAfter, func() {
			m.pending = nil
			go m.write(m.state, m.version)
		})
	}
}

// flush writes now what is still to be written.
func (m *memory) flush() {
	if m.pending != nil {
		m.pending()
		m.pending = nil
		m.write(m.state, m.version)
	}
}

// write replaces the file as a whole. What the window looked like is not worth
// a message to anybody where it cannot be kept.
func (m *memory) write(s state, version int) {
	m.writing.Lock()
	defer m.writing.Unlock()
	if m.path == "" || version <= m.written {
		return
	}
	m.written = version
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil || os.MkdirAll(filepath.Dir(m.path), 0o700) != nil {
		return
	}
	_ = replaceFile(m.path, func(f *os.File) error {
		_, err := f.Write(text)
		return err
	})
}

// replaceFile writes a new file beside path and puts it in its place once it is
// whole, so that a failure leaves the old one.
func replaceFile(path string, write func(*os.File) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	if err = errors.Join(write(f), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

package ui

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"ringback/app/look"
	"ringback/inspector"
)

func TestTheWindowRemembers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ringback", "window.json")
	door := &doorway{}
	m := remember(path, door.post)
	if m.state.Size != firstSize() || m.state.Tab != "overview" {
		t.Errorf("the first state is %+v", m.state)
	}
	m.set(func(s *state) {
		s.Size, s.Split, s.Below = fyne.NewSize(1600, 1000), 0.5, true
		s.Look = look.Options{Variant: look.Dark, Density: look.Compact}
		s.Columns.Widths = map[string]float32{"from": 150}
		s.Language, s.Notify, s.Tray = "da", inspector.Received, true
	})
	m.flush()
	got := remember(path, door.post).state
	if got.Size != m.state.Size || got.Split != 0.5 || !got.Below || got.Look != m.state.Look || got.Columns.Widths["from"] != 150 {
		t.Errorf("remembered %+v, want %+v", got, m.state)
	}
	if got.Language != "da" || got.Notify != inspector.Received || !got.Tray {
		t.Errorf("remembered %+v, want %+v", got, m.state)
	}
}

func TestAnOddStateIsAsAtFirst(t *testing.T) {
	for name, text := range map[string]string{
		"damaged":  `{"size": {"Width": 1500`,
		"empty":    ``,
		"tiny":     `{"size": {"Width": 3, "Height": 3}, "split": 0.5}`,
		"outside":  `{"split": 7, "split_below": -1, "notify": 99, "look": {"Variant": 9}, "language": "xx"}`,
		"no text":  `[]`,
		"negative": `{"split": -0.5}`,
	} {
		path := filepath.Join(t.TempDir(), "window.json")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		s := remember(path, (&doorway{}).post).state
		if s.Size.Width < leastSize().Width || s.Split <= 0 || s.Split >= 1 || s.Stack <= 0 || s.Stack >= 1 || s.Notify > inspector.Starred || s.Look.Variant > look.Dark || s.Language != "" {
			t.Errorf("%s: the state is %+v", name, s)
		}
	}
}

func TestAFileIsReplacedAsAWhole(t *testing.T) {
	path := filepath.Join(t.TempDir(), "all.jsonl")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken off")
	err := replaceFile(path, func(f *os.File) error {
		_, _ = f.WriteString("ne")
		return broken
	})
	if text, _ := os.ReadFile(path); !errors.Is(err, broken) || string(text) != "old" {
		t.Errorf("after %v the file holds %q", err, text)
	}
	if err := replaceFile(path, func(f *os.File) error { _, err := f.WriteString("new"); return err }); err != nil {
		t.Fatal(err)
	}
	if text, _ := os.ReadFile(path); string(text) != "new" {
		t.Errorf("the file holds %q", text)
	}
	if all, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); len(all) != 1 {
		t.Errorf("there are left %v", all)
	}
}

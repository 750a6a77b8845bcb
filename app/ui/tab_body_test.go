package ui

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"ringback/app/look"
	"ringback/app/viewmodel"
)

func (s *detailStage) bodyTab() *bodyTab {
	s.pane.setTab(viewmodel.TabBody)
	return s.pane.tabs[viewmodel.TabBody].(*bodyTab)
}

// code waits until the body is shown, and returns it as it is shown.
func (s *detailStage) code() string {
	s.t.Helper()
	tab := s.bodyTab()
	s.until("the body is shown", func() bool { return tab.made.text != nil })
	return strings.Join(tab.made.text.Strings(), "\n")
}

func TestBodyIsShownInItsBestWay(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(500, 600))
	for _, tt := range []struct{ name, contentType, body, view, text, strip string }{
		{"JSON", "application/json", `{"a":1}`, "Pretty", "{\n  \"a\": 1\n}", ""},
		{"broken JSON", "application/json", `{"a":`, "Pretty", `{"a":`, "Line 1, column"},
		{"form", "application/x-www-form-urlencoded", "a=1&b=x%20y", "Pretty", "a: 1\nb: x y", ""},
		{"text", "text/plain", "hello\nyou", "Raw", "hello\nyou", ""},
		{"binary", "application/octet-stream", "\x00\x01\x02", "Hex", "00 01 02", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s.show(s.post(tt.body, "Content-Type", tt.contentType))
			if got := s.code(); !strings.Contains(got, tt.text) || string(s.bodyTab().view) != tt.view {
				t.Errorf("%s shows %q", s.bodyTab().view, got)
			}
			if tt.strip != "" {
				s.seen(tt.strip)
			} else if strings.Contains(s.texts(), "Shown as it came") {
				t.Error("says that something is wrong")
			}
		})
	}
	s.show(s.post(""))
	s.seen("No body")
}

func TestBodyKeepsTheChosenWay(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(500, 600))
	s.show(s.post(`{"a":1}`))
	s.bodyTab().bar.formats.OnChoose("Hex")
	s.show(s.post(`{"b":2}`))
	if got := s.code(); !strings.Contains(got, "7b 22 62 22") {
		t.Errorf("shows %q", got)
	}
}

func TestBodyFinds(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(600, 600))
	s.show(s.post(`{"a": "Foo", "b": "foo", "c": ["FOO", 1]}`))
	s.pane.commands().find("detail.find").do()
	find := s.bodyTab().find
	find.search.Field.SetText("foo")
	s.seen("1 of 3")
	find.search.OnEnter()
	s.seen("2 of 3")
	s.pane.commands().find("detail.findprevious").do()
	s.seen("1 of 3")
	s.bodyTab().code.OnKey(fyne.KeyF3, true)
	s.seen("3 of 3")
	find.search.Field.SetText("nowhere")
	s.seen("nothing found")
	find.search.OnEscape()
	if find.opened() {
		t.Error("Esc does not close the search")
	}
	if why := s.pane.commands().find("detail.findnext").whyNot(); why == "" {
		t.Error("finds on with nothing to find")
	}
}

// A body of ten megabytes is shown aside: the pane goes on meanwhile.
func TestBodyOfTenMegabytes(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(600, 600))
	var body bytes.Buffer
	body.WriteString(`{"list":[`)
	for body.Len() < 10_000_000 {
		fmt.Fprintf(&body, `{"n": %d, "text": "some words"},`, body.Len())
	}
	body.WriteString(`{"last": true}]}`)
	id := s.post(body.String())
	s.show(id)
	tab := s.bodyTab()
	if tab.made.text != nil {
		t.Error("the body was made on the UI goroutine")
	}
	s.until("the raw body is shown", func() bool { return tab.made.text != nil })
	if tab.made.text.Len() == 1 && !tab.bar.wrap.Disabled() {
		t.Error("a line of ten megabytes may be broken")
	}
	s.until("the body is formatted", func() bool { return tab.made.text.Len() > 100_000 })
	tab.find.open()
	tab.find.search.Field.SetText(`"last"`)
	s.seen("1 of 1")
	s.seen(`"last"`) // and it was scrolled to
	small := s.post(`{"small": 1}`)
	tab.bar.formats.OnChoose("Hex")
	s.show(small)
	s.seen("7b 22 73 6d")
}

func TestBodySaysWhatIsMissing(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(600, 600))
	settings := s.engine.Settings()
	settings.BodyLimit = 1024
	if err := s.engine.SetSettings(settings); err != nil {
		t.Fatal(err)
	}
	s.show(s.post(strings.Repeat("x", 3000), "Content-Type", "text/plain"))
	s.bodyTab()
	s.seen("The first 1.0 kB of 3.0 kB are kept.")
}

func TestBodyCopiesAndSaves(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(600, 600))
	s.show(s.post(`{"a":"x\"y","n":12}`))
	tab := s.bodyTab()
	s.code()
	for name, tt := range map[string]struct {
		do   func()
		want string
	}{
		"as shown":   {tab.copyAll, "{\n  \"a\": \"x\\\"y\",\n  \"n\": 12\n}"},
		"as it came": {tab.copyExact, `{"a":"x\"y","n":12}`},
	} {
		before := len(s.copied)
		tt.do()
		s.until("it is copied", func() bool { return len(s.copied) > before })
		if got := s.copied[before]; got != tt.want {
			t.Errorf("%s copies %q", name, got)
		}
	}
	for _, tt := range []struct {
		line, offset int
		want         string
	}{{1, 3, "a"}, {1, 8, `x"y`}, {2, 8, "12"}, {0, 0, ""}, {1, 6, ""}} {
		if got := valueAt(tab.made.text, tt.line, tt.offset); got != tt.want {
			t.Errorf("the value at %d,%d is %q, want %q", tt.line, tt.offset, got, tt.want)
		}
	}
	s.pane.commands().find("detail.save").do()
	if want := "save callback-1.json"; !slices.Contains(s.did, want) {
		t.Errorf("did %v, want %s", s.did, want)
	}
}

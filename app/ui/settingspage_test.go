package ui

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/viewmodel"
	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

// settingsStage shows the settings of a real engine.
type settingsStage struct {
	t        *testing.T
	engine   *inspectortest.Engine
	door     *doorway
	page     *settingsPage
	window   fyne.Window
	language string
	options  look.Options
	said     []string
	copied   []string
}

func newSettingsStage(t *testing.T, options look.Options, size fyne.Size) *settingsStage {
	t.Helper()
	return newSettingsStageOf(t, inspectortest.Open(t), options, size)
}

func newSettingsStageOf(t *testing.T, e *inspectortest.Engine, options look.Options, size fyne.Size) *settingsStage {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.New(options))
	s := &settingsStage{t: t, engine: e, door: &doorway{}, options: options}
	s.window = test.NewTempWindow(t, container.NewStack())
	s.window.SetPadded(false)
	s.page = newSettingsPage(settingsDeps{
		engine: s.engine.Inspector, post: s.door.post, window: s.window, now: s.engine.Clock.Now, version: "0.1.0",
		look: func() look.Options { return s.options },
		setLook: func(o look.Options) {
			s.options = o
			fyne.CurrentApp().Settings().SetTheme(look.New(o))
		},
		copy:     func(text, _ string) { s.copied = append(s.copied, text) },
		say:      func(text string) { s.said = append(s.said, text) },
		commands: sampleCommands,
		wayDeps: wayDeps{
			baseURL: func() string { return "http://127.0.0.1:4100" },
			restart: func() {}, model: func() viewmodel.WayIn { return viewmodel.WayIn{Title: "Local only"} },
		},
		language: language{get: func() string { return s.language }, set: func(code string) { s.language = code }},
	})
	s.window.SetContent(container.NewStack(s.page.content))
	s.window.Resize(size)
	s.window.Content().Refresh()
	return s
}

func plainStage(t *testing.T) *settingsStage {
	return newSettingsStage(t, look.Options{Variant: look.Dark}, fyne.NewSize(1440, 900))
}

// until runs what comes through the door until something holds.
func (s *settingsStage) until(what string, holds func() bool) {
	s.t.Helper()
	for deadline := time.Now().Add(inspectortest.Patience); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			s.t.Fatalf("not within %v: %s; seen is %q", inspectortest.Patience, what, s.texts())
		}
		s.door.drain()
	}
}

func (s *settingsStage) seen(text string) {
	s.t.Helper()
	s.until("seen: "+text, func() bool { return strings.Contains(s.texts(), text) })
}

func (s *settingsStage) hears(text string) {
	s.t.Helper()
	s.until("said: "+text, func() bool { return strings.Contains(strings.Join(s.said, "\n"), text) })
}

// each visits all that is visible, what floats on top included.
func (s *settingsStage) each(visit func(fyne.CanvasObject)) {
	for _, o := range append([]fyne.CanvasObject{s.window.Content()}, s.window.Canvas().Overlays().List()...) {
		walk(o, fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) { visit(o) })
	}
}

func (s *settingsStage) texts() string {
	var lines []string
	s.each(func(o fyne.CanvasObject) {
		if text, ok := o.(*canvas.Text); ok {
			lines = append(lines, text.Text)
		}
	})
	return strings.Join(lines, "\n")
}

// button returns the topmost button with a word.
func (s *settingsStage) button(word string) (found *controls.Button) {
	s.t.Helper()
	s.each(func(o fyne.CanvasObject) {
		if b, ok := o.(*controls.Button); ok && b.Text == word {
			found = b
		}
	})
	if found == nil {
		s.t.Fatalf("no button %q; seen is %q", word, s.texts())
	}
	return found
}

func (s *settingsStage) press(word string) {
	s.t.Helper()
	s.button(word).Tapped(nil)
}

// fill types a text into a field of the form that is shown, and leaves it.
func (s *settingsStage) fill(view *formView, id, text string) {
	s.t.Helper()
	for _, c := range view.fields {
		if c.id == id {
			s.window.Canvas().Focus(c.entry)
			c.entry.SetText(text)
			s.window.Canvas().Unfocus()
			return
		}
	}
	s.t.Fatalf("no field %s", id)
}

// problem returns what stands under a field as wrong.
func problemAt(view *formView, id string) string {
	for _, c := range view.fields {
		if c.id == id {
			return c.field.Problem()
		}
	}
	return "no field " + id
}

func (s *settingsStage) save(name string) {
	s.t.Helper()
	if os.Getenv("RINGBACK_CAPTURES") == "" {
		return
	}
	f, err := os.Create(filepath.Join(os.TempDir(), "settings-"+name+".png"))
	if err != nil {
		s.t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, s.window.Canvas().Capture()); err != nil {
		s.t.Fatal(err)
	}
}

func nothingToDo() {}

// sampleCommands are some commands, one of which cannot run.
func sampleCommands() commands {
	return commands{
		{id: "list.star", title: "Star or unstar", group: groupCallback, keys: []stroke{key(fyne.KeyS)}, run: nothingToDo},
		{id: "list.delete", title: "Delete", group: groupCallback, keys: []stroke{key(fyne.KeyDelete), key(fyne.KeyBackspace)},
			why: func() string { return "nothing is selected" }, run: nothingToDo},
		{id: "copy.curl", title: "Copy as cURL", group: groupCopy, keys: []stroke{ctrlShift(fyne.KeyC)}, run: nothingToDo},
		{id: "copy.body", title: "Copy body", group: groupCopy, run: nothingToDo},
		{id: "file.import", title: "Import…", group: groupFile, keys: []stroke{ctrl(fyne.KeyO)}, run: nothingToDo},
		{id: "view.settings", title: "Settings", group: groupView, keys: []stroke{ctrl(fyne.KeyComma)}, run: nothingToDo},
		{id: "help.keys", title: "Keyboard shortcuts", group: groupHelp, keys: []stroke{key(fyne.KeyF1)}, run: nothingToDo},
	}
}

func sampleWebhooks(t *testing.T, e *inspectortest.Engine) {
	t.Helper()
	for _, w := range []inspector.Webhook{
		{Label: "sales", Path: "/sales", Answer: inspector.Answer{Status: 200, Headers: [][2]string{{"Content-Type", "text/plain"}}, Body: "OK"}, RefuseBad: true},
		{Label: "support", Path: "/support", Answer: inspector.DefaultAnswer()},
	} {
		if err := e.AddWebhook(w); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.SetSecret("sales", "very secret"); err != nil {
		t.Fatal(err)
	}
	for _, l := range []inspector.Lease{{Receiver: "451204", Keyword: "foo", Webhook: "sales"}, {Receiver: "4592", Webhook: "support"}} {
		if _, err := e.AddLease(l); err != nil {
			t.Fatal(err)
		}
	}
}

// Nothing that is written leaves the window or lies over what else is written.
func TestSettingsFitEveryWindow(t *testing.T) {
	for _, test := range []struct {
		name    string
		size    fyne.Size // without the rail and the bars
		variant look.Variant
	}{
		{"small-dark", fyne.NewSize(908, 486), look.Dark},
		{"large-light", fyne.NewSize(1364, 826), look.Light},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newSettingsStage(t, look.Options{Variant: test.variant}, test.size)
			sampleWebhooks(t, s.engine)
			s.engine.Post(t, "/sales", inspectortest.MOSMS(1))
			for _, section := range s.page.sections {
				s.page.show(section.id)
				s.seen(section.title)
				s.until("the size is read", func() bool { return !strings.Contains(s.texts(), "1 callback, 0 B") })
				s.layoutHolds(section.id)
				s.save(section.id + "-" + test.name)
			}
		})
	}
}

// layoutHolds fails where a text leaves the page at its right, or lies over another.
func (s *settingsStage) layoutHolds(what string) {
	s.t.Helper()
	type drawn struct {
		text string
		at   fyne.Position
		size fyne.Size
	}
	var all []drawn
	walk(s.window.Content(), fyne.Position{}, func(o fyne.CanvasObject, at fyne.Position) {
		if text, ok := o.(*canvas.Text); ok && text.Text != "" && !strings.HasPrefix(text.Text, "•") {
			all = append(all, drawn{text.Text, at, text.MinSize()})
		}
	})
	for i, a := range all {
		if hint := strings.HasSuffix(a.text, "…") && !strings.Contains(a.text, "/") && len(a.text) > 20; hint {
			s.t.Errorf("%s: %q is cut", what, a.text)
		}
		if a.at.X < 0 || a.at.X+a.size.Width > s.window.Canvas().Size().Width {
			s.t.Errorf("%s: %q leaves the window", what, a.text)
		}
		for _, b := range all[i+1:] {
			const least = 2 // lines of a text touch
			if a.at.X+least < b.at.X+b.size.Width && b.at.X+least < a.at.X+a.size.Width &&
				a.at.Y+a.size.Height/2 < b.at.Y+b.size.Height && b.at.Y+b.size.Height/2 < a.at.Y+a.size.Height &&
				a.at.Y+least < b.at.Y+b.size.Height-least && b.at.Y+least < a.at.Y+a.size.Height-least {
				s.t.Errorf("%s: %q lies over %q", what, a.text, b.text)
			}
		}
	}
}

func TestTheTabKeyGoesFromTheListOfSettingsIntoTheSection(t *testing.T) {
	s := plainStage(t)
	s.page.show(sectionWebhooks)
	s.window.Canvas().Focus(s.page.list)
	for range 3 { // past the search, and the page that one scrolls
		s.window.Canvas().FocusNext()
	}
	if chip, ok := s.window.Canvas().Focused().(*controls.Chip); !ok || chip.Text != inspector.DefaultWebhook {
		t.Errorf("the keys went to %T", s.window.Canvas().Focused())
	}
}

func TestSettingsAreFoundByWords(t *testing.T) {
	tests := []struct {
		query string
		want  []string
	}{
		{"", []string{sectionGeneral, sectionTunnel, sectionAllow, sectionWebhooks, sectionLeases, sectionRetention, sectionAppearance, sectionShortcuts, sectionAbout}},
		{"port", []string{sectionGeneral}},
		{"Dark", []string{sectionAppearance}},
		{"keyword lease", []string{sectionLeases}},
		{"nonsense", nil},
	}
	s := plainStage(t)
	for _, test := range tests {
		s.page.search.Field.SetText(test.query)
		var got []string
		for _, i := range s.page.found {
			got = append(got, s.page.sections[i].id)
		}
		if strings.Join(got, " ") != strings.Join(test.want, " ") {
			t.Errorf("%q found %q, want %q", test.query, got, test.want)
		}
		if len(got) > 0 && s.page.section() != got[0] && test.query != "" {
			t.Errorf("%q shows %q", test.query, s.page.section())
		}
	}
}

package ui

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/assets"
	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

// speak makes a language that of what is built from now on; after the test it is
// English again.
func speak(t *testing.T, code string) {
	t.Helper()
	if err := say.Speak(code); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := say.Speak("en"); err != nil {
			t.Error(err)
		}
	})
}

// speakGreek writes all that is said in Greek letters, so that what stays in Latin ones is
// data, or was never said.
func speakGreek(t *testing.T) {
	t.Helper()
	speak(t, "en")
	var texts map[string]string
	if err := json.Unmarshal(assets.Translation("en"), &texts); err != nil {
		t.Fatal(err)
	}
	for key, text := range texts {
		if key != "language: en" {
			texts[key] = inGreek(text)
		}
	}
	greek, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	system := lang.SystemLocale()
	base, _, _ := strings.Cut(system.String(), "-")
	for _, locale := range []fyne.Locale{"en", fyne.Locale(base), system} {
		if err := lang.AddTranslationsForLocale(greek, locale); err != nil {
			t.Fatal(err)
		}
	}
}

func inGreek(text string) string {
	const letters = "αβχδεφγηιξκλμνοπθρστυωψζυζ"
	greek := []rune(letters)
	verb := false
	return strings.Map(func(r rune) rune {
		was := verb
		verb = r == '%' && !was
		switch {
		case was || r > unicode.MaxASCII || !unicode.IsLetter(r):
			return r
		case unicode.IsUpper(r):
			return unicode.ToUpper(greek[r-'A'])
		}
		return greek[r-'a']
	}, text)
}

// latin finds words in Latin letters; those of one letter are units and keys.
func latin(text string) []string {
	return regexp.MustCompile(`[A-Za-z]{2,}`).FindAllString(text, -1)
}

// greekStage is a window whose words are Greek, and the words that may not be.
type greekStage struct {
	*shellStage

	data map[string]bool
}

func newGreekStage(t *testing.T) *greekStage {
	t.Helper()
	speakGreek(t)
	g := &greekStage{newShellStage(t, look.Dark, fyne.NewSize(1920, 1000)), map[string]bool{}}
	g.isData(
		"Ringback http localhost", // names
		"kB MB GB TB MiB ms min UTC GSM UCS HTTP",
		"Ctrl Alt Shift Esc Enter PgUp PgDn Del Backspace Tab Home End Space F1 F3 F6 F8 F10 F11 Menu",
		"English Dansk",
		"Fyne BSD Clause bbolt MIT Inter OFL JetBrains Mono Noto Sans Lucide ISC", // licences
		"JSON XML JWT HMAC default",
		filterExamples,
		strings.Join(inspectorStatuses(), " "),
	)
	return g
}

func inspectorStatuses() (words []string) {
	for status := 100; status < 600; status++ {
		words = append(words, http.StatusText(status))
	}
	return words
}

// isData lets words stand as they are.
func (g *greekStage) isData(texts ...string) {
	for _, text := range texts {
		for _, word := range latin(text) {
			g.data[strings.ToLower(word)] = true
		}
	}
}

// wantSaid fails for what is seen, or shown on hover, and neither said nor data.
func (g *greekStage) wantSaid(where string) {
	g.t.Helper()
	g.door.drain()
	for _, layer := range append([]fyne.CanvasObject{g.window.Content()}, g.window.Canvas().Overlays().List()...) {
		walk(layer, fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) {
			switch o := o.(type) {
			case *canvas.Text:
				g.want(where, o.Text)
			case *controls.IconButton:
				g.want(where, o.Tip)
			case *controls.Button:
				g.want(where, o.Tip)
			case *controls.Label:
				g.want(where, o.Tip)
			case *controls.Chip:
				g.want(where, o.Tip)
			}
		})
	}
}

func (g *greekStage) want(where, text string) {
	g.t.Helper()
	for _, word := range latin(text) {
		if !g.data[strings.ToLower(word)] && !strings.Contains(text, word+"…") {
			g.t.Errorf("%s: %q of %q is said in no language", where, word, text)
		}
	}
}

func (g *greekStage) wantMenu(where string, items []*fyne.MenuItem) {
	g.t.Helper()
	for _, item := range items {
		g.want(where, item.Label)
		if item.ChildMenu != nil {
			g.wantMenu(where, item.ChildMenu.Items)
		}
	}
}

func (g *greekStage) closeAll() {
	for _, o := range g.window.Canvas().Overlays().List() {
		g.window.Canvas().Overlays().Remove(o)
	}
}

// receive posts callbacks of all sorts; their bytes are data.
func (g *greekStage) receive() {
	g.t.Helper()
	g.fill(4)
	if err := g.engine.SetSecret(inspector.DefaultWebhook, "top secret"); err != nil {
		g.t.Fatal(err)
	}
	if _, err := g.engine.AddLease(inspector.Lease{Receiver: "451204", Keyword: "foo", Webhook: inspector.DefaultWebhook}); err != nil {
		g.t.Fatal(err)
	}
	signed := inspectortest.MOSMS(50)
	for _, secret := range []string{"top secret", "another"} {
		name, value := inspectortest.Sign(g.t, signed, secret)
		g.engine.Post(g.t, "/", signed, name, value)
	}
	g.engine.Post(g.t, "/", signed)
	g.engine.Post(g.t, "/", inspectortest.Status(7, "EXPIRED"))
	g.engine.Post(g.t, "/", inspectortest.Status(7, "DELIVERED"))
	g.engine.Post(g.t, "/", inspectortest.Status(8, "NEVERHEARD"))
	g.engine.Post(g.t, "/", `{"id": 1.5, "msisdn": "4520304050", "receiver": 451204, "message": "", "country_code": "DK", "extra": {"a": []}}`)
	g.engine.Post(g.t, "/", `{"broken": `, "Content-Type", "application/json")
	g.engine.Post(g.t, "/", "a=b&c=d", "Content-Type", "application/x-www-form-urlencoded", "Authorization", "Bearer abc")
	g.engine.Post(g.t, "/", "")
	id := g.engine.Newest(g.t).ID
	if err := g.engine.Mark([]uint64{id, id - 1}, func(m *inspector.Marks) { m.Starred, m.Note, m.Tags = true, "xx note", []string{"xx"} }); err != nil {
		g.t.Fatal(err)
	}
	g.isData("xx note", strings.TrimPrefix(g.engine.SecretsKept(), "the file "))
	g.look()
	for row := range g.panes.list.Len() {
		g.takeData(g.panes.list.list.ID(row))
	}
}

// takeData lets what a callback brought stand as it is.
func (g *greekStage) takeData(id uint64) {
	g.t.Helper()
	c, err := g.engine.Callback(id)
	if err != nil {
		g.t.Fatal(err)
	}
	q, a := c.Request, c.Response
	g.isData(q.Method, q.Target, q.Proto, q.Body, fmt.Sprint(q.Headers), c.RemoteAddr, c.Via, fmt.Sprint(a.Headers), a.Body, a.Rule)
	g.isData(c.Parsed.Status, c.Parsed.Error.Code, c.Parsed.Error.Text, c.MessageKey, "Denmark")
	if tab := viewmodel.NewSignatureTab(c); len(tab.Header.Bytes) > 0 {
		g.isData(string(tab.Header.Bytes), string(tab.Payload.Bytes))
	}
}

package ui

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"
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
	"ringback/tunnel"
)

// speak lets a test see the window in another language.
func speak(t *testing.T, code string) {
	t.Helper()
	t.Cleanup(func() {
		if err := say.Speak("en"); err != nil {
			t.Error(err)
		}
	})
	if err := say.Speak(code); err != nil {
		t.Fatal(err)
	}
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
	g.isData("xx note")
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

func TestEveryWordOfTheCallbacksIsSaid(t *testing.T) {
	g := newGreekStage(t)
	g.look()
	g.wantSaid("first run")
	g.receive()
	for row := range g.panes.list.Len() {
		g.tap(row, 0)
		g.until("the callback is read", func() bool {
			shown := g.panes.detail.shown
			return shown != nil && shown.id == g.panes.list.list.ID(row) && shown.thread != nil
		})
		c := g.panes.detail.shown.callback
		for _, tab := range tabIDs() {
			g.panes.detail.setTab(tab)
			g.wantSaid(fmt.Sprintf("%s of %s %s", tab, c.Kind, c.Parsed.Status))
		}
		g.panes.detail.openMenu(fyne.Position{})
		g.wantSaid("menu of the detail")
		g.closeAll()
	}
	g.panes.list.list.SelectAll()
	g.panes.list.touched()
	g.rest()
	g.wantSaid("several")
	for _, filter := range []inspector.Quick{inspector.Received, inspector.Statuses, inspector.Failed, inspector.BadSignature, inspector.Starred} {
		g.panes.filters.filter.Span = inspector.Span{To: time.Unix(1, 0)}
		g.panes.filters.choose(filter)
		g.look()
		g.wantSaid("no match")
		g.panes.filters.clear()
	}
	for bar := range viewmodel.HistogramBars {
		g.want("histogram", g.panes.filters.model.Tip(bar))
	}
	for row := range g.panes.list.Len() {
		r, _ := g.panes.list.list.Row(row, g.now())
		for _, cell := range r.Cells {
			g.want("tip of a row", cell.Tip)
		}
	}
}

func TestEveryWordOfTheCommandsIsSaid(t *testing.T) {
	g := newGreekStage(t)
	why := func() {
		for _, c := range g.commands {
			g.want("command", c.title+" "+groupTitle(c.group)+" "+c.whyNot())
		}
	}
	why()
	g.receive()
	why()
	g.tap(0, 0)
	why()
	g.wantMenu("menu", g.contextItems())
	g.wantMenu("columns", g.panes.list.columnItems())
	g.openMenu(fyne.Position{})
	g.wantSaid("menu")
	g.closeAll()
	g.do("help.palette")
	g.wantSaid("palette")
	g.closeAll()
	g.do("help.keys")
	g.wantSaid("cheat sheet")
	g.closeAll()
}

func TestEveryWordOfTheSettingsIsSaid(t *testing.T) {
	g := newGreekStage(t)
	g.receive()
	about := aboutFields(settingsDeps{engine: g.engine.Inspector, baseURL: func() string { return g.engine.URL }}, inspector.Stats{})
	g.isData(about[1].Value, about[2].Value, g.engine.URL)
	g.isData("kept in memory for tests", g.engine.SecretsKept())
	g.do("view.settings")
	for _, section := range g.panes.settings.sections {
		g.panes.settings.show(section.id)
		g.wantSaid("settings: " + section.id)
		g.want("search of the settings", section.words)
	}
	general, hooks, leases := g.panes.settings.general, g.panes.settings.webhooks, g.panes.settings.leases
	for _, id := range []string{"listen", "body_limit", "max_connections", "header_seconds"} {
		general.view.form.Set(id, "-1")
	}
	general.apply()
	hooks.show("")
	hooks.view.form.Set("path", "nowhere")
	hooks.keep()
	leases.keep()
	g.until("the lease is refused", func() bool { return leases.view.form.FirstError() != "" })
	for _, form := range []*viewmodel.Form{general.view.form, hooks.view.form, leases.view.form} {
		for _, f := range form.Fields {
			g.isData(f.Value)
			g.want("field", f.Label+" "+f.Hint+" "+f.Unit+" "+f.Error)
		}
		if form.FirstError() == "" {
			t.Error("a form refuses nothing")
		}
	}
}

func TestEveryWordOfDialogsAndStripsIsSaid(t *testing.T) {
	g := newGreekStage(t)
	g.receive()
	id := g.panes.list.list.ID(0)
	for what, ask := range map[string]func(){
		"note": func() { g.askNote(id) }, "tags": func() { g.askTags([]uint64{id}) }, "more tags": func() { g.askTags([]uint64{id, id - 1}) },
		"clear": g.askClear, "clear a filter": func() { g.panes.filters.filter.Quick = inspector.Failed; g.askClear() },
		"remove a lease":  func() { g.panes.settings.leases.askRemove(g.engine.Leases()[0]) },
		"remove a secret": g.panes.settings.webhooks.askSecret, "remove a webhook": g.panes.settings.webhooks.askRemove,
		"delete all": g.panes.settings.retention.askAll,
		"quit":       func() { g.work.title = say.L("Import"); g.quit(); g.work.title = "" },
	} {
		ask()
		g.wantSaid(what)
		g.closeAll()
	}
	failures := []error{
		errors.New("xx"), &inspector.LineError{Line: 3, Err: errors.New("xx")},
		&inspector.FieldError{Field: "listen", Reason: "must be one word"}, fmt.Errorf("xx: %w", fs.ErrPermission),
	}
	for _, known := range knownProblems() {
		failures = append(failures, known.err)
	}
	for _, err := range failures {
		if field := new(inspector.FieldError); !errors.As(err, &field) {
			g.isData(err.Error())
		}
		tell(g.window, problemOf(err))
		g.wantSaid(err.Error())
		g.closeAll()
	}
	g.receiverIs(tunnel.Status{State: tunnel.Failed, Err: errors.New("xx")})
	g.showStrips(inspector.Health{Cause: "xx", Since: g.now().Add(-time.Hour)}, problemOf(context.Canceled).hint)
	g.panes.status.failed(2)
	g.wantSaid("strips")
	g.strike(g.panes.list.list.IDs())
	g.undo()
	g.wantSaid("toasts")
}

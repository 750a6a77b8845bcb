package ui

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
	"ringback/tunnel"
)

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
	row, _ := g.panes.list.list.Row(0, g.now())
	g.isData(row.Terms...) // the language of filters is the same in each one
	g.wantMenu("menu", g.contextItems(3))
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
	about := aboutFields(settingsDeps{engine: g.engine.Inspector, wayDeps: wayDeps{baseURL: func() string { return g.engine.URL }}}, inspector.Stats{})
	g.isData(about[1].Value, about[2].Value, g.engine.URL, "ips gatewayapi eu com DNS db8")
	g.do("view.settings")
	for _, section := range g.panes.settings.sections {
		g.panes.settings.show(section.id)
		g.wantSaid("settings: " + section.id)
		g.want("search of the settings", section.words)
	}
	allow := g.panes.settings.allow
	allow.view.form.Set("addresses", "-1")
	allow.keep()
	g.until("the address is refused", func() bool { return allow.view.form.FirstError() != "" })
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
	for _, form := range []*viewmodel.Form{general.view.form, hooks.view.form, leases.view.form, allow.view.form} {
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

func TestEveryWordOfTheWayInIsSaid(t *testing.T) {
	g := newGreekStage(t)
	g.isData("https abc ngrok app xx ERR NGROK", g.engine.URL)
	g.receive()
	for _, state := range []tunnel.State{tunnel.Off, tunnel.Connecting, tunnel.Online, tunnel.Reconnecting, tunnel.Failed} {
		w := inspector.WayIn{Status: tunnel.Status{State: state, URL: "https://abc.ngrok.app"}, Previous: "https://xx.ngrok.app"}
		if state == tunnel.Failed {
			w.Err = errors.New("xx")
		}
		g.publicIs(w)
		g.wantSaid("top bar")
		g.showWayIn()
		g.wantSaid("card of the way in")
		g.closeAll()
		g.do("view.settings")
		g.panes.settings.show(sectionTunnel)
		g.wantSaid("settings of the tunnel")
	}
}

func TestEveryWordOfTheSimulatorIsSaid(t *testing.T) {
	g := newGreekStage(t)
	g.receive()
	g.isData("bar foo hello world STOP Alice REST Messaging alg none claims")
	if _, err := g.engine.PutPerson(inspector.Person{Name: "Alice", Number: "4520304050"}); err != nil {
		t.Fatal(err)
	}
	p := g.panes.simulator
	p.sent.form.changed("signing", p.sent.form.form.Fields[2].Choices[1]) // a token is broken into pieces on the screen
	g.do("view.simulator")
	g.until("the draft is shown", func() bool {
		return strings.Contains(p.sent.request.said, "POST") && !strings.Contains(p.sent.request.said, "Signature")
	})
	g.isData(p.sent.request.said)
	g.wantSaid("a draft")
	g.until("the people are listed", func() bool { return p.phone.Number() == "4520304050" })
	for _, text := range []string{"foo", "bar"} {
		sent := g.text(text)
		g.isData(p.sent.request.said, p.sent.answer.said)
		g.wantSaid("sent " + viewmodel.OutcomeOfTexted(sent).Text)
	}
	for _, field := range p.sent.form.form.Fields {
		g.want("choices", strings.Join(field.Choices, " "))
	}
	p.askPerson()
	g.wantSaid("add a person")
	g.closeAll()
	p.askRemovePerson()
	g.wantSaid("remove a person")
}

package ui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

// settingsDeps is what the settings need of the window.
type settingsDeps struct {
	wayDeps

	engine   *inspector.Inspector
	post     post
	window   fyne.Window
	look     func() look.Options
	setLook  func(look.Options)
	copy     func(text, what string)
	say      func(text string) // a toast
	commands func() commands
	now      func() time.Time
	version  string
	language language
}

// language is the code of the one that the window speaks from its next start on, "" for that
// of the system.
type language struct {
	get func() string
	set func(code string)
}

// wayDeps is what the settings need of the ways in.
type wayDeps struct {
	baseURL func() string // where callbacks are sent, "" while nothing listens
	restart func()        // opens the public way in anew
	model   func() viewmodel.WayIn
}

// aside does slow work off the UI goroutine, and tells there how it ended.
func (d settingsDeps) aside(work func() error, then func(error)) {
	go func() {
		err := work()
		d.post(func() { then(err) })
	}()
}

// said tells of work that was done, or why it was not, and whether it was.
func (d settingsDeps) said(err error, done string) bool {
	if err != nil {
		tell(d.window, problemOf(err))
		return false
	}
	d.say(done)
	return true
}

// settingsSection is one page of the settings.
type settingsSection struct {
	id, title, sub string
	words          string // what else it is found by
	content        fyne.CanvasObject
	refresh        func() // the engine changed
}

// The ids of the sections.
const (
	sectionGeneral    = "general"
	sectionTunnel     = "tunnel"
	sectionAllow      = "allow"
	sectionWebhooks   = "webhooks"
	sectionLeases     = "leases"
	sectionRetention  = "retention"
	sectionAppearance = "appearance"
	sectionShortcuts  = "shortcuts"
	sectionAbout      = "about"
)

// settingsPage is the page of the settings: its own list at the left, and the
// section that is chosen there.
type settingsPage struct {
	content fyne.CanvasObject

	general   *generalSection
	tunnel    *tunnelSection
	allow     *allowSection
	webhooks  *webhooksSection
	leases    *leasesSection
	retention *retentionSection

	sections []settingsSection
	found    []int // those in the list now
	list     *controls.EntryList
	search   *controls.Search
	shown    int
}

func newSettingsPage(d settingsDeps) *settingsPage {
	p := &settingsPage{
		general: newGeneralSection(d), tunnel: newTunnelSection(d), allow: newAllowSection(d), webhooks: newWebhooksSection(d),
		leases: newLeasesSection(d), retention: newRetentionSection(d),
	}
	p.sections = []settingsSection{
		p.general.section(), p.tunnel.section(), p.allow.section(), p.webhooks.section(), p.leases.section(), p.retention.section(),
		newAppearanceSection(d), newShortcutsSection(d), newAboutSection(d),
	}
	p.list = controls.NewEntryList(func(i int) { p.open(p.found[i]) })
	p.search = controls.NewSearch(say.L("Search settings"), p.find)
	p.search.OnDown = func() { d.window.Canvas().Focus(p.list) }
	p.search.OnEscape = func() { p.search.Field.SetText("") }
	bodies := container.NewStack()
	for _, s := range p.sections {
		bodies.Add(s.content)
	}
	side := controls.Frame(controls.Pad(look.GapEdge, look.GapEdge, p.search), nil, nil, nil, p.list)
	p.content = controls.NewPanel(look.Surface, controls.Frame(nil, nil,
		controls.Frame(nil, nil, nil, controls.NewRule(true), controls.Fixed(settingsListWidth, 0, side)), nil, bodies))
	p.find("")
	p.open(0)
	return p
}

const settingsListWidth = 240

// show opens a section by its id.
func (p *settingsPage) show(id string) {
	p.search.Field.SetText("")
	for i, s := range p.sections {
		if s.id == id {
			p.open(i)
		}
	}
	p.fill()
}

// section returns the id of the section that is shown.
func (p *settingsPage) section() string { return p.sections[p.shown].id }

// refresh shows what changed in the engine.
func (p *settingsPage) refresh() { p.sections[p.shown].refresh() }

func (p *settingsPage) open(section int) {
	p.shown = section
	for i, s := range p.sections {
		if i == section {
			s.refresh()
			s.content.Show()
		} else {
			s.content.Hide()
		}
	}
}

// find lists the sections that have all the words in them.
func (p *settingsPage) find(text string) {
	p.found = p.found[:0]
	for i, s := range p.sections {
		if hasWords(s.title+" "+s.sub+" "+s.words, text) {
			p.found = append(p.found, i)
		}
	}
	if len(p.found) > 0 && !p.listed(p.shown) {
		p.open(p.found[0])
	}
	p.fill()
}

func (p *settingsPage) listed(section int) bool {
	for _, i := range p.found {
		if i == section {
			return true
		}
	}
	return false
}

func (p *settingsPage) fill() {
	entries, chosen := make([]controls.Entry, len(p.found)), -1
	for k, i := range p.found {
		entries[k] = controls.Entry{Title: p.sections[i].title, Sub: p.sections[i].sub}
		if i == p.shown {
			chosen = k
		}
	}
	p.list.SetEntries(entries, chosen)
	hint := ""
	if len(p.found) == 0 {
		hint = say.L("none")
	}
	p.search.SetHint(hint)
}

// hasWords says whether every word of a query is somewhere in a text.
func hasWords(text, query string) bool {
	text = strings.ToLower(text)
	for _, word := range strings.Fields(strings.ToLower(query)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// sectionColumn is what a section consists of: its title, what it is for, and
// its parts, as wide as a form.
func sectionColumn(title, text string, parts ...fyne.CanvasObject) *column {
	head := controls.NewLabel(title, look.Text)
	head.Bold, head.TextSize = true, look.TitleSize
	all := append([]fyne.CanvasObject{controls.Down(4, head, controls.NewParagraph(text, look.Text2))}, parts...)
	return newColumn(0, container.New(atMost(formWidth), controls.Pad(look.GapBar, look.GapBar, controls.Down(20, all...))))
}

// dangerZone is the end of a section: what is lost, and the buttons that lose it.
func dangerZone(text fyne.CanvasObject, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	return controls.Down(look.GapEdge, controls.NewRule(false), text, controls.Across(look.GapBar, buttons...))
}

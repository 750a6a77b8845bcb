package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
	"ringback/tunnel"
)

// shellDeps are what the window needs.
type shellDeps struct {
	app     fyne.App
	window  fyne.Window
	options Options
	post    post
	now     func() time.Time
	zone    *time.Location
	memory  *memory
	// retryEvery is how long a receiver that failed rests before it is started again.
	retryEvery time.Duration
}

// shell is the main window: it joins the panes, and does what they ask for.
type shell struct {
	shellDeps

	commands commands
	feed     *feed
	panes    panes
	toasts   *controls.Toasts
	page     page
	size     fyne.Size
	work     work
	receiver receiver
	public   publicWay
	known
}

// known is what the window was told of the engine.
type known struct {
	seen     bool // there was a picture
	numbers  numbers
	sought   sought
	failures failures
	notifier notifier
	// trayThere tells that the desktop shows a tray.
	trayThere bool
	rate      viewmodel.Rate
}

// panes are the parts of the window.
type panes struct {
	top     *topBar
	rail    *rail
	strips  *strips
	filters *filterBar
	list    *listPane
	noMatch *controls.Empty
	first   *firstRun
	split   *controls.Split
	detail  *detailPane
	status  *statusBar
	frame   *fyne.Container
	otherPages
}

// otherPages are those besides the callbacks.
type otherPages struct {
	simulator *simulatorPage
	settings  *settingsPage
}

// receiver is how callbacks come in.
type receiver struct {
	status tunnel.Status
	since  time.Time
	start  func() // starts it again after it failed
}

func newShell(d shellDeps) *shell {
	s := &shell{shellDeps: d, toasts: controls.NewToasts(d.post.after)}
	d.app.Settings().SetTheme(look.New(d.memory.state.Look))
	s.receiver.status = tunnel.Status{State: tunnel.Connecting}
	s.work.stop = func() {}
	s.feed = newFeed(d.options.Engine, d.post, d.now, d.zone, s.take)
	s.panes.detail = s.newDetail()
	s.commands = append(s.allCommands(), s.panes.detail.commands()...)
	s.build()
	s.panes.top.shown(look.IsDark())
	s.commands.bind(d.window.Canvas())
	d.window.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { s.commands.anywhere().typed(ev.Name, controls.ShiftHeld()) })
	d.window.Canvas().SetOnTypedRune(func(r rune) { s.commands.anywhere().typedRune(r) })
	d.window.SetOnDropped(s.dropped)
	d.window.SetCloseIntercept(s.closeAsked)
	d.window.SetPadded(false)
	d.window.Resize(d.memory.state.Size)
	s.panes.filters.choose(inspector.All)
	s.numbers.count = d.options.Engine.Count()
	s.showPage()
	s.focusPage()
	return s
}

func (s *shell) build() {
	p := &s.panes
	p.top = newTopBar(s.post, s.options.Name, s.commands, s.openMenu)
	p.rail = newRail(s.commands)
	p.strips = newStrips(s.openRetention, s.tryAgain, s.mendWayIn, s.endOutage)
	p.filters = s.newFilters()
	p.list = newListPane(listDeps{
		engine: s.options.Engine, post: s.post, now: s.now, zone: s.zone, columns: s.memory.state.Columns, on: s.listEvents(),
	})
	p.list.turn(s.memory.state.Oldest)
	p.noMatch = controls.NewEmpty("filter", "", "", controls.NewButton(controls.Plain, say.L("Clear filter"), "", s.clearFilter))
	p.noMatch.Hide()
	p.first = newFirstRun(s.commands)
	p.first.content.Hide()
	p.status = newStatusBar(s.showFailures, func() { s.work.stop() })
	// What lies behind is drawn once: each layer costs as much as all texts together
	// where there is no graphics card.
	list := controls.Frame(controls.NewPanel(look.Surface, p.filters.content), nil, nil, nil, container.NewStack(p.list.grid, p.noMatch))
	p.split = controls.NewSplit(false, s.memory.state.Split, list, p.detail.content)
	p.split.LeastFirst, p.split.LeastSecond = 420, 300
	p.split.OnRatio = s.rememberSplit
	p.simulator, p.settings = s.newSimulator(), s.newSettings()
	p.simulator.content.Hide()
	p.settings.content.Hide()
	pages := container.NewStack(p.split, p.first.content, p.simulator.content, p.settings.content)
	p.frame = controls.Frame(controls.Down(0, p.top.content, p.strips.store, p.strips.receiver, p.strips.public, p.strips.outage), p.status.content, p.rail.content, nil, pages)
	s.window.SetContent(container.New(fitted{s.fit},
		p.frame, p.filters.entry.picks.layer, s.toasts, controls.NewTips(s.post.after)))
}

// listEvents are what the window does for the list.
func (s *shell) listEvents() listEvents {
	return listEvents{
		selected: s.selected,
		changed:  func() { s.panes.filters.follow(s.panes.list.list) },
		columns:  func(c viewmodel.ColumnChoice) { s.memory.set(func(m *state) { m.Columns = c }) },
		menu:     func(at fyne.Position) { s.popUp(s.contextItems(s.panes.list.grid.Under()), at) },
		headMenu: func(at fyne.Position) {
			s.popUp(append(s.commands.menuItems("view.oldest", "-"), s.panes.list.columnItems()...), at)
		},
		open:    s.commands.find("list.open").do,
		order:   s.turnOrder,
		deleted: s.deleteNow,
		key:     func(name fyne.KeyName, shift bool) { s.commands.typed(name, shift) },
		letter:  func(r rune) { s.commands.typedRune(r) },
	}
}

// popUp opens a menu.
func (s *shell) popUp(items []*fyne.MenuItem, at fyne.Position) {
	showMenu(s.window.Canvas(), fyne.NewMenu("", items...), at)
}

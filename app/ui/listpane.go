package ui

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

// listDeps are what the list needs of the window.
type listDeps struct {
	engine  *inspector.Inspector
	post    post
	now     func() time.Time
	zone    *time.Location
	columns viewmodel.ColumnChoice // as they are remembered
	on      listEvents
}

// listEvents are what the list tells the window.
type listEvents struct {
	selected func(ids []uint64)                  // other callbacks are selected
	changed  func()                              // what the live button says may have changed
	columns  func(choice viewmodel.ColumnChoice) // columns were changed by hand
	menu     func(at fyne.Position)              // a menu for the selection is wanted
	headMenu func(at fyne.Position)              // a menu for the columns is wanted
	order    func()                              // the other order is wanted
	open     func()                              // a row was opened
	deleted  func(ids *viewmodel.IDs)            // the time to undo is over
	key      func(name fyne.KeyName, shift bool)
	letter   func(r rune)
}

// listPane is the list of callbacks.
type listPane struct {
	grid *controls.Grid

	list      *viewmodel.List
	deps      listDeps
	columns   []viewmodel.Column
	loading   bool
	asked     bool     // a look at what is lacking is under way
	told      []uint64 // the selection as the window knows it
	cancelDue func()
	ages      []string // as they are drawn
}

var _ controls.GridModel = (*listPane)(nil)

func newListPane(d listDeps) *listPane {
	p := &listPane{deps: d, list: viewmodel.NewList(d.zone), columns: viewmodel.ColumnsBy(d.columns), cancelDue: func() {}}
	p.grid = controls.NewGrid(p, gridColumns(p.columns))
	p.grid.Sort = controls.SortMark{ID: timeColumn, Down: true}
	p.grid.GridEvents = controls.GridEvents{
		OnTap: func(row int, held fyne.KeyModifier) {
			p.list.Tap(row, held&fyne.KeyModifierShift != 0, held&fyne.KeyModifierShortcutDefault != 0)
			p.touched()
		},
		OnWalk: func(rows int, extend bool) {
			if row := p.list.Walk(rows, extend); row >= 0 {
				p.grid.Reveal(row)
			}
			p.touched()
		},
		OnActivate: func(int) { d.on.open() },
		OnMenu: func(row int, at fyne.Position) {
			p.list.Menu(row)
			p.touched()
			d.on.menu(at)
		},
		OnHeaderMenu: func(_ string, at fyne.Position) { d.on.headMenu(at) },
		OnSort:       func(string) { d.on.order() },
		OnColumns:    p.resized,
		OnScroll:     p.scrolled,
		OnKey:        d.on.key,
		OnRune:       d.on.letter,
	}
	return p
}

// Len implements [controls.GridModel].
func (p *listPane) Len() int { return p.list.Len() }

// Row implements [controls.GridModel].
func (p *listPane) Row(n int, row *controls.Row) {
	now := p.deps.now()
	r, state := p.list.Row(n, now)
	row.Selected, row.Cursor, row.New, row.Struck = state.Selected, state.Cursor, state.New, state.Struck
	if len(r.Cells) == 0 {
		p.lacks()
		return
	}
	row.Edge = roleOf(r.Edge)
	if r.Edge == viewmodel.Plain {
		row.Edge = look.None
	}
	for i, cell := range r.Cells {
		if p.columns[i].ID == ageColumn {
			cell = r.Age(now)
		}
		row.Cells[i] = gridCell(cell)
	}
}

const (
	timeColumn = "time"
	ageColumn  = "age"
)

// lacks looks soon for what a row in view lacks.
func (p *listPane) lacks() {
	if !p.asked {
		p.asked = true
		p.deps.post(func() {
			p.asked = false
			p.load()
		})
	}
}

// load reads what the rows in view lack, away from the UI goroutine and one
// answer at a time.
func (p *listPane) load() {
	if p.loading {
		return
	}
	top, _ := p.grid.Offset()
	request, ok := p.list.Need(top, p.grid.Page()+1)
	if !ok {
		return
	}
	p.loading = true
	ids := request.IDs()
	go func() {
		found, err := p.deps.engine.Some(ids)
		p.deps.post(func() {
			p.loading = false
			if err != nil { // asked again with the next change
				p.list.Failed(request)
				return
			}
			if p.list.Loaded(request, found, p.deps.engine.Marks) {
				p.touched()
			}
			p.load()
		})
	}()
}

// touched draws the list and tells what is new about it.
func (p *listPane) touched() {
	p.grid.Refresh()
	if ids := p.list.Selected().List(); !slices.Equal(ids, p.told) {
		p.told = ids
		p.deps.on.selected(ids)
	}
	p.deps.on.changed()
}

func (p *listPane) scrolled() {
	p.list.Scrolled(p.grid.AtTop())
	p.load()
	p.deps.on.changed()
}

// take shows what the feed read.
func (p *listPane) take(shown picture) {
	p.grid.Shift(p.list.ArrivedSome(shown.came, shown.last, p.deps.now()))
	if shown.gone.Len() > 0 {
		p.remove(shown.gone)
	}
	if paused, _ := p.list.Paused(); shown.all != nil && !paused {
		top, part := p.grid.Offset()
		p.grid.SetOffset(p.list.SetIDs(shown.all, shown.last, top), part)
	}
	p.list.Outdated(p.list.IDs())
	if p.list.Following() {
		p.grid.SetOffset(0, 0)
	}
	p.touched()
	p.load()
	p.fade()
}

// ask shows the answer to another question, from its beginning.
func (p *listPane) ask(ids *viewmodel.IDs, last uint64) {
	p.list.SetIDs(ids, last, 0)
	if row, found := p.list.Position(p.list.Cursor()); found && !p.list.Following() {
		p.grid.SetOffset(0, 0)
		p.grid.Reveal(row)
	} else {
		if !p.list.OldestFirst() {
			p.list.ShowNewest()
		}
		p.grid.SetOffset(0, 0)
	}
	p.grid.Stale = false
	p.touched()
	p.load()
}

// fade draws the list again when the tint of what is new ends.
func (p *listPane) fade() {
	if until := p.list.FreshUntil(); until.After(p.deps.now()) {
		p.deps.post.after(until.Sub(p.deps.now()), p.grid.Refresh)
	}
}

// tick keeps the ages right, and draws only if one of them reads otherwise now.
func (p *listPane) tick() {
	top, _ := p.grid.Offset()
	now := p.deps.now()
	var ages []string
	for n := top; n < min(top+p.grid.Page()+1, p.list.Len()); n++ {
		row, _ := p.list.Row(n, now)
		ages = append(ages, row.Age(now).Text)
	}
	if !slices.Equal(ages, p.ages) {
		p.ages = ages
		p.grid.Refresh()
	}
}

// live shows the newest and follows it.
func (p *listPane) live() {
	p.list.ShowNewest()
	p.grid.Sort.Down = true
	p.grid.SetOffset(0, 0)
	p.touched()
	p.load()
}

// turn puts the oldest first, or the newest again. What is being read stays in view.
func (p *listPane) turn(oldest bool) {
	p.list.SetOldestFirst(oldest)
	p.grid.Sort.Down = !oldest
	p.grid.SetOffset(0, 0)
	if row, found := p.list.Position(p.list.Cursor()); found {
		p.grid.Reveal(row)
	}
	p.touched()
	p.load()
}

// reveal selects a callback and brings it into view; false means that the list
// does not show it.
func (p *listPane) reveal(id uint64) bool {
	row, found := p.list.Select(id)
	if found {
		p.grid.Reveal(row)
		p.touched()
		p.load()
	}
	return found
}

func (p *listPane) selected() *viewmodel.IDs { return p.list.Selected() }

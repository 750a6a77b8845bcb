package ui

import (
	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
)

// headersTab shows the header lines as they came.
type headersTab struct {
	content fyne.CanvasObject

	page     *column
	line     *controls.Label // the request line
	search   *controls.Search
	finding  *fyne.Container // around it
	sorted   *controls.IconButton
	headers  *headerBox
	trailers *headerBox
	late     *fyne.Container // the section of trailers
	id       uint64
}

// findFrom is from how many lines on there is a field to find one.
const findFrom = 12

func newHeadersTab(p *detailPane) *headersTab {
	t := &headersTab{
		line:    &controls.Label{Role: look.Text2, TextSize: look.SmallSize, Mono: true, Least: 80},
		headers: newHeaderBox(p), trailers: newHeaderBox(p),
	}
	t.headers.received = true // a filter knows no trailers
	t.line.ExtendBaseWidget(t.line)
	t.sorted = controls.NewIconButton("arrow-down", say.L("Sort by name"), func() {
		t.sorted.Set(t.sorted.Icon, !t.sorted.On)
		t.fill()
	})
	copyAll := controls.NewIconButton("copy", say.L("Copy all header lines"), func() {
		p.deps.copy(viewmodel.HeaderText(p.shown.callback.Request.Headers), say.L("headers"))
	})
	t.search = controls.NewSearch(say.L("Find a header"), func(string) { t.fill() })
	t.search.OnEscape = func() {
		t.search.Field.SetText("")
		fyne.CurrentApp().Driver().CanvasForObject(t.search).Focus(t.page)
	}
	t.finding = controls.Pad(look.GapPanel, look.GapTight, t.search)
	t.late = section(controls.NewHead(say.L("Trailers")), nil, t.trailers.list)
	t.page = newColumn(look.GapPanel, t.headers.list, t.late)
	t.page.onEscape = p.deps.on.leave
	t.content = controls.Frame(
		controls.Down(0, subHead(t.line, t.sorted, copyAll), t.finding), nil, nil, nil, t.page)
	return t
}

// subHead is the bar over what a tab shows: something at the left that takes the room
// there is, and what can be done at the right.
func subHead(first fyne.CanvasObject, actions ...fyne.CanvasObject) fyne.CanvasObject {
	inner := controls.Frame(nil, nil, nil, controls.Across(look.GapTight, actions...), first)
	return controls.Down(0, controls.Fixed(0, look.SubHeadHeight, controls.Pad(look.GapPanel, (look.SubHeadHeight-look.ButtonHeight)/2, inner)), controls.NewRule(false))
}

func (t *headersTab) object() fyne.CanvasObject { return t.content }

func (t *headersTab) show(s *shown) {
	q := s.callback.Request
	t.line.SetText(q.Method + " " + viewmodel.OneLine(q.Target, 2000) + " " + viewmodel.OneLine(q.Proto, 20))
	t.headers.all, t.trailers.all = viewmodel.Headers(q.Headers), viewmodel.Headers(q.Trailers)
	t.late.Hidden = len(q.Trailers) == 0
	t.finding.Hidden = len(q.Headers) < findFrom
	if t.id != s.id {
		t.id = s.id
		t.headers.open, t.trailers.open = map[string]bool{}, map[string]bool{}
		t.search.Field.SetText("")
		t.page.toTop()
	}
	t.content.Refresh()
	t.fill()
}

func (t *headersTab) fill() {
	found := t.headers.set(t.search.Field.Text, t.sorted.On)
	t.trailers.set("", t.sorted.On)
	hint := ""
	if t.search.Field.Text != "" {
		hint = say.L("%s of %s", viewmodel.Count(uint64(found)), viewmodel.Count(uint64(len(t.headers.all))))
	}
	t.search.SetHint(hint)
	t.page.refit()
}

// headerBox is a list of header lines that can be copied. What lets its holder in
// somewhere is veiled until one asks for it.
type headerBox struct {
	list *controls.FieldList

	all   []viewmodel.Header
	found []viewmodel.Header
	open  map[string]bool // lines whose secret is seen
	text  string
	sort  bool
	// received tells that the lines are those of what came in, which filters ask for.
	received bool
}

const headerNames = 178 // how wide the names are

func newHeaderBox(p *detailPane) *headerBox {
	b := &headerBox{list: controls.NewFieldList(), open: map[string]bool{}}
	b.list.LabelWidth = headerNames
	line := func(row int) { p.deps.copy(b.found[row].Copy, say.L("header line")) }
	b.list.OnCopy = line
	b.list.OnHint = func(row int) {
		if h := b.found[row]; h.Secret {
			b.open[h.Copy] = !b.open[h.Copy]
			b.set(b.text, b.sort)
		}
	}
	b.list.OnMenu = func(row int, at fyne.Position) {
		h := b.found[row]
		items := []*fyne.MenuItem{
			fyne.NewMenuItem(say.L("Copy line"), func() { line(row) }),
			fyne.NewMenuItem(say.L("Copy value"), func() { p.deps.copy(h.Copy[min(len(h.Name)+2, len(h.Copy)):], say.L("header value")) }),
			fyne.NewMenuItem(say.L("Copy name"), func() { p.deps.copy(h.Name, say.L("header name")) }),
		}
		if b.received {
			items = append(items, termItems(h.Term, p.deps.on.filter)...)
		}
		popUp(b.list, at, items...)
	}
	return b
}

// set shows the lines that hold a text, and returns how many.
func (b *headerBox) set(text string, sorted bool) int {
	b.text, b.sort = text, sorted
	b.found = viewmodel.FindHeaders(b.all, text, sorted)
	rows := make([]controls.Field, len(b.found))
	for i, h := range b.found {
		rows[i] = controls.Field{Label: h.Name, Value: h.Value, Mono: true, Hint: h.Hint}
		if h.Secret {
			rows[i].Hint, rows[i].HintLink = say.L("Hide"), true
			if !b.open[h.Copy] {
				rows[i].Value, rows[i].Role, rows[i].Hint = "••••••••••••", look.Text3, say.L("Show")
			}
		}
	}
	b.list.SetFields(rows)
	return len(b.found)
}

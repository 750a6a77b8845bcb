package ui

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
)

// bodyTab shows the body: formatted, as it came, or byte by byte.
type bodyTab struct {
	bodyViews

	content *fyne.Container
	pane    *detailPane
	bar     *bodyBar
	find    *findBar
	strips  bodyStrips

	body   viewmodel.Body
	id     uint64
	wanted viewmodel.View // what the person chose last, for all bodies that have it
	view   viewmodel.View
	made   madeText
}

// bodyViews are what shows a body, one at a time.
type bodyViews struct {
	code *controls.CodeView
	tree *bodyTree
	none *controls.Empty
}

// only shows one of them.
func (v bodyViews) only(one fyne.CanvasObject) {
	for _, view := range []fyne.CanvasObject{v.code, v.tree.view, v.none} {
		seen(view, view == one)
	}
}

// madeText is the text that is shown, and how the next one is made.
type madeText struct {
	work latest
	text *viewmodel.Text
	long bool // a line is too long to be broken
}

func newBodyTab(p *detailPane) *bodyTab {
	t := &bodyTab{pane: p}
	t.code, t.none = controls.NewCodeView(), controls.NewEmpty("braces", say.L("No body"), say.L("Nothing came after the headers."))
	t.tree = newBodyTree(t)
	t.made.work.post = p.deps.post
	t.bar = newBodyBar(t)
	t.find = newFindBar(t.code, p.deps.post, p.focus, func() { t.content.Refresh() })
	t.strips = newBodyStrips(t)
	t.code.OnKey = func(key fyne.KeyName, shift bool) { t.typed(t.code, key, shift) }
	t.code.OnMenu = t.openMenu
	t.only(t.code)
	t.content = controls.Frame(
		controls.Down(0, t.bar.content, t.find.content, t.strips.problem, t.strips.cut), nil, nil, nil, container.NewStack(t.code, t.tree.view, t.none))
	return t
}

// typed takes the keys that a view has no use for.
func (t *bodyTab) typed(view fyne.CanvasObject, key fyne.KeyName, shift bool) {
	switch {
	case key == fyne.KeyF3 && shift:
		t.find.step(-1)
	case key == fyne.KeyF3:
		t.find.step(1)
	case key == fyne.KeyEscape && t.find.opened():
		t.find.close()
	case key == fyne.KeyEscape && t.pane.deps.on.leave != nil:
		t.pane.deps.on.leave()
	default:
		controls.HandOnKey(view, &fyne.KeyEvent{Name: key})
	}
}

func (t *bodyTab) object() fyne.CanvasObject { return t.content }

// show shows the body of a callback, which never changes.
func (t *bodyTab) show(s *shown) {
	if t.id == s.id {
		return
	}
	t.id, t.body, t.made.text = s.id, s.body, nil
	t.code.SetCode(controls.Code{})
	t.tree.tree = nil
	t.only(t.code)
	t.find.setText(nil)
	t.strips.setCut(s.callback.Request, len(s.body.Bytes))
	view := s.body.Views()[0]
	if slices.Contains(s.body.Views(), t.wanted) {
		view = t.wanted
	}
	t.choose(view)
}

// choose shows the body in another way.
func (t *bodyTab) choose(view viewmodel.View) {
	t.view = view
	t.bar.set(t.body, view)
	if view == viewmodel.AsTree {
		t.makeTree()
		return
	}
	if view == viewmodel.Pretty && !t.body.Small() {
		t.bar.wait(say.L("Formatting %s …", viewmodel.Size(int64(len(t.body.Bytes)))))
		t.make(viewmodel.Raw, func() { t.make(viewmodel.Pretty, t.bar.ready) })
		return
	}
	t.bar.ready()
	t.make(view, func() {})
}

// longLine is from how many bytes on a line is not broken: where each row begins
// would be counted anew for every picture.
const longLine = 100_000

// quick is up to how many bytes a text is made at once, so that nothing flickers.
const quick = 64 << 10

// make makes a text and shows it. A large one is made aside, and nothing is shown
// meanwhile: it would be the body of another callback.
func (t *bodyTab) make(view viewmodel.View, then func()) {
	body := t.body
	work := func(ctx context.Context) func() {
		text, err := body.Text(ctx, view)
		if err != nil {
			return nil // another one is wanted
		}
		lines := text.Strings()
		long := slices.ContainsFunc(lines, func(line string) bool { return len(line) > longLine })
		return func() {
			t.made.text, t.made.long = text, long
			t.fill(lines)
			then()
		}
	}
	if len(body.Bytes) <= quick {
		t.made.work.stop()
		work(context.Background())()
		return
	}
	t.made.work.do(work)
}

func (t *bodyTab) fill(lines []string) {
	text := t.made.text
	t.only(t.code)
	if t.body.Format == viewmodel.FormatEmpty {
		t.only(t.none)
	}
	t.code.SetCode(codeOf(text, lines))
	t.strips.setProblem(text.Problem)
	long := ""
	if t.made.long {
		long = say.L("A line is longer than 100 kB. Scroll it sideways.")
	}
	t.bar.setWrap(long)
	t.find.setText(text)
	t.content.Refresh()
}

// codeOf makes a text ready for a code view.
func codeOf(text *viewmodel.Text, lines []string) controls.Code {
	code := controls.Code{Lines: lines, Colour: func(line int, _ string) []controls.Token {
		found := text.Tokens(line)
		tokens := make([]controls.Token, len(found))
		for i, token := range found {
			tokens[i] = controls.Token{Text: token.Text, Role: tokenRole(token.Kind)}
		}
		return tokens
	}}
	if problem := text.Problem; problem != nil {
		code.Mark = func(line int) controls.LineMark {
			if line != problem.Line-1 {
				return controls.LineMark{}
			}
			return controls.LineMark{Fill: look.BadBg, Sign: "!", Role: look.Bad}
		}
	}
	return code
}

func tokenRole(k viewmodel.TokenKind) look.Role {
	switch k {
	case viewmodel.TokenKey:
		return look.Key
	case viewmodel.TokenString:
		return look.String
	case viewmodel.TokenNumber:
		return look.Number
	case viewmodel.TokenWord:
		return look.Keyword
	case viewmodel.TokenPunct:
		return look.Punct
	}
	return look.Text
}

// openFind opens the search, in lines: a tree has none.
func (t *bodyTab) openFind() {
	if t.tree.shown() {
		t.tree.close()
	}
	t.find.open()
}

// copyAll copies the body as it is shown.
func (t *bodyTab) copyAll() {
	if t.view == viewmodel.AsTree {
		t.copyExact()
	} else if text := t.made.text; text != nil {
		t.pane.copyOf(say.L("body"), func() (string, error) { return strings.Join(text.Strings(), "\n"), nil })
	}
}

// copyExact copies the body as it came.
func (t *bodyTab) copyExact() {
	t.pane.copyOf(say.L("body"), func() (string, error) { return string(t.body.Bytes), nil })
}

// save asks where to, and writes the body as it came.
func (t *bodyTab) save() {
	ends := map[viewmodel.Format]string{viewmodel.FormatJSON: "json", viewmodel.FormatXML: "xml", viewmodel.FormatBinary: "bin"}
	end := ends[t.body.Format]
	if end == "" {
		end = "txt"
	}
	t.pane.deps.on.save("callback-"+strconv.FormatUint(t.id, 10)+"."+end, t.body.Bytes)
}

func (t *bodyTab) openMenu(line, offset int, at fyne.Position) {
	if t.made.text == nil {
		return
	}
	var items []*fyne.MenuItem
	add := func(title string, do func()) { items = append(items, fyne.NewMenuItem(title, do)) }
	if selected := t.code.Selected(); selected != "" {
		add(say.L("Copy selection"), func() { t.pane.deps.copy(selected, say.L("selection")) })
	}
	if value := valueAt(t.made.text, line, offset); value != "" {
		add(say.L("Copy value"), func() { t.pane.deps.copy(value, say.L("value")) })
	}
	add(say.L("Copy line"), func() { t.pane.deps.copy(strings.TrimSpace(t.made.text.Line(line)), say.L("line")) })
	add(say.L("Copy all as shown"), t.copyAll)
	add(say.L("Copy body as it came"), t.copyExact)
	items = append(items, fyne.NewMenuItemSeparator())
	if t.tree.possible() {
		add(say.L("Show as a tree"), t.tree.open)
	}
	add(say.L("Select all"), t.code.SelectAll)
	add(say.L("Find…"), t.openFind)
	popUp(t.code, at, items...)
}

// valueAt returns the text or number at a place, without its quotes; "" where
// there is none.
func valueAt(text *viewmodel.Text, line, offset int) string {
	at := 0
	for _, token := range text.Tokens(line) {
		if at += len(token.Text); offset >= at {
			continue
		}
		switch token.Kind {
		case viewmodel.TokenString, viewmodel.TokenNumber, viewmodel.TokenWord, viewmodel.TokenKey:
			var plain string
			if json.Unmarshal([]byte(token.Text), &plain) == nil {
				return plain
			}
			return token.Text
		}
		return ""
	}
	return ""
}

package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
)

// findBar finds a text in a code view.
type findBar struct {
	content *fyne.Container

	moved  func() // the bar came or went: what is around it has to be laid out
	focus  func(fyne.Focusable)
	code   *controls.CodeView
	search *controls.Search
	work   latest
	text   *viewmodel.Text // that the view shows
	finds  viewmodel.Finds
}

func newFindBar(code *controls.CodeView, door post, focus func(fyne.Focusable), moved func()) *findBar {
	f := &findBar{code: code, focus: focus, moved: moved, work: latest{post: door}}
	f.search = controls.NewSearch(say.L("Find in the body"), func(string) { f.look() })
	f.search.OnEnter = func() { f.step(1) }
	f.search.OnDown = func() { f.step(1) }
	f.search.OnEscape = f.close
	others := f.search.Field.OnKey
	f.search.Field.OnKey = func(key fyne.KeyName) bool {
		switch key {
		case fyne.KeyF3:
			f.step(1)
		case fyne.KeyUp:
			f.step(-1)
		default:
			return others(key)
		}
		return true
	}
	f.content = controls.Down(0,
		controls.Pad(look.GapPanel, look.GapTight, controls.Frame(nil, nil, nil, controls.Across(look.GapTight,
			controls.NewIconButton("chevron-up", say.L("Previous match (↑)"), func() { f.step(-1) }),
			controls.NewIconButton("chevron-down", say.L("Next match (Enter, F3)"), func() { f.step(1) }),
			controls.NewIconButton("x", say.L("Close (Esc)"), f.close),
		), f.search)),
		controls.NewRule(false))
	f.content.Hide()
	return f
}

func (f *findBar) opened() bool { return f.content.Visible() }

// open shows the bar and puts the cursor into it.
func (f *findBar) open() {
	if !f.opened() {
		f.content.Show()
		f.moved()
		f.look()
	}
	f.focus(f.search.Field)
	f.search.Field.TypedShortcut(&fyne.ShortcutSelectAll{})
}

func (f *findBar) close() {
	f.work.stop()
	f.content.Hide()
	f.moved()
	f.show(viewmodel.Finds{Current: -1})
	f.focus(f.code)
}

// setText tells what the view shows now.
func (f *findBar) setText(text *viewmodel.Text) {
	f.text = text
	f.finds = viewmodel.Finds{Current: -1}
	if f.opened() {
		f.look()
	}
}

// look finds what is typed, aside.
func (f *findBar) look() {
	text, typed := f.text, f.search.Field.Text
	if text == nil || typed == "" {
		f.work.stop()
		f.search.SetHint("")
		f.search.SetBad(false)
		f.show(viewmodel.Finds{Current: -1})
		return
	}
	f.work.do(func(ctx context.Context) func() {
		finds, err := viewmodel.Find(ctx, text, typed)
		if err != nil {
			return nil
		}
		return func() {
			f.show(finds)
			f.search.SetHint(finds.Text())
			f.search.SetBad(len(finds.Spans) == 0)
		}
	})
}

func (f *findBar) show(finds viewmodel.Finds) {
	f.finds = finds
	spans := make([]controls.Span, len(finds.Spans))
	for i, s := range finds.Spans {
		spans[i] = controls.Span(s)
	}
	f.code.SetFinds(spans)
	if finds.Current >= 0 {
		f.code.ShowFind(spans[finds.Current])
	}
}

// step goes to the next place, or the one before.
func (f *findBar) step(by int) {
	if span, ok := f.finds.Step(by); ok {
		f.code.ShowFind(controls.Span(span))
		f.search.SetHint(f.finds.Text())
	}
}

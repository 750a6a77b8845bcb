package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
)

// entryDeps are what the field of the filter needs of the window.
type entryDeps struct {
	post  post
	on    func(text string) // another right filter holds
	wrong func(wrong bool)  // what stands there is wrong, or not any more
	moved func()            // the line that says so came or went
	used  func(text string) // a filter was worth typing
	leave func()            // the keys are wanted by the list
	focus func(fyne.Focusable)
	known knownFilters
}

// filterEntry is where a filter is typed.
type filterEntry struct {
	search *controls.Search
	wrong  *controls.Label // below it: what is wrong

	deps   entryDeps
	typed  viewmodel.Typed
	cancel func() // what is to be applied soon
	picks  *suggestions
}

// applyAfter is how long the keys rest before a filter holds.
const applyAfter = 120 * time.Millisecond

// filterExamples are words of the language, which are the same in each one.
const filterExamples = "kind:mo  status:failed  from:+45*  keyword:foo  since:15m"

func newFilterEntry(d entryDeps) *filterEntry {
	e := &filterEntry{deps: d, cancel: func() {}, wrong: controls.NewLabel("", look.Bad)}
	e.wrong.TextSize, e.wrong.Least = look.SmallSize, 60
	e.wrong.Hide()
	e.search = controls.NewSearch(say.L("Filter, such as %s", filterExamples), e.changed)
	e.picks = newSuggestions(e)
	e.search.Field.OnKey = e.key
	e.search.Field.OnFocus = e.focused
	return e
}

// changed lets what was typed hold soon.
func (e *filterEntry) changed(string) {
	e.cancel()
	e.cancel = e.deps.post.after(applyAfter, e.apply)
	e.picks.offer()
}

// apply lets what was typed hold now, if it is right; else it says what is wrong, and the
// last right one holds on.
func (e *filterEntry) apply() {
	e.cancel()
	other := e.typed.Set(e.search.Field.Text)
	problem := e.typed.Problem
	if e.typed.Unfinished && e.picks.opened() { // what is being typed is not wrong yet
		problem = ""
	}
	e.search.SetBad(problem != "")
	if e.wrong.Text != problem {
		e.wrong.Set(problem, look.Bad)
		e.wrong.Hidden = problem == ""
		e.deps.moved()
	}
	e.deps.wrong(e.typed.Problem != "")
	if other {
		e.deps.on(e.typed.Right)
	}
}

// set puts a filter into the field, which holds at once.
func (e *filterEntry) set(text string) {
	if e.search.Field.Text != text {
		e.search.Field.SetText(text)
		e.search.Field.CursorColumn = len([]rune(text))
		e.search.Field.Refresh()
	}
	e.picks.close()
	e.apply()
}

// focusIt brings the keys to the field, all of its text selected.
func (e *filterEntry) focusIt() {
	e.deps.focus(e.search.Field)
	e.search.Field.TypedShortcut(&fyne.ShortcutSelectAll{})
}

func (e *filterEntry) focused(on bool) {
	e.search.Refresh()
	switch {
	case on:
		e.picks.learn()
	case !e.picks.list.Hovered():
		e.picks.close()
		e.apply()
		e.keep()
	}
}

// keep remembers a filter that was worth typing.
func (e *filterEntry) keep() {
	if e.typed.Problem == "" && e.typed.Right != "" {
		e.deps.used(e.typed.Right)
	}
}

// key walks through what is offered, applies, completes, and leaves.
func (e *filterEntry) key(key fyne.KeyName) bool {
	open := e.picks.opened()
	switch {
	case key == fyne.KeyDown && open:
		e.picks.step(1)
	case key == fyne.KeyUp && open:
		e.picks.step(-1)
	case key == fyne.KeyDown:
		e.picks.open()
	case key == fyne.KeyTab && open:
		e.picks.take(e.picks.list.Chosen())
	case key == fyne.KeyReturn, key == fyne.KeyEnter:
		if open && e.picks.walked {
			e.picks.take(e.picks.list.Chosen())
		}
		e.picks.close()
		e.apply()
		e.keep()
	case key == fyne.KeyEscape:
		e.escape(open)
	default:
		return false
	}
	return true
}

// escape closes the list, then clears the filter, then goes back to the list of callbacks.
func (e *filterEntry) escape(open bool) {
	switch {
	case open:
		e.picks.close()
		e.apply()
	case e.search.Field.Text != "":
		e.set("")
	default:
		e.deps.leave()
	}
}

// show says how much was found, and how.
func (e *filterEntry) show(f viewmodel.Finding, filtered bool) {
	hint := ctrl(fyne.KeyF).String()
	if filtered {
		hint = f.Hint()
	}
	e.search.SetHint(hint)
	e.search.Field.Tip = f.Tip()
}

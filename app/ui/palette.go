package ui

import (
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
)

// palette is all commands by name: one types some letters and presses Enter.
type palette struct {
	all    commands
	found  commands
	chosen int
	search *controls.Search
	grid   *controls.Grid
	float  *floating
}

// paletteRows is how many commands are seen at a time.
const paletteRows = 12

// showPalette opens the palette over a window. Where something floats over it
// already, that is answered first, and showPalette returns nil.
func showPalette(over fyne.Window, all commands) *palette {
	if over.Canvas().Overlays().Top() != nil {
		return nil
	}
	p := &palette{all: all}
	p.search = controls.NewSearch(say.L("Type what to do"), p.find)
	p.search.Field.OnKey = p.key
	p.grid = controls.NewGrid(p, []controls.Column{
		{ID: "title", Title: say.L("Command"), Width: 250, Min: 160},
		{ID: "group", Title: say.L("Menu"), Flexible: true, Width: 200, Min: 60},
		{ID: "keys", Title: say.L("Shortcut"), Width: 110, Min: 60},
	})
	p.grid.OnTap = func(row int, _ fyne.KeyModifier) { p.run(row) }
	p.grid.FocusGained() // its keys reach it through the field
	p.find("")
	height := look.ColumnHeadSize + paletteRows*look.RowHeight() + 2
	p.float = float(over, floatPlace{width: 720, top: 88, pad: 1}, controls.Down(0,
		controls.Pad(look.GapEdge, 10, p.search), controls.Fixed(0, height, p.grid),
	), func(key fyne.KeyName) { p.key(key) })
	p.float.canvas.Focus(p.search.Field)
	return p
}

// find shows the commands that fit a text, the best first.
func (p *palette) find(text string) {
	p.found, p.chosen = p.all.matching(text), 0
	hint := ""
	if len(p.found) == 0 {
		hint = say.L("no command of this name")
	}
	p.search.SetHint(hint)
	p.grid.SetModel(p)
}

// key walks and runs while the field has the focus.
func (p *palette) key(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyUp:
		p.choose(p.chosen - 1)
	case fyne.KeyDown:
		p.choose(p.chosen + 1)
	case fyne.KeyPageUp:
		p.choose(max(p.chosen-paletteRows, 0))
	case fyne.KeyPageDown:
		p.choose(min(p.chosen+paletteRows, len(p.found)-1))
	case fyne.KeyReturn, fyne.KeyEnter:
		p.run(p.chosen)
	case fyne.KeyEscape:
		p.float.close()
	default:
		return false
	}
	return true
}

// choose moves the choice, around the ends.
func (p *palette) choose(row int) {
	if len(p.found) == 0 {
		return
	}
	p.chosen = (row + len(p.found)) % len(p.found)
	p.grid.Reveal(p.chosen)
	p.grid.Refresh()
}

// run closes the palette and runs a command; one that cannot run stays chosen,
// with its reason beside it.
func (p *palette) run(row int) {
	if row < 0 || row >= len(p.found) {
		return
	}
	c := p.found[row]
	if c.whyNot() != "" {
		p.choose(row)
		return
	}
	p.float.close()
	c.do()
}

// Len implements [controls.GridModel].
func (p *palette) Len() int { return len(p.found) }

// Row implements [controls.GridModel].
func (p *palette) Row(n int, row *controls.Row) {
	c := p.found[n]
	row.Selected, row.Cursor = n == p.chosen, n == p.chosen
	row.Cells[0] = controls.Cell{Text: c.title}
	row.Cells[1] = controls.Cell{Text: groupTitle(c.group), Role: look.Text3}
	if why := c.whyNot(); why != "" {
		row.Cells[0].Role, row.Cells[1].Text = look.Text3, groupTitle(c.group)+" · "+why
	}
	row.Cells[2] = controls.Cell{Text: c.shortcut(), Mono: true, Role: look.Text2}
}

// matching returns the commands that have every word of a text, the best first and
// otherwise in their order.
func (l commands) matching(text string) commands {
	type hit struct {
		command *command
		rank    int
	}
	var hits []hit
	for _, c := range l {
		if rank, ok := c.rank(strings.Fields(strings.ToLower(text))); ok {
			hits = append(hits, hit{c, rank})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return b.rank - a.rank })
	found := make(commands, len(hits))
	for i, h := range hits {
		found[i] = h.command
	}
	return found
}

// rank says how well a command fits words in lower case; ok is false where one
// of them fits nowhere.
func (c *command) rank(words []string) (rank int, ok bool) {
	title, group := strings.ToLower(c.title), strings.ToLower(groupTitle(c.group))
	for _, word := range words {
		switch {
		case strings.HasPrefix(title, word):
			rank += 5
		case strings.Contains(title, " "+word):
			rank += 4
		case strings.Contains(title, word):
			rank += 3
		case strings.HasPrefix(group, word):
			rank += 2
		case hasLetters(title, word):
			rank++
		default:
			return 0, false
		}
	}
	return rank, true
}

// hasLetters says whether a text has the letters of a word in their order, the
// first of them at the beginning of a word.
func hasLetters(text, word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	for i, r := range text {
		if r == first && (i == 0 || text[i-1] == ' ') && inOrder(text[i:], word) {
			return true
		}
	}
	return false
}

func inOrder(text, letters string) bool {
	for _, r := range text {
		if first, size := utf8.DecodeRuneInString(letters); size > 0 && r == first {
			letters = letters[size:]
		}
	}
	return letters == ""
}

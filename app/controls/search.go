package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
)

// Search is a text field with a glass before it and a hint at its right: a shortcut, or how
// much was found.
type Search struct {
	widget.BaseWidget

	Field *TextField
	// OnEnter and OnEscape are those keys, OnDown is the way into what is below. Each may be nil.
	OnEnter, OnEscape, OnDown func()

	placeholder string
	hint        string
	bad         bool
}

var _ holder = (*Search)(nil)

// NewSearch makes an empty search field. OnChange is told each text.
func NewSearch(placeholder string, onChange func(text string)) *Search {
	s := &Search{Field: NewTextField(""), placeholder: placeholder}
	s.Field.OnChanged = func(text string) {
		s.Refresh() // the hint may have to give way
		if onChange != nil {
			onChange(text)
		}
	}
	s.Field.OnKey = s.key
	s.Field.OnFocus = func(bool) { s.Refresh() }
	s.ExtendBaseWidget(s)
	return s
}

func (s *Search) key(key fyne.KeyName) bool {
	do := map[fyne.KeyName]func(){
		fyne.KeyReturn: s.OnEnter, fyne.KeyEnter: s.OnEnter, fyne.KeyEscape: s.OnEscape, fyne.KeyDown: s.OnDown,
	}[key]
	if do != nil {
		do()
	}
	return do != nil
}

// CreateRenderer is for the toolkit.
func (s *Search) CreateRenderer() fyne.WidgetRenderer { return &searchRenderer{newRenderer(s)} }

// SetHint changes the text at the right.
func (s *Search) SetHint(hint string) {
	if s.hint != hint {
		s.hint = hint
		s.Refresh()
	}
}

// SetBad outlines the field in red, or no longer.
func (s *Search) SetBad(bad bool) {
	if s.bad != bad {
		s.bad = bad
		s.Refresh()
	}
}

const searchIndent = 27

func (s *Search) inner() []fyne.CanvasObject { return []fyne.CanvasObject{s.Field} }

func (s *Search) place(size fyne.Size) {
	if icon := look.Icon("search", look.Text2); icon != s.Field.Icon {
		s.Field.SetIcon(icon)
	}
	// A placeholder wider than the field would give it a scroll bar.
	shown := regular(look.BodySize).fit(s.placeholder, size.Width-searchIndent-look.GapPanel)
	if shown != s.Field.PlaceHolder {
		s.Field.SetPlaceHolder(shown)
	}
	s.Field.Hidden = size.Width < searchIndent // the toolkit's painter cannot draw an entry of no width
	s.Field.Move(fyne.NewPos(0, (size.Height-look.FilterHeight)/2))
	s.Field.Resize(fyne.NewSize(size.Width, look.FilterHeight))
}

func (s *Search) least() fyne.Size { return fyne.NewSize(160, look.FilterHeight) }

func (s *Search) draw(b *brush, size fyne.Size) {
	const h = look.FilterHeight
	y := (size.Height - h) / 2
	// The hint gives way to a long text.
	f, text := regular(look.SmallSize), head(s.Field.Text, 400)
	if text == "" {
		text = s.Field.PlaceHolder
	}
	if taken := regular(look.BodySize).width(text) + searchIndent + 2*look.GapEdge; taken+f.width(s.hint) < size.Width {
		b.textRight(s.hint, f, look.Text3, size.Width-12, y, h)
	}
	if s.bad {
		b.rect(0, y, size.Width, h, box{line: look.Bad, width: 1.5, radius: look.RadiusControl})
	}
}

// searchRenderer lays what is drawn over the entry, which has a background of its own.
type searchRenderer struct{ *renderer }

func (r *searchRenderer) Objects() []fyne.CanvasObject {
	inner := r.control.(holder).inner()
	return append(append(make([]fyne.CanvasObject, 0, len(inner)+len(r.brush.objects)), inner...), r.brush.objects...)
}

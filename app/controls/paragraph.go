package controls

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
)

// Paragraph is a text that is broken into lines at the width it is given. Its least height
// follows from that width, so that what is below moves down.
type Paragraph struct {
	widget.BaseWidget

	Text     string
	Role     look.Role // Text where there is none
	TextSize float32   // look.BodySize where there is none
	Bold     bool
	Mono     bool
	Align    Align
	MaxLines int // the last ends with "…"; 0 for all

	lines []string
	laid  paragraphKey // what the lines were broken for
}

type paragraphKey struct {
	text  string
	face  face
	width float32
	most  int
}

var _ drawn = (*Paragraph)(nil)

// NewParagraph makes a paragraph.
func NewParagraph(text string, role look.Role) *Paragraph {
	p := &Paragraph{Text: text, Role: role}
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer is for the toolkit.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer { return newRenderer(p) }

// Set changes the text and its role.
func (p *Paragraph) Set(text string, role look.Role) {
	if p.Text != text || p.Role != role {
		p.Text, p.Role = text, role
		p.Refresh()
	}
}

func (p *Paragraph) face() face {
	f := face{size: p.TextSize, style: fyne.TextStyle{Bold: p.Bold, Monospace: p.Mono}}
	if f.size == 0 {
		f.size = look.BodySize
	}
	return f
}

// lineHeight is a little more than the face's own.
func (p *Paragraph) lineHeight() float32 { return float32(int(p.face().size * 1.45)) }

// unlaidWidth is what a paragraph is broken for before it has a width.
const unlaidWidth = 320

func (p *Paragraph) broken() []string {
	width := p.Size().Width
	if width <= 0 {
		width = unlaidWidth
	}
	most := p.MaxLines
	if most == 0 {
		most = 500
	}
	if key := (paragraphKey{p.Text, p.face(), width, most}); key != p.laid {
		p.laid, p.lines = key, wrap(p.Text, p.face(), width, most)
	}
	return p.lines
}

func (p *Paragraph) least() fyne.Size {
	return fyne.NewSize(40, float32(len(p.broken()))*p.lineHeight())
}

func (p *Paragraph) draw(b *brush, size fyne.Size) {
	for i, line := range p.broken() {
		y, role := float32(i)*p.lineHeight(), or(p.Role, look.Text)
		switch p.Align {
		case Centre:
			b.textCentre(line, p.face(), role, size.Width/2, y, p.lineHeight())
		case Right:
			b.textRight(line, p.face(), role, size.Width, y, p.lineHeight())
		default:
			b.text(line, p.face(), role, 0, y, p.lineHeight())
		}
	}
}

// wrap breaks a text into at most some lines of a width, at spaces where there are some.
func wrap(text string, f face, width float32, most int) []string {
	var lines []string
	for line := range strings.Lines(text) {
		rest := strings.TrimRight(line, "\r\n")
		for {
			first, more := breakLine(rest, f, width)
			if len(lines) == most-1 && more != "" {
				return append(lines, f.fit(rest, width))
			}
			lines = append(lines, first)
			if len(lines) == most {
				return lines
			}
			if more == "" {
				break
			}
			rest = more
		}
	}
	return lines
}

// breakLine splits a text where its first line of a width ends. At least one rune is taken.
func breakLine(s string, f face, width float32) (first, rest string) {
	if len(s) < 1000 && f.width(s) <= width {
		return s, ""
	}
	ends := runeEnds(head(s, int(width/2)+2))
	n := len(ends) - 1
	for n > 1 {
		w := f.width(s[:ends[n]])
		if w <= width {
			break
		}
		n = max(1, min(n-1, int(float32(n)*width/w)+1))
	}
	cut := ends[n]
	if cut == len(s) {
		return s, ""
	}
	if space := strings.LastIndexByte(s[:cut], ' '); space > 0 {
		return s[:space], strings.TrimLeft(s[space+1:], " ")
	}
	return s[:cut], s[cut:]
}

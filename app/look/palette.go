package look

import "image/color"

// Role is what a colour is for. Code names roles, never colours.
type Role uint8

// The roles. What ends in Bg is laid under the role of the same name and lets what is
// below shine through.
const (
	None Role = iota // draws nothing

	Base         // the window behind panels, inset cards
	Surface      // panels, top bar, list
	Raised       // inputs, buttons, menus, tooltips
	Hover        // row and button under the pointer
	Press        // pressed, chosen segment, incoming bubble
	Zebra        // every second row
	Code         // behind bodies
	Border       // lines between panels
	BorderStrong // outlines of controls, scroll thumb, gutters

	Text  // values, titles
	Text2 // secondary values, idle icons
	Text3 // labels, hints, placeholders

	Accent     // links, focus, chosen tab, our own ids
	AccentFill // primary button, outgoing bubble
	AccentBg   // chosen chip, text selection, edited line
	OnAccent   // text on AccentFill

	Select     // selected row of a focused list
	SelectIdle // selected row of another list

	OK
	OKBg
	Info
	InfoBg
	Warn
	WarnBg
	Bad
	BadBg
	Mute
	MuteBg

	Bars   // histogram of normal traffic
	Shadow // under what floats
	Veil   // over what is out of date: leaves it 60 %

	Key     // names in a body
	String  // texts in a body
	Number  // numbers in a body
	Keyword // true, false, null, methods
	Punct   // punctuation in a body

	roles // how many there are
)

// Palette says what each role looks like in one variant.
type Palette struct {
	dark   bool
	colors [roles]color.NRGBA
	paints [roles]color.Color
}

// Paint is Of for what draws thousands of objects: the same value each time, without an
// allocation.
func (p *Palette) Paint(role Role) color.Color {
	if role >= roles {
		role = None
	}
	return p.paints[role]
}

// mixed returns the palette with its colours ready to paint. What draws nothing is
// the one value that the toolkit passes over: any other is drawn, pixel by pixel.
func (p *Palette) mixed() *Palette {
	for role, c := range p.colors {
		if p.paints[role] = c; c.A == 0 {
			p.paints[role] = color.Transparent
		}
	}
	return p
}

// Of returns the colour of a role, with its own alpha.
func (p *Palette) Of(role Role) color.NRGBA {
	if role >= roles {
		return color.NRGBA{}
	}
	return p.colors[role]
}

// Bg returns the role of the tint that belongs to a state: OKBg for OK. A role without
// one gets MuteBg.
func (r Role) Bg() Role {
	switch r {
	case Accent, AccentFill:
		return AccentBg
	case OK, Info, Warn, Bad, Mute:
		return r + 1
	default:
		return MuteBg
	}
}

// Over returns the colour that one sees of top on bottom, which is opaque.
func Over(top, bottom color.NRGBA) color.NRGBA {
	mix := func(t, b uint8) uint8 {
		a := uint32(top.A)
		return uint8((uint32(t)*a + uint32(b)*(255-a) + 127) / 255)
	}
	return color.NRGBA{R: mix(top.R, bottom.R), G: mix(top.G, bottom.G), B: mix(top.B, bottom.B), A: 255}
}

// rgb is a colour from 0xRRGGBB.
func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 255}
}

// rgba is a colour from 0xRRGGBBAA.
func rgba(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 24), G: uint8(v >> 16), B: uint8(v >> 8), A: uint8(v)}
}

func darkPalette() *Palette {
	p := &Palette{dark: true, colors: [roles]color.NRGBA{
		Base: rgb(0x14171C), Surface: rgb(0x1A1E25), Raised: rgb(0x21262F), Hover: rgb(0x262C36), Press: rgb(0x2E3541),
		Zebra: rgb(0x171B21), Code: rgb(0x161A20), Border: rgb(0x2A303A), BorderStrong: rgb(0x3B4452),
		Text: rgb(0xE6E9EF), Text2: rgb(0xA9B2C0), Text3: rgb(0x8893A3),
		Accent: rgb(0x8B7CF7), AccentFill: rgb(0x6D5CE8), AccentBg: rgba(0x8B7CF72E), OnAccent: rgb(0xFFFFFF),
		Select: rgb(0x2C2A4A), SelectIdle: rgb(0x262B35),
		OK: rgb(0x4CC38A), OKBg: rgba(0x4CC38A24), Info: rgb(0x5AA9F8), InfoBg: rgba(0x5AA9F824),
		Warn: rgb(0xE5A83B), WarnBg: rgba(0xE5A83B24), Bad: rgb(0xF2707A), BadBg: rgba(0xF2707A26),
		Mute: rgb(0x8A95A5), MuteBg: rgba(0x8A95A522), Bars: rgba(0x46506080), Shadow: rgba(0x00000066),
		Key: rgb(0x7FB8FF), String: rgb(0x8FD6A5), Number: rgb(0xF0B36B), Keyword: rgb(0xC79BFF), Punct: rgb(0x76808F),
		Veil: rgba(0x1A1E2566),
	}}
	return p.mixed()
}

func lightPalette() *Palette {
	p := &Palette{colors: [roles]color.NRGBA{
		Base: rgb(0xF4F5F8), Surface: rgb(0xFFFFFF), Raised: rgb(0xF1F3F7), Hover: rgb(0xECEFF4), Press: rgb(0xE2E6EE),
		Zebra: rgb(0xFAFBFC), Code: rgb(0xFAFBFC), Border: rgb(0xE2E6EC), BorderStrong: rgb(0xC8CFDA),
		Text: rgb(0x181C23), Text2: rgb(0x4A5464), Text3: rgb(0x636D7D),
		Accent: rgb(0x5B4AD9), AccentFill: rgb(0x5B4AD9), AccentBg: rgba(0x5B4AD91C), OnAccent: rgb(0xFFFFFF),
		Select: rgb(0xE6E3FC), SelectIdle: rgb(0xE9ECF1),
		OK: rgb(0x0F7344), OKBg: rgba(0x0F73441C), Info: rgb(0x1667C2), InfoBg: rgba(0x1667C21A),
		Warn: rgb(0x8A5800), WarnBg: rgba(0xE5A83B33), Bad: rgb(0xC7303F), BadBg: rgba(0xC7303F1A),
		Mute: rgb(0x5E6878), MuteBg: rgba(0x5E68781C), Bars: rgba(0xB9C1CFB0), Shadow: rgba(0x10182822),
		Key: rgb(0x1657A8), String: rgb(0x14703F), Number: rgb(0xA1540B), Keyword: rgb(0x7A3FC4), Punct: rgb(0x8891A0),
		Veil: rgba(0xFFFFFF66),
	}}
	return p.mixed()
}

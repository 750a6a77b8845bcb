package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Text sizes, in units.
const (
	TitleSize   float32 = 20 // page title, first run
	LeadSize    float32 = 15 // message text in a card, detail title
	BubbleSize  float32 = 14 // text of a bubble
	BodySize    float32 = 13 // rows, values, tabs, menus, inputs
	SmallSize   float32 = 12 // buttons, chips, subtitles, mono cells, code
	CaptionSize float32 = 11 // badges, heads, status bar, captions
	TinySize    float32 = 10 // counts in tabs, axis of the histogram
)

// Gaps on the grid of four, in units.
const (
	GapTight float32 = 4  // inside a badge
	GapIcon  float32 = 6  // icon to label
	GapBar   float32 = 8  // controls in a bar
	GapEdge  float32 = 12 // edge of a bar, columns of a form
	GapPanel float32 = 16 // edge of a panel
	GapLone  float32 = 24 // around a lone object
)

// Heights and widths of parts, in units.
const (
	TopBarHeight    float32 = 48
	PanelHeadHeight float32 = 48
	SubHeadHeight   float32 = 40
	FilterHeight    float32 = 32
	ButtonHeight    float32 = 28
	ChipHeight      float32 = 26
	TabHeight       float32 = 34
	ColumnHeadSize  float32 = 28
	BadgeHeight     float32 = 18
	StatusBarHeight float32 = 26
	FieldRowHeight  float32 = 26
	ThreadHeight    float32 = 58
	StepHeight      float32 = 44
	CodeLineHeight  float32 = 19
	RailWidth       float32 = 76
	RailWidthNarrow float32 = 52
	FieldLabelWidth float32 = 132
)

// Corner radii, in units.
const (
	RadiusTab     float32 = 4  // tab and row hover
	RadiusField   float32 = 5  // field row, tag, tooltip
	RadiusControl float32 = 6  // button, input
	RadiusSegment float32 = 7  // segmented control
	RadiusCard    float32 = 8  // card, rail entry, what floats
	RadiusBadge   float32 = 9  // badge
	RadiusChip    float32 = 13 // chip
	RadiusPill    float32 = 14 // pill, bubble
)

// Icon sizes, in units.
const (
	IconRail   float32 = 20
	IconBar    float32 = 16
	IconButton float32 = 14
	IconBadge  float32 = 12
)

// themeSizes says what the toolkit's sizes are here; it has its own for the rest.
func themeSizes() map[fyne.ThemeSizeName]float32 {
	return map[fyne.ThemeSizeName]float32{
		theme.SizeNamePadding:            4,
		theme.SizeNameInnerPadding:       7,
		theme.SizeNameLineSpacing:        4,
		theme.SizeNameInlineIcon:         IconBar,
		theme.SizeNameScrollBar:          10,
		theme.SizeNameScrollBarSmall:     5,
		theme.SizeNameScrollBarRadius:    5,
		theme.SizeNameSeparatorThickness: 1,
		theme.SizeNameSplitThickness:     1,
		theme.SizeNameInputBorder:        1,
		theme.SizeNameInputRadius:        RadiusControl,
		theme.SizeNameSelectionRadius:    RadiusTab,
		theme.SizeNameText:               BodySize,
		theme.SizeNameCaptionText:        CaptionSize,
		theme.SizeNameSubHeadingText:     LeadSize,
		theme.SizeNameHeadingText:        TitleSize,
		theme.SizeNameButtonRadius:       RadiusControl,
		theme.SizeNameCardRadius:         RadiusCard,
		theme.SizeNameDialogRadius:       RadiusCard,
		theme.SizeNamePopupRadius:        RadiusCard,
		theme.SizeNameMenuRadius:         RadiusCard,
		theme.SizeNameModalBlurRadius:    0,
	}
}

package controls

import (
	"strings"

	"fyne.io/fyne/v2"

	"ringback/app/say"
)

// What the controls say to those who cannot see them. The toolkit reads it out where it
// is built to (.github/decisions/screen-readers.md); what has an icon alone needs it most.

var (
	_ fyne.Accessible = (*Button)(nil)
	_ fyne.Accessible = (*IconButton)(nil)
	_ fyne.Accessible = (*Chip)(nil)
	_ fyne.Accessible = (*Badge)(nil)
	_ fyne.Accessible = (*Choice)(nil)
	_ fyne.Accessible = (*RailButton)(nil)
	_ fyne.Accessible = (*Pill)(nil)
	_ fyne.Accessible = (*Tree)(nil)
	_ fyne.Accessible = (*Menu)(nil)
	_ fyne.Accessible = (*Label)(nil)
	_ fyne.Accessible = (*Paragraph)(nil)
)

// AccessibilityLabel is the word, or what the tip says of an icon alone.
func (w *Button) AccessibilityLabel() string { return spoken(w.Text, w.Tip) }

// AccessibilityRole says that it is pressed.
func (w *Button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel is what it does.
func (w *IconButton) AccessibilityLabel() string { return spoken(w.Label, w.Tip) }

// AccessibilityRole says that it is pressed.
func (w *IconButton) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel is the word and the count.
func (w *Chip) AccessibilityLabel() string {
	if w.Count != "" {
		return w.Text + " " + w.Count
	}
	return spoken(w.Text, w.Tip)
}

// AccessibilityRole says that it is pressed.
func (w *Chip) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel is the word.
func (w *Badge) AccessibilityLabel() string { return w.Text }

// AccessibilityRole says that it is read.
func (w *Badge) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AccessibilityLabel is what is chosen.
func (w *Choice) AccessibilityLabel() string { return spoken(w.value, w.Tip) }

// AccessibilityRole says that it is pressed.
func (w *Choice) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel is the word, also where there is room for the icon alone.
func (w *RailButton) AccessibilityLabel() string { return spoken(w.Text, w.Tip) }

// AccessibilityRole says that it is pressed.
func (w *RailButton) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel is the state in a word.
func (w *Pill) AccessibilityLabel() string { return spoken(w.Word, w.Tip) }

// AccessibilityRole says that it is pressed.
func (w *Pill) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel is the row that the keys are at, and for a branch whether it is open.
func (t *Tree) AccessibilityLabel() string {
	at := t.Chosen()
	if at < 0 {
		return ""
	}
	row := t.model.Row(at)
	label := row.Name
	if row.Name != "" && row.Value != "" {
		label += ": "
	}
	label += row.Value
	switch {
	case row.Branch && row.Open:
		label += ", " + say.L("open")
	case row.Branch:
		label += ", " + say.L("closed")
	}
	return label
}

// AccessibilityRole says that it is read.
func (t *Tree) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AccessibilityLabel is the line that the keys are at, or all lines before they are at one.
func (m *Menu) AccessibilityLabel() string {
	for n := len(m.levels) - 1; n >= 0; n-- {
		if l := m.levels[n]; l.chosen >= 0 {
			return l.items[l.chosen].Text
		}
	}
	var all []string
	for _, item := range m.Items() {
		if !item.Line {
			all = append(all, item.Text)
		}
	}
	return strings.Join(all, ", ")
}

// AccessibilityRole says that it is pressed.
func (m *Menu) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel is the whole text, also where it is drawn cut.
func (w *Label) AccessibilityLabel() string { return spoken(w.Text, w.Tip) }

// AccessibilityRole says that it is read.
func (w *Label) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AccessibilityLabel is the whole text.
func (p *Paragraph) AccessibilityLabel() string { return p.Text }

// AccessibilityRole says that it is read.
func (p *Paragraph) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// spoken returns a text, or another where there is none.
func spoken(text, other string) string {
	if text != "" {
		return text
	}
	return other
}

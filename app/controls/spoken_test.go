package controls

import (
	"testing"

	"fyne.io/fyne/v2"

	"ringback/app/look"
)

func TestControlsSayWhatTheyAre(t *testing.T) {
	nothing := func() {}
	counted := NewChip("Failed", look.Bad, func(fyne.KeyModifier) {})
	counted.Count = "12"
	bare := NewButton(Plain, "", "copy", nothing)
	bare.Tip = "Copy the address"
	rail := NewRailButton("list", "Callbacks", nothing)
	rail.Set(true, true) // the icon alone
	cut := NewLabel("a long text that has no room", look.Text)
	cut.Resize(fyne.NewSize(20, 20))
	choice := NewChoice(nil)
	choice.Set("shop", []string{"default", "shop"})
	tree := NewTree(&fakeTree{})
	tree.choose(3)
	newTree := NewTree(&fakeTree{})
	menu := NewMenu([]MenuItem{{Text: "Open"}, {Line: true}, {Text: "Delete"}}, fyne.Position{}, nothing)
	walked := NewMenu([]MenuItem{{Text: "Open"}, {Line: true}, {Text: "Delete"}}, fyne.Position{}, nothing)
	walked.levels[0].chosen = 2
	for _, tt := range []struct {
		control fyne.Accessible
		label   string
		role    fyne.AccessibleRole
	}{
		{NewButton(Primary, "Save", "", nothing), "Save", fyne.AccessibleRoleButton},
		{bare, "Copy the address", fyne.AccessibleRoleButton},
		{NewIconButton("x", "Close", nothing), "Close", fyne.AccessibleRoleButton},
		{counted, "Failed 12", fyne.AccessibleRoleButton},
		{choice, "shop", fyne.AccessibleRoleButton},
		{rail, "Callbacks", fyne.AccessibleRoleButton},
		{newTree, `"root": { }, open`, fyne.AccessibleRoleText},
		{tree, `"branch 2": [ ], closed`, fyne.AccessibleRoleText},
		{menu, "Open, Delete", fyne.AccessibleRoleButton},
		{walked, "Delete", fyne.AccessibleRoleButton},
		{NewBadge("late", look.Warn), "late", fyne.AccessibleRoleText},
		{cut, "a long text that has no room", fyne.AccessibleRoleText},
		{NewParagraph("some words", look.Text), "some words", fyne.AccessibleRoleText},
	} {
		if got := tt.control.AccessibilityLabel(); got != tt.label {
			t.Errorf("%T says %q, want %q", tt.control, got, tt.label)
		}
		if got := tt.control.AccessibilityRole(); got != tt.role {
			t.Errorf("%T is a %s, want a %s", tt.control, got, tt.role)
		}
	}
}

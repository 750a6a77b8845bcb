package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"ringback/app/say"
	"ringback/app/viewmodel"
)

// copyable lets one copy what an object says, by the right button. What in it feels the
// pointer by itself goes on doing so.
func copyable(p *detailPane, object fyne.CanvasObject, what string, text func() string) *fyne.Container {
	zone := &press{}
	zone.menu = func(at fyne.Position) {
		if said := text(); said != "" {
			popUp(object, at, fyne.NewMenuItem(say.L("Copy %s", what), func() { p.deps.copy(said, what) }))
		}
	}
	zone.ExtendBaseWidget(zone)
	return container.NewStack(zone, object)
}

// stepText returns the steps of a timeline as lines.
func stepText(steps []viewmodel.Step) string {
	var text strings.Builder
	for _, s := range steps {
		parts := []string{s.Time, s.Title, s.Detail}
		if s.Note {
			parts = []string{"", "(" + s.Title + ")"}
		}
		text.WriteString(strings.TrimSpace(strings.Join(parts, "  ")) + "\n")
	}
	return text.String()
}

// noteText returns remarks as lines.
func noteText(notes []viewmodel.Note) string {
	var text strings.Builder
	for _, n := range notes {
		text.WriteString(n.Text + "\n")
	}
	return text.String()
}

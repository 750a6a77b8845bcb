package ui

import (
	"runtime"
	"runtime/debug"
	"strings"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

// newAboutSection says what runs here, and whose work is in it.
func newAboutSection(d settingsDeps) settingsSection {
	runs, parts := controls.NewFieldList(), controls.NewFieldList()
	var fields []controls.Field
	runs.OnCopy = func(row int) { d.copy(fields[row].Value, strings.ToLower(fields[row].Label)) }
	parts.SetFields(partFields())
	all := controls.NewButton(controls.Plain, say.L("Copy diagnostics"), "copy", func() {
		d.copy(diagnostics(fields), say.L("the diagnostics"))
	})
	page := sectionColumn(say.L("About Ringback"),
		say.L("Ringback records webhook callbacks on disk before it answers them, and tells what they mean."),
		runs, controls.Across(look.GapBar, all),
		controls.Down(look.GapBar, controls.NewHead(say.L("With the work of")), parts),
	)
	show := func(stats inspector.Stats) {
		fields = aboutFields(d, stats)
		runs.SetFields(fields)
		page.refit()
	}
	stats := &statsReader{settingsDeps: d, show: show}
	return settingsSection{
		id: sectionAbout, title: say.L("About"), sub: say.L("Version and licences"), words: say.L("diagnostics licence font icons system"),
		content: page,
		refresh: func() {
			if fields == nil {
				show(inspector.Stats{})
			}
			stats.read()
		},
	}
}

// aboutFields tells what runs here. Neither secrets nor numbers of people are
// among it.
func aboutFields(d settingsDeps, stats inspector.Stats) []controls.Field {
	receiver := d.baseURL()
	if receiver == "" {
		receiver = say.L("does not listen")
	}
	return []controls.Field{
		{Label: say.L("Version"), Value: d.version},
		{Label: say.L("System"), Value: say.L("%s on %s", runtime.GOOS, runtime.GOARCH)},
		{Label: say.L("Built with"), Value: runtime.Version() + ", Fyne " + moduleVersion("fyne.io/fyne/v2")},
		{Label: say.L("Receiver"), Value: receiver},
		{Label: say.L("Stored"), Value: say.N(d.engine.Count(), "%s callback", "%s callbacks") + ", " + viewmodel.Size(stats.FileSize)},
		{Label: say.L("Secrets"), Value: say.L("in %s", viewmodel.SecretPlace(d.engine.SecretsKept()))},
		{Label: say.L("Licence"), Value: "MIT"},
	}
}

// partFields names whose work is in the window, and its licences.
func partFields() []controls.Field {
	return []controls.Field{
		{Label: "Fyne", Value: say.L("The toolkit of the window"), Hint: "BSD 3-Clause"},
		{Label: "bbolt", Value: say.L("The database"), Hint: "MIT"},
		{Label: "Inter", Value: say.L("The typeface of words"), Hint: "OFL 1.1"},
		{Label: "JetBrains Mono", Value: say.L("The typeface of numbers and code"), Hint: "OFL 1.1"},
		{Label: "Noto Sans", Value: say.L("Arabic, Hebrew and Thai"), Hint: "OFL 1.1"},
		{Label: "Lucide", Value: say.L("The icons"), Hint: "ISC"},
	}
}

// moduleVersion returns the version of a part that the program was built with.
func moduleVersion(path string) string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == path {
				return strings.TrimPrefix(m.Version, "v")
			}
		}
	}
	return say.L("unknown")
}

// diagnostics is what a person sends to who helps them.
func diagnostics(fields []controls.Field) string {
	var b strings.Builder
	for _, f := range fields {
		b.WriteString(f.Label + ": " + f.Value + "\n")
	}
	return b.String()
}

package ui

import (
	"context"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

// retentionSection sets how much is kept, and tells how much there is.
type retentionSection struct {
	settingsDeps

	page    *column
	view    *formView
	stored  *controls.FieldList
	removed *controls.Paragraph
	apply   *controls.Button
	undo    *controls.Button
	clear   *controls.Button
	stop    context.CancelFunc // ends the deletion that runs; nil: none does
	stats   *statsReader
}

func newRetentionSection(d settingsDeps) *retentionSection {
	s := &retentionSection{settingsDeps: d, stored: controls.NewFieldList()}
	s.removed = controls.NewParagraph("", look.Text2)
	s.view = newFormView(viewmodel.NewSettingsForm(d.engine.Settings()),
		[]string{"retention_days"}, []string{"retention_count"}, []string{"retention_bytes"})
	s.view.onChange = s.buttons
	s.stats = &statsReader{settingsDeps: d, show: func(stats inspector.Stats) {
		s.stored.SetFields(storedFields(stats))
		s.page.refit()
	}}
	s.apply = controls.NewButton(controls.Primary, say.L("Apply"), "", s.check)
	s.undo = controls.NewButton(controls.Plain, say.L("Undo changes"), "", func() {
		s.view.form.Revert()
		s.view.refresh()
		s.buttons()
	})
	s.clear = controls.NewButton(controls.Danger, say.L("Delete all callbacks"), "", s.askAll)
	s.page = sectionColumn(say.L("Retention"), say.L("How much is kept. The oldest go first; starred callbacks are always kept. Ringback looks every ten minutes."),
		s.view.content,
		controls.Across(look.GapBar, s.apply, s.undo),
		controls.Down(look.GapBar, controls.NewHead(say.L("Stored now")), s.stored, s.removed),
		dangerZone(controls.NewParagraph(say.L("What is deleted is gone for good. Export it first if you may need it."), look.Text2), s.clear),
	)
	return s
}

func (s *retentionSection) section() settingsSection {
	return settingsSection{
		id: sectionRetention, title: say.L("Retention"), sub: say.L("How much is kept"),
		words:   say.L("age days count size delete clear database disk full"),
		content: s.page, refresh: s.refresh,
	}
}

// refresh takes over what was changed elsewhere, and reads what is stored.
func (s *retentionSection) refresh() {
	if !s.view.form.Changed() {
		s.view.show(viewmodel.NewSettingsForm(s.engine.Settings()))
	}
	s.removed.Set(viewmodel.RemovedText(s.engine.Removed()), look.Text2)
	s.buttons()
	s.stats.read()
}

// storedFields tells what is stored.
func storedFields(stats inspector.Stats) []controls.Field {
	fields := []controls.Field{
		{Label: say.L("Callbacks"), Value: viewmodel.Count(stats.Callbacks), Mono: true},
		{Label: say.L("Database"), Value: viewmodel.Size(stats.FileSize), Mono: true, Hint: say.L("%s of it free", viewmodel.Size(stats.FreeBytes))},
	}
	if stats.Oldest != nil && stats.Newest != nil {
		const day = "2006-01-02 15:04"
		fields = append(fields,
			controls.Field{Label: say.L("Oldest"), Value: stats.Oldest.Local().Format(day), Mono: true},
			controls.Field{Label: say.L("Newest"), Value: stats.Newest.Local().Format(day), Mono: true})
	}
	return fields
}

func (s *retentionSection) buttons() {
	setWhy(s.apply, say.L("Nothing was changed"), !s.view.form.Changed())
	setWhy(s.undo, say.L("Nothing was changed"), !s.view.form.Changed())
	if s.stop == nil {
		n := s.engine.Count()
		s.clear.SetText(say.L("Delete %s", say.N(n, "%s callback", "%s callbacks")))
		setWhy(s.clear, say.L("There is none"), n == 0)
	}
	s.page.refit()
}

// check looks what the new bounds remove, and asks before they do.
func (s *retentionSection) check() {
	wanted, ok := s.view.form.Settings(s.engine.Settings())
	s.view.refresh()
	if !ok {
		return
	}
	s.apply.DisableFor(say.L("It is being looked at"))
	var lost loss
	s.aside(func() (err error) {
		lost, err = lossOf(context.Background(), s.engine, wanted.Retention, s.now())
		return err
	}, func(err error) {
		s.apply.Enable()
		switch {
		case err != nil:
			tell(s.window, problemOf(err))
		case lost.none():
			s.keep(wanted.Retention)
		default:
			confirm(s.window, confirmation{
				title: say.L("Delete %s?", lost.words()), text: say.L("The new bounds do not keep them. They are removed at once, and for good."),
				yes: say.L("Delete %s", lost.words()), no: say.L("Keep them"), danger: true,
				do: func() { s.keep(wanted.Retention) },
			})
		}
	})
}

// keep sets the bounds and removes what is over them.
func (s *retentionSection) keep(r inspector.Retention) {
	s.apply.DisableFor(say.L("It is being applied"))
	var removed []inspector.Removal
	s.aside(func() (err error) {
		wanted := s.engine.Settings()
		wanted.Retention = r
		if err = s.engine.SetSettings(wanted); err != nil {
			return err
		}
		removed, err = s.engine.Prune(context.Background())
		return err
	}, func(err error) {
		s.apply.Enable()
		done := say.L("Retention kept")
		if text := viewmodel.RemovedText(removed); text != "" {
			done = text
		}
		if s.said(err, done) {
			s.view.form.Saved()
		}
		s.refresh()
	})
}

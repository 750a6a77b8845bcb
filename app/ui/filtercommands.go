package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
	"ringback/inspector/filter"
)

// newFilters makes the bar over the list.
func (s *shell) newFilters() *filterBar {
	return newFilterBar(barDeps{
		zone: s.zone, commands: s.commands, onFilter: s.narrowed, menu: s.popUp, viewMenu: s.viewItems,
		entry: entryDeps{
			post: s.post, used: s.usedFilter, wrong: s.wrongFilter, leave: s.focusList,
			focus: func(f fyne.Focusable) { s.window.Canvas().Focus(f) },
			known: knownFilters{read: s.knownFilters, count: s.countFound},
		},
	})
}

func (s *shell) filterCommands() commands {
	var all commands
	for _, f := range []struct {
		quick     inspector.Quick
		id, title string
		key       fyne.KeyName
	}{
		{inspector.All, "filter.all", say.L("Show all callbacks"), fyne.Key1},
		{inspector.Received, "filter.received", say.L("Show received SMS"), fyne.Key2},
		{inspector.Statuses, "filter.statuses", say.L("Show delivery statuses"), fyne.Key3},
		{inspector.Failed, "filter.failed", say.L("Show failures"), fyne.Key4},
		{inspector.BadSignature, "filter.bad", say.L("Show bad signatures"), fyne.Key5},
		{inspector.Starred, "filter.starred", say.L("Show starred"), fyne.Key6},
	} {
		all = append(all, &command{
			id: f.id, title: f.title, group: groupView, icon: "filter",
			keys: []stroke{{f.key, fyne.KeyModifierShortcutDefault | fyne.KeyModifierAlt}},
			on:   func() bool { return s.panes.filters.filter.Quick == f.quick },
			run:  func() { s.open(pageCallbacks); s.panes.filters.choose(f.quick) },
		})
	}
	return append(all,
		&command{id: "filter.type", title: say.L("Type a filter"), group: groupView, icon: "search", keys: []stroke{ctrl(fyne.KeyF), key("/")}, run: s.typeFilter},
		&command{id: "filter.save", title: say.L("Save the filter as a view…"), group: groupView, icon: "bookmark", why: s.whyNoView, run: s.saveView},
		s.viewCommand("filter.rename", say.L("Rename the view…"), s.renameView),
		s.viewCommand("filter.remove", say.L("Remove the view…"), s.removeView),
		&command{id: "filter.clear", title: say.L("Clear filter"), group: groupView, why: s.whyUnfiltered, run: s.clearFilter},
	)
}

// typeFilter brings the keys to the field of the filter; while the body is being read they
// go to finding something in it.
func (s *shell) typeFilter() {
	if s.panes.detail.readsBody(s.window.Canvas().Focused()) {
		s.commands.find("detail.find").do()
		return
	}
	s.open(pageCallbacks)
	s.panes.filters.entry.focusIt()
}

// wrongFilter shows that the list is not what the field asks for, or is again.
func (s *shell) wrongFilter(wrong bool) {
	s.panes.list.grid.Stale = wrong
	s.panes.list.grid.Refresh()
}

// knownFilters reads what completes a filter. It is called aside.
func (s *shell) knownFilters() (viewmodel.Known, error) {
	seen, err := s.options.Engine.Seen()
	if err != nil {
		return viewmodel.Known{}, err
	}
	views, err := s.options.Engine.Views()
	return viewmodel.Known{Seen: seen, Views: views}, err
}

// countFound counts what a filter matches, where the index alone tells. It is called aside.
func (s *shell) countFound(ctx context.Context, text string) (n uint64, ok bool) {
	f, err := filter.Parse(text)
	if err != nil {
		return 0, false
	}
	search, err := s.options.Engine.Search(ctx, f, s.zone)
	if err != nil || search.Explain().Way != inspector.WayIndex.String() {
		return 0, false
	}
	tally, err := search.Tally(ctx, inspector.Span{}, 0, nil)
	return tally.Count, err == nil
}

// usedFilter remembers that a filter was worth typing. Where that fails it is not offered
// again, which is not worth a message.
func (s *shell) usedFilter(text string) {
	engine := s.options.Engine
	go func() {
		if f, err := filter.Parse(text); err == nil {
			_ = engine.UsedFilter(f)
		}
	}()
}

// showFound says beside the filter how much it found, and how.
func (s *shell) showFound() {
	f := s.sought
	s.panes.filters.entry.show(viewmodel.Finding{
		Shown: uint64(s.panes.list.Len()), All: s.numbers.count,
		Done: f.done, Total: f.total, Took: f.took, Read: f.read, How: f.how,
	}, !s.panes.filters.filter.All())
}

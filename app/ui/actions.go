package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"ringback/app/say"
)

// allCommands lists what can be done in the window.
func (s *shell) allCommands() commands {
	var all commands
	for _, some := range []commands{s.fileCommands(), s.wayCommands(), s.listCommands(), s.filterCommands(), s.viewCommands(), s.notifyCommands(), s.helpCommands()} {
		all = append(all, some...)
	}
	return all
}

func (s *shell) fileCommands() commands {
	return commands{
		{id: "copy.address", title: say.L("Copy address"), group: groupFile, icon: "copy", keys: []stroke{ctrl(fyne.KeyU)}, why: s.whyNoAddress, run: s.copyAddress},
		{id: "file.simulate", title: say.L("Simulate SMS"), group: groupFile, icon: "smartphone", why: s.whyNoAddress, run: func() { s.open(pageSimulator) }},
		{id: "file.sample", title: say.L("Send a sample"), group: groupFile, icon: "send", why: s.whyNoAddress, run: s.sendSample},
		{id: "file.import", title: say.L("Import…"), group: groupFile, icon: "upload", keys: []stroke{ctrl(fyne.KeyO)}, why: s.whyBusy, run: s.chooseImport},
		{id: "file.export", title: say.L("Export all…"), group: groupFile, icon: "download", keys: []stroke{ctrl(fyne.KeyE)}, why: s.whyNoExport, run: s.chooseExport},
		{id: "file.quit", title: say.L("Quit"), group: groupFile, icon: "power", keys: []stroke{ctrl(fyne.KeyQ)}, run: s.quit},
	}
}

func (s *shell) listCommands() commands {
	return commands{
		{id: "list.open", title: say.L("Open in the detail"), group: groupCallback, keys: []stroke{key(fyne.KeyReturn)}, why: s.whyNothing, run: s.openDetail},
		{id: "list.star", title: say.L("Star or unstar"), group: groupCallback, icon: "star", keys: []stroke{key(fyne.KeyS)}, why: s.whyNothing, run: func() { s.star(s.selectedIDs()) }},
		{id: "list.tag", title: say.L("Tags…"), group: groupCallback, icon: "tag", keys: []stroke{key(fyne.KeyT)}, why: s.whyNothing, run: func() { s.askTags(s.selectedIDs()) }},
		{id: "list.note", title: say.L("Note…"), group: groupCallback, icon: "sticky-note", keys: []stroke{key(fyne.KeyM)}, why: s.whyNotOne, run: func() { s.askNote(s.panes.list.list.Cursor()) }},
		{id: "list.delete", title: say.L("Delete"), group: groupCallback, icon: "trash-2", keys: []stroke{key(fyne.KeyDelete), key(fyne.KeyBackspace)}, why: s.whyNothing, run: func() { s.strike(s.panes.list.selected()) }},
		{id: "list.undo", title: say.L("Undo delete"), group: groupCallback, icon: "undo-2", keys: []stroke{ctrl(fyne.KeyZ)}, why: s.whyNoUndo, run: s.undo},
		{id: "list.copy", title: say.L("Copy as lines"), group: groupCopy, icon: "copy", keys: []stroke{ctrl(fyne.KeyC)}, why: s.whyNothing, run: s.copyRows},
		{id: "list.menu", title: say.L("Menu of the selection"), group: groupCallback, keys: []stroke{key(desktop.KeyMenu), shift(fyne.KeyF10)}, why: s.whyNothing, run: s.openContextMenu},
		{id: "list.all", title: say.L("Select all"), group: groupCallback, keys: []stroke{ctrl(fyne.KeyA)}, why: s.whyEmpty, run: s.selectAll},
		{id: "list.none", title: say.L("Select nothing"), group: groupCallback, keys: []stroke{key(fyne.KeyEscape)}, why: s.whyNothing, run: s.selectNone},
		{id: "list.next", title: say.L("Next failure"), group: groupCallback, keys: []stroke{key(fyne.KeyN)}, why: s.whyEmpty, run: func() { s.toFailure(true) }},
		{id: "list.previous", title: say.L("Previous failure"), group: groupCallback, keys: []stroke{shift(fyne.KeyN)}, why: s.whyEmpty, run: func() { s.toFailure(false) }},
		{id: "list.clear", title: say.L("Delete all that is shown…"), group: groupCallback, icon: "eraser", why: s.whyEmpty, run: s.askClear},
	}
}

func (s *shell) viewCommands() commands {
	return commands{
		{id: "view.callbacks", title: say.L("Callbacks"), group: groupView, icon: "list", keys: []stroke{ctrl(fyne.Key1)}, run: func() { s.open(pageCallbacks) }},
		{id: "view.simulator", title: say.L("Simulator"), group: groupView, icon: "smartphone", keys: []stroke{ctrl(fyne.Key2)}, run: func() { s.open(pageSimulator) }},
		{id: "view.settings", title: say.L("Settings"), group: groupView, icon: "sliders-horizontal", keys: []stroke{ctrl(fyne.KeyComma)}, run: func() { s.open(pageSettings) }},
		{id: "view.live", title: say.L("Show the newest and follow"), group: groupView, keys: []stroke{ctrl(fyne.KeyL)}, run: s.live},
		{id: "view.pause", title: say.L("Pause the view; recording goes on"), group: groupView, icon: "pause", keys: []stroke{ctrlShift(fyne.KeyP)}, on: s.paused, run: s.pause},
		{id: "view.oldest", title: say.L("Oldest first"), group: groupView, icon: "arrow-down", keys: []stroke{ctrlShift(fyne.KeyO)}, on: s.oldestFirst, run: s.turnOrder},
		{id: "view.below", title: say.L("Detail below the list"), group: groupView, icon: "columns-2", keys: []stroke{ctrlShift(fyne.KeyD)}, on: s.stacked, why: s.whyNarrow, run: s.turn},
		{id: "view.rail", title: say.L("Show the side bar"), group: groupView, keys: []stroke{ctrl(fyne.KeyB)}, on: func() bool { return !s.memory.state.NoRail }, run: s.turnRail},
		{id: "view.shade", title: say.L("Light or dark"), group: groupView, icon: "moon", run: s.turnShade},
		{id: "view.area", title: say.L("Keys to the next part of the window"), group: groupView, keys: []stroke{key(fyne.KeyF6)}, run: func() { s.nextArea(1) }},
		{id: "view.areaback", title: say.L("Keys to the part before"), group: groupView, keys: []stroke{shift(fyne.KeyF6)}, run: func() { s.nextArea(-1) }},
	}
}

func (s *shell) helpCommands() commands {
	return commands{
		{id: "help.palette", title: say.L("All commands…"), group: groupHelp, icon: "search", keys: []stroke{ctrl(fyne.KeyK)}, run: func() { showPalette(s.window, s.commands) }},
		{id: "help.keys", title: say.L("Keyboard shortcuts"), group: groupHelp, icon: "keyboard", keys: []stroke{key(fyne.KeyF1), key("?")}, run: func() { showCheatSheet(s.window, s.commands) }},
	}
}

// Why a command cannot run now.

func (s *shell) whyNoAddress() string {
	if s.receiver.status.URL == "" {
		return say.L("The receiver is not listening")
	}
	return ""
}

func (s *shell) whyBusy() string {
	if s.work.title != "" {
		return say.L("%s is under way", s.work.title)
	}
	return ""
}

func (s *shell) whyNoExport() string {
	if s.numbers.count == 0 {
		return say.L("Nothing is recorded yet")
	}
	return s.whyBusy()
}

func (s *shell) whyNoList() string {
	if s.page != pageCallbacks {
		return say.L("The list is not shown")
	}
	return ""
}

func (s *shell) whyNothing() string {
	if why := s.whyNoList(); why != "" {
		return why
	}
	if s.panes.list.selected().Len() == 0 {
		return say.L("Nothing is selected")
	}
	return ""
}

func (s *shell) whyNotOne() string {
	if why := s.whyNothing(); why != "" {
		return why
	}
	if s.panes.list.selected().Len() != 1 {
		return say.L("Select one callback")
	}
	return ""
}

func (s *shell) whyEmpty() string {
	if why := s.whyNoList(); why != "" {
		return why
	}
	if s.panes.list.Len() == 0 {
		return say.L("The list is empty")
	}
	return ""
}

func (s *shell) whyNoUndo() string {
	if _, pending := s.panes.list.list.DueAt(); !pending {
		return say.L("Nothing was deleted just now")
	}
	return ""
}

func (s *shell) whyUnfiltered() string {
	if s.panes.filters.filter.All() {
		return say.L("There is no filter")
	}
	return ""
}

func (s *shell) whyNarrow() string {
	if s.size.Width < besideEnough {
		return say.L("The window is too narrow for both beside each other")
	}
	return ""
}

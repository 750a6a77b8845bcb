package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

// notifyEvery is how often the desktop is told at the most. What comes in between is
// counted into the next one.
const notifyEvery = 30 * time.Second

// notifier tells the desktop of callbacks that match a chosen quick filter.
type notifier struct {
	quick inspector.Quick // All: of none
	known bool            // total was counted for quick
	total uint64          // when the desktop was told last
	told  time.Time
}

// due takes in how many match now. It returns how many there are to tell of.
func (n *notifier) due(quick inspector.Quick, counts []uint64, now time.Time) uint64 {
	if quick == inspector.All || int(quick) >= len(counts) {
		n.known = false
		return 0
	}
	total := counts[quick]
	if !n.known || n.quick != quick || total < n.total {
		*n = notifier{quick: quick, known: true, total: total, told: n.told}
		return 0
	}
	if total == n.total || now.Sub(n.told) < notifyEvery {
		return 0
	}
	fresh := total - n.total
	n.total, n.told = total, now
	return fresh
}

// notify tells the desktop, away from the UI goroutine: its answer may take long.
func (s *shell) notify(p picture) {
	if p.counts == nil || p.numbers.behind() || p.ask.filter.Span != (inspector.Span{}) {
		return
	}
	quick := s.memory.state.Notify
	fresh := s.notifier.due(quick, p.counts, s.now())
	if fresh == 0 {
		return
	}
	words := viewmodel.Filter{Quick: quick}.Words(s.zone)
	note := fyne.NewNotification(words, say.N(fresh, "%s new callback", "%s new callbacks"))
	go s.app.SendNotification(note)
}

// notifyOf lets the desktop be told of what comes from now on.
func (s *shell) notifyOf(quick inspector.Quick) {
	s.memory.set(func(m *state) { m.Notify = quick })
	if f := s.panes.filters; f.filter.Span == (inspector.Span{}) {
		s.notifier.due(quick, f.counts, s.now())
	}
}

// notifyCommands choose what the desktop is told of.
func (s *shell) notifyCommands() commands {
	var all commands
	for _, f := range []struct {
		quick     inspector.Quick
		id, title string
	}{
		{inspector.All, "notify.none", say.L("No notifications")},
		{inspector.Received, "notify.received", say.L("Notify me of received SMS")},
		{inspector.Failed, "notify.failed", say.L("Notify me of failures")},
		{inspector.BadSignature, "notify.bad", say.L("Notify me of bad signatures")},
	} {
		all = append(all, &command{
			id: f.id, title: f.title, group: groupAlerts, icon: "bell",
			on:  func() bool { return s.memory.state.Notify == f.quick },
			run: func() { s.notifyOf(f.quick) },
		})
	}
	return append(all, &command{
		id: "tray", title: say.L("Record on in the tray when closed"), group: groupAlerts,
		on: s.inTray, why: s.whyNoTray, run: s.turnTray,
	})
}

package ui

import (
	"context"
	"runtime"
	"time"

	"fyne.io/fyne/v2"

	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
	"ringback/tunnel"
)

// publicWay is how callbacks come in from outside.
type publicWay struct {
	status  inspector.WayIn
	since   time.Time
	restart func() // opens it anew, as the settings are then
	card    *wayCard
	proving bool // a proof that somebody asked for is under way
	outage  outage
}

// openWayIn keeps the public way in open until ctx ends, and tells the window how it is.
// A person can have it opened anew.
func (s *shell) openWayIn(ctx context.Context) {
	if s.options.KeepWayIn == nil {
		return
	}
	again := make(chan struct{}, 1)
	s.post(func() { s.public.restart = func() { wake(again) } })
	for ctx.Err() == nil {
		run, end := context.WithCancel(ctx)
		over := make(chan struct{})
		go func() {
			defer close(over)
			s.options.KeepWayIn(run, func(w inspector.WayIn) { s.post(func() { s.publicIs(w) }) })
		}()
		select {
		case <-again:
		case <-ctx.Done():
		}
		end()
		<-over
	}
}

// publicIs is told how the public way in is.
func (s *shell) publicIs(w inspector.WayIn) {
	if w.State != s.public.status.State {
		s.public.since = s.now()
	}
	if w.State == tunnel.Online && w.Previous != "" && w.URL != s.public.status.URL {
		s.toasts.Say(say.L("The public address is another one than last time"), say.L("Show"), s.showWayIn)
	}
	if old := s.public.status; w.State == tunnel.Online && w.URL == old.URL && newer(old.Proof, w.Proof) {
		w.Proof = old.Proof // a person asked for it
	}
	s.public.status = w
	s.outageIs(w.State)
	s.showWay()
}

// newer tells whether a proof is newer than another; nil is older than any.
func newer(a, b *inspector.Proof) bool { return a != nil && (b == nil || a.At.After(b.At)) }

// showWay shows everywhere how the public way in is.
func (s *shell) showWay() {
	s.panes.top.ways(s.receiver.status, s.public.status)
	s.showCard()
	s.panes.settings.tunnel.told()
	s.showStatus()
}

// waySince is since when the way in is as it is that callers should use.
func (s *shell) waySince() time.Time {
	if s.public.status.URL != "" {
		return s.public.since
	}
	return s.receiver.since
}

func (s *shell) wayModel() viewmodel.WayIn {
	w := viewmodel.NewWayIn(s.receiver.status, s.public.status, s.public.since, s.now())
	if s.public.proving {
		w.Proof, w.ProofTone = say.L("A request is on its way through the public address and back."), viewmodel.Secondary
	}
	return w
}

// address is where callers from outside reach the receiver; where they cannot, those
// on this machine.
func (s *shell) address() string {
	if url := s.public.status.URL; url != "" {
		return url
	}
	return s.receiver.status.URL
}

func (s *shell) wayCommands() commands {
	return commands{
		{id: "way.show", title: say.L("The way in…"), group: groupFile, icon: "globe", keys: []stroke{ctrl(fyne.KeyI)}, run: s.showWayIn},
		{id: "way.online", title: say.L("Go online"), group: groupFile, icon: "wifi", why: s.whyNotOnline, run: func() { s.setMode(inspector.TunnelNgrok) }},
		{id: "way.offline", title: say.L("Go offline"), group: groupFile, icon: "unplug", why: s.whyNotOffline, run: func() { s.setMode(inspector.TunnelOff) }},
		{id: "way.prove", title: say.L("Check reachability"), group: groupFile, icon: "shield-check", why: s.whyNoProof, run: s.prove},
		s.checkCommand(),
		{id: "way.diagnose", title: say.L("Copy diagnostics"), group: groupFile, icon: "file-text", run: func() {
			s.copyText(s.wayModel().Diagnostics(s.public.status, s.options.Version, runtime.GOOS+"/"+runtime.GOARCH, s.now()), say.L("diagnostics"))
		}},
	}
}

func (s *shell) whyNotOnline() string {
	switch s.public.status.State {
	case tunnel.Off, tunnel.Failed:
		return ""
	}
	return say.L("It is open, or about to be")
}

func (s *shell) whyNotOffline() string {
	if s.public.status.State == tunnel.Off {
		return say.L("Nothing comes in from outside as it is")
	}
	return ""
}

// setMode keeps whether the public way in is wanted, and acts on it.
func (s *shell) setMode(mode string) {
	wanted := s.options.Engine.Settings()
	if wanted.Tunnel.Mode == mode {
		s.restartWayIn()
		return
	}
	wanted.Tunnel.Mode = mode
	s.aside(func() error { return s.options.Engine.SetSettings(wanted) }, func() {})
}

// restartWayIn opens the public way in anew, as the settings are now.
func (s *shell) restartWayIn() {
	if s.public.restart != nil {
		s.public.restart()
	}
}

// mendWayIn leads to what heals a way in that is shut.
func (s *shell) mendWayIn() {
	if viewmodel.Unproven(s.public.status) {
		s.commands.find("way.prove").do()
		return
	}
	switch tunnel.Advise(s.public.status.Err).About {
	case tunnel.AboutToken, tunnel.AboutURL:
		s.open(pageSettings)
		s.panes.settings.show(sectionTunnel)
	default:
		s.restartWayIn()
	}
}

// mendWord is the word on the button that does it.
func mendWord(w inspector.WayIn) string {
	if viewmodel.Unproven(w) {
		return say.L("Check again")
	}
	switch tunnel.Advise(w.Err).About {
	case tunnel.AboutToken:
		return say.L("Set authtoken")
	case tunnel.AboutURL:
		return say.L("Change address")
	}
	return say.L("Try again")
}

package ui

import (
	"context"
	"net"
	"net/netip"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"ringback/app/look"
	"ringback/inspector"
	"ringback/inspector/inspectortest"
	"ringback/inspector/reach"
	"ringback/tunnel"
	"ringback/tunnel/tunneltest"
)

// wayStage is a window whose tunnel leads to an edge of the test.
type wayStage struct {
	*shellStage
	edge  *tunneltest.Edge
	token string // in the environment
}

func newWayStage(t *testing.T, token string) *wayStage {
	edge := tunneltest.New(t)
	e := inspectortest.OpenAt(t, filepath.Join(t.TempDir(), "ringback.db"), inspector.Options{
		Reach: reach.Options{Resolver: everywhere{}, Dial: edge.Dial, Roots: edge.Roots(), Now: time.Now}, // certificates are valid today
	})
	s := &wayStage{newShellStageOf(t, e, look.Dark, fyne.NewSize(1440, 900)), edge, token}
	home := t.TempDir()
	s.options.KeepWayIn = func(ctx context.Context, report func(inspector.WayIn)) {
		s.engine.KeepWayIn(ctx, func() (inspector.WayInOptions, error) {
			return inspector.WayInOptions{
				Settings: s.engine.Settings().Tunnel, Service: tunnel.Service{Addr: s.edge.Addr(), Roots: s.edge.Roots()},
				Getenv: func(name string) string {
					return map[string]string{"NGROK_AUTHTOKEN": s.token, "HOME": home}[name]
				},
			}, nil
		}, report)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		s.openWayIn(ctx)
	}()
	t.Cleanup(func() {
		stop()
		<-ended
	})
	s.until("the loop runs", func() bool { return s.public.restart != nil })
	return s
}

// everywhere is a DNS in which each name leads to one public address.
type everywhere struct{}

// LookupNetIP implements [reach.Resolver].
func (everywhere) LookupNetIP(_ context.Context, network, host string) ([]netip.Addr, error) {
	if network == "ip4" {
		return []netip.Addr{netip.MustParseAddr("9.9.9.9")}, nil
	}
	return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
}

func (s *wayStage) untilState(state tunnel.State) {
	s.t.Helper()
	s.until("the way in is "+state.String(), func() bool { return s.public.status.State == state })
}

func TestTheWayInIsShownFromConnectingToOnlineAndBack(t *testing.T) {
	s := newWayStage(t, "tok_en")
	s.untilState(tunnel.Online)
	url := s.public.status.URL
	if s.panes.top.pill.Word != "Online" || s.panes.top.address.Text != url {
		t.Errorf("the bar says %q, %q", s.panes.top.pill.Word, s.panes.top.address.Text)
	}
	s.do("copy.address")
	if got := s.app.Clipboard().Content(); got != url {
		t.Errorf("copied %q, want %q", got, url)
	}
	s.look()
	if !strings.Contains(s.panes.first.steps[1].value.Text, url) {
		t.Errorf("the first run shows %q", s.panes.first.steps[1].value.Text)
	}
	s.do("way.offline")
	s.untilState(tunnel.Off)
	if got := s.panes.top.address.Text; got != s.engine.URL || s.panes.top.pill.Word != "Local only" {
		t.Errorf("offline the bar says %q, %q", s.panes.top.pill.Word, got)
	}
	if why := s.commands.find("way.offline").whyNot(); why == "" {
		t.Error("it can go offline twice")
	}
	s.do("way.online")
	s.untilState(tunnel.Online)
}

func TestARefusedTokenIsExplainedAndMended(t *testing.T) {
	s := newWayStage(t, "tok_en")
	s.untilState(tunnel.Online)
	s.edge.RefuseSessions("ERR_NGROK_107", "Your authtoken: tok_en")
	s.edge.Drop()
	s.untilState(tunnel.Failed)
	strip := s.panes.strips
	if !strip.public.Visible() || strip.mend.Text != "Set authtoken" {
		t.Errorf("the strip shows: %v, its button says %q", strip.public.Visible(), strip.mend.Text)
	}
	model := s.wayModel()
	if text := model.Diagnostics(s.public.status, "0.1.0", "test", s.now()); strings.Contains(text, "tok_en") || !strings.Contains(text, "ERR_NGROK_107") {
		t.Errorf("diagnostics\n%s", text)
	}
	s.mendWayIn()
	if s.page != pageSettings || s.panes.settings.sections[s.panes.settings.shown].id != sectionTunnel {
		t.Error("it does not lead to where the authtoken is set")
	}
	s.edge.RefuseSessions("", "")
	s.restartWayIn()
	s.untilState(tunnel.Online)
	if strip.public.Visible() {
		t.Error("the strip stays")
	}
}

func TestWithoutATokenItIsLocalOnly(t *testing.T) {
	s := newWayStage(t, "")
	s.untilState(tunnel.Off)
	s.do("way.online")
	s.untilState(tunnel.Failed)
	if word := s.panes.strips.mend.Text; word != "Set authtoken" {
		t.Errorf("the strip offers %q", word)
	}
	s.open(pageSettings)
	section := s.panes.settings.tunnel
	section.view.changed("authtoken", "typed_token")
	section.keep()
	s.untilState(tunnel.Online)
	s.until("the token is known", func() bool { return section.token.Source == s.engine.SecretsKept() })
	if auths := s.edge.Auths(); len(auths) == 0 || auths[len(auths)-1].Extra.Authtoken != "typed_token" {
		t.Errorf("connected with %+v", auths)
	}
	if got := section.view.form.Value("authtoken"); got != "" {
		t.Error("the field keeps the token")
	}
}

func TestTheCardFollowsTheWayIn(t *testing.T) {
	s := newWayStage(t, "tok_en")
	s.untilState(tunnel.Online)
	s.engine.Clock.Advance(10 * time.Second)
	s.do("way.show")
	card := s.public.card
	if card == nil || card.picture.address != s.public.status.URL || card.title.Text != "Online" {
		t.Fatalf("the card shows %+v", card)
	}
	s.do("way.prove")
	s.until("the proof is there", func() bool { return !s.public.proving })
	if !strings.HasPrefix(card.reach.proof.Text, "Proven") {
		t.Errorf("the proof says %q", card.reach.proof.Text)
	}
	s.until("the band is there", func() bool { return len(card.reach.band.Parts()) > 0 })
	s.save("waycard-online")
	s.edge.SetCertificate(tunneltest.Expired)
	s.do("way.prove")
	s.until("the second proof is there", func() bool { return !s.public.proving })
	if !strings.Contains(card.reach.proof.Text, "expired") || card.reach.proof.Role != look.Bad {
		t.Errorf("with an expired certificate it says %q", card.reach.proof.Text)
	}
	s.edge.RefuseSessions("ERR_NGROK_103", "suspended")
	s.edge.Drop()
	s.untilState(tunnel.Failed)
	if !strings.Contains(card.text.Text, "suspended") || !strings.Contains(card.text.Text, "ERR_NGROK_103") {
		t.Errorf("it says %q", card.text.Text)
	}
	s.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if s.public.card != nil || s.window.Canvas().Overlays().Top() != nil {
		t.Error("Esc does not close it")
	}
}

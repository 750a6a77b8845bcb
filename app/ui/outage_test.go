package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"ringback/app/look"
	"ringback/app/viewmodel"
	"ringback/inspector/inspectortest"
	"ringback/tunnel"
	"ringback/tunnel/tunneltest"
)

// textOf is all that is seen of an object.
func textOf(o fyne.CanvasObject) string {
	var lines []string
	walk(o, fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) {
		if text, ok := o.(*canvas.Text); ok {
			lines = append(lines, text.Text)
		}
	})
	return strings.Join(lines, " ")
}

// breaks lets the connection to ngrok fail for a time.
func (s *wayStage) breaks(d time.Duration) {
	s.t.Helper()
	s.edge.Down()
	s.untilState(tunnel.Reconnecting)
	s.engine.Clock.Advance(d)
	s.edge.Up()
	s.untilState(tunnel.Online)
}

func TestAnOutageIsToldOnce(t *testing.T) {
	s := newWayStage(t, "tok_en")
	s.untilState(tunnel.Online)
	s.engine.Post(t, "/", inspectortest.MOSMS(1))
	strip := s.panes.strips.outage
	s.engine.Clock.Advance(10 * time.Second)
	s.breaks(38 * time.Minute)
	s.until("the outage is told", strip.Visible)
	if text := textOf(strip); !strings.Contains(text, "Closed ") || !strings.Contains(text, "0 repeats came in since.") || !strings.Contains(text, "Dismiss") {
		t.Errorf("it says %q", text)
	}
	s.engine.Clock.Advance(10 * time.Second)
	s.engine.Post(t, "/", inspectortest.MOSMS(1))
	s.look()
	s.until("the repeat is counted", func() bool { return strings.Contains(textOf(strip), "1 repeat came in since.") })
	s.save("outage")
	s.endOutage()
	if strip.Visible() {
		t.Fatal("it cannot be dismissed")
	}
	s.engine.Clock.Advance(10 * time.Second)
	s.look()
	s.breaks(time.Second)
	s.rest()
	if strip.Visible() {
		t.Error("it is told twice, or a second is an outage")
	}
}

func TestWhatIsClosedByHandIsNoOutage(t *testing.T) {
	s := newWayStage(t, "tok_en")
	s.untilState(tunnel.Online)
	s.do("way.offline")
	s.untilState(tunnel.Off)
	s.engine.Clock.Advance(time.Hour)
	s.do("way.online")
	s.untilState(tunnel.Online)
	read := false
	s.readReach(func(b viewmodel.ReachBand, err error) { read = err == nil && !b.Closed.IsZero() })
	s.until("the ledger has it", func() bool { return read })
	if s.panes.strips.outage.Visible() {
		t.Error("it is told")
	}
}

func TestAProofThatFailsIsToldUntilOneHolds(t *testing.T) {
	s := newWayStage(t, "tok_en")
	s.untilState(tunnel.Online)
	strip, pill := s.panes.strips.public, s.panes.top.pill
	s.edge.SetCertificate(tunneltest.Expired)
	s.do("way.prove")
	s.until("the strip is there", strip.Visible)
	if text := textOf(strip); !strings.Contains(text, "do not get through") || !strings.Contains(text, "expired") || !strings.Contains(text, "Check again") {
		t.Errorf("the strip says %q", text)
	}
	if pill.Word != "Not reachable" || pill.Role != look.Warn {
		t.Errorf("the pill says %q", pill.Word)
	}
	s.save("unproven")
	s.publicIs(s.public.status) // a heartbeat changes nothing
	s.edge.SetCertificate(tunneltest.Good)
	s.engine.Clock.Advance(time.Second)
	s.mendWayIn()
	s.until("the strip is gone", func() bool { return !strip.Visible() })
	if pill.Word != "Online" || pill.Role != look.OK {
		t.Errorf("the pill says %q", pill.Word)
	}
}

package ui

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/inspector/reach"
	"ringback/tunnel/tunneltest"
)

// newCheckStage is a window that looks at addresses for real, names at the edge of
// a test.
func newCheckStage(t *testing.T, variant look.Variant) (*shellStage, *tunneltest.Edge) {
	t.Helper()
	edge := tunneltest.New(t)
	s := newShellStage(t, variant, firstSize())
	s.options.LookAt = func(ctx context.Context, typed, secret string) (*reach.Report, error) {
		address, err := reach.ParseAddress(typed)
		if err != nil {
			return nil, err
		}
		o := reach.Options{Resolver: everywhere{}, Roots: edge.Roots(), Signed: secret != ""}
		if !strings.Contains(typed, "127.0.0.1") {
			o.Dial = edge.Dial
		}
		r := reach.Check(ctx, address, o)
		return r, ctx.Err()
	}
	return s, edge
}

// checkOf types an address into the dialog and starts.
func (s *shellStage) checkOf(address string) *checkDialogSeen {
	s.t.Helper()
	s.closeOverlays()
	s.do("way.check")
	field, ok := s.window.Canvas().Focused().(*controls.TextField)
	if !ok {
		s.t.Fatalf("the keys are at %T", s.window.Canvas().Focused())
	}
	field.SetText(address)
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	return &checkDialogSeen{s}
}

func (s *shellStage) closeOverlays() {
	for top := s.window.Canvas().Overlays().Top(); top != nil; top = s.window.Canvas().Overlays().Top() {
		s.window.Canvas().Overlays().Remove(top)
	}
}

// checkDialogSeen is what is seen of the dialog.
type checkDialogSeen struct{ s *shellStage }

func (d *checkDialogSeen) texts() string {
	var lines []string
	for _, o := range d.s.window.Canvas().Overlays().List() {
		lines = append(lines, textOf(o))
	}
	return strings.Join(lines, "\n")
}

func (d *checkDialogSeen) until(text string) {
	d.s.t.Helper()
	d.s.until("seen: "+text, func() bool { return strings.Contains(strings.ReplaceAll(d.texts(), "\n", " "), text) })
}

func (d *checkDialogSeen) press(word string) {
	d.s.t.Helper()
	for _, o := range d.s.window.Canvas().Overlays().List() {
		found := false
		walk(o, fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) {
			if b, ok := o.(*controls.Button); ok && b.Text == word && !found {
				found = true
				b.Tapped(nil)
			}
		})
		if found {
			return
		}
	}
	d.s.t.Fatalf("no button %q; seen is %q", word, d.texts())
}

func TestAnAddressIsCheckedAndTheReportCopied(t *testing.T) {
	s, _ := newCheckStage(t, look.Dark)
	answer := http.StatusOK
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(answer) }))
	defer hook.Close()
	d := s.checkOf(hook.URL + "/sms")
	d.until("should be looked at") // it is http
	d.until("travel unencrypted")
	d.until("connected to 127.0.0.1")
	d.until("not used: the address is http")
	d.until("200 OK")
	s.save("check-warn")
	d.press("Copy as text")
	if got := s.app.Clipboard().Content(); !strings.Contains(got, hook.URL+"/sms") || !strings.Contains(got, "something should be looked at") {
		t.Errorf("copied as text: %q", got)
	}
	d.press("Copy as JSON")
	var r reach.Report
	if err := json.Unmarshal([]byte(s.app.Clipboard().Content()), &r); err != nil || r.Verdict != reach.Warn || len(r.Steps) != 5 {
		t.Errorf("copied as JSON: %+v, %v", r, err)
	}
	answer = http.StatusInternalServerError
	d.press("Check")
	d.until("Callbacks do not arrive here.")
	d.until("Anything but 200 to 299 is a failure")
}

func TestWhatIsNoAddressIsRefusedAtTheField(t *testing.T) {
	s, _ := newCheckStage(t, look.Dark)
	d := s.checkOf("hooks")
	d.until("Must be an address such as")
	if strings.Contains(d.texts(), "being looked at") {
		t.Error("it is still being looked at")
	}
}

func TestACheckIsStopped(t *testing.T) {
	s, _ := newCheckStage(t, look.Dark)
	asked, done := make(chan struct{}), make(chan struct{})
	hook := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(asked)
		<-done
	}))
	defer hook.Close()
	defer close(done)
	d := s.checkOf(hook.URL)
	<-asked
	d.until("It is being looked at.")
	d.press("Stop")
	d.until("It was stopped.")
	s.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if s.window.Canvas().Overlays().Top() != nil {
		t.Error("Esc does not close it")
	}
}

func TestTheCertificateIsShownAsItWasSent(t *testing.T) {
	for _, c := range []struct {
		name    string
		variant look.Variant
		kind    tunneltest.Kind
		want    string
	}{
		{"expired", look.Light, tunneltest.Expired, "The certificate expired on"},
		{"self-signed", look.Dark, tunneltest.SelfSigned, "signed by itself"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, edge := newCheckStage(t, c.variant)
			edge.SetCertificate(c.kind)
			d := s.checkOf(tunneltest.DevURL + "/sms/in")
			d.until("Callbacks do not arrive here.")
			d.until(c.want)
			d.until("not reached")
			s.save("check-" + c.name)
		})
	}
}

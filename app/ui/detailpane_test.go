package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/viewmodel"
	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

const detailSecret = "correct horse battery staple"

// failedStatus is a status with an error, and a time that is not what was promised.
const failedStatus = `{"id": 8001907000123, "msisdn": 4520304050, "time": "1795424405", "status": "UNDELIVERABLE", "error": "Absent", "code": "0x1010", "userref": "order-1"}`

func TestDetailTellsWhatIsSelected(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(500, 800))
	s.seen("Select a callback")
	mo, failed := s.post(inspectortest.MOSMS(7)), s.post(failedStatus)
	s.show(mo)
	for _, text := range []string{"Received SMS", "#1", "hello 7", "11 characters · 1 part · GSM 03.38", "Denmark"} {
		s.seen(text)
	}
	s.pane.setTab(viewmodel.TabTimeline)
	s.show(failed)
	if s.pane.tab() != viewmodel.TabTimeline {
		t.Errorf("the tab went to %s with the selection", s.pane.tab())
	}
	s.pane.setTab(viewmodel.TabOverview)
	for _, text := range []string{"Delivery status", "undeliverable", "Check the address. Sending to it again will fail in the same way.", "text, expected a number"} {
		s.seen(text)
	}
	s.pane.show([]uint64{mo, failed})
	s.seen("2 selected")
	s.pane.show(nil)
	s.seen("Select a callback")
}

func TestDetailDropsWhatWasOvertaken(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(500, 800))
	first, second := s.post(inspectortest.MOSMS(1)), s.post(inspectortest.MOSMS(2))
	s.pane.show([]uint64{first})
	s.show(second)
	s.door.drain()
	if text := s.texts(); !strings.Contains(text, "hello 2") || strings.Contains(text, "hello 1") {
		t.Errorf("shows %q", text)
	}
}

// Selecting faster than callbacks are read, as a key that is held down does, reads
// no more than the one under way and the last.
func TestDetailDoesNotReadWhatWasPassedBy(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(500, 800))
	ids := []uint64{s.post(inspectortest.MOSMS(1)), s.post(inspectortest.MOSMS(2)), s.post(inspectortest.MOSMS(3))}
	s.pane.load.turn.Lock() // somebody reads
	for _, id := range ids {
		s.pane.show([]uint64{id})
	}
	s.door.drain()
	if s.pane.shown != nil || s.door.waiting() > 0 {
		t.Error("a second one is read at the same time")
	}
	s.pane.load.turn.Unlock()
	s.show(ids[2])
}

func TestDetailFollowsTheEngine(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(500, 800))
	id := s.post(inspectortest.MOSMS(1))
	s.show(id)
	if err := s.engine.Mark([]uint64{id}, func(m *inspector.Marks) { m.Starred, m.Note, m.Tags = true, "call back", []string{"vip"} }); err != nil {
		t.Fatal(err)
	}
	s.pane.refresh()
	s.seen("call back")
	s.seen("vip")
	if icon := s.pane.head.star.Icon; icon != "star-filled" {
		t.Errorf("the star is %s", icon)
	}
	if err := s.engine.Delete(id); err != nil {
		t.Fatal(err)
	}
	s.pane.refresh()
	s.seen("This callback is gone")
}

func TestDetailAges(t *testing.T) {
	for _, tt := range []struct{ age, next string }{
		{"0s", "1s"}, {"300ms", "700ms"}, {"59.5s", "500ms"}, {"60s", "1m0s"}, {"61s", "59s"}, {"2h10m", "50m0s"}, {"-5s", "1s"},
	} {
		if got := nextAge(duration(t, tt.age)); got != duration(t, tt.next) {
			t.Errorf("an age of %s is another in %v, want %s", tt.age, got, tt.next)
		}
	}
}

func TestDetailBadgesLeadToTabs(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(500, 800))
	s.show(s.post(inspectortest.MOSMS(1)))
	for i, want := range []string{viewmodel.TabSignature, viewmodel.TabResponse, viewmodel.TabHeaders} {
		s.pane.head.badges.open(s.pane.head.badges.shown[i].Tab)
		if got := s.pane.tab(); got != want {
			t.Errorf("badge %d leads to %s, want %s", i, got, want)
		}
	}
}

func TestDetailCopiesEverything(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(500, 800))
	list := s.pane.commands()
	if why := list.find("copy.curl").whyNot(); why == "" {
		t.Error("nothing is selected, and it can be copied")
	}
	s.show(s.post(inspectortest.MOSMS(1)))
	list.find("detail.tree").do()
	s.bodyTab().tree.view.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	for id, want := range map[string]string{
		"copy.value": "2840001", "copy.path": "id",
		"copy.curl": "curl ", "copy.raw": "POST /hooks/sms HTTP/1.1\r\n", "copy.headers": "Content-Type: application/json\n",
		"copy.body": inspectortest.MOSMS(1), "copy.json": `"kind": "mo-sms"`, "copy.text": "foo hello 1",
		"copy.sender": "+4520304050", "copy.receiver": "+451204", "copy.message": "2840001", "copy.number": "#1",
	} {
		before := len(s.copied)
		list.find(id).do()
		s.until(id+" copies", func() bool { return len(s.copied) > before })
		if got := s.copied[before]; !strings.Contains(got, want) {
			t.Errorf("%s copies %q, want %q", id, got, want)
		}
	}
	if len(list.in(groupCopy)) != 12 {
		t.Errorf("there are %d commands to copy, and 12 are tested", len(list.in(groupCopy)))
	}
}

func TestDetailWalksAlongAMessage(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(500, 800))
	var ids []uint64
	for _, status := range []string{"ENROUTE", "DELIVERED", "ENROUTE"} {
		ids = append(ids, s.post(inspectortest.Status(1, status)))
	}
	other := s.post(inspectortest.Status(2, "DELIVERED"))
	s.show(ids[1])
	s.pane.setTab(viewmodel.TabTimeline)
	for _, text := range []string{"3 callbacks", "enroute", "delivered"} {
		s.seen(text)
	}
	if !slices.Equal(s.pane.shown.thread, ids) {
		t.Errorf("the thread is %v, want %v", s.pane.shown.thread, ids)
	}
	list := s.pane.commands()
	list.find("detail.next").do()
	s.until("the next one is shown", func() bool { return s.pane.shown.id == ids[2] && s.pane.shown.thread != nil && !s.pane.load.busy })
	if why := list.find("detail.next").whyNot(); why == "" {
		t.Error("there is one after the last")
	}
	line := s.pane.tabs[viewmodel.TabTimeline].(*timelineTab)
	step := slices.IndexFunc(line.steps, func(step viewmodel.Step) bool { return step.ID == ids[0] })
	line.line.OnTap(step)
	s.until("the one that was clicked is shown", func() bool { return s.pane.shown.id == ids[0] })
	s.show(other)
	s.seen("1 callback")
}

// Nothing may stand over something else or leave the pane, however narrow it is and
// whatever came.
func TestDetailLaysOutWithoutOverlaps(t *testing.T) {
	s := newDetailStage(t, look.Light, fyne.NewSize(460, 700))
	if err := s.engine.SetSecret(inspector.DefaultWebhook, detailSecret); err != nil {
		t.Fatal(err)
	}
	header, token := inspectortest.Sign(t, inspectortest.MOSMS(7), detailSecret)
	bodies := map[string][]string{
		"signed": {inspectortest.MOSMS(7), header, token},
		"forged": {inspectortest.MOSMS(8), header, token},
		"failed": {failedStatus},
		"long": {fmt.Sprintf(`{"id": 1234567890123456789012345678901234567890, "msisdn": %s, "receiver": 451204, "message": "foo %s", "webhook_label": "%s"}`,
			strings.Repeat("9", 40), strings.Repeat("a long text without an end ", 60), strings.Repeat("label", 40))},
		"right to left": {`{"id": 1, "msisdn": 972501234567, "receiver": 451204, "message": "שלום foo 123 مرحبا", "senttime": 1795424400}`},
		"other":         {`hello`},
	}
	for name, request := range bodies {
		id := s.post(request[0], request[1:]...)
		s.show(id)
		for _, width := range []float32{460, 512, 900} {
			s.window.Resize(fyne.NewSize(width, 700))
			for _, tab := range tabIDs() {
				s.pane.setTab(tab)
				t.Run(fmt.Sprintf("%s %s %v", name, tab, width), func(t *testing.T) { wantApart(t, s.window.Content(), width) })
			}
		}
	}
}

// wantApart fails where two texts lie over each other, or one ends behind the edge. Code
// is a text that goes on to the right.
func wantApart(t *testing.T, content fyne.CanvasObject, width float32) {
	t.Helper()
	type box struct {
		text                   string
		left, top, right, down float32
	}
	var boxes []box
	view := box{down: 1e6} // of the page that is walked through: what is outside is not drawn
	walk(content, fyne.Position{}, func(o fyne.CanvasObject, at fyne.Position) {
		if page, ok := o.(*column); ok {
			view = box{top: at.Y, down: at.Y + page.Size().Height}
		} else if _, ok := o.(*controls.CodeView); ok {
			view = box{down: 1e6}
		}
		text, ok := o.(*canvas.Text)
		if !ok || text.Text == "" || text.Size().Width == 0 {
			return
		}
		size := text.MinSize()
		b := box{text.Text, at.X, at.Y + 3, at.X + size.Width, at.Y + size.Height - 3} // letters do not fill their line
		if b.top, b.down = max(b.top, view.top), min(b.down, view.down); b.top >= b.down {
			return
		}
		if b.right > width+1 && !text.TextStyle.Monospace {
			t.Errorf("%q ends at %v of %v", b.text, b.right, width)
		}
		for _, other := range boxes {
			if b.left < other.right-1 && other.left < b.right-1 && b.top < other.down && other.top < b.down {
				t.Errorf("%q at %v,%v lies over %q at %v,%v", b.text, b.left, b.top, other.text, other.left, other.top)
			}
		}
		boxes = append(boxes, b)
	})
}

func TestDetailPictures(t *testing.T) {
	for name, variant := range map[string]look.Variant{"light": look.Light, "dark": look.Dark} {
		t.Run(name, func(t *testing.T) {
			s := newDetailStage(t, variant, fyne.NewSize(500, 800))
			if err := s.engine.SetSecret(inspector.DefaultWebhook, detailSecret); err != nil {
				t.Fatal(err)
			}
			body := inspectortest.MOSMS(7)
			header, token := inspectortest.Sign(t, body, detailSecret)
			ids := map[string]uint64{
				"mo":     s.post(body, header, token, "Authorization", "Bearer abc"),
				"forged": s.post(inspectortest.MOSMS(8), header, token),
				"failed": s.post(failedStatus),
			}
			s.post(strings.Replace(failedStatus, "UNDELIVERABLE", "DELIVERED", 1))
			s.save(name + "-none")
			for what, id := range ids {
				s.show(id)
				for _, tab := range tabIDs() {
					s.pane.setTab(tab)
					s.save(name + "-" + what + "-" + tab)
				}
			}
			s.pane.show([]uint64{1, 2})
			s.save(name + "-many")
		})
	}
}

// What waits for its time may come through the door after what it waited for.
func TestDetailSaysNothingOfWaitingOnceItIsThere(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(500, 800))
	id := s.post(inspectortest.MOSMS(1))
	s.pane.show([]uint64{id})
	const all = 4 // the callback, its thread, that it is done, and that it takes a while
	for deadline := time.Now().Add(inspectortest.Patience); s.door.waiting() < all; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d of %d came", s.door.waiting(), all)
		}
	}
	s.door.drain()
	if text := s.texts(); !strings.Contains(text, "hello 1") {
		t.Errorf("shows %q", text)
	}
}

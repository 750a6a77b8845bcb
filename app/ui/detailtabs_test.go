package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/viewmodel"
	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

func TestHeadersVeilSecrets(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(600, 600))
	s.show(s.post(`{}`, "Authorization", "Bearer abc", "X-One", "1"))
	s.pane.setTab(viewmodel.TabHeaders)
	s.seen("POST /hooks/sms HTTP/1.1")
	if strings.Contains(s.texts(), "Bearer") {
		t.Error("a secret is seen")
	}
	box := s.pane.tabs[viewmodel.TabHeaders].(*headersTab).headers
	row := slices.IndexFunc(box.found, func(h viewmodel.Header) bool { return h.Secret })
	box.list.OnHint(row)
	s.seen("Bearer abc")
	box.list.OnCopy(row)
	if want := []string{"Authorization: Bearer abc"}; !slices.Equal(s.copied, want) {
		t.Errorf("copied %q, want %q", s.copied, want)
	}
	s.show(s.post(`{}`, "Authorization", "Bearer other"))
	if strings.Contains(s.texts(), "Bearer") {
		t.Error("the secret of the next callback is seen")
	}
}

func TestHeadersAreFoundAndSorted(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(600, 600))
	var headers []string
	for i := range findFrom {
		headers = append(headers, fmt.Sprintf("X-Name-%02d", 20-i), fmt.Sprint("value", i))
	}
	s.show(s.post(`{}`, headers...))
	s.pane.setTab(viewmodel.TabHeaders)
	tab := s.pane.tabs[viewmodel.TabHeaders].(*headersTab)
	tab.search.Field.SetText("x-name-1")
	if n := len(tab.headers.found); n != 10 {
		t.Errorf("%d are found, want those from 10 to 19", n)
	}
	tab.search.Field.SetText("")
	tab.sorted.Tapped(nil)
	if !slices.IsSortedFunc(tab.headers.found, func(a, b viewmodel.Header) int { return strings.Compare(a.Name, b.Name) }) {
		t.Error("they are not sorted")
	}
}

func TestSignatureMarksWhatDiffers(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(600, 900))
	if err := s.engine.SetSecret(inspector.DefaultWebhook, detailSecret); err != nil {
		t.Fatal(err)
	}
	header, token := inspectortest.Sign(t, inspectortest.MOSMS(7), detailSecret)
	s.show(s.post(inspectortest.MOSMS(8), header, token))
	s.pane.setTab(viewmodel.TabSignature)
	for _, text := range []string{"Body differs from its signature", "foo hello 7", "foo hello 8", `"HS256"`} {
		s.seen(text)
	}
	var marked []string
	for _, row := range s.pane.tabs[viewmodel.TabSignature].(*signatureTab).claims.rows {
		if row.sign.Text == "≠" {
			marked = append(marked, row.name.Text)
		}
	}
	if want := []string{"id", "message"}; !slices.Equal(marked, want) {
		t.Errorf("%v are marked, want %v", marked, want)
	}
	s.show(s.post(inspectortest.MOSMS(9)))
	for _, text := range []string{"Not signed", "There is no token to compare with the body."} {
		s.seen(text)
	}
	if strings.Contains(s.texts(), "HS256") {
		t.Error("the token of the callback before is shown")
	}
}

func TestResponseShowsWhatWasAnswered(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(600, 700))
	hook, err := s.engine.Webhook(inspector.DefaultWebhook)
	if err != nil {
		t.Fatal(err)
	}
	hook.Answer = inspector.Answer{Status: 500, Headers: [][2]string{{"Content-Type", "application/json"}}, Body: `{"sorry":true}`}
	if err := s.engine.SetWebhook(hook); err != nil {
		t.Fatal(err)
	}
	s.show(s.post(inspectortest.MOSMS(1)))
	s.pane.setTab(viewmodel.TabResponse)
	for _, text := range []string{"500 Internal Server Error", "Content-Type", `"sorry"`} {
		s.seen(text)
	}
}

func TestSignatureIsCheckedWithAnotherSecret(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(600, 1200))
	header, token := inspectortest.Sign(t, inspectortest.MOSMS(7), detailSecret)
	s.show(s.post(inspectortest.MOSMS(7), header, token))
	s.pane.setTab(viewmodel.TabSignature)
	s.seen("Signature not checked")
	check := s.pane.tabs[viewmodel.TabSignature].(*signatureTab).check
	check.field.SetText("wrong")
	check.check()
	s.seen("Signature does not match.")
	check.field.SetText(detailSecret)
	check.check()
	s.seen("Signature valid.")
	s.show(s.post(inspectortest.MOSMS(8), header, token))
	if check.field.Text != "" || strings.Contains(s.texts(), "Signature valid.") {
		t.Error("secret and result stay for another callback")
	}
	s.show(s.post(inspectortest.MOSMS(9)))
	if strings.Contains(s.texts(), "CHECK WITH ANOTHER SECRET") {
		t.Error("a callback without a signature can be checked")
	}
}

func TestEveryWordCanBeCopied(t *testing.T) {
	s := newDetailStage(t, look.Dark, fyne.NewSize(600, 1600))
	id := s.post(`{"id": 1, "msisdn": 4520304050, "receiver": 451204, "message": "foo \u202e", "senttime": 1795424400}`)
	if err := s.engine.Mark([]uint64{id}, func(m *inspector.Marks) { m.Note = "a note" }); err != nil {
		t.Fatal(err)
	}
	s.show(id)
	for _, tab := range tabIDs() {
		s.pane.setTab(tab)
		walk(s.window.Content(), fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) {
			zone, ok := o.(*press)
			if !ok || zone.menu == nil {
				return
			}
			zone.menu(fyne.NewPos(0, 0))
			overlay := s.window.Canvas().Overlays().Top()
			if overlay == nil {
				return // it says nothing now
			}
			menu := overlay.(*controls.Menu)
			items := menu.Items()
			menu.Close()
			for _, item := range items {
				item.Do()
			}
		})
	}
	all := strings.Join(s.copied, "\n")
	for _, want := range []string{"a note", "U+202E  ‹RLO›", "5 characters", "Received", "Not signed"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q cannot be copied", want)
		}
	}
}

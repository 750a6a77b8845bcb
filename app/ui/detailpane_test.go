package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"ringback/app/look"
	"ringback/app/viewmodel"
	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

const detailSecret = "correct horse battery staple"

func TestDetailPictures(t *testing.T) {
	for name, variant := range map[string]look.Variant{"light": look.Light, "dark": look.Dark} {
		t.Run(name, func(t *testing.T) {
			s := newDetailStage(t, variant, fyne.NewSize(500, 800))
			if err := s.engine.SetSecret(inspector.DefaultWebhook, detailSecret); err != nil {
				t.Fatal(err)
			}
			body := inspectortest.MOSMS(7)
			header, token := inspectortest.Sign(t, body, detailSecret)
			mo := s.post(body, header, token, "Authorization", "Bearer abc")
			failed := s.post(`{"id": 8001907000123, "msisdn": 4520304050, "time": "1795424405", "status": "UNDELIVERABLE", "error": "Absent", "code": "0x1010", "userref": "order-1"}`)
			s.save(name + "-none")
			for _, one := range []struct {
				name string
				id   uint64
			}{{"mo", mo}, {"failed", failed}} {
				s.show(one.id)
				for _, tab := range tabIDs() {
					s.pane.setTab(tab)
					if tab == viewmodel.TabBody {
						s.seen("msisdn")
					}
					s.save(name + "-" + one.name + "-" + tab)
				}
			}
			s.pane.show([]uint64{mo, failed})
			s.save(name + "-many")
		})
	}
}

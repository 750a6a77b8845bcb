package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"ringback/app/look"
	"ringback/app/viewmodel"
	"ringback/inspector"
	"ringback/inspector/filter"
	"ringback/inspector/inspectortest"
)

// wantAsked fails where what is offered for a callback does not find it.
func (s *shellStage) wantAsked(id uint64, terms []string) {
	s.t.Helper()
	for _, term := range terms {
		if term == "" {
			continue
		}
		f, err := filter.Parse(term)
		if err != nil {
			s.t.Errorf("%q is wrong: %v", term, err)
			continue
		}
		search, err := s.engine.Search(s.t.Context(), f, time.UTC)
		if err != nil {
			s.t.Fatal(err)
		}
		if ok, err := search.Matches(id); err != nil || !ok {
			s.t.Errorf("%q does not find #%d, of which it is: %v", term, id, err)
		}
	}
}

func TestWhatIsOfferedFindsTheCallback(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(4)
	s.engine.Post(t, "/hooks/sms?x=1", `{"event_id": "e1", "timestamp": 1795424400, "event_type": "rcs", "event": {"msg_id": "m 1", "recipient": "4520304050", "reference": "r\"1", "status": "failed", "status_at": 1795424400, "error": {"hex_code": "0x1905", "details": "a (b)"}}}`)
	s.engine.Post(t, "/", `{"id": "x:y", "odd name": 1, "a.b": 2, "n": null, "big": 12345678901234567890, "list": [1], "neg": -1.50, "dots": "1..2", "slash": "/a/", "star": "*"}`, "X-Odd", `a "b" *`)
	s.look()
	for row := range s.panes.list.Len() {
		id := s.panes.list.list.ID(row)
		c, err := s.engine.Callback(id)
		if err != nil {
			t.Fatal(err)
		}
		s.wantAsked(id, viewmodel.RowTerms(c, inspector.Marks{}, time.UTC))
		var terms []string
		for _, f := range viewmodel.ProviderFields(c, time.UTC) {
			terms = append(terms, f.Term)
		}
		for _, f := range viewmodel.NewOverview(c, inspector.Marks{}, time.UTC).Facts {
			terms = append(terms, f.Term)
		}
		for _, h := range viewmodel.Headers(c.Request.Headers) {
			terms = append(terms, h.Term)
		}
		s.wantAsked(id, terms)
		if len(terms) < 6 {
			t.Errorf("of #%d only %q are offered", id, terms)
		}
	}
}

func TestTheMenuOfARowFilters(t *testing.T) {
	s := newShellStage(t, look.Dark, firstSize())
	s.fill(8)
	s.tap(0, 0) // a failure
	choose := func(items []*fyne.MenuItem, label string) {
		t.Helper()
		for _, item := range items {
			if item.Label == label {
				item.Action()
				s.look()
				return
			}
		}
		t.Errorf("there is no %q", label)
	}
	items := s.contextItems(6) // over the status
	choose(items, "Filter for status:undeliverable")
	if s.panes.list.Len() != 2 || s.entry().search.Field.Text != "status:undeliverable" {
		t.Errorf("%q lists %d", s.entry().search.Field.Text, s.panes.list.Len())
	}
	choose(items, "Leave out status:undeliverable")
	if s.panes.list.Len() != 6 || s.panes.filters.filter.Text != "-status:undeliverable" {
		t.Errorf("%q lists %d", s.panes.filters.filter.Text, s.panes.list.Len())
	}
	var labels []string
	for _, item := range items {
		if item.ChildMenu != nil && item.Label == "Filter" {
			for _, child := range item.ChildMenu.Items {
				labels = append(labels, child.Label)
			}
		}
	}
	if all := strings.Join(labels, "\n"); !strings.Contains(all, "Filter for to:+45") || !strings.Contains(all, "Leave out kind:delivery-status") {
		t.Errorf("the menu offers %q", labels)
	}
	s.engine.Post(t, "/", inspectortest.MOSMS(1), "Authorization", "Bearer abc")
	for _, h := range viewmodel.Headers([][2]string{{"Authorization", "Bearer abc"}}) {
		if h.Term != "" {
			t.Errorf("a secret is offered to be typed: %q", h.Term)
		}
	}
}

package simulate

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ringback/inspector"
	"ringback/inspector/gatewayapi"
)

var at = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

func seeded() *rand.Rand { return rand.New(rand.NewPCG(1, 1)) }

// understood returns what the engine makes of a callback.
func understood(t testing.TB, c Callback) gatewayapi.Meaning {
	t.Helper()
	body, err := gatewayapi.WriteBody(c.Fields)
	if err != nil {
		t.Fatal(err)
	}
	return gatewayapi.Understand(gatewayapi.Request{Method: "POST", Target: "/", Body: body})
}

func TestSMSBecomesCallbacks(t *testing.T) {
	long := strings.Repeat("hello 🫐 ", 30) // 270 units of UCS-2: 5 parts
	for _, tt := range []struct {
		name string
		sms  SMS
		kind gatewayapi.Kind
		n    int
	}{
		{"short", SMS{From: "+45 20 30 40 50", To: "+45 1204", Text: "foo hello"}, gatewayapi.MOSMS, 1},
		{"long, REST", SMS{From: "4520304050", To: "451204", Text: long, Family: gatewayapi.REST}, gatewayapi.MOSMS, 1},
		{"short, messaging", SMS{From: "4520304050", To: "451204", Text: "foo", Family: gatewayapi.Messaging}, gatewayapi.MOTextSMS, 1},
		{"long, messaging", SMS{From: "4520304050", To: "451204", Text: long, Family: gatewayapi.Messaging}, gatewayapi.MOTextSMS, 5},
		{"dashboard", SMS{Text: "test message", Dashboard: true}, gatewayapi.MOSMS, 1},
	} {
		all, err := tt.sms.Callbacks(at, seeded())
		if err != nil || len(all) != tt.n {
			t.Errorf("%s: %d callbacks, %v", tt.name, len(all), err)
			continue
		}
		text, headers := "", map[string]bool{}
		for _, c := range all {
			m := understood(t, c)
			if m.Kind != tt.kind || m.Missing != nil || m.Flags != nil {
				t.Errorf("%s: %+v", tt.name, m)
			}
			text += m.Text
			event, _ := m.Fields.Get("event")
			headers[string(event[max(0, len(event)-20):])] = true
		}
		if text != tt.sms.Text || len(headers) != tt.n {
			t.Errorf("%s: text %q, %d headers", tt.name, text, len(headers))
		}
	}
}

func TestEditsAndFaults(t *testing.T) {
	var edits []Edit
	for _, s := range []string{"sender=null", "mcc=238", "encoding=UCS2", "udh=\"05\"", "payload="} {
		e, err := ParseEdit(s)
		if err != nil {
			t.Fatal(err)
		}
		edits = append(edits, e)
	}
	edits = append(edits, Edit{Name: "country_code"})
	all, err := SMS{From: "4520304050", To: "451204", Text: "x", Edits: edits, Faults: []gatewayapi.Fault{gatewayapi.FloatTimes, gatewayapi.Nulls}}.Callbacks(at, seeded())
	if err != nil {
		t.Fatal(err)
	}
	body, err := gatewayapi.WriteBody(all[0].Fields)
	want := `"senttime": 1795424400.0, "webhook_label": "", "sender": null, "mcc": 238, "mnc": null, "validity_period": null, "encoding": "UCS2", "udh": "05", "payload": "", "country_code": null, "country_prefix": 45}`
	if err != nil || !strings.HasSuffix(string(body), want) {
		t.Errorf("%s\nwant …%s", body, want)
	}
	if _, err := ParseEdit("nothing"); err == nil {
		t.Error("no error")
	}
}

func TestBadInputNamesItsField(t *testing.T) {
	for _, tt := range []struct {
		field string
		draft interface {
			Callbacks(time.Time, *rand.Rand) ([]Callback, error)
		}
	}{
		{"from", SMS{From: "45203040ab", To: "451204"}},
		{"from", SMS{To: "451204"}},
		{"from", SMS{From: strings.Repeat("1", 16), To: "451204"}},
		{"to", SMS{From: "4520304050"}},
		{"to", SMS{From: "4520304050", To: "foo"}},
		{"text", SMS{From: "4520304050", To: "451204", Text: strings.Repeat("a", 255*153+1)}},
		{"text", SMS{From: "4520304050", To: "451204", Text: strings.Repeat("я", 255*67+1), Family: gatewayapi.Messaging}},
		{"from", RCS{From: "me", Text: "x"}},
		{"location", RCS{From: "4520304050", Location: "north"}},
		{"location", RCS{From: "4520304050", Location: "91,0"}},
		{"location", RCS{From: "4520304050", Location: "NaN,0"}},
		{"file", RCS{From: "4520304050", File: "http://rcs.example/a.jpg"}},
		{"to", Status{}},
		{"dashboard", Status{Kind: gatewayapi.SMSStatus, To: []string{"4520304050"}, Dashboard: true}},
		{"to", Status{To: []string{"nobody"}}},
		{"to", Status{Kind: gatewayapi.EmailStatus, To: []string{"nobody"}}},
		{"state", Status{To: []string{"4520304050"}, End: "FAILED"}},
		{"state", Status{Kind: gatewayapi.RCSStatus, To: []string{"4520304050"}, End: "REJECTED"}},
		{"charge", Status{To: []string{"4520304050"}, End: "DELIVERED", Charge: "CANCELLED"}},
		{"charge", Status{Kind: gatewayapi.SMSStatus, To: []string{"4520304050"}, Charge: DrawCharge}},
	} {
		all, err := tt.draft.Callbacks(at, seeded())
		var bad *inspector.FieldError
		if !errors.As(err, &bad) || bad.Field != tt.field || all != nil {
			t.Errorf("%+v: %v", tt.draft, err)
		}
	}
}

// A repeat is the same, or the same under a new id.
func TestSMSComesAgain(t *testing.T) {
	for _, family := range []gatewayapi.Family{gatewayapi.REST, gatewayapi.Messaging} {
		s := SMS{From: "4520304050", To: "451204", Text: "x", Family: family, Faults: []gatewayapi.Fault{gatewayapi.Duplicate, gatewayapi.DuplicateNewID}}
		all, err := s.Callbacks(at, seeded())
		if err != nil || len(all) != 4 {
			t.Fatalf("%d, %v", len(all), err)
		}
		keys := map[string]int{}
		for _, c := range all {
			keys[understood(t, c).DuplicateKey]++
		}
		if len(keys) != 3 {
			t.Errorf("%s: %v", family, keys)
		}
	}
}

func TestDashboardStatus(t *testing.T) {
	all, err := Status{To: []string{"4520304050"}, Dashboard: true}.Callbacks(at, seeded())
	if err != nil || len(all) != 1 {
		t.Fatalf("%d, %v", len(all), err)
	}
	body, _ := gatewayapi.WriteBody(all[0].Fields)
	if m := understood(t, all[0]); m.Status != "DELIVERED" || !strings.Contains(string(body), `"time": 1795424400.0, "status": "DELIVERED", "userref": null`) {
		t.Errorf("%s", body)
	}
}

func FuzzParseEdit(f *testing.F) {
	for _, s := range []string{"mcc=238", "sender=null", "a=\"b", "=", "udh=\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		e, err := ParseEdit(s)
		if err == nil && (e.Name == "" || !e.Value.IsValid()) {
			t.Errorf("%q: %+v", s, e)
		}
	})
}

func TestRCS(t *testing.T) {
	for want, m := range map[string]RCS{
		"hej":             {From: "4520304050", Text: "hej"},
		"55.6761,12.5683": {From: "4520304050", Location: "55.6761, 12.5683"},
		"a.jpg":           {From: "4520304050", File: "https://rcs.example/b/a.jpg"},
	} {
		all, err := m.Callbacks(at, seeded())
		if err != nil || len(all) != 1 {
			t.Fatal(err)
		}
		if got := understood(t, all[0]); got.Text != want || got.Missing != nil || got.From != "4520304050" {
			t.Errorf("%+v", got)
		}
	}
}

// Many recipients have one id in the REST family, and each reaches its end.
func TestManyRecipientsUnderOneID(t *testing.T) {
	s := Status{To: []string{"4520304050", "4520304051", "46735551020"}, Ref: "order-1", Charge: DrawCharge}
	all, err := s.Callbacks(at, seeded())
	if err != nil {
		t.Fatal(err)
	}
	ids, recipients := map[string]bool{}, map[string]bool{}
	for n, c := range all {
		m := understood(t, c)
		ids[m.ProviderID], recipients[m.To] = true, true
		if m.Kind != gatewayapi.DeliveryStatus || m.Ref != "order-1" || m.Charge == "" || m.Flags != nil || m.Missing != nil {
			t.Errorf("%+v", m)
		}
		if n > 0 && c.After < all[n-1].After {
			t.Errorf("callback %d is sent at %v, the one before at %v", n, c.After, all[n-1].After)
		}
	}
	if len(ids) != 1 || len(recipients) != 3 {
		t.Errorf("%d ids, %d recipients", len(ids), len(recipients))
	}
}

// Whatever kind, end and fault: the bodies are understood, the threads tell the
// fault, and the same seed makes the same.
func TestStatusesOfAllKinds(t *testing.T) {
	kinds := []gatewayapi.Kind{gatewayapi.DeliveryStatus, gatewayapi.SMSStatus, gatewayapi.RCSStatus, gatewayapi.EmailStatus}
	rapid.Check(t, func(t *rapid.T) {
		s := Status{Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), To: []string{"4520304050"}}
		if s.Kind == gatewayapi.EmailStatus {
			s.To, s.URL = []string{"user@example.org"}, "https://hooks.example.com/email"
		}
		s.End = rapid.SampledFrom(append(gatewayapi.Ends(s.Kind), "")).Draw(t, "end")
		if f := rapid.SampledFrom(append(gatewayapi.Faults(), "")).Draw(t, "fault"); f != "" {
			s.Faults = []gatewayapi.Fault{f}
		}
		seed := rapid.Uint64().Draw(t, "seed")
		all, err := s.Callbacks(at, rand.New(rand.NewPCG(seed, 0)))
		if err != nil {
			t.Fatal(err)
		}
		again, _ := s.Callbacks(at, rand.New(rand.NewPCG(seed, 0)))
		if fmt.Sprint(all) != fmt.Sprint(again) {
			t.Fatal("the same seed makes others")
		}
		var marks []gatewayapi.Mark
		thread := new(gatewayapi.Thread)
		for _, c := range all {
			body, err := gatewayapi.WriteBody(c.Fields)
			if err != nil {
				t.Fatal(err)
			}
			m := gatewayapi.Understand(gatewayapi.Request{Body: body})
			if m.Kind != s.Kind || m.Missing != nil || m.Coerced != nil {
				t.Fatalf("%+v of %s", m, body)
			}
			marks = append(marks, thread.Add(m.Event()))
		}
		if len(s.Faults) > 0 && s.Faults[0] == gatewayapi.Duplicate && !slices.Contains(marks, gatewayapi.MarkDuplicate) {
			t.Fatalf("%v", marks)
		}
	})
}

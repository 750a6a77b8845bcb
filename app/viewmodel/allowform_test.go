package viewmodel

import (
	"reflect"
	"testing"
	"time"

	"ringback/inspector"
)

func TestAllowForm(t *testing.T) {
	for _, mode := range []string{inspector.AllowAll, inspector.AllowWarn, inspector.AllowRefuse} {
		l := inspector.AllowList{Mode: mode, Addresses: []string{"192.0.2.0/24", "203.0.113.9"}, Names: []string{"ips.example.com"}}
		if got := NewAllowForm(l).AllowList(); !reflect.DeepEqual(got, l) {
			t.Errorf("%+v came back as %+v", l, got)
		}
	}
	f := NewAllowForm(inspector.DefaultAllowList())
	f.Set("addresses", " 203.0.113.9\r\n\n2001:db8::/32, 192.0.2.1 ")
	if got := f.AllowList().Addresses; !reflect.DeepEqual(got, []string{"203.0.113.9", "2001:db8::/32", "192.0.2.1"}) {
		t.Errorf("typed: %q", got)
	}
}

func TestAllowedNames(t *testing.T) {
	now := time.Date(2026, 11, 23, 14, 0, 0, 0, time.UTC)
	got := NewAllowedNames([]inspector.AllowedName{
		{Name: "new.example.com"},
		{Name: "a.example.com", A: []string{"192.0.2.1", "192.0.2.2"}, AAAA: []string{"2001:db8::1"}, AnsweredAt: now.Add(-4 * time.Minute)},
		{Name: "b.example.com", A: []string{"192.0.2.1"}, AnsweredAt: now.Add(-2 * time.Hour), Error: "DNS does not answer"},
	}, now)
	want := []AllowedName{
		{Name: "new.example.com", Addresses: "no address yet", When: "DNS was not asked yet"},
		{Name: "a.example.com", Addresses: "192.0.2.1, 192.0.2.2, 2001:db8::1", When: "DNS answered 4m ago"},
		{Name: "b.example.com", Addresses: "192.0.2.1", When: "DNS answered 2h ago", Trouble: "DNS does not answer"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

package gatewayapi

import (
	"slices"
	"testing"
	"time"
)

// noted compares what a meaning notes.
func noted(t *testing.T, m Meaning, missing, coerced, flags []string) {
	t.Helper()
	if !slices.Equal(m.Missing, missing) || !slices.Equal(m.Coerced, coerced) || !slices.Equal(m.Flags, flags) {
		t.Errorf("got missing %q coerced %q flags %q,\nwant missing %q coerced %q flags %q",
			m.Missing, m.Coerced, m.Flags, missing, coerced, flags)
	}
}

func TestCoercedValues(t *testing.T) {
	m := Understand(post(`{"id":"0017","msisdn":" +45 20 30 40 50 ","receiver":4.51204e5,"message":"x","senttime":1795436000123}`))
	if m.ProviderID != "17" || m.From != "4520304050" || m.To != "451204" {
		t.Errorf("id %s, from %s, to %s", m.ProviderID, m.From, m.To)
	}
	if want := time.UnixMilli(1795436000123).UTC(); !m.At.Equal(want) {
		t.Errorf("at %v, want %v", m.At, want)
	}
	huge := Understand(post(`{"id":18446744073709551615,"msisdn":18446744073709551616,"message":"x","receiver":1}`))
	if huge.ProviderID != "18446744073709551615" || huge.From != "" {
		t.Errorf("id %q, from %q", huge.ProviderID, huge.From)
	}
}

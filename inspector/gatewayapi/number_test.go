package gatewayapi

import (
	"errors"
	"strings"
	"testing"
)

func TestParseNumbers(t *testing.T) {
	tests := []struct{ in, want string }{
		{"+45 1204", "451204"},
		{"451204", "451204"},
		{" +45 20 30\u00a040 50\t", "4520304050"},
		{"4560575797", "4560575797"},
		{"004520304050", "4520304050"},
		{"0", "0"},
		{strings.Repeat("9", 15), strings.Repeat("9", 15)},
		{strings.Repeat("9", 16), ""},
		{"", ""},
		{"+", ""},
		{"++45", ""},
		{"45+", ""},
		{"-45", ""},
		{"45-1204", ""},
		{"Acme", ""},
		{"٤٥", ""},
	}
	for _, tt := range tests {
		for name, parse := range map[string]func(string) (string, error){"receiver": ParseReceiver, "msisdn": ParseMSISDN} {
			got, err := parse(tt.in)
			if got != tt.want || (err == nil) != (tt.want != "") || err != nil && !errors.Is(err, ErrNumber) {
				t.Errorf("%s %q: %q, %v", name, tt.in, got, err)
			}
			if err != nil && strings.ContainsAny(err.Error(), "0123456789") {
				t.Errorf("%s %q: number in the error: %v", name, tt.in, err)
			}
		}
	}
}

func TestFormatReceiver(t *testing.T) {
	tests := []struct{ digits, prefix, want string }{
		{"451204", "45", "+45 1204"},
		{"451204", "", "+45 1204"},
		{"4560575797", "45", "+45 60575797"},
		{"35312345", "", "+353 12345"},
		{"12025550123", "", "+1 2025550123"},
		{"451204", "46", "+451204"},
		{"45", "45", "+45"},
		{"999", "", "+999"},
		{"Acme", "45", "Acme"},
		{"", "45", ""},
	}
	for _, tt := range tests {
		if got := FormatReceiver(tt.digits, tt.prefix); got != tt.want {
			t.Errorf("%q with %q: %q, want %q", tt.digits, tt.prefix, got, tt.want)
		}
	}
}

func TestFormatMSISDNAndRegion(t *testing.T) {
	tests := []struct{ digits, shown, region string }{
		{"4520304050", "+45 20 30 40 50", "DK"},
		{"46735551020", "+46 73 555 10 20", "SE"},
		{"999", "+999", ""},
		{"Acme", "Acme", ""},
		{"", "", ""},
	}
	for _, tt := range tests {
		if got := FormatMSISDN(tt.digits); got != tt.shown {
			t.Errorf("%q is shown as %q, want %q", tt.digits, got, tt.shown)
		}
		if got := Region(tt.digits); got != tt.region {
			t.Errorf("%q is of %q, want %q", tt.digits, got, tt.region)
		}
	}
}

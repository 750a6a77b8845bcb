package gatewayapi

import "testing"

func TestDecimal(t *testing.T) {
	tests := []struct {
		in     string
		places int
		want   uint64
		ok     bool
	}{
		{"0", 0, 0, true},
		{"0.000", 6, 0, true},
		{"17", 0, 17, true},
		{"1.5", 0, 1, true},
		{"1.5", 1, 15, true},
		{"1.25e2", 0, 125, true},
		{"1795436125.123456789", 6, 1795436125123456, true},
		{"0.0000001", 6, 0, true},
		{"1e-400", 6, 0, true},
		{"18446744073709551615", 0, 18446744073709551615, true},
		{"18446744073709551616", 0, 0, false},
		{"1e19", 0, 10000000000000000000, true},
		{"1e20", 0, 0, false},
		{"1e1000000000", 6, 0, false},
	}
	for _, tt := range tests {
		d, ok := parseDecimal([]byte(tt.in))
		if !ok {
			t.Errorf("%s is no number", tt.in)
		}
		if got, ok := d.scaled(tt.places); got != tt.want && ok || ok != tt.ok {
			t.Errorf("%s by 10^%d: %d %v, want %d %v", tt.in, tt.places, got, ok, tt.want, tt.ok)
		}
	}
}

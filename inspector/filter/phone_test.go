package filter

import "testing"

func TestNumbersBySize(t *testing.T) {
	for n, want := range map[uint64]int{1: 1, 9: 1, 10: 2, 99: 2, 100: 3, 999_999_999: 9, 1_000_000_000: 10, 1<<64 - 1: 20} {
		if got := decimalDigits(n); got != want {
			t.Errorf("%d has %d digits, want %d", n, got, want)
		}
	}
}

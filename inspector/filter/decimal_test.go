package filter

import "testing"

func TestNumbersInJSON(t *testing.T) {
	d := decimals{low: ratOf("1.5"), noLow: true, high: ratOf("9007199254740993")}
	for s, want := range map[string]bool{
		"1.5": false, "1.50000000000000000001": true, "9007199254740993": true, "9007199254740994": false,
		"-2": false, "x": false, "": false, "1e5": false, "1e999999999": false, "2.": false, ".5": false, "1/2": false,
	} {
		if got := d.has(s); got != want {
			t.Errorf("%s: %v, want %v", s, got, want)
		}
	}
}

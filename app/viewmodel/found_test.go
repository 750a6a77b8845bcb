package viewmodel

import (
	"strings"
	"testing"
	"time"

	"ringback/inspector"
)

func TestAFindingSaysHowFarItIs(t *testing.T) {
	for want, f := range map[string]Finding{
		"6,921 of 100,000 · 1 ms": {Shown: 6921, All: 100_000, Done: 100_000, Total: 100_000, Took: time.Millisecond},
		"12 · searching, 40 %":    {Shown: 12, All: 100_000, Done: 40_000, Total: 100_000, Took: time.Second},
		"3 of 4":                  {Shown: 3, All: 4},
		"0 of 1,000,000 · 1.2 s":  {All: 1_000_000, Took: 1200 * time.Millisecond},
		"1,000 · searching, 0 %":  {Shown: 1000, All: 5000, Total: 5000},
		"5,000 of 5,000 · 0.1 ms": {Shown: 5000, All: 5000, Took: time.Microsecond},
	} {
		if got := f.Hint(); got != want {
			t.Errorf("it says %q, want %q", got, want)
		}
	}
}

func TestAFindingExplainsItself(t *testing.T) {
	ways := []inspector.Way{inspector.WayIndex, inspector.WaySignature, inspector.WayBytes, inspector.WayMeaning}
	seen := map[string]bool{}
	for _, way := range ways {
		f := Finding{
			Read: inspector.Read{Blocks: 12, Looked: 1},
			How:  inspector.Explanation{Way: way.String(), Questions: []inspector.Question{{Term: "kind:mo", Way: way.String()}}, Indexed: 5, Last: 5},
		}
		tip := f.Tip()
		first, rest, _ := strings.Cut(tip, "\n")
		if seen[first] || !strings.HasPrefix(rest, "kind:mo · ") || !strings.Contains(rest, "12 blocks of the index, 1 callback looked at") {
			t.Errorf("%v is explained as %q", way, tip)
		}
		seen[first] = true
	}
	f := Finding{Read: inspector.Read{Understood: 7}, How: inspector.Explanation{Questions: []inspector.Question{{Term: "x"}}, Indexed: 4, Last: 9}}
	if tip := f.Tip(); !strings.Contains(tip, "7 of them taken apart") || !strings.Contains(tip, "4 of 9") {
		t.Errorf("an index that is behind is explained as %q", tip)
	}
	if tip := (Finding{}).Tip(); tip != "" {
		t.Errorf("of nothing asked it says %q", tip)
	}
}

package inspector

import (
	"fmt"
	"slices"
	"testing"

	"ringback/inspector/filter"
)

func TestCompletionKnowsWhatWasSeen(t *testing.T) {
	i := openSearch(t, 700)
	seen, err := i.Seen()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ src, want string }{
		{"keyword:bl", `keyword:blåbær`}, {"webhook:v", "webhook:Vote"}, {"from:45", "from:4520304050"}, {"path:/sms", "path:/sms/in"}, {"tag:", "tag:Ask"}, {"to:4512", "to:451204"},
	} {
		list := filter.Complete(tt.src, len(tt.src), seen)
		if !slices.ContainsFunc(list, func(c filter.Completion) bool { return c.Text == tt.want }) {
			t.Errorf("%s: offers %v, want %s", tt.src, list, tt.want)
		}
	}
}

func TestFiltersThatWereUsedLately(t *testing.T) {
	i := openSearch(t, 700)
	for _, src := range []string{"kind:mo", "KIND:status", "", "kind:mo"} {
		f, err := filter.Parse(src)
		if err != nil {
			t.Fatal(err)
		}
		if err := i.UsedFilter(f); err != nil {
			t.Fatal(err)
		}
	}
	seen, err := i.Seen()
	if err != nil || !slices.Equal(seen.Recent(), []string{"kind:mo", "kind:status"}) {
		t.Errorf("used lately: %v, %v", seen.Recent(), err)
	}
	for n := range 30 {
		f, _ := filter.Parse(fmt.Sprintf("code:%d", n+200))
		if err := i.UsedFilter(f); err != nil {
			t.Fatal(err)
		}
	}
	if list, err := i.RecentFilters(); err != nil || len(list) != maxRecent || list[0] != "code:229" {
		t.Errorf("of many: %v, %v", list, err)
	}
}

package inspector

import (
	"strings"
	"testing"
	"time"

	"ringback/inspector/filter"
)

func TestExplainSaysHowASearchIsAnswered(t *testing.T) {
	i := openSearch(t, 600)
	if err := i.Settle(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	for src, want := range map[string]Way{
		"": WayIndex, "kind:mo": WayIndex, "status:failed sig:bad": WayIndex, "from:+45*": WayIndex, "to:1204": WayIndex, "keyword:foo": WayIndex, "keyword:f*": WayMeaning,
		"webhook:vote": WayIndex, "webhook:v*": WayBytes, "error:0x1010": WayIndex, "code:5xx": WayIndex, "size:>1kb": WayIndex, "since:15m": WayIndex, "#1..#9": WayIndex,
		"id:2840117": WayIndex, "message:mo:2840117:4520304050": WayIndex, "is:starred tag:x": WayIndex, "took:>5s": WayBytes, "path:/sms/in": WayBytes, "header.host:x": WayBytes,
		"body:nothing": WaySignature, "body:/[a-z]/": WayBytes, "json.a.b:nothing": WaySignature, "nothing": WaySignature, "text:nothing": WayMeaning, "kind:mo text:hello": WayMeaning,
	} {
		f, err := filter.Parse(src)
		if err != nil {
			t.Fatal(err)
		}
		s, err := i.Search(t.Context(), f, time.UTC)
		if err != nil {
			t.Fatal(err)
		}
		e := s.Explain()
		if e.Way != want.String() || e.Filter != f.String() || e.Indexed != 600 {
			t.Errorf("%s: %+v, want %s", src, e, want)
		}
		tally, err := s.Tally(t.Context(), Span{}, 0, nil)
		if err != nil {
			t.Fatal(err)
		}
		// A few are odd (a state that nobody lists), or in no whole block yet.
		if few := uint64(100); want == WayIndex && tally.Read.Looked > few || strings.Contains(src, "nothing") && tally.Read.Looked > 600%blockSize+few {
			t.Errorf("%s: looked at %d callbacks", src, tally.Read.Looked)
		}
	}
}

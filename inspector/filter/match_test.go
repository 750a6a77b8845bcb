package filter

import (
	"testing"
	"time"
)

// made is a callback for tests of the language.
type made struct {
	id      uint64
	at      time.Time
	texts   map[ID][]string
	json    map[string][]string
	amounts map[ID]int64
}

func (m made) ID() uint64          { return m.id }
func (m made) Received() time.Time { return m.at }

func (m made) Texts(id ID, arg string) []string {
	if arg != "" {
		return m.json[arg]
	}
	return m.texts[id]
}

func (m made) Amount(id ID) (int64, bool) {
	n, ok := m.amounts[id]
	return n, ok
}

func TestWhatMatches(t *testing.T) {
	zone := time.FixedZone("CET", 3600)
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, zone)
	c := made{
		id: 42, at: now.Add(-20 * time.Minute),
		texts: map[ID][]string{
			KindOf: {"mo-sms", "mo"}, Webhook: {"Autumn-Vote"}, Path: {"/sms/in"}, From: {"4520304050"}, To: {"451204"}, Keyword: {"Blåbær"}, Label: {""},
			Text: {"Blåbær hello (there)"}, Status: {"UNDELIVERABLE", "failed"}, Error: {"0x1010", "Unknown subscriber"},
			Any: {"Blåbær hello (there)", "/sms/in?x=1", `{"msisdn": 4520304050}`}, Body: {`{"msisdn": 4520304050}`},
		},
		json:    map[string][]string{"a": {"5"}, "b.c": {"x", "9007199254740993"}, "user-agent": {"curl/8.1"}},
		amounts: map[ID]int64{Code: 503, Took: 5_400_000, BodySize: 10_500},
	}
	for src, want := range map[string]bool{
		"": true, "kind:mo": true, "kind:mo-sms": true, "kind:status": false, "kind:mo-*": true,
		"webhook:autumn-vote": true, "webhook:autumn": false, "webhook:autumn*": true, "webhook:*": true, "webhook:/^autumn/": false, "webhook:/(?i)^autumn/": true,
		"keyword:BLÅBÆR": true, "keyword:bl*r": true, "keyword:blaabaer": false, `label:""`: true, "label:*": false, `-label:*`: true, "tag:x": false, "tag:*": false,
		"text:hello": true, "text:hel": true, `text:"(there)"`: true, "text:blå*there": true, "text:there*blå": false, "text:HELLO": true, "text:/HELLO/": false, "text:*": true,
		"from:4520304050": true, "from:+4520304050": true, `from:"20 30 40 50"`: true, "from:+20304050": false, "from:+45*": true, "from:46*": false, "from:*4050": true,
		"from:304050": false, "to:1204": true, "to:451204": true, "to:204": false, "to:004512*": true, "from:4520*50": true, "from:/^45/": true,
		"status:undeliverable": true, "status:failed": true, "status:delivered": false, "error:0x1010": true, "error:0x10": false, "error:0x10*": true, "error:subscriber": true, "error:*": true,
		"code:503": true, "code:5xx": true, "code:4xx..5xx": true, "code:>503": false, "code:>=503": true, "code:<=503": true, "code:400..": true, "code:..400": false, "code:>5xx": false, "code:>4xx": true, "code:<=5xx": true, "code:<=4xx": false, "code:<5xx": false, "code:>=5xx": true,
		"took:>5s": true, "took:5s..5s": true, "took:5s": true, "took:5.4s": true, "took:5.5s": false, "took:>5400": false, "took:1s..6s": true, "size:>10kb": true, "size:10kb": true, "size:10500": true, "size:>11kb": false, "size:<1mib": true,
		"since:15m": false, "since:30m": true, "until:15m": true, "until:30m": false, "since:today": true, "on:today": true, "on:yesterday": false, "on:2026-11-23": true, "on:2026-11": true,
		"since:2026-11-24": false, "until:2026-11-23": true, "until:2026-11-22": false, "since:09:40": true, "since:09:41": false, "on:09:40": true, "until:yesterday": false, "since:2026-11-23T08:40:00Z": true,
		"header.user-agent:*curl*": true, "header.user-agent:curl": false, "header.none:*": false, "json.a:5": true, "json.a:5.0": false, "json.a:>4": true, "json.a:>5": false, "json.a:>=5": true, "json.a:4..6": true,
		"json.b.c:>9007199254740992": true, "json.b.c:>9007199254740993": false, "json.b.c:x": true,
		"hello": true, "x=1": true, "20304050": true, `"+45 2030"`: true, "99": false, "msisdn": true, "#42": true, "#43": false, "#1..#50": true, "#43..#50": false,
		"hello nothere": false, "hello OR nothere": true, "-nothere": true, "-(hello nothere)": true, "NOT hello": false,
	} {
		f, err := Parse(src)
		if err != nil {
			t.Errorf("%s: %v", src, err)
			continue
		}
		if got := f.At(now, zone).Match(c); got != want {
			t.Errorf("%s: %v, want %v", src, got, want)
		}
	}
}

func TestBothFilters(t *testing.T) {
	a, _ := Parse("x OR y")
	b, _ := Parse("z w")
	for _, tt := range []struct {
		a, b Filter
		want string
	}{{a, b, "(x OR y) z w"}, {a, Filter{}, "x OR y"}, {Filter{}, b, "z w"}, {Filter{}, Filter{}, ""}} {
		if got := Both(tt.a, tt.b).String(); got != tt.want {
			t.Errorf("%s with %s is %s, want %s", tt.a, tt.b, got, tt.want)
		}
	}
}

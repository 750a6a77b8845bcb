package inspector

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"ringback/inspector/filter"
	"ringback/inspector/gatewayapi"
	"ringback/storage"
)

// asked is how many random questions the search is asked: more of them find more.
var asked = flag.Int("asked", 120, "random filters to try")

var searchNow = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// bodiesOf are bodies of all sorts, the odd ones above all.
func bodyOf(r *rand.Rand, n int) string {
	words := []string{"foo", "FOO", "blåbær", `bl\u00e5B\u00c6R`, "vote 1", "stop", "Kiosk", "\u212Aiosk", `a\"b`, `line\nend`, "20304050"}
	word := words[r.IntN(len(words))]
	number := 4520304050 + r.IntN(5)
	if r.IntN(4) == 0 {
		number = 46700000000 + r.IntN(3)
	}
	status := []string{"DELIVERED", "UNDELIVERABLE", "ENROUTE", "STRANGE", "Buffered"}[r.IntN(5)]
	switch r.IntN(14) {
	case 0:
		return "something else: " + word
	case 1:
		return ""
	case 2:
		return "\xff\xfe {broken: \xe6 " + word
	case 3:
		return `{"long": "` + strings.Repeat("x", 5000) + word + `", "n": 12}`
	case 4:
		return fmt.Sprintf(`[{"id": %d, "msisdn": %d, "receiver": 451204, "message": "%s", "senttime": 1795424400}]`, n, number, word)
	case 5:
		return fmt.Sprintf(`{"id": 2.84e6, "msisdn": "+45 20 30 40 5%d", "receiver": "451204", "message": "%s", "senttime": 1795424400, "webhook_label": "Vote"}`, r.IntN(9), word)
	case 6:
		return fmt.Sprintf(`{"id": %d, "email_address": "Anna%d@example.com", "time": 1795424405, "status": "BOUNCED", "details": "mailbox full", "callback_url": "x"}`, n, r.IntN(3))
	case 7:
		return fmt.Sprintf(`{"event_id": "e%d", "event_type": "user-message.location.rcs", "event": {"msg_id": "Abc-%d", "sender": %d, "sent_at": "2026-11-23T09:00:04Z", "content": {"latitude": 55.6%d, "longitude": 12.5}}}`, n/2, r.IntN(5), number, r.IntN(9))
	case 8, 9, 10:
		failure := ""
		if r.IntN(2) == 0 {
			failure = fmt.Sprintf(`, "error": "odd words", "code": "0x%04x"`, []int{0x1010, 0x1905, 0xabcd, 0}[r.IntN(4)])
		}
		return fmt.Sprintf(`{"id": %d, "msisdn": %d, "time": 179542440%d, "status": "%s", "userref": "Order-%d", "charge_status": "CAPTURED", "nested": {"list": [1, {"a": "%s"}], "big": 9007199254740993}%s}`, n/6, number, r.IntN(3), status, r.IntN(9), word, failure)
	}
	return fmt.Sprintf(`{"id": %d, "msisdn": %d, "receiver": %d, "message": "%s hello", "senttime": 1795424400, "webhook_label": "autumn-vote"}`, 2840000+n/2, number, []int{451204, 4560575797}[r.IntN(2)], word)
}

func recordOf(r *rand.Rand, n int) *storage.Record {
	body := bodyOf(r, n)
	target := []string{"/", "/sms/in", "/sms/in?x=foo", "/SMS/status?appnr=1204&keyword=foo&text=bl%C3%A5"}[r.IntN(4)]
	method := []string{"POST", "GET", "PUT"}[r.IntN(3)]
	head := fmt.Sprintf("%s %s HTTP/1.1\r\nHost: hooks.example.com\r\nX-Tag: %d\r\n", method, target, r.IntN(3))
	if r.IntN(3) == 0 {
		token, err := gatewayapi.SignJWT([]byte(body), []byte([]string{"s", "wrong"}[r.IntN(2)]), "HS256")
		if err == nil {
			head += "X-Gwapi-Signature: " + token + "\r\n"
		}
	}
	return &storage.Record{
		ReceivedAt: searchNow.Add(time.Duration(n-900)*time.Minute + time.Duration(r.IntN(1e9))),
		Origin:     storage.Origin(r.IntN(5)), Via: storage.Via(r.IntN(2)), Webhook: []string{"default", "Vote", "blå"}[r.IntN(3)],
		Request: storage.Request{Head: []byte(head + "\r\n"), Body: []byte(body), BodySize: int64(len(body)), Cut: storage.Cut(r.IntN(3))},
		Answer:  storage.Answer{Status: []int{0, 200, 200, 401, 503}[r.IntN(5)]},
		Outcome: storage.Outcome{Took: time.Duration(r.IntN(3)) * 4 * time.Millisecond},
	}
}

// openSearch opens an engine with n callbacks of all sorts, some of them gone or
// marked.
func openSearch(t *testing.T, n int) *Inspector {
	t.Helper()
	path := filepath.Join(t.TempDir(), "ringback.db")
	i, err := Open(path, Options{Keeper: &SecretFile{Path: path + ".secrets"}, Now: func() time.Time { return searchNow }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := i.Close(); err != nil {
			t.Error(err)
		}
	})
	r := rand.New(rand.NewPCG(5, 6))
	for first := 0; first < n; first += 100 {
		var list []*storage.Record
		for k := first; k < min(n, first+100); k++ {
			list = append(list, recordOf(r, k))
		}
		if err := i.store.Append(list...); err != nil {
			t.Fatal(err)
		}
	}
	i.feed.bump(i.store.Last())
	if err := i.Mark([]uint64{3, 77, 600}, func(m *Marks) { m.Starred, m.Tags = true, []string{"Ask", "later"} }); err != nil {
		t.Fatal(err)
	}
	if err := i.Mark([]uint64{77}, func(m *Marks) { m.Note = "look" }); err != nil {
		t.Fatal(err)
	}
	if err := i.SetSecret(DefaultWebhook, "s"); err != nil {
		t.Fatal(err)
	}
	if _, err := i.AddLease(Lease{Receiver: "4560575797", Webhook: DefaultWebhook}); err != nil {
		t.Fatal(err)
	}
	if err := i.Delete(5, 6, 300, 301); err != nil {
		t.Fatal(err)
	}
	return i
}

// anyQuestion makes a term of what some callback says, or of nothing.
func anyQuestion(r *rand.Rand, v filter.View) string {
	fields := filter.Fields()
	f := &fields[r.IntN(len(fields))]
	not := ""
	if r.IntN(5) == 0 {
		not = "-"
	}
	if r.IntN(6) == 0 {
		return not + strings.TrimPrefix(f.Examples[r.IntN(len(f.Examples))], "-")
	}
	arg := map[filter.ID][]string{
		filter.Header:   {"host", "X-TAG", "x-none", "x-gwapi-signature"},
		filter.JSONPath: {"id", "msisdn", "nested.list.1.a", "nested.list.#.a", "nested.big", "nested.list.9", "#.id", "nested..a", "event.content.latitude", "0.id", "none"},
	}[f.ID]
	name, path := f.Name, ""
	if arg != nil {
		path = arg[r.IntN(len(arg))]
		name += "." + path
	}
	value := "nothing"
	if values := v.Texts(f.ID, path); len(values) > 0 {
		value = values[r.IntN(len(values))]
	}
	switch f.Kind {
	case filter.Word:
		return not + name + ":" + f.Values[r.IntN(len(f.Values))].Word
	case filter.Count, filter.Size, filter.Duration:
		return fmt.Sprintf("%s%s:%s%d", not, name, []string{"", ">", "<=", ">="}[r.IntN(4)], r.IntN(500)+1)
	case filter.Moment, filter.Own:
		return not + f.Examples[r.IntN(len(f.Examples))]
	}
	runes := []rune(value)
	from, to := 0, len(runes)
	if f.Kind == filter.Contains || r.IntN(3) == 0 {
		from = r.IntN(len(runes) + 1)
		to = from + r.IntN(min(12, len(runes)-from)+1)
	}
	piece := string(runes[from:to])
	if r.IntN(2) == 0 {
		piece = strings.ToUpper(piece)
	}
	prefix := ""
	if f.Name != "" {
		prefix = name + ":"
	}
	plain := regexp.MustCompile(`[^\pL\pN@.-]`).ReplaceAllString(piece, "*")
	switch r.IntN(5) {
	case 0:
		return not + prefix + "*" + plain + "*"
	case 1:
		if f.Kind != filter.Word && !strings.ContainsAny(piece, "/\n ") && piece != "" {
			return not + prefix + "/" + []string{"", "(?i)"}[r.IntN(2)] + regexp.QuoteMeta(piece) + "/"
		}
		fallthrough
	case 2:
		return not + prefix + plain + "*"
	}
	return not + filter.Of(f.ID, path, piece)
}

func anyFilter(r *rand.Rand, v filter.View) string {
	q := anyQuestion(r, v)
	for range r.IntN(3) {
		q = []string{q + " ", q + " OR ", "-(" + q + ") ", "(" + q + ") "}[r.IntN(4)] + anyQuestion(r, v)
	}
	return q
}

// TestIndexAndScanGiveTheSameAsLookingAtEach asks random questions of random
// callbacks, of the index and of callbacks that are in none.
func TestIndexAndScanGiveTheSameAsLookingAtEach(t *testing.T) {
	i := openSearch(t, 3*256+60)
	var all []*view
	err := i.store.Walk(0, true, func(rec *storage.Record) bool {
		all = append(all, &view{rec: rec, way: i.routing.Load(), marks: i.Marks(rec.ID)})
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, uint64(len(all))))
	for round, asked := range map[string]int{"indexed": *asked, "not indexed": *asked / 20} {
		hits := 0
		for range asked {
			s, src := randomSearch(t, i, r, all)
			if s == nil {
				continue
			}
			if round == "not indexed" {
				if err := i.index.renew(func() error { return nil }); err != nil {
					t.Fatal(err)
				}
			}
			var want []uint64
			for _, v := range all {
				if v.turns = s.turns; s.node.Match(v) {
					want = append(want, v.ID())
				}
			}
			got, err := s.IDs(t.Context(), nil)
			if err != nil || !slices.Equal(got, want) {
				t.Fatalf("%s, %s:\n%v\nwant %v\n%v", round, src, got, want, err)
			}
			tally, err := s.Tally(t.Context(), Span{}, 0, nil)
			if err != nil || tally.Count != uint64(len(want)) {
				t.Fatalf("%s, %s: counted %d, want %d, %v", round, src, tally.Count, len(want), err)
			}
			if len(want) > 0 && len(want) < len(all) {
				hits++
			}
		}
		if hits < asked/5 {
			t.Errorf("%s: only %d of %d filters had something to find and to leave out", round, hits, asked)
		}
	}
}

// randomSearch returns nil where the filter made no sense.
func randomSearch(t *testing.T, i *Inspector, r *rand.Rand, all []*view) (*Search, string) {
	t.Helper()
	src := anyFilter(r, all[r.IntN(len(all))])
	f, err := filter.Parse(src)
	if err != nil {
		return nil, src
	}
	s, err := i.Search(context.Background(), f, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	return s, src
}

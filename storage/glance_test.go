package storage_test

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"ringback/storage"
	"ringback/storage/storagetest"
)

func TestGlanceShowsWhatIsStored(t *testing.T) {
	s := storagetest.Open(t, storage.Options{})
	records := storagetest.Records(1, 700)
	records[9].Request.Body = bytes.Repeat([]byte("long "), 2000)
	records[10].Request.Body = nil
	records[11].Answer.Headers = [][2]string{{"a", "b"}}
	if err := s.Append(records...); err != nil {
		t.Fatal(err)
	}
	if err := s.Delete(3, 300); err != nil {
		t.Fatal(err)
	}
	s.Answered(5, storage.Outcome{Took: time.Second, Sent: storage.SentOK})
	for name, ids := range map[string][]uint64{
		"all":          span(1, 700),
		"newest first": func() []uint64 { l := span(1, 700); slices.Reverse(l); return l }(),
		"some":         {700, 10, 3, 11, 12, 500, 5, 300, 1, 900},
	} {
		var met []uint64
		err := s.Glance(ids, func(g *storage.Glimpse) bool {
			met = append(met, g.ID)
			want := records[g.ID-1]
			if string(g.Webhook) != want.Webhook || !bytes.Equal(g.Head, want.Request.Head) {
				t.Errorf("%s: #%d shows %q %q", name, g.ID, g.Webhook, g.Head)
			}
			if g.Long != (g.ID == 10) || !g.Long && !bytes.Equal(g.Body, want.Request.Body) {
				t.Errorf("%s: #%d shows the body %q", name, g.ID, g.Body)
			}
			r, err := g.Record()
			if err != nil || r.Outcome != g.Outcome() || !bytes.Equal(r.Request.Body, want.Request.Body) || (g.ID == 5) != (r.Outcome.Took == time.Second) {
				t.Errorf("%s: #%d: %+v, %v", name, g.ID, r, err)
			}
			return true
		})
		want := slices.DeleteFunc(slices.Clone(ids), func(id uint64) bool { return id == 3 || id == 300 || id > 700 })
		if err != nil || !slices.Equal(met, want) {
			t.Errorf("%s: met %v, %v", name, met, err)
		}
	}
	n := 0
	if err := s.Glance(span(1, 700), func(*storage.Glimpse) bool { n++; return n < 200 }); err != nil || n != 200 {
		t.Errorf("it went on to %d, %v", n, err)
	}
}

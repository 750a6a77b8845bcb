package inspector

import (
	"bytes"
	"testing"
	"time"

	"ringback/storage"
)

func FuzzLineParser(f *testing.F) {
	f.Add([]byte(`{"id": 1, "msisdn": 4520304050}`))
	f.Add([]byte(`{"received_at":"2026-11-23T09:00:00Z","origin":"replayed","via":"tunnel","webhook":"w","request":{"method":"GET","target":"/x","proto":"HTTP/1.1","headers":[["A","b"]],"trailers":[["T","u"]],"body":"AP8=","body_encoding":"base64","body_size":9,"truncated":true},"response":{"status":0,"headers":[["C","d"]],"duration_ms":1.5}}`))
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, line []byte) {
		if line = bytes.TrimSpace(line); len(line) == 0 {
			return
		}
		rec, _, err := lineParser{now}.record(line)
		if err != nil {
			return
		}
		if rec.Origin == storage.Live {
			t.Error("what is imported must not look live")
		}
		if (&routing{}).callback(rec) == nil || len(rec.Request.Head) == 0 {
			t.Error("a record that cannot be shown")
		}
	})
}

func TestALineOfAnExportGivesTheFacts(t *testing.T) {
	line := `{"id":7,"received_at":"2026-11-23T10:00:00+01:00","origin":"simulated","via":"tunnel","remote_addr":"203.0.113.9:1","webhook":"w","request":{"method":"PUT","target":"/x?y","proto":"HTTP/1.1","headers":[["A","b"],["a","c"]],"body":"AP8=","body_encoding":"base64","body_size":99,"truncated":true},"response":{"status":413,"headers":[["C","d"]],"body":"no","duration_ms":1.5,"rule":"body limit","undelivered":true},"kind":"made up"}`
	rec, _, err := lineParser{}.record([]byte(line))
	if err != nil {
		t.Fatal(err)
	}
	q := rec.Request
	if string(q.Head) != "PUT /x?y HTTP/1.1\r\nA: b\r\na: c\r\n\r\n" || string(q.Body) != "\x00\xff" || q.BodySize != 99 || q.Cut != storage.Truncated {
		t.Errorf("request %+v", q)
	}
	if rec.ID != 0 || rec.Origin != storage.Simulated || rec.Via != storage.Tunnel || rec.Webhook != "w" ||
		!rec.ReceivedAt.Equal(time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)) {
		t.Errorf("record %+v", rec)
	}
	if rec.Answer.Status != 413 || rec.Answer.Rule != "body limit" || rec.Outcome.Took != 1500*time.Microsecond || rec.Outcome.Sent != storage.SentFailed {
		t.Errorf("answer %+v %+v", rec.Answer, rec.Outcome)
	}
}

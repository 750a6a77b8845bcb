package storage

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// decoded reads an encoded record as if it came from the file.
func decoded(e encoded) (*Record, error) {
	return decodeRecord(e.value, func(uint64) []byte { return e.body })
}

// anyRecord draws a record. Empty parts are nil, as they are when read.
func anyRecord(t *rapid.T) *Record {
	text := rapid.StringN(0, 20, -1)
	raw := rapid.Custom(func(t *rapid.T) []byte {
		b := rapid.SliceOfN(rapid.Byte(), 0, 50).Draw(t, "bytes")
		if len(b) == 0 {
			return nil
		}
		return b
	})
	r := &Record{
		ReceivedAt: time.Unix(rapid.Int64Range(-1<<40, 1<<40).Draw(t, "seconds"), rapid.Int64Range(0, 999_999_999).Draw(t, "nanos")).UTC(),
		Origin:     Origin(rapid.Byte().Draw(t, "origin")),
		Via:        Via(rapid.Byte().Draw(t, "via")),
		RemoteAddr: text.Draw(t, "remote"),
		Webhook:    text.Draw(t, "webhook"),
		Unlisted:   rapid.Bool().Draw(t, "unlisted"),
		Request: Request{
			Head: raw.Draw(t, "head"), Trailer: raw.Draw(t, "trailer"), Body: raw.Draw(t, "body"),
			BodySize: rapid.Int64().Draw(t, "size"), Cut: Cut(rapid.Byte().Draw(t, "cut")),
		},
		Answer: Answer{
			Status: rapid.IntRange(-1, 999).Draw(t, "status"),
			Body:   raw.Draw(t, "answer"), Rule: text.Draw(t, "rule"),
		},
		Outcome: Outcome{Took: time.Duration(rapid.Int64().Draw(t, "took")), Sent: Sent(rapid.Byte().Draw(t, "sent"))},
	}
	for range rapid.IntRange(0, 3).Draw(t, "headers") {
		r.Answer.Headers = append(r.Answer.Headers, [2]string{text.Draw(t, "name"), text.Draw(t, "value")})
	}
	if rapid.Bool().Draw(t, "long") {
		r.Request.Body = make([]byte, maxInline-2+rapid.IntRange(0, 5).Draw(t, "length"))
	}
	return r
}

func TestARecordReadsAsItWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := anyRecord(t)
		got, err := decoded(encodeRecord(want))
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("got  %+v\nwant %+v", got, want)
		}
	})
}

func TestADamagedRecordIsAnError(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := encodeRecord(anyRecord(t))
		whole := append(append([]byte(nil), e.value...), e.body...)
		whole[rapid.IntRange(0, len(whole)-1).Draw(t, "at")] ^= byte(1 << rapid.IntRange(0, 7).Draw(t, "bit"))
		e = encoded{whole[:len(e.value)], whole[len(e.value):]}
		if _, err := decoded(e); !errors.Is(err, ErrDamaged) {
			t.Fatalf("with one bit wrong it reads with %v", err)
		}
	})
}

func TestARecordKeepsTheZeroTime(t *testing.T) {
	got, err := decoded(encodeRecord(&Record{}))
	if err != nil || !got.ReceivedAt.IsZero() {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestADecodedRecordSharesNoMemory(t *testing.T) {
	e := encodeRecord(&Record{Request: Request{Head: []byte("head"), Body: []byte("body")}})
	got, err := decoded(e)
	if err != nil {
		t.Fatal(err)
	}
	clear(e.value)
	if string(got.Request.Head) != "head" || string(got.Request.Body) != "body" {
		t.Errorf("after the file changed it reads %+v", got.Request)
	}
}

func TestNamesOfOrigins(t *testing.T) {
	for _, o := range []Origin{Live, Simulated, Replayed, Imported, Probe} {
		if got, err := ParseOrigin(o.String()); err != nil || got != o {
			t.Errorf("%v reads as %v, %v", o, got, err)
		}
	}
	for _, v := range []Via{Local, Tunnel} {
		if got, err := ParseVia(v.String()); err != nil || got != v {
			t.Errorf("%v reads as %v, %v", v, got, err)
		}
	}
	if _, err := ParseOrigin("elsewhere"); err == nil {
		t.Error("an unknown origin was read")
	}
	if got := Origin(9).String(); got != "unknown-9" {
		t.Errorf("a number from the future is %q", got)
	}
}

// FuzzDecodeRecord looks for values that make the decoder fail badly, and for
// ones that do not read as they would be written again.
func FuzzDecodeRecord(f *testing.F) {
	f.Add([]byte{}, []byte{})
	for _, r := range []*Record{
		{},
		{RemoteAddr: "a", Request: Request{Head: []byte("h"), Body: []byte("b")}, Answer: Answer{Headers: [][2]string{{"n", "v"}}}},
		{Request: Request{Body: make([]byte, maxInline+1)}, Outcome: Outcome{Took: 1, Sent: SentOK}},
	} {
		e := encodeRecord(r)
		f.Add(e.value, e.body)
	}
	f.Fuzz(func(t *testing.T, value, body []byte) {
		if len(value) >= checksumEnd { // else the checksum ends nearly every try
			value = append([]byte(nil), value...)
			in := body
			if !inPieces(value) {
				in = nil
			}
			putChecksum(value, in)
		}
		r, err := decoded(encoded{value, body})
		if err != nil {
			if !errors.Is(err, ErrDamaged) {
				t.Errorf("%v is not ErrDamaged", err)
			}
			return
		}
		again, err := decoded(encodeRecord(r))
		if err != nil || !reflect.DeepEqual(again, r) {
			t.Errorf("read %+v, then %+v, %v", r, again, err)
		}
	})
}

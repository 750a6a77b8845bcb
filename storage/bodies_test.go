package storage_test

import (
	"bytes"
	"testing"

	"ringback/storage"
	"ringback/storage/storagetest"
)

// TestBodiesOfAnySize has neighbours on both sides, whose pieces must not mix.
func TestBodiesOfAnySize(t *testing.T) {
	s := storagetest.Open(t, storage.Options{})
	var records []*storage.Record
	for n, size := range []int{0, 1, 3999, 4000, 4001, 5999, 6000, 6001, 100_000, 3 << 20, 5000} {
		body := bytes.Repeat([]byte{byte('a' + n)}, size)
		records = append(records, &storage.Record{Request: storage.Request{Body: body, BodySize: int64(size)}})
	}
	if err := s.Append(records...); err != nil {
		t.Fatal(err)
	}
	for _, want := range records {
		got, err := s.Get(want.ID)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Request.Body, want.Request.Body) {
			t.Errorf("a body of %d bytes reads as one of %d", len(want.Request.Body), len(got.Request.Body))
		}
	}
	met := 0
	err := s.Walk(0, true, func(r *storage.Record) bool {
		if met++; len(r.Request.Body) != int(r.Request.BodySize) {
			t.Errorf("walking meets a body of %d bytes, want %d", len(r.Request.Body), r.Request.BodySize)
		}
		return true
	})
	if err != nil || met != len(records) {
		t.Errorf("walking meets %d, %v", met, err)
	}
}

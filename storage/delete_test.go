package storage_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"ringback/storage"
	"ringback/storage/storagetest"
)

// fullRows are rows of a block, each one different.
func fullRows(n uint64) []storage.Row {
	rows := make([]storage.Row, storage.BlockSize)
	for k := range rows {
		id := n*storage.BlockSize + uint64(k) + 1
		rows[k] = storage.Row{
			Present: true, Kind: uint8(k), Status: uint8(k + 1), Verdict: uint8(k + 2), Origin: uint8(k + 3),
			Flags: uint16(id + 4), Received: int64(id) - 5, From: id << 40, To: id + 6, Keys: storage.Keys{MessageKey: ^id, DuplicateKey: id * 7, Keyword: id * 11, Webhook: id * 13, ProviderID: id * 17},
			Amounts: storage.Amounts{Size: uint32(id) + 8, Code: uint16(id) + 9, Error: uint16(id) + 10},
		}
	}
	return rows
}

// signatureOf is a signature with something in it.
func signatureOf() []byte { return bytes.Repeat([]byte{1, 2}, storage.SignatureBytes/2) }

func ids(t *testing.T, s *storage.Store) (list []uint64) {
	t.Helper()
	err := s.Walk(0, false, func(r *storage.Record) bool {
		list = append(list, r.ID)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestDeleteTakesAllThatBelongsToACallback(t *testing.T) {
	s := storagetest.Open(t, storage.Options{})
	records := storagetest.Records(1, 520)
	records[1].Request.Body = bytes.Repeat([]byte("long"), 5000)
	records[1].Request.BodySize = 20_000
	if err := s.Append(records...); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"2", "20"} {
		if err := s.PutDocument(storage.FamilyMarks, key, []byte(`{"star":true}`)); err != nil {
			t.Fatal(err)
		}
	}
	for n := range uint64(2) {
		if err := s.PutBlock(n, fullRows(n), signatureOf()); err != nil {
			t.Fatal(err)
		}
	}
	s.Answered(2, storage.Outcome{Sent: storage.SentOK})
	if err := s.Delete(2, 300, 2, 9999, 0); err != nil {
		t.Fatal(err)
	}

	if _, err := s.Get(2); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("the deleted callback gives %v", err)
	}
	if s.Count() != 518 || s.Last() != 520 {
		t.Errorf("count is %d, last is %d", s.Count(), s.Last())
	}
	marks, err := s.Documents(storage.FamilyMarks)
	if err != nil || len(marks) != 1 || marks[0].Key != "20" {
		t.Errorf("marks left: %v, %v", marks, err)
	}
	var absent []uint64
	err = s.ScanBlocks(0, 2, func(b storage.Block) bool {
		for n := range b.Len() {
			if !b.Present(n) {
				absent = append(absent, b.First()+uint64(n))
				if b.From(n) != 0 || b.To(n) != 0 || b.MessageKey(n) != 0 {
					t.Errorf("numbers of callback %d stay in the index", b.First()+uint64(n))
				}
			}
		}
		return true
	})
	if err != nil || !slices.Equal(absent, []uint64{2, 300}) {
		t.Errorf("absent from the index: %v, %v", absent, err)
	}

	more := crashRecord("run", 0, 0)
	if err := s.Append(more); err != nil || more.ID != 521 {
		t.Errorf("the next id is %d, %v", more.ID, err)
	}
}

// span returns the ids from first to last.
func span(first, last uint64) (ids []uint64) {
	for id := first; id <= last; id++ {
		ids = append(ids, id)
	}
	return ids
}

func TestDeleteOfManyLeavesTheOthers(t *testing.T) {
	s := storagetest.Open(t, storage.Options{})
	if err := s.Append(storagetest.Records(1, 1500)...); err != nil {
		t.Fatal(err)
	}
	old := slices.DeleteFunc(span(1, 1400), func(id uint64) bool { return id%500 == 0 })
	if err := s.Delete(old...); err != nil {
		t.Fatal(err)
	}
	left := ids(t, s)
	if len(left) != 102 || left[0] != 500 || left[1] != 1000 || left[2] != 1401 || s.Count() != 102 {
		t.Errorf("left: %v, count %d", left[:3], s.Count())
	}
	if first, err := s.First(); first != 500 || err != nil {
		t.Errorf("the first is %d, %v", first, err)
	}
	if err := s.Delete(left...); err != nil || s.Count() != 0 {
		t.Errorf("%v, %d are left of none", err, s.Count())
	}
	if first, err := s.First(); first != 0 || err != nil {
		t.Errorf("of nothing the first is %d, %v", first, err)
	}
}

func TestDeletedSpaceIsUsedAgain(t *testing.T) {
	s := storagetest.Open(t, storage.Options{})
	appendAll := func() int64 {
		t.Helper()
		if err := s.Append(storagetest.Records(1, 5000)...); err != nil {
			t.Fatal(err)
		}
		st, err := s.Stats()
		if err != nil {
			t.Fatal(err)
		}
		return st.FileSize - st.FreeBytes
	}
	used := appendAll()
	for range 4 {
		if err := s.Delete(span(1, s.Last())...); err != nil {
			t.Fatal(err)
		}
		if now := appendAll(); now > used*3/2 {
			t.Fatalf("the same callbacks took %d bytes, now %d", used, now)
		}
	}
}

package storage_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"ringback/storage"
	"ringback/storage/storagetest"
)

// formatRecords are in each testdata/v*.db: one of each sort.
func formatRecords() []*storage.Record {
	at := time.Date(2026, 11, 23, 9, 0, 0, 123456789, time.UTC)
	long := bytes.Repeat([]byte("long "), 2000)
	return []*storage.Record{
		{
			ID: 1, ReceivedAt: at, Via: storage.Tunnel, RemoteAddr: "203.0.113.9:51234", Webhook: "default",
			Request: storage.Request{
				Head: []byte("POST /sms/in?x=1 HTTP/1.1\r\nHost: hooks.example.com\r\n\r\n"),
				Body: []byte(`{"id": 1}`), BodySize: 9,
			},
			Answer:  storage.Answer{Status: 200, Headers: [][2]string{{"Content-Type", "text/plain"}}, Body: []byte("ok"), Rule: "first"},
			Outcome: storage.Outcome{Took: 1250 * time.Microsecond, Sent: storage.SentOK},
		},
		{
			ID: 2, ReceivedAt: at.Add(time.Second), Origin: storage.Simulated,
			Request: storage.Request{Head: []byte("POST / HTTP/1.1\r\n\r\n"), Trailer: []byte("A: b\r\n"), Body: long, BodySize: 99_999, Cut: storage.Truncated},
		},
		{
			ID: 4, ReceivedAt: at.Add(time.Minute), Origin: storage.Imported,
			Request: storage.Request{Head: []byte("GET / HTTP/1.1\r\n\r\n"), Cut: storage.Incomplete},
			Outcome: storage.Outcome{Took: time.Second, Sent: storage.SentFailed},
		},
	}
}

// writeFormat makes a file of today's schema.
func writeFormat(t *testing.T, path string) {
	t.Helper()
	s := storagetest.Open(t, storage.Options{Now: func() time.Time { return time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC) }})
	records := formatRecords()
	late := records[0].Outcome
	records[0].Outcome = storage.Outcome{}
	for _, r := range []*storage.Record{records[0], records[1], {}, records[2]} {
		if err := s.Append(r); err != nil {
			t.Fatal(err)
		}
	}
	s.Answered(1, late)
	until(t, "the outcome is in the file", func() bool {
		var b bytes.Buffer
		if _, err := s.Backup(&b); err != nil {
			t.Fatal(err)
		}
		return restored(t, b.Bytes(), 1).Outcome == late
	})
	fill := make([]*storage.Record, storage.BlockSize-4)
	for n := range fill {
		fill[n] = &storage.Record{}
	}
	for _, err := range []error{
		s.Append(fill...),
		s.Delete(append(span(5, storage.BlockSize), 3)...),
		s.ResetIndex("1.0"),
		s.PutBlock(0, fullRows(0), signatureOf()),
		s.PutDocument("webhooks", "default", []byte(`{"label":"default"}`)),
		s.PutDocument(storage.FamilyMarks, "2", []byte(`{"star":true}`)),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Backup(f); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestFilesOfEachSchemaOpen reads real files that are kept for ever: what is on
// people's disks must open. After a change of the schema, -update makes a file of
// the new one, and never touches those of older ones.
func TestFilesOfEachSchemaOpen(t *testing.T) {
	if *update {
		writeFormat(t, filepath.Join("testdata", "v2.db"))
	}
	t.Run("1", func(t *testing.T) {
		s := openFormat(t, "v1.db")
		if s.Last() != 4 || s.Blocks() != 0 || s.IndexVersion() != "" { // its index had another form
			t.Errorf("last %d, %d blocks of version %q", s.Last(), s.Blocks(), s.IndexVersion())
		}
	})
	t.Run("2", func(t *testing.T) {
		s := openFormat(t, "v2.db")
		if s.Last() != storage.BlockSize || s.Blocks() != 1 || s.IndexVersion() != "1.0" {
			t.Errorf("last %d, %d blocks of version %q", s.Last(), s.Blocks(), s.IndexVersion())
		}
		checkFormatBlock(t, s)
	})
}

func checkFormatBlock(t *testing.T, s *storage.Store) {
	t.Helper()
	err := s.ScanBlocks(0, 1, func(b storage.Block) bool {
		for n, row := range fullRows(0) {
			if stored := n < 4 && n != 2; !stored {
				row = storage.Row{}
			}
			if got := rowAt(b, n); got != row {
				t.Errorf("row %d is %+v, want %+v", n, got, row)
			}
		}
		return true
	})
	if err != nil {
		t.Error(err)
	}
}

// openFormat opens a copy of a file and checks what all of them have.
func openFormat(t *testing.T, name string) *storage.Store {
	t.Helper()
	file, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "ringback.db")
	writeFile(t, path, file)
	s := storagetest.OpenAt(t, path, storage.Options{})
	var got []*storage.Record
	if err := s.Walk(0, false, func(r *storage.Record) bool { got = append(got, r); return true }); err != nil {
		t.Fatal(err)
	}
	want := formatRecords()
	if len(got) != len(want) || s.Count() != uint64(len(want)) {
		t.Fatalf("%d records, %d counted, want %d", len(got), s.Count(), len(want))
	}
	for n := range want {
		if !reflect.DeepEqual(got[n], want[n]) {
			t.Errorf("got  %+v\nwant %+v", got[n], want[n])
		}
	}
	for family, want := range map[string]storage.Document{
		"webhooks":          {Key: "default", Value: []byte(`{"label":"default"}`)},
		storage.FamilyMarks: {Key: "2", Value: []byte(`{"star":true}`)},
	} {
		if list, err := s.Documents(family); err != nil || !reflect.DeepEqual(list, []storage.Document{want}) {
			t.Errorf("%s are %v, %v", family, list, err)
		}
	}
	return s
}

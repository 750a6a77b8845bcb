package storage_test

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"ringback/storage"
	"ringback/storage/storagetest"
)

func TestDocuments(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ringback.db")
	s := storagetest.OpenAt(t, path, storage.Options{})
	put := func(family, key, value string) {
		t.Helper()
		if err := s.PutDocument(family, key, []byte(value)); err != nil {
			t.Fatal(err)
		}
	}
	list := func(family string) map[string]string {
		t.Helper()
		documents, err := s.Documents(family)
		if err != nil {
			t.Fatal(err)
		}
		found, before := map[string]string{}, ""
		for _, d := range documents {
			if d.Key <= before {
				t.Errorf("key %q comes after %q", d.Key, before)
			}
			found[d.Key], before = string(d.Value), d.Key
		}
		return found
	}
	put("webhooks", "b", "1")
	put("webhooks", "a", "2")
	put("webhooks", "b", "3")
	put("webhooks-2", "c", "4") // a family whose name begins the same
	if got, want := list("webhooks"), map[string]string{"a": "2", "b": "3"}; !reflect.DeepEqual(got, want) {
		t.Errorf("webhooks are %v, want %v", got, want)
	}
	if v, err := s.GetDocument("webhooks", "c"); v != nil || err != nil {
		t.Errorf("one that is not there is %q, %v", v, err)
	}
	for range 2 { // the second time it is not there
		if err := s.DeleteDocument("webhooks", "b"); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = storagetest.OpenAt(t, path, storage.Options{})
	if got, want := list("webhooks"), map[string]string{"a": "2"}; !reflect.DeepEqual(got, want) {
		t.Errorf("after opening it again, webhooks are %v, want %v", got, want)
	}
	if got, want := list("webhooks-2"), map[string]string{"c": "4"}; !reflect.DeepEqual(got, want) {
		t.Errorf("the other family is %v, want %v", got, want)
	}
}

func TestDocumentNamesThatCannotBe(t *testing.T) {
	s := storagetest.Open(t, storage.Options{})
	for _, name := range [][2]string{{"", "a"}, {"a", ""}, {"a\x00b", "c"}, {"a", "b\x00"}, {"a", strings.Repeat("k", 1001)}} {
		if err := s.PutDocument(name[0], name[1], []byte("1")); err == nil {
			t.Errorf("%q was taken", name)
		}
	}
}

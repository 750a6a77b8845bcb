package inspector_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"ringback/inspector"
	"ringback/inspector/filter"
	"ringback/inspector/inspectortest"
)

func TestViewsAreKept(t *testing.T) {
	path := t.TempDir() + "/r.db"
	t.Run("put", func(t *testing.T) {
		e := inspectortest.OpenAt(t, path, inspector.Options{})
		for _, v := range []inspector.View{{Name: " Late  ones", Filter: "IS:late"}, {Name: "Blå", Filter: "text:blå", Notify: true}} {
			if _, err := e.PutView(v, false); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := e.PutView(inspector.View{Name: "late ones", Filter: "is:noted"}, false); !errors.Is(err, inspector.ErrExists) {
			t.Errorf("a name that is taken gave %v", err)
		}
		var bad *filter.SyntaxError
		if _, err := e.PutView(inspector.View{Name: "x", Filter: "is:"}, false); !errors.As(err, &bad) {
			t.Errorf("a wrong filter gave %v", err)
		}
		var field *inspector.FieldError
		for _, name := range []string{"", "  ", strings.Repeat("x", 101), "a\x00b"} {
			if _, err := e.PutView(inspector.View{Name: name}, false); !errors.As(err, &field) {
				t.Errorf("the name %q gave %v", name, err)
			}
		}
	})
	t.Run("after a restart", func(t *testing.T) {
		e := inspectortest.OpenAt(t, path, inspector.Options{})
		got, err := e.Views()
		want := []inspector.View{{Name: "Blå", Filter: "text:blå", Notify: true}, {Name: "Late ones", Filter: "is:late"}}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("there are %v, %v", got, err)
		}
		e.Post(t, "/", `{"id": 1, "msisdn": 4520304050, "receiver": 451204, "message": "BLÅ", "senttime": 1795424400}`)
		if n, err := e.CountView(t.Context(), got[0], time.UTC); err != nil || n != 1 {
			t.Errorf("counted %d, %v", n, err)
		}
		if err := e.RemoveView("BLÅ"); err != nil {
			t.Error(err)
		}
		if _, err := e.View("blå"); !errors.Is(err, inspector.ErrNotFound) {
			t.Errorf("a view that is removed: %v", err)
		}
	})
}

func TestAnExportOfWhatMatches(t *testing.T) {
	e := inspectortest.Open(t)
	importMany(t, e, 5000)
	f, err := filter.Parse("text:hello #1..#4500")
	if err != nil {
		t.Fatal(err)
	}
	s, err := e.Search(t.Context(), f, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	var some, all bytes.Buffer
	n, err := s.ExportJSONL(t.Context(), &some, nil)
	if err != nil || n != 4500 {
		t.Fatalf("exported %d, %v", n, err)
	}
	if _, err := e.ExportJSONL(t.Context(), &all, nil); err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(all.Bytes(), some.Bytes()) {
		t.Error("an export of the first callbacks is not how that of all begins")
	}
}

package inspector_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

func TestMarksAreKeptUntilTheirCallbackIsDeleted(t *testing.T) {
	path := t.TempDir() + "/r.db"
	t.Run("make", func(t *testing.T) {
		e := inspectortest.OpenAt(t, path, inspector.Options{})
		for range 3 {
			e.Post(t, "/", "{}")
		}
		mark := func(id uint64, change func(*inspector.Marks)) {
			t.Helper()
			if err := e.Mark([]uint64{id}, change); err != nil {
				t.Fatal(err)
			}
		}
		mark(1, func(m *inspector.Marks) { m.Starred, m.Note = true, "look here" })
		mark(2, func(m *inspector.Marks) { m.Tags = []string{"b", " a ", "b", ""} })
		mark(3, func(m *inspector.Marks) { m.Starred = true })
		mark(3, func(m *inspector.Marks) { m.Starred = false })
		if err := e.Delete(1); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("read", func(t *testing.T) {
		e := inspectortest.OpenAt(t, path, inspector.Options{})
		if m := e.Marks(1); m.Starred || m.Note != "" {
			t.Errorf("the marks of a deleted callback are left: %+v", m)
		}
		if m := e.Marks(2); !slices.Equal(m.Tags, []string{"a", "b"}) {
			t.Errorf("tags %q", m.Tags)
		}
		if m := e.Marks(3); m.Starred {
			t.Errorf("still starred: %+v", m)
		}
	})
}

func TestAMarkThatCannotBeKeptChangesNothing(t *testing.T) {
	e := inspectortest.Open(t)
	e.Post(t, "/", "{}")
	star := func(m *inspector.Marks) { m.Starred = true }
	if err := e.Mark([]uint64{1, 2}, star); !errors.Is(err, inspector.ErrNotFound) {
		t.Errorf("a callback that is not there: %v", err)
	}
	for field, change := range map[string]func(*inspector.Marks){
		"note": func(m *inspector.Marks) { m.Note = strings.Repeat("x", 10_001) },
		"tags": func(m *inspector.Marks) { m.Tags = []string{"a,b"} },
	} {
		var bad *inspector.FieldError
		if err := e.Mark([]uint64{1}, change); !errors.As(err, &bad) || bad.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	if m := e.Marks(1); m.Starred || m.Note != "" || m.Tags != nil {
		t.Errorf("got %+v", m)
	}
}

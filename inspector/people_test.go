package inspector_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

func TestPeople(t *testing.T) {
	e := inspectortest.Open(t)
	seen := e.Now()
	for _, p := range []inspector.Person{{Name: "Øjvind", Number: "+45 20 30 40 50"}, {Name: "ann", Number: "46735551020"}, {Name: "Bo 2", Number: "4520304051"}, {Name: "ANN", Number: "4520304052"}} {
		if _, err := e.PutPerson(p); err != nil {
			t.Fatal(err)
		}
	}
	if e.Now() == seen {
		t.Error("nobody is told")
	}
	people, err := e.People()
	if got := fmt.Sprint(people); err != nil || got != "[{ANN 4520304052} {Bo 2 4520304051} {Øjvind 4520304050}]" {
		t.Errorf("%s, %v", got, err)
	}
	if p, err := e.Person("øJVIND"); err != nil || p.Number != "4520304050" {
		t.Errorf("%v, %v", p, err)
	}
	if err := e.RemovePerson("Ann"); err != nil {
		t.Error(err)
	}
	for _, name := range []string{"Ann", "", "a\x00b", strings.Repeat("a", 2000)} {
		if _, err := e.Person(name); !errors.Is(err, inspector.ErrNotFound) {
			t.Errorf("%q: %v", name, err)
		}
	}
	if err := e.RemovePerson("Ann"); !errors.Is(err, inspector.ErrNotFound) {
		t.Error(err)
	}
	for _, p := range []inspector.Person{
		{Name: "Ann", Number: "12x"}, {Name: "", Number: "45"}, {Name: " Ann", Number: "45"}, {Name: "45 20", Number: "45"},
		{Name: "a\x00b", Number: "45"}, {Name: strings.Repeat("a", 65), Number: "45"},
	} {
		var bad *inspector.FieldError
		if _, err := e.PutPerson(p); !errors.As(err, &bad) {
			t.Errorf("%q %q: %v", p.Name, p.Number, err)
		}
	}
}

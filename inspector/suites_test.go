package inspector_test

import (
	"errors"
	"fmt"
	"testing"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

func TestSuites(t *testing.T) {
	e := inspectortest.Open(t)
	e.Post(t, "/", inspectortest.MOSMS(1))
	if _, err := e.AddTarget(inspector.TargetForm{Name: "app", URL: "http://me:pass@localhost:3000"}); err != nil {
		t.Fatal(err)
	}
	good := inspector.Suite{Name: "Smoke", To: "app", Callbacks: []uint64{1}, Ignore: []string{"json.at"}}
	if err := e.AddSuite(good); err != nil {
		t.Fatal(err)
	}
	if s, err := e.Suite("SMOKE"); err != nil || fmt.Sprint(s) != "{Smoke app [1]  [json.at]}" {
		t.Errorf("%v, %v", s, err)
	}
	for _, tt := range []struct {
		change func(*inspector.Suite)
		field  string
		want   error
	}{
		{func(s *inspector.Suite) { s.Name = "SMOKE" }, "", inspector.ErrExists},
		{func(s *inspector.Suite) { s.Name = "" }, "name", nil},
		{func(s *inspector.Suite) { s.To = "nobody" }, "", inspector.ErrNotFound},
		{func(s *inspector.Suite) { s.To = "ftp://host/" }, "url", nil},
		{func(s *inspector.Suite) { s.To = "http://me:pass@host/" }, "to", nil},
		{func(s *inspector.Suite) { s.To = "http://host/?token=1" }, "to", nil},
		{func(s *inspector.Suite) { s.Callbacks = nil }, "callbacks", nil},
		{func(s *inspector.Suite) { s.Callbacks = []uint64{2} }, "", inspector.ErrNotFound},
		{func(s *inspector.Suite) { s.Sign = "somehow" }, "sign", nil},
		{func(s *inspector.Suite) { s.Ignore = []string{"at"} }, "ignore", nil},
		{func(s *inspector.Suite) { s.To, s.Sign = inspector.OwnReceiver, "right" }, "", nil},
	} {
		s := good
		s.Name = "Other"
		tt.change(&s)
		err := e.AddSuite(s)
		var bad *inspector.FieldError
		if tt.want != nil && !errors.Is(err, tt.want) || (tt.field != "") != errors.As(err, &bad) || bad != nil && bad.Field != tt.field {
			t.Errorf("%+v: %v", s, err)
		}
	}
	list, err := e.Suites()
	if err != nil || len(list) != 2 || list[0].Name != "Other" {
		t.Errorf("%v, %v", list, err)
	}
	if err := errors.Join(e.RemoveSuite("smoke"), e.RemoveSuite("other")); err != nil {
		t.Error(err)
	}
	if err := e.RemoveSuite("smoke"); !errors.Is(err, inspector.ErrNotFound) {
		t.Error(err)
	}
}

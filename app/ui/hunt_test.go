package ui

import (
	"context"
	"errors"
	"testing"
	"time"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

// huntStage is a hunt over a real engine.
type huntStage struct {
	hunt

	t      *testing.T
	engine *inspectortest.Engine
}

// step looks once, and returns how many are found.
func (s *huntStage) step(text string) int {
	s.t.Helper()
	if err := s.engine.Settle(s.t.Context(), nil); err != nil {
		s.t.Fatal(err)
	}
	if err := s.look(s.t.Context(), s.engine.Inspector, text, s.engine.Now(), time.UTC); err != nil {
		s.t.Fatal(err)
	}
	return s.found.Len()
}

// again lets the next round begin at once.
func (s *huntStage) again() { s.round.ended = time.Time{}.Add(1) }

func TestAHuntFindsPieceByPieceAndWhatArrives(t *testing.T) {
	s := &huntStage{t: t, engine: inspectortest.Open(t)}
	for i := range 20 {
		s.engine.Post(t, "/", inspectortest.MOSMS(i))
		s.engine.Post(t, "/", inspectortest.Status(i, "EXPIRED"))
	}
	if got := s.step(""); got != 0 || s.due("") || s.sought().text != "" {
		t.Errorf("of nothing asked %d are found", got)
	}
	if !s.due("status:failed") {
		t.Error("another question is not to be looked at")
	}
	mark := s.engine.Now()
	if err := s.look(t.Context(), s.engine.Inspector, "kind:mo", mark, time.UTC); err != nil {
		t.Fatal(err)
	}
	// Again with pieces so small that several are needed.
	s.hunt = hunt{text: "status:failed", found: s.found.Without(s.found), below: 40, reached: 40, round: round{piece: 16, total: 40}}
	if got := s.step("status:failed"); got != 8 || !s.sought().more || s.sought().done != 16 || s.sought().total != 40 {
		t.Errorf("in the first piece %d are found: %+v", got, s.sought())
	}
	s.engine.Post(t, "/", inspectortest.Status(99, "EXPIRED"))
	if got := s.step("status:failed"); got != 21 || s.sought().more || s.sought().took == 0 || s.sought().how.Way != "index" {
		t.Errorf("with one that arrived %d are found: %+v", got, s.sought())
	}
	s.engine.Post(t, "/", inspectortest.MOSMS(100))
	if got := s.step("status:failed"); got != 21 {
		t.Errorf("one that does not match is found: %d", got)
	}
}

func TestAHuntLooksAgainWhenThingsChange(t *testing.T) {
	s := &huntStage{t: t, engine: inspectortest.Open(t)}
	for i := range 4 {
		s.engine.Post(t, "/", inspectortest.MOSMS(i))
	}
	if got := s.step("is:starred"); got != 0 {
		t.Fatalf("%d are starred", got)
	}
	if err := s.engine.Mark([]uint64{2}, func(m *inspector.Marks) { m.Starred = true }); err != nil {
		t.Fatal(err)
	}
	s.again()
	if got := s.step("is:starred"); got != 1 {
		t.Errorf("after one star %d are found", got)
	}
	if err := s.engine.Delete(2); err != nil {
		t.Fatal(err)
	}
	s.again()
	if got := s.step("is:starred"); got != 0 {
		t.Errorf("after it was deleted %d are found", got)
	}
	if got := s.step("since:1h"); got != 3 || s.due("since:1h") {
		t.Errorf("of the last hour %d are found", got)
	}
	s.engine.Clock.Advance(2 * time.Hour)
	s.again()
	s.planned = time.Time{}
	if !s.due("since:1h") {
		t.Error("a filter that moves with the clock is not looked at again")
	}
	if got := s.step("since:1h"); got != 0 {
		t.Errorf("two hours later %d are found", got)
	}
}

func TestAHuntEndsWhereSomethingElseIsAsked(t *testing.T) {
	s := &huntStage{t: t, engine: inspectortest.Open(t)}
	s.engine.Post(t, "/", inspectortest.MOSMS(1))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := s.look(ctx, s.engine.Inspector, "text:hello", s.engine.Now(), time.UTC)
	if !errors.Is(err, context.Canceled) || s.below != 1 {
		t.Errorf("cancelled, it says %v and has %d to look at", err, s.below)
	}
	if got := s.step("text:hello"); got != 1 {
		t.Errorf("asked again it finds %d", got)
	}
}

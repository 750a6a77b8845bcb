package gatewayapi

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

var statusKinds = []Kind{DeliveryStatus, SMSStatus, RCSStatus, EmailStatus}

// thread tells a thread of the steps and returns the mark of each.
func thread(kind Kind, steps []Step) (*Thread, []Mark) {
	t, marks := new(Thread), []Mark(nil)
	start, key := time.Unix(1795436000, 0), ""
	for n, s := range steps {
		if s.Again != AgainSame {
			key = string(rune('a' + n))
		}
		marks = append(marks, t.Add(Event{Kind: kind, Status: s.Status, Charge: s.Charge, At: start.Add(s.At), DuplicateKey: key}))
	}
	return t, marks
}

// Every way to every end is one that the reducer follows without a complaint.
func TestJourneysReachTheirEnd(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, kind := range statusKinds {
		for _, end := range Ends(kind) {
			charges := []string{""}
			if kind == DeliveryStatus {
				charges = append(charges, Charges(end)...)
			}
			for _, charge := range charges {
				steps, err := Journey(kind, end, charge, r)
				if err != nil {
					t.Fatal(err)
				}
				got, marks := thread(kind, steps)
				for n, mark := range marks {
					if mark != MarkFirst && mark != MarkAdvance && mark != MarkUpdate || n > 0 && steps[n].At <= steps[n-1].At {
						t.Errorf("%s to %s %s: step %d is %s at %v", kind, end, charge, n, mark, steps[n].At)
					}
				}
				if got.State() != end || charge != "" && charge != refundFail && got.ChargeState() != charge {
					t.Errorf("%s to %s %s: at %s %s", kind, end, charge, got.State(), got.ChargeState())
				}
				last := steps[len(steps)-1]
				if code, ok := LookupCode(last.Code); last.Code != "" && (!ok || !code.Known) {
					t.Errorf("%s to %s: code %s", kind, end, last.Code)
				}
			}
		}
	}
	for _, bad := range [][2]string{{"FAILED", ""}, {"DELIVERED", "CANCELLED"}, {"REJECTED", "REFUNDED"}} {
		if _, err := Journey(DeliveryStatus, bad[0], bad[1], r); !errors.Is(err, ErrNoJourney) {
			t.Errorf("%v: %v", bad, err)
		}
	}
	if _, err := Journey(SMSStatus, "DELIVERED", "CAPTURED", r); !errors.Is(err, ErrNoJourney) {
		t.Errorf("a charge in the messaging family: %v", err)
	}
}

func TestDrawnEndsFollowTheOdds(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	const draws = 20_000
	for _, kind := range statusKinds {
		seen := map[string]int{}
		for range draws {
			end, _ := DrawEnd(kind, false, r)
			seen[end]++
		}
		for _, w := range waysOf(kind) {
			if share := seen[w.end] * 1000 / draws; share < w.odds*8/10-3 || share > w.odds*12/10+3 {
				t.Errorf("%s %s: %d of a thousand, want about %d", kind, w.end, share, w.odds)
			}
		}
	}
	for range 1000 {
		if end, charge := DrawEnd(DeliveryStatus, true, r); !slices.Contains(Charges(end), charge) {
			t.Fatalf("%s with %s", end, charge)
		}
	}
}

// Each fault is told by the mark that the reducer knows for it.
func TestEachFaultHasItsMark(t *testing.T) {
	tests := []struct {
		fault Fault
		kinds []Kind
		want  Mark
	}{
		{OutOfOrder, statusKinds, MarkLate},
		{LateTransient, statusKinds, MarkLate},
		{Duplicate, statusKinds, MarkDuplicate},
		{ConflictingFinal, statusKinds, MarkConflict},
		{UnknownStatus, statusKinds, MarkUnrecognised},
	}
	for _, tt := range tests {
		for _, kind := range tt.kinds {
			for _, end := range Ends(kind) {
				steps := journey(t, kind, end)
				if _, marks := thread(kind, tt.fault.Bend(kind, steps)); !slices.Contains(marks, tt.want) && len(steps) > 1 {
					t.Errorf("%s of %s to %s: %v", tt.fault, kind, end, marks)
				}
			}
		}
	}
}

func journey(t *testing.T, kind Kind, end string) []Step {
	t.Helper()
	steps, err := Journey(kind, end, "", rand.New(rand.NewPCG(1, 1)))
	if err != nil {
		t.Fatal(err)
	}
	return steps
}

func TestFaultsThatLeaveNoMark(t *testing.T) {
	steps := journey(t, DeliveryStatus, "DELIVERED")
	if got, _ := thread(DeliveryStatus, MissingFinal.Bend(DeliveryStatus, steps)); got.Final() || got.State() != "ENROUTE" {
		t.Errorf("missing final: at %s", got.State())
	}
	again := DuplicateNewID.Bend(DeliveryStatus, steps)
	if n := len(again) - 1; n != len(steps) || again[n].Again != AgainNewID || again[n].Status != again[n-1].Status {
		t.Errorf("duplicate under a new id: %+v", again)
	}
	for _, f := range Faults() {
		if got := f.Bend(DeliveryStatus, nil); len(got) != 0 {
			t.Errorf("%s makes %v of nothing", f, got)
		}
	}
}

func TestNewID(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, body := range []Fields{
		{NumberField("id", 2840117), TextField("message", "x")},
		{NumberField("id", 8001907000123)},
		{TextField("event_id", "e"), TextField("event_type", "t")},
	} {
		got := NewID(body, r)
		if string(got[0].Value) == string(body[0].Value) || got[0].Name != body[0].Name || len(got) != len(body) {
			t.Errorf("%s became %s", body[0].Value, got[0].Value)
		}
	}
}

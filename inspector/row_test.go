package inspector

import (
	"testing"

	"ringback/inspector/gatewayapi"
)

func TestNumbersInRowsStayWhatTheyWere(t *testing.T) {
	for name, c := range map[string][2]uint8{
		"kind":            {position(rowKinds, gatewayapi.MOFileRCS), 9},
		"status":          {position(rowStatuses, "BLOCKED"), 16},
		"charge":          {position(rowCharges, "REFUND_FAIL"), 7},
		"verdict":         {position(rowResults, gatewayapi.UnknownVersion), 7},
		"unlisted status": {position(rowStatuses, "SENT"), rowUnlisted},
	} {
		if c[0] != c[1] {
			t.Errorf("%s is %d in a row, was %d: raise derivedVersion", name, c[0], c[1])
		}
	}
	if nameAt(rowStatuses, rowUnlisted) != "?" || nameAt(rowStatuses, 5) != "DELIVERED" {
		t.Error("names are not found by their number")
	}
}

func TestOnlyNumbersHaveAPlaceInAColumnOfNumbers(t *testing.T) {
	for s, want := range map[string]uint64{"4520304050": 4520304050, "": 0, "Acme": 0, "a@b.example": 0, "18446744073709551616": 0} {
		if got := digits(s); got != want {
			t.Errorf("digits(%q) = %d, want %d", s, got, want)
		}
	}
	if keyHash("") != 0 || keyHash("a") == 0 || keyHash("a") == keyHash("b") {
		t.Error("keys are not told apart")
	}
}

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

func TestKeysAreToldApart(t *testing.T) {
	if keyHash("") != 0 || keyHash("a") == 0 || keyHash("a") == keyHash("b") || wordHash("Blå") != wordHash("BLÅ") {
		t.Error("keys are not told apart")
	}
}

package gatewayapi

import "testing"

func TestKindPredicates(t *testing.T) {
	tests := []struct {
		kinds            []Kind
		received, status bool
	}{
		{[]Kind{MOSMS, MOTextSMS, MOTextRCS, MOLocationRCS, MOFileRCS}, true, false},
		{[]Kind{DeliveryStatus, EmailStatus, SMSStatus, RCSStatus}, false, true},
		{[]Kind{Unknown, ""}, false, false},
	}
	for _, tt := range tests {
		for _, k := range tt.kinds {
			if k.Received() != tt.received || k.Status() != tt.status {
				t.Errorf("%s: received %v, status %v", k, k.Received(), k.Status())
			}
		}
	}
}

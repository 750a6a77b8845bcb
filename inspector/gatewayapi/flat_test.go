package gatewayapi

import (
	"testing"
)

func TestMOSMSIsRead(t *testing.T) {
	const all = `{"id":1,"msisdn":4520304050,"receiver":451204,"message":"foo","senttime":1795436000,"webhook_label":"w"`
	tests := []struct {
		name, body             string
		missing, coerced, flag []string
	}{
		{"complete", all + `}`, nil, nil, nil},
		{"optional null", all + `,"sender":null,"mcc":null,"mnc":null,"validity_period":null,"encoding":null,"udh":null,"payload":null,"country_code":null,"country_prefix":null}`, nil, nil, nil},
		{"unknown fields are welcome", all + `,"new":{"x":[1]}}`, nil, nil, nil},
		{"float senttime is the provider's own", `{"id":1,"msisdn":2,"receiver":3,"message":"","senttime":1795436000.0,"webhook_label":"w"}`, nil, nil, nil},
		{"nothing but the names that tell", `{"message":null,"receiver":null}`, []string{"id", "msisdn", "receiver", "message", "senttime", "webhook_label"}, nil, nil},
		{"digits in strings", `{"id":"1","msisdn":"+45 20304050","receiver":"451204","message":"x","senttime":"1795436000","webhook_label":"w"}`, nil, []string{"id", "msisdn", "receiver", "senttime"}, nil},
		{"whole floats", `{"id":1.0,"msisdn":4.52e9,"receiver":45120.40e1,"message":"x","senttime":1,"webhook_label":"w"}`, nil, []string{"id", "msisdn", "receiver"}, nil},
		{"words, negative, boolean", `{"id":-1,"msisdn":"Acme","receiver":true,"message":"x","senttime":1,"webhook_label":"w"}`, []string{"id", "msisdn", "receiver"}, nil, []string{FlagWrongType}},
		{"fraction, list, number for text", `{"id":1.5,"msisdn":[1],"receiver":2,"message":7,"senttime":{},"webhook_label":"w"}`, []string{"id", "msisdn", "message", "senttime"}, nil, []string{FlagWrongType}},
		{"milliseconds", `{"id":1,"msisdn":2,"receiver":3,"message":"x","senttime":1795436000123,"webhook_label":"w"}`, nil, nil, []string{FlagMilliseconds}},
		{"time beyond all calendars", `{"id":1,"msisdn":2,"receiver":3,"message":"x","senttime":1e17,"webhook_label":"w"}`, []string{"senttime"}, nil, []string{FlagHugeNumber}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := Understand(post(tt.body))
			if m.Kind != MOSMS {
				t.Fatalf("kind = %s", m.Kind)
			}
			noted(t, m, tt.missing, tt.coerced, tt.flag)
		})
	}
}

func TestTextSender(t *testing.T) {
	const rest = `"id":1,"receiver":451204,"message":"x","senttime":1,"webhook_label":"w","sender":"Acme"}`
	if m := Understand(post(`{"msisdn":null,` + rest)); m.From != "Acme" || m.MessageKey != "" {
		t.Errorf("from %q, key %q", m.From, m.MessageKey)
	}
	if m := Understand(post(`{"msisdn":4520304050,` + rest)); m.From != "4520304050" {
		t.Errorf("from %q", m.From)
	}
}

// TestDashboard reads what the provider's dashboard sent as its tests.
func TestDashboard(t *testing.T) {
	mo := Understand(post(`{"id":1000001,"msisdn":4587654321,"receiver":451204,"message":"test message","senttime":1795436000,"webhook_label":"w","country_code":null,"country_prefix":null}`))
	if mo.Kind != MOSMS || mo.Text != "test message" {
		t.Errorf("mo: %+v", mo)
	}
	noted(t, mo, nil, nil, nil)
	again := Understand(post(`{"id":1000001,"msisdn":4587654321,"receiver":451204,"message":"test message","senttime":1795436001,"webhook_label":"w"}`))
	if mo.DuplicateKey == again.DuplicateKey {
		t.Error("two tests with the same id are not duplicates")
	}
	status := Understand(post(`{"id":8001907000123,"msisdn":4520304050,"time":1795436125.0,"status":"DELIVERED","userref":null,"country_code":"DK","country_prefix":45}`))
	if status.Status != "DELIVERED" || status.Ref != "" || status.At.Unix() != 1795436125 {
		t.Errorf("status: %+v", status)
	}
	noted(t, status, nil, nil, nil)
}

func TestDeliveryStatusIsRead(t *testing.T) {
	const all = `{"id":1,"msisdn":45,"time":10,"status":`
	tests := []struct {
		name, body     string
		missing, flags []string
		check          func(m Meaning) bool
	}{
		{"plain", all + `"DELIVERED"}`, nil, nil, func(m Meaning) bool { return m.Status == "DELIVERED" }},
		{"undocumented fields", all + `"DELIVERED","callback_url":"https://x","api":4,"mcc":"238"}`, nil, nil, nil},
		{"status of third parties", all + `"FAILED"}`, nil, []string{FlagUnrecognisedStatus}, func(m Meaning) bool { return m.Status == "FAILED" }},
		{"other channel's status", all + `"READ"}`, nil, []string{FlagUnrecognisedStatus}, nil},
		{"lower case", all + `"delivered"}`, nil, []string{FlagUnrecognisedStatus}, func(m Meaning) bool { return m.Status == "delivered" }},
		{"no status", all + `null}`, []string{"status"}, nil, func(m Meaning) bool { return m.DuplicateKey == `delivery-status:1:45:10:"":""` }},
		{"no msisdn", `{"id":1,"time":10,"status":"DELIVERED"}`, []string{"msisdn"}, nil, func(m Meaning) bool { return m.MessageKey == "" && m.DuplicateKey == "" }},
		{"userref", all + `"DELIVERED","userref":"a"}`, nil, nil, func(m Meaning) bool { return m.Ref == "a" }},
		{"user_ref", all + `"DELIVERED","user_ref":"b"}`, nil, []string{FlagAlias}, func(m Meaning) bool { return m.Ref == "b" }},
		{"both", all + `"DELIVERED","user_ref":"b","userref":"a"}`, nil, nil, func(m Meaning) bool { return m.Ref == "a" }},
		{"unknown charge", all + `"DELIVERED","charge_status":"PAID"}`, nil, []string{FlagUnrecognisedCharge}, func(m Meaning) bool { return m.Charge == "PAID" }},
		{"refund notice", all + `"DELIVERED","charge_status":"REFUND_FAIL"}`, nil, nil, func(m Meaning) bool { return m.Charge == "REFUND_FAIL" }},
		{"numeric code", all + `"EXPIRED","code":4112}`, nil, nil, func(m Meaning) bool { return m.Error.Code == "0x1010" && m.Error.Known }},
		{"code without its sign", all + `"EXPIRED","code":"1010"}`, nil, nil, func(m Meaning) bool { return m.Error.Code == "0x1010" }},
		{"unlisted code, own words", all + `"EXPIRED","code":"0x1FFF","error":"odd"}`, nil, nil, func(m Meaning) bool { return m.Error == ErrorCode{Code: "0x1FFF", Text: "odd"} }},
		{"words for a code", all + `"EXPIRED","code":"oops","error":"odd"}`, nil, nil, func(m Meaning) bool { return m.Error == ErrorCode{Code: "oops", Text: "odd"} }},
		{"words and no code", all + `"EXPIRED","code":null,"error":"odd"}`, nil, nil, func(m Meaning) bool { return m.Error == ErrorCode{Text: "odd"} }},
		{"code of another type", all + `"EXPIRED","code":[1]}`, nil, []string{FlagWrongType}, nil},
		{"code out of range", all + `"EXPIRED","code":70000}`, nil, []string{FlagWrongType}, nil},
		{"error object", all + `"EXPIRED","error":{"x":1}}`, nil, []string{FlagWrongType}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := Understand(post(tt.body))
			noted(t, m, tt.missing, nil, tt.flags)
			if tt.check != nil && !tt.check(m) {
				t.Errorf("%+v", m)
			}
		})
	}
}

func TestEmailStatusIsRead(t *testing.T) {
	const all = `{"id":1,"time":10,"email_address":"a@example.org","callback_url":"https://x","status":`
	m := Understand(post(all + `"PROCESSSED"}`))
	if m.Status != "PROCESSED" {
		t.Errorf("status = %s", m.Status)
	}
	noted(t, m, nil, nil, []string{FlagAlias})
	if other := Understand(post(all + `"PROCESSED"}`)); other.DuplicateKey != m.DuplicateKey || len(other.Flags) > 0 {
		t.Errorf("%+v", other)
	}
	noted(t, Understand(post(all+`"OPENED"}`)), nil, nil, []string{FlagUnrecognisedStatus})
	noted(t, Understand(post(`{"email_address":""}`)), []string{"id", "time", "status", "callback_url"}, nil, nil)
}

// TestDuplicateKeys changes one field at a time: the named ones make another
// event, the others do not.
func TestDuplicateKeys(t *testing.T) {
	tests := []struct {
		name, a, b string
		same       bool
	}{
		{"mo: retry", `{"id":1,"senttime":5,"msisdn":45,"message":"x","mcc":1}`, `{"message":"x","id":1,"senttime":5.0,"msisdn":45}`, true},
		{"mo: id", `{"id":1,"senttime":5,"msisdn":45,"message":"x"}`, `{"id":2,"senttime":5,"msisdn":45,"message":"x"}`, false},
		{"mo: senttime", `{"id":1,"senttime":5,"msisdn":45,"message":"x"}`, `{"id":1,"senttime":6,"msisdn":45,"message":"x"}`, false},
		{"mo: msisdn", `{"id":1,"senttime":5,"msisdn":45,"message":"x"}`, `{"id":1,"senttime":5,"msisdn":46,"message":"x"}`, false},
		{"mo: message", `{"id":1,"senttime":5,"msisdn":45,"message":"x"}`, `{"id":1,"senttime":5,"msisdn":45,"message":"y"}`, false},
		{"status: retry", `{"id":1,"time":5,"msisdn":45,"status":"EXPIRED","userref":"a"}`, `{"id":"1","time":5.00,"msisdn":45,"status":"EXPIRED"}`, true},
		{"status: msisdn", `{"id":1,"time":5,"msisdn":45,"status":"EXPIRED"}`, `{"id":1,"time":5,"msisdn":46,"status":"EXPIRED"}`, false},
		{"status: status", `{"id":1,"time":5,"msisdn":45,"status":"EXPIRED"}`, `{"id":1,"time":5,"msisdn":45,"status":"DELETED"}`, false},
		{"status: charge", `{"id":1,"time":5,"msisdn":45,"status":"DELIVERED"}`, `{"id":1,"time":5,"msisdn":45,"status":"DELIVERED","charge_status":"REFUNDED"}`, false},
		{"status: fraction of time", `{"id":1,"time":5,"msisdn":45,"status":"EXPIRED"}`, `{"id":1,"time":5.25,"msisdn":45,"status":"EXPIRED"}`, false},
		{"status: smuggled separator", `{"id":1,"time":5,"msisdn":45,"status":"A\":\"B"}`, `{"id":1,"time":5,"msisdn":45,"status":"A","charge_status":"B\":\""}`, false},
		{"email: address", `{"id":1,"time":5,"email_address":"a@b","status":"BOUNCED"}`, `{"id":1,"time":5,"email_address":"a@c","status":"BOUNCED"}`, false},
		{"event: id", `{"event_id":"a","event_type":"x","event":{}}`, `{"event_id":"b","event_type":"x","event":{}}`, false},
		{"event: the rest", `{"event_id":"a","event_type":"x","event":{}}`, `{"event_id":"a","event_type":"y","event":{"z":1}}`, true},
	}
	for _, tt := range tests {
		a, b := Understand(post(tt.a)).DuplicateKey, Understand(post(tt.b)).DuplicateKey
		if a == "" || (a == b) != tt.same {
			t.Errorf("%s: %q and %q", tt.name, a, b)
		}
	}
}

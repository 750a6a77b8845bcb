package gatewayapi

import (
	"encoding/json"
	"strings"
	"testing"
)

// sameJSON fails unless fields say what body says, in the same order.
func sameJSON(t *testing.T, fields Fields, body []byte) {
	t.Helper()
	got, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	var want strings.Builder
	// json.RawMessage is compacted on the way out, and nothing else is changed.
	if err := json.NewEncoder(&want).Encode(json.RawMessage(body)); err != nil {
		t.Fatal(err)
	}
	if string(got) != strings.TrimSpace(want.String()) {
		t.Errorf("fields:\n got %s\nwant %s", got, want.String())
	}
}

func TestFieldsStayExact(t *testing.T) {
	body := `{"id":12345678901234567890123,"status":"x","time":1795436125.0,"b":1.6164e9,"c":9007199254740993,"d":{"y":1.10,"x":0.1},"e":"bl\u00e5"}`
	m := Understand(post(body))
	got, err := json.Marshal(m.Fields)
	if err != nil || string(got) != body {
		t.Errorf("got %s, %v", got, err)
	}
	if v, ok := m.Fields.Get("c"); !ok || string(v) != "9007199254740993" {
		t.Errorf("c = %s, %v", v, ok)
	}
	if _, ok := m.Fields.Get("f"); ok {
		t.Error("f is there")
	}
	if got, _ := json.Marshal(Fields(nil)); string(got) != "{}" {
		t.Errorf("no fields: %s", got)
	}
}

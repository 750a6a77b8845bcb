package compare

import "testing"

func TestDecode(t *testing.T) {
	for body, want := range map[string]bool{`{"a": 1} `: true, `null`: true, ``: false, `{} {}`: false, `{"a": }`: false, `"å`: false} {
		if _, ok := decode([]byte(body)); ok != want {
			t.Errorf("%q is JSON: %v", body, ok)
		}
	}
}

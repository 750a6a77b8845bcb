package deliver

import (
	"encoding/json"
	"testing"
	"time"
)

func TestEntries(t *testing.T) {
	c := Climb{Rungs: []Rung{
		{Attempt: Attempt{At: time.Unix(1795436000, 0), Took: 1500 * time.Microsecond, Cause: NoHost, Reason: "x"}},
		{Attempt: Attempt{At: time.Unix(1795436015, 0), Status: 200, Headers: [][2]string{{"A", "b"}}, Body: []byte("aå")}, Age: 15 * time.Second},
	}}
	got, err := json.Marshal(c.Entries(2))
	want := `[{"at":"2026-11-23T12:13:20Z","age_ms":0,"took_ms":1.5,"status":0,"cause":"no-host","reason":"x","headers":[],"body":"","truncated":false},` +
		`{"at":"2026-11-23T12:13:35Z","age_ms":15000,"took_ms":0,"status":200,"cause":"","reason":"","headers":[["A","b"]],"body":"a","truncated":true}]`
	if err != nil || string(got) != want {
		t.Errorf("%s, %v\nwant %s", got, err, want)
	}
	if all := c.Entries(3); all[1].Body != "aå" || all[1].Truncated {
		t.Errorf("%+v", all[1])
	}
}

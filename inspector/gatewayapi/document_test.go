package gatewayapi

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

func TestOutOfShape(t *testing.T) {
	deep := strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000)
	tests := []struct {
		name, body string
		kind       Kind
		flags      []string
	}{
		{"broken", `{"id":1,`, Unknown, []string{FlagNotJSON}},
		{"trailing comma", `{"id":1,}`, Unknown, []string{FlagNotJSON}},
		{"two values", `{"status":"x","id":1}{}`, Unknown, []string{FlagNotJSON}},
		{"blanks after", "{\"status\":\"DELIVERED\",\"id\":1}\r\n ", DeliveryStatus, nil},
		{"byte order mark", "\uFEFF{}", Unknown, []string{FlagNotJSON}},
		{"too deep", deep, Unknown, []string{FlagNotJSON}},
		{"too deep inside", `{"status":"DELIVERED","id":1,"x":` + deep + `}`, Unknown, []string{FlagNotJSON}},
		{"name twice", `{"id":1,"status":"DELIVERED","id":2}`, DeliveryStatus, []string{FlagDuplicateNames}},
		{"name twice inside", `{"id":1,"status":"DELIVERED","x":{"a":1,"a":2}}`, DeliveryStatus, []string{FlagDuplicateNames}},
		{"invalid UTF-8", "{\"id\":1,\"status\":\"DELIVERED\",\"userref\":\"\xff\"}", DeliveryStatus, []string{FlagInvalidUTF8}},
		{"lone surrogate", `{"id":1,"status":"DELIVERED","userref":"\ud83e"}`, DeliveryStatus, []string{FlagInvalidUTF8}},
		{"both", "{\"id\":1,\"status\":\"DELIVERED\",\"id\":2,\"x\":\"\xff\"}", DeliveryStatus, []string{FlagInvalidUTF8, FlagDuplicateNames}},
		{"huge id", `{"id":99999999999999999999,"status":"DELIVERED"}`, DeliveryStatus, []string{FlagHugeNumber}},
		{"huge exponent", `{"id":1e999999999999,"status":"DELIVERED"}`, DeliveryStatus, []string{FlagWrongType}},
		{"large exponent", `{"id":1e1000000,"status":"DELIVERED"}`, DeliveryStatus, []string{FlagHugeNumber}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := Understand(post(tt.body))
			if m.Kind != tt.kind || !slices.Equal(m.Flags, tt.flags) {
				t.Errorf("got %s %q, want %s %q", m.Kind, m.Flags, tt.kind, tt.flags)
			}
			if out, err := json.Marshal(m.Fields); err != nil || !json.Valid(out) {
				t.Errorf("fields: %s, %v", out, err)
			}
		})
	}
}

func TestLastOfARepeatedNameCounts(t *testing.T) {
	m := Understand(post(`{"id":1,"status":"ENROUTE","msisdn":45,"time":1,"status":"DELIVERED"}`))
	if m.Status != "DELIVERED" || len(m.Fields) != 4 || m.Fields[1].Name != "status" {
		t.Errorf("status %s, fields %v", m.Status, m.Fields)
	}
}

func TestArray(t *testing.T) {
	one := `{"id":1,"msisdn":45,"time":10,"status":"DELIVERED"}`
	two := `{"id":2,"msisdn":45,"time":10,"status":"DELIVERED"}`
	m := Understand(post("[" + one + "," + two + ",7,[" + one + "]]"))
	if m.Kind != DeliveryStatus || m.ProviderID != "1" || len(m.Elements) != 4 || !slices.Equal(m.Flags, []string{FlagArray}) {
		t.Fatalf("%+v", m)
	}
	for i, want := range []Kind{DeliveryStatus, DeliveryStatus, Unknown, Unknown} {
		if e := m.Elements[i]; e.Kind != want || len(e.Flags) > 0 {
			t.Errorf("element %d: %s %q", i, e.Kind, e.Flags)
		}
	}
	if m.DuplicateKey != "" {
		t.Error("an element without a key leaves the array without one")
	}
	a := Understand(post("[" + one + "," + two + "]")).DuplicateKey
	b := Understand(post("[" + one + "," + one + "]")).DuplicateKey
	if a == "" || a == b || a == Understand(post(one)).DuplicateKey {
		t.Errorf("keys: %q and %q", a, b)
	}
	if m := Understand(post("[]")); m.Kind != Unknown || !slices.Equal(m.Flags, []string{FlagArray}) {
		t.Errorf("empty: %+v", m)
	}
	many := Understand(post("[" + strings.Repeat("0,", maxElements) + "0]"))
	if len(many.Elements) != maxElements || !slices.Contains(many.Flags, FlagArrayCut) {
		t.Errorf("%d elements, flags %q", len(many.Elements), many.Flags)
	}
}

func TestAnObjectWithVeryManyMembersIsCutButVerifiedWhole(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"id": 1, "msisdn": 4520304050, "time": 1, "status": "DELIVERED"`)
	for n := range 2 * maxFields {
		fmt.Fprintf(&b, `, "x%d": %d`, n, n)
	}
	body := b.String() + "}"
	token, err := SignJWT([]byte(body), []byte("s"), "HS256")
	if err != nil {
		t.Fatal(err)
	}
	q := Request{Method: "POST", Target: "/", Headers: [][2]string{{"X-Gwapi-Signature", token}}, Body: []byte(body)}
	m := Understand(q)
	if len(m.Fields) != maxFields || !slices.Contains(m.Flags, FlagFieldsCut) || m.Kind != DeliveryStatus {
		t.Errorf("%d fields, flags %v, kind %s", len(m.Fields), m.Flags, m.Kind)
	}
	if v := Verify(q, []byte("s")); v.Result != Valid {
		t.Errorf("as signed: %s", v.Result)
	}
	last := 2*maxFields - 1
	q.Body = []byte(strings.Replace(body, fmt.Sprintf(`"x%d": %d}`, last, last), fmt.Sprintf(`"x%d": 0}`, last), 1))
	if v := Verify(q, []byte("s")); v.Result != Mismatch {
		t.Errorf("with the last member changed: %s", v.Result)
	}
}

// The names of a large body are not remembered, so its repeats are not told; what
// it means is the same.
func TestALargeBodyWithRepeatsMeansTheSame(t *testing.T) {
	long := strings.Repeat("x", maxCompared)
	for name, body := range map[string]string{
		"as it should be": `{"id": 1, "msisdn": 4520304050, "time": 1, "status": "ENROUTE", "status": "DELIVERED", "pad": "` + long + `"}`,
		"with bad text":   `{"id": 1, "msisdn": 4520304050, "time": 1, "status": "ENROUTE", "status": "DELIVERED", "pad": "` + long + "\xff\"}",
	} {
		m := Understand(Request{Method: "POST", Target: "/", Body: []byte(body)})
		if m.Kind != DeliveryStatus || m.Status != "DELIVERED" || slices.Contains(m.Flags, FlagDuplicateNames) {
			t.Errorf("%s: %s, status %s, flags %v", name, m.Kind, m.Status, m.Flags)
		}
	}
}

func TestManyFieldsAreCompared(t *testing.T) {
	var ahead, back Fields
	for n := range 500 {
		f := Field{Name: fmt.Sprint("x", n), Value: jsontext.Value("1")}
		ahead, back = append(ahead, f), append(Fields{f}, back...)
	}
	if d := differences(ahead, back, transportClaim); len(d) > 0 {
		t.Errorf("the same in another order differs in %v", d)
	}
	back[7].Value = jsontext.Value("2")
	if d := differences(ahead, back[1:], transportClaim); !slices.Equal(d, []string{"x492", "x499"}) {
		t.Errorf("they differ in %v", d)
	}
}

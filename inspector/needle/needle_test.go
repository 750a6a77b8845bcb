package needle

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ringback/inspector/filter"
)

// letters are few, so that short texts meet.
var letters = rapid.SampledFrom([]rune("abBkKsS1234567\"{ æÆß\u212A\u017F\uFFFD"))

func texts(most int) *rapid.Generator[string] { return rapid.StringOfN(letters, 1, most, -1) }

func TestANeedleIsFoundWhereFoldFindsIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		hay, text := texts(40).Draw(t, "hay"), filter.Fold(texts(4).Draw(t, "needle"))
		want := strings.Contains(filter.Fold(hay), text)
		n := New(text)
		if got := n.In([]byte(hay)); got != want {
			t.Fatalf("%q in %q: %v, want %v", text, hay, got, want)
		}
		var s Signature
		s.Add([]byte(hay))
		if want && !n.Probe().May(s[:]) {
			t.Fatalf("the signature of %q denies %q", hay, text)
		}
	})
}

func TestASignatureDeniesMostOfWhatIsNotThere(t *testing.T) {
	var s Signature
	s.Add([]byte(`{"id": 2840117, "msisdn": 4520304050, "status": "DELIVERED"}`))
	for text, want := range map[string]bool{
		"delivered": true, "2030405": true, "20304050": true, "1": true, "expired": false, "2030406": false, "99999999": false,
	} {
		if got := New(text).Probe().May(s[:]); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
	if !New("expired").Probe().May(nil) {
		t.Error("what is no signature denies something")
	}
}

func TestNeedlesOfExpressions(t *testing.T) {
	for expression, want := range map[string]string{
		"order-[0-9]+": "order-", "(?i)order": "order", "(?i)kiosk": "io", "abc|abd": "ab", "abc|xyz": "", "(abc)+x?": "abc", "(abc)*": "",
		"(?:ab){2,3}cd": "ab ab cd", "^foo.*bar$": "foo bar", ".": "", "[a]bc": "abc", "": "",
	} {
		var got []string
		for _, n := range OfRegex(expression) {
			got = append(got, string(n.text))
		}
		if line := strings.Join(got, " "); line != want {
			t.Errorf("%s: %q, want %q", expression, line, want)
		}
	}
}

func TestWhatAnExpressionMatchesHasItsNeedles(t *testing.T) {
	expressions := []string{"(?i)ka+s", "(?i)bÆ", "a[bB]+1", "(k|K)1+", `ab?æ`, "(?i:b)1", "(?i)ss"}
	rapid.Check(t, func(t *rapid.T) {
		expression := rapid.SampledFrom(expressions).Draw(t, "expression")
		hay := texts(30).Draw(t, "hay")
		if !regexp.MustCompile(expression).MatchString(hay) {
			return
		}
		for _, n := range OfRegex(expression) {
			if !n.In([]byte(hay)) {
				t.Fatalf("%s matches %q, but %q is not in it", expression, hay, n.text)
			}
		}
	})
}

func TestPlainWritesOutWhatJSONEscapes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.StringOfN(rapid.SampledFrom([]rune("ab\"\\/\n\t\b\f\r<æ€😀\u2028")), 0, 20, -1).Draw(t, "text")
		quoted, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		if got := string(Plain(quoted)); got != `"`+want+`"` {
			t.Fatalf("%s became %q", quoted, got)
		}
	})
	for in, want := range map[string]string{`\ud83d\ude00`: "😀", `\ud83dx`: "\uFFFDx", `\u00zz`: "u00zz", `x\`: `x\`, `\u12`: "u12"} {
		if got := string(Plain([]byte(in))); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
	if !Escaped([]byte(`\n`)) || Escaped([]byte("n")) {
		t.Error("escapes are not seen")
	}
}

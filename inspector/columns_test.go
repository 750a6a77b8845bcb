package inspector

import (
	"slices"
	"testing"

	"ringback/inspector/filter"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/needle"
)

// The words that a filter knows must be those that callbacks have.
func TestTheWordsOfFiltersAreThoseOfCallbacks(t *testing.T) {
	have := map[filter.ID][]string{}
	add := func(id filter.ID, words ...string) {
		for _, w := range words {
			if w = filter.Fold(w); w != "" && !slices.Contains(have[id], w) {
				have[id] = append(have[id], w)
			}
		}
	}
	for _, kind := range rowKinds {
		add(filter.KindOf, kindWords(kind)...)
		add(filter.Family, familyWords(kind)...)
		for _, status := range rowStatuses {
			add(filter.Status, statusWords(kind, status)...)
		}
	}
	add(filter.Family, string(gatewayapi.Other))
	add(filter.Charge, rowCharges...)
	for _, r := range rowResults {
		add(filter.Signature, resultWords(r)...)
	}
	for _, f := range filter.Fields() {
		want, ok := have[f.ID]
		if !ok {
			continue
		}
		for _, v := range f.Values {
			if !slices.Contains(want, v.Word) {
				t.Errorf("%s:%s is never said of a callback", f.Name, v.Word)
			}
			want = slices.DeleteFunc(want, func(w string) bool { return w == v.Word })
		}
		if len(want) > 0 {
			t.Errorf("%s: no filter knows %v", f.Name, want)
		}
	}
}

func TestGuessesKeepTheirPromise(t *testing.T) {
	var g guess
	for n, o := range []opinion{unsure, no, yes} {
		g.note(n, o)
	}
	if !g.may.has(0) || g.must.has(0) || g.may.has(1) || !g.must.has(2) || !g.may.has(2) {
		t.Errorf("after unsure, no and yes: %v", g)
	}
	var s rowSet
	s.add(255)
	if s.count() != 1 || s.empty() || !s.without(s).empty() || s.or(g.may).count() != 3 || !s.and(g.may).empty() {
		t.Errorf("sets do not add up: %v", s)
	}
}

func TestABodyLacksWhatIsNeitherWrittenNorEscaped(t *testing.T) {
	needles := []needle.Needle{needle.New("blåbær"), needle.New("foo")}
	for body, want := range map[string]bool{
		`"FOO BLÅBÆR"`: false, `"foo bl\u00e5b\u00C6r"`: false, `"foo bl\u00e5b"`: true, `"blåbær"`: true, `"fo\u006f blåbær"`: false, "": true,
	} {
		if got := lacks([]byte(body), needles); got != want {
			t.Errorf("%s: %v, want %v", body, got, want)
		}
	}
	if !composed([]byte(`{"l\u0061titude": 1}`)) || composed([]byte(`{"\u0061": 1}`)) {
		t.Error("it is not seen whether a text may be composed")
	}
	if h := lineOf([]byte("POST /x?y HTTP/1.1\r\nA: b\r\n\r\n")); h.Method != "POST" || h.Target != "/x?y" || literal(&filter.Term{}) {
		t.Errorf("the line is %+v", h)
	}
}

func TestPlansPutWhatIsCheapFirst(t *testing.T) {
	s := searchFor(t, openSearch(t, 700), "text:hello kind:mo")
	var first *quest
	s.quest.each(func(q *quest) {
		if first == nil {
			first = q
		}
	})
	if first.term.Field.ID != filter.KindOf || s.quest.cost() != WayMeaning {
		t.Errorf("first comes %s", first.term)
	}
}

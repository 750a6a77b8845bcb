package filter

import (
	"slices"
	"strings"
	"testing"
)

// seen is a recording that knows a few values.
type seen struct{}

func (seen) Values(id ID, prefix string) []string {
	if id != Keyword {
		return nil
	}
	return slices.DeleteFunc([]string{"vote", "two words"}, func(s string) bool { return !strings.HasPrefix(s, Fold(prefix)) })
}

func (seen) Recent() []string { return []string{"kind:mo sig:bad"} }

func TestCompletion(t *testing.T) {
	for _, tt := range []struct {
		src   string // | is the cursor
		want  string // is among what is offered
		after string // the filter when that is taken
	}{
		{"|", "kind:mo sig:bad", "kind:mo sig:bad"}, {"k|", "keyword:", "keyword:"}, {"k|", "kind:mo sig:bad", "kind:mo sig:bad"},
		{"foo -ke|", "keyword:", "foo -keyword:"}, {"(he|)", "header.", "(header.)"}, {"msi|", "from:", "from:"}, {"foo #|", "", ""},
		{"kind:m|", "kind:mo-sms", "kind:mo-sms"}, {"KIND:MO|x foo", "kind:mo-sms", "kind:mo-sms foo"}, {"sig:|", "sig:bad", "sig:bad"},
		{"keyword:|", "keyword:vote", "keyword:vote"}, {"keyword:t|", `keyword:"two words"`, `keyword:"two words"`}, {`a keyword:"tw|`, `keyword:"two words"`, `a keyword:"two words"`},
		{"size:|", "size:>10kb", "size:>10kb"}, {"nothing:x|", "", ""}, {`"k|`, "", ""}, {"keyword:vote|", "", ""},
	} {
		before, rest, _ := strings.Cut(tt.src, "|")
		cursor := len([]rune(before))
		list := Complete(before+rest, cursor, seen{})
		n := slices.IndexFunc(list, func(c Completion) bool { return c.Text == tt.want })
		if tt.want == "" {
			if len(list) > 0 {
				t.Errorf("%s: offers %v", tt.src, list)
			}
			continue
		}
		if n < 0 {
			t.Errorf("%s: offers %v, want %s", tt.src, list, tt.want)
			continue
		}
		r := []rune(before + rest)
		if got := string(r[:list[n].Start]) + list[n].Text + string(r[list[n].End:]); got != tt.after {
			t.Errorf("%s: becomes %s, want %s", tt.src, got, tt.after)
		}
	}
}

func TestHighlight(t *testing.T) {
	for src, want := range map[string]string{
		`-(kw:foo OR size:>5) "x y" /re/ #4`: "o:- ( f:kw: v:foo o:OR f:size: o:> v:5 ) q r f:#4",
		"foo keywrd:x y":                     "v:foo w:keywrd",
		`kind:mosms`:                         "f:kind: w:mosms",
	} {
		var got []string
		runes := []rune(src)
		for _, s := range Highlight(src) {
			text := string(runes[s.Start:s.End])
			switch s.Class {
			case ClassBracket:
				got = append(got, text)
			case ClassQuoted, ClassRegex:
				got = append(got, string("fvqro(w"[s.Class]))
			default:
				got = append(got, string("fvqro(w"[s.Class])+":"+text)
			}
		}
		if line := strings.Join(got, " "); line != want {
			t.Errorf("%s: %s, want %s", src, line, want)
		}
	}
}

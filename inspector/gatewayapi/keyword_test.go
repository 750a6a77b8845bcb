package gatewayapi

import "testing"

func TestSplitKeyword(t *testing.T) {
	tests := []struct {
		name, text    string
		lenient       bool
		keyword, rest string
	}{
		{"usual", "foo hello world", false, "foo", "hello world"},
		{"alone", "foo", false, "foo", ""},
		{"empty", "", false, "", ""},
		{"only blanks", " \t\u00a0", false, "", ""},
		{"leading blanks of every kind", " \r\n\u00a0\u200b\ufefffoo bar", false, "foo", "bar"},
		{"tab", "foo\tbar", false, "foo", "bar"},
		{"line break", "foo\r\nbar", false, "foo", "bar"},
		{"no-break space", "foo\u00a0bar", false, "foo", "bar"},
		{"rest is left as it is", "foo  bar  baz ", false, "foo", "bar  baz "},
		{"no prefix", "foobar x", false, "foobar", "x"},
		{"punctuation belongs to the word", "foo, x", false, "foo,", "x"},
		{"case is kept", "FoO x", false, "FoO", "x"},
		{"digits and hyphens", "foo-2 x", false, "foo-2", "x"},
		{"not ASCII", "blåbær 🫐", false, "blåbær", "🫐"},
		{"lenient", "foo,:;.!? x", true, "foo", "x"},
		{"lenient at the end only", "f.o.o. x", true, "f.o.o", "x"},
		{"lenient with nothing left", "... x", true, "...", "x"},
	}
	for _, tt := range tests {
		keyword, rest := SplitKeyword(tt.text, tt.lenient)
		if keyword != tt.keyword || rest != tt.rest {
			t.Errorf("%s: %q + %q, want %q + %q", tt.name, keyword, rest, tt.keyword, tt.rest)
		}
	}
}

func TestFoldKeyword(t *testing.T) {
	same := [][2]string{
		{"FOO", "foo"}, {"Foo", "foo"},
		{"BLÅBÆR", "blåbær"},
		{"a\u030a", "å"}, // composed and not
		{"A\u030a", "å"},
		{"STRASSE", "straße"},
		{"ΣΑΣ", "σας"},
		{"foo-2", "FOO-2"},
	}
	for _, pair := range same {
		if FoldKeyword(pair[0]) != FoldKeyword(pair[1]) {
			t.Errorf("%q and %q are one keyword", pair[0], pair[1])
		}
	}
	for _, pair := range [][2]string{{"æ", "ae"}, {"å", "aa"}, {"å", "a"}, {"foo", "foobar"}, {"foo,", "foo"}} {
		if FoldKeyword(pair[0]) == FoldKeyword(pair[1]) {
			t.Errorf("%q and %q are two keywords", pair[0], pair[1])
		}
	}
}

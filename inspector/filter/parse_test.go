package filter

import "testing"

func TestParsePrintsInCanonicalForm(t *testing.T) {
	for _, tt := range []struct{ src, want string }{
		{"", ""}, {"  ", ""},
		{"foo", "foo"}, {"  foo   bar ", "foo bar"}, {"foo AND bar", "foo bar"},
		{"a OR b c", "a OR b c"}, {"(a OR b) c", "(a OR b) c"}, {"((a b)) c", "a b c"}, {"a OR (b OR c)", "a OR b OR c"},
		{"NOT a", "-a"}, {"-(a b)", "-(a b)"}, {"--a", "a"}, {"NOT -a", "a"}, {"-(-a)", "a"}, {"NOT (a OR b)", "-(a OR b)"},
		{"KEYWORD:Foo", "keyword:Foo"}, {"kw:foo", "keyword:foo"}, {`keyword:"two words"`, `keyword:"two words"`},
		{`keyword:"one"`, "keyword:one"}, {`keyword:""`, `keyword:""`}, {"keyword:vo*", "keyword:vo*"}, {`keyword:vo\*`, `keyword:"vo*"`},
		{`keyword:two\ wo*`, `keyword:two\ wo*`}, {"keyword:*", "keyword:*"},
		{"kind:MO", "kind:mo"}, {"kind:mo-*", "kind:mo-*"}, {"status:DELIVERED", "status:delivered"}, {`status:"strange"`, `status:"strange"`},
		{`from:"+45 20 30 40 50"`, "from:+4520304050"}, {"from:+45*", "from:+45*"}, {`from:"+45 *"`, "from:+45*"}, {"to:1204", "to:1204"},
		{"from:*@example.com", "from:*@example.com"}, {"to:info@example.com", "to:info@example.com"},
		{"code:503", "code:503"}, {"code:5xx", "code:5xx"}, {"code:4xx..5xx", "code:4xx..5xx"}, {"took:>5S", "took:>5s"}, {"size:>=10KB", "size:>=10kb"},
		{"size:..10", "size:..10"}, {"since:15m", "since:15m"}, {"SINCE:Today", "since:today"}, {`on:"2026-11-23"`, "on:2026-11-23"},
		{`since:"2026-11-23 10:30"`, `since:"2026-11-23 10:30"`}, {"since:2026-11-23T10:30:00+01:00", "since:2026-11-23t10:30:00+01:00"},
		{"header.User-Agent:*curl*", "header.User-Agent:*curl*"}, {"json.a.b:5", "json.a.b:5"}, {"json.a:>5.5", "json.a:>5.5"}, {"json.a:1..2", "json.a:1..2"},
		{`json.a:"1..2"`, `json.a:"1..2"`}, {"json.a:x..y", `json.a:"x..y"`},
		{"body:/a b/", "body:/a b/"}, {`body:/a\/b/`, `body:/a\/b/`}, {"path:/sms/in", "path:/sms/in"}, {"path:/sms/in text:/x/", "path:/sms/in text:/x/"},
		{"path:/sms/", "path:/sms/"}, {`path:"/sms/"`, `path:"/sms/"`}, {"path:/sms/*", `path:\/sms/*`},
		{"#42", "#42"}, {"#42..60", "#42..#60"}, {"#42..#60", "#42..#60"}, {"-#42", "-#42"},
		{"12:30", `"12:30"`}, {`"OR"`, `"OR"`}, {`"-x"`, `"-x"`}, {"or", "or"}, {"error:0x1010", "error:0x1010"},
	} {
		f, err := Parse(tt.src)
		if err != nil {
			t.Errorf("%s: %v", tt.src, err)
			continue
		}
		if got := f.String(); got != tt.want {
			t.Errorf("%s prints as %s, want %s", tt.src, got, tt.want)
		}
		again, err := Parse(f.String())
		if err != nil || again.String() != f.String() {
			t.Errorf("%s prints as %s, which reads as %s, %v", tt.src, f, again, err)
		}
	}
}

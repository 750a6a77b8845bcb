package replay

import (
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"testing"

	"ringback/inspector"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/inspectortest"
	"ringback/inspector/wire"
	"ringback/storage"
)

// raw sends the exact bytes of a request to an engine's receiver.
func raw(t *testing.T, e *inspectortest.Engine, request string) {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(e.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, request); err != nil {
		t.Fatal(err)
	}
	answer, err := io.ReadAll(conn)
	if err != nil || !strings.Contains(string(answer[:min(len(answer), 16)]), " 200 OK") {
		t.Fatalf("answered %q, %v", answer, err)
	}
}

func destination(t *testing.T, e *inspectortest.Engine, url string) inspector.Destination {
	t.Helper()
	d, err := e.Destination(url)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func record(t *testing.T, e *inspectortest.Engine, id uint64) *storage.Record {
	t.Helper()
	rec, err := e.Record(id)
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

// What arrives is byte for byte what came, but for what is the connection's.
func TestSentAsItCame(t *testing.T) {
	e, app := inspectortest.Open(t), inspectortest.Open(t)
	host := strings.TrimPrefix(app.URL, "http://")
	binary := "\x00\xff\r\n{\"a\": 1,   \"b\": \"\\u00e5\"}\r\n"
	tests := []struct{ came, want string }{
		{
			"POST /sms/in?x=1&y=%20 HTTP/1.1\r\naccept: */*\r\nX-Twice: 1\r\nHOST: hooks.example.com\r\nx-twice:  2\r\n" +
				fmt.Sprintf("content-length: %d\r\nConnection: close, X-Hop\r\nX-Hop: a\r\nX-Empty:\r\nX-Gwapi-Signature: a.b.c\r\n\r\n%s", len(binary), binary),
			"POST /sms/in?x=1&y=%20 HTTP/1.1\r\naccept: */*\r\nX-Twice: 1\r\nHOST: " + host + "\r\nx-twice: 2\r\n" +
				fmt.Sprintf("content-length: %d\r\nX-Empty:\r\nX-Gwapi-Signature: a.b.c\r\n\r\n%s", len(binary), binary),
		},
		{
			"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\nConnection: close\r\nX-Last: 1\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nX-T: 1\r\n\r\n",
			"POST / HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 5\r\nX-Last: 1\r\n\r\nabcde",
		},
		{
			"GET /older?id=1 HTTP/1.0\r\nUser-Agent: x\r\n\r\n",
			"GET /older?id=1 HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: x\r\n\r\n",
		},
		{
			"PUT http://hooks.example.com/abs?q HTTP/1.1\r\nHost: other\r\nConnection: close\r\n\r\n",
			"PUT /abs?q HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 0\r\n\r\n",
		},
	}
	for n, tt := range tests {
		raw(t, e, tt.came)
		run, err := Run(t.Context(), e.Inspector, []uint64{uint64(n + 1)}, Options{To: destination(t, e, app.URL)})
		if err != nil || run.Delivered != 1 || run.Badge != AsItWas {
			t.Fatalf("%+v, %v", run, err)
		}
		rec := record(t, app, uint64(n+1))
		if got := string(rec.Request.Head) + string(rec.Request.Body); got != tt.want {
			t.Errorf("sent\n%q\nwant\n%q", got, tt.want)
		}
		if rec.Origin != storage.Live {
			t.Errorf("another Ringback takes it for %v", rec.Origin)
		}
	}
}

// An address with a path is the whole address; a target's lines and a person's
// take the place of those of the same name.
func TestSentChanged(t *testing.T) {
	e, app := inspectortest.Open(t), inspectortest.Open(t)
	if err := app.SetSecret(inspector.DefaultWebhook, "new secret"); err != nil {
		t.Fatal(err)
	}
	body := inspectortest.MOSMS(1)
	name, value := inspectortest.Sign(t, body, "old secret")
	e.Post(t, "/sms/in?x=1", body, name, value, "X-One", "came")
	_, err := e.AddTarget(inspector.TargetForm{
		Name: "app", URL: strings.Replace(app.URL, "http://", "http://me:pass@", 1) + "/hooks?k=1", Secret: "new secret",
		Headers: [][2]string{{"x-one", "target"}, {"X-Two", "target"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		change          Change
		badge, target   string
		verdict         gatewayapi.Result
		willFail        bool
		header, has, no string
	}{
		{Change{}, AsItWas, "POST /hooks?k=1", gatewayapi.BadSignature, false, "x-one: target", "foo hello 1", "X-One"},
		{Change{Signing: "right"}, Resigned, "POST /hooks?k=1", gatewayapi.Valid, false, "Authorization: Basic bWU6cGFzcw==", "foo hello 1", ""},
		{Change{Signing: "right", Secret: []byte("third")}, Resigned, "POST /hooks?k=1", gatewayapi.BadSignature, false, "", "", ""},
		{Change{Signing: "none"}, Wrong, "POST /hooks?k=1", gatewayapi.Unsigned, false, "", "foo hello 1", "Signature"},
		{Change{Signing: "other-claims"}, Wrong, "POST /hooks?k=1", gatewayapi.Mismatch, false, "", "foo hello 1", ""},
		{Change{Fields: []Field{{"message", `"bar"`}}}, Edited, "POST /hooks?k=1", gatewayapi.BadSignature, true, "", `"message": "bar", "senttime"`, "hello"},
		{Change{Fields: []Field{{"message", `"bar"`}}, Signing: "right"}, EditedResigned, "POST /hooks?k=1", gatewayapi.Valid, false, "", `"bar"`, "hello"},
		{Change{Method: "PUT", Path: "/other?z"}, Edited, "PUT /other?z", gatewayapi.BadSignature, false, "", "foo hello 1", ""},
		{Change{Headers: [][2]string{{"X-Gwapi-Signature", "a.b.c"}}}, Edited, "POST /hooks?k=1", gatewayapi.Malformed, true, "X-Gwapi-Signature: a.b.c", "", ""},
		{Change{Headers: [][2]string{{"X-New", "1"}}, Without: []string{"X-TWO", "host"}}, Edited, "POST /hooks?k=1", gatewayapi.BadSignature, false, "X-New: 1", "", "X-Two"},
		{Change{Body: []byte("other")}, Edited, "POST /hooks?k=1", gatewayapi.BadSignature, true, "Content-Length: 5", "other", "hello"},
	}
	for n, tt := range tests {
		to := destination(t, e, "app")
		p, err := Prepare(e.Inspector, to, record(t, e, 1), tt.change)
		if err != nil || p.WillFail != tt.willFail {
			t.Errorf("%+v: will fail %v, %v", tt.change, p.WillFail, err)
		}
		run, err := Run(t.Context(), e.Inspector, []uint64{1}, Options{To: to, Change: tt.change})
		if err != nil || run.Badge != tt.badge {
			t.Fatalf("%+v: %+v, %v", tt.change, run, err)
		}
		c := app.Newest(t)
		if got := c.Request.Method + " " + c.Request.Target; got != tt.target || c.Verdict.Result != tt.verdict && tt.badge != Edited {
			t.Errorf("%d. %+v: %s, %s; want %s, %s", n, tt.change, got, c.Verdict.Result, tt.target, tt.verdict)
		}
		head := string(record(t, app, c.ID).Request.Head)
		if !strings.Contains(head, tt.header+"\r\n") || !strings.Contains(c.Request.Body, tt.has) || tt.no != "" && strings.Contains(head+c.Request.Body, tt.no) {
			t.Errorf("%d. %+v:\n%s%s", n, tt.change, head, c.Request.Body)
		}
	}
}

func TestWhyNot(t *testing.T) {
	head := []byte("POST / HTTP/1.1\r\nHost: a\r\n\r\n")
	tests := []struct {
		rec    storage.Record
		change Change
		want   string
	}{
		{storage.Record{Request: storage.Request{Head: head}}, Change{}, ""},
		{storage.Record{Request: storage.Request{Head: head}, Origin: storage.Probe}, Change{}, "It is a probe that"},
		{storage.Record{Request: storage.Request{Head: head, Cut: storage.Truncated}}, Change{}, "Its body was larger"},
		{storage.Record{Request: storage.Request{Head: head, Cut: storage.Incomplete}}, Change{}, "Its sender broke off"},
		{storage.Record{Request: storage.Request{Head: head, Cut: storage.Truncated}}, Change{Body: []byte{}}, ""},
		{storage.Record{Request: storage.Request{Head: []byte("oops")}}, Change{}, "The head of the request"},
		{storage.Record{Request: storage.Request{Head: []byte("CONNECT a:1 HTTP/1.1\r\n\r\n")}}, Change{}, "It asks for a connection"},
	}
	e := inspectortest.Open(t)
	for _, tt := range tests {
		got := WhyNot(&tt.rec, tt.change)
		if !strings.HasPrefix(got, tt.want) || (got == "") != (tt.want == "") {
			t.Errorf("%+v: %q", tt.rec, got)
		}
		_, err := Prepare(e.Inspector, destination(t, e, "http://localhost:1"), &tt.rec, tt.change)
		if errors.Is(err, ErrCannot) != (tt.want != "") || got != "" && sentence(err) != got {
			t.Errorf("%+v: %v", tt.rec, err)
		}
	}
}

// No change can smuggle a header in, or be sent that a person should know of.
func TestChangesThatCannotBeSent(t *testing.T) {
	e := inspectortest.Open(t)
	e.Post(t, "/", inspectortest.MOSMS(1))
	e.Post(t, "/", `{"hello": 1}`)
	to := destination(t, e, "http://localhost:1")
	for _, tt := range []struct {
		id     uint64
		change Change
		field  string
		want   error
	}{
		{1, Change{Headers: [][2]string{{"X-A", "1\r\nX-B: 2"}}}, "headers", wire.ErrMalformed},
		{1, Change{Headers: [][2]string{{"X-A: 1\r\nX-B", "2"}}}, "headers", wire.ErrMalformed},
		{1, Change{Headers: [][2]string{{"Content-Length", "2"}}}, "headers", nil},
		{1, Change{Method: "GET / HTTP/1.1\r\nX-B: 2\r\n\r\n"}, "", wire.ErrMalformed},
		{1, Change{Path: "/a HTTP/1.1\r\nX-B: 2"}, "", wire.ErrMalformed},
		{1, Change{Path: "http://other/"}, "path", nil},
		{1, Change{Signing: "right"}, "", gatewayapi.ErrNoSecret},
		{2, Change{Signing: "right", Secret: []byte("s")}, "", ErrFamily},
	} {
		var bad *inspector.FieldError
		checked := Options{To: to, Change: tt.change}.Check()
		if (tt.field != "") != errors.As(checked, &bad) || bad != nil && bad.Field != tt.field {
			t.Errorf("%+v: checked as %v", tt.change, checked)
		}
		if tt.want == nil {
			continue
		}
		if _, err := Prepare(e.Inspector, to, record(t, e, tt.id), tt.change); !errors.Is(err, tt.want) {
			t.Errorf("%+v: %v", tt.change, err)
		}
		run, err := Run(t.Context(), e.Inspector, []uint64{tt.id}, Options{To: to, Change: tt.change})
		if err == nil && (run.Skipped != 1 || run.Failed+run.Delivered > 0) {
			t.Errorf("%+v: %+v", tt.change, run)
		}
	}
}

func TestSetField(t *testing.T) {
	for _, tt := range []struct{ body, field, want string }{
		{`{"a":  1 , "b":2}`, `a=5`, `{"a":  5 , "b":2}`},
		{"\n {\"a\": \"x\"}\n", `a=text with "quotes"`, "\n {\"a\": \"text with \\\"quotes\\\"\"}\n"},
		{`{"a": {"b": [1, {"c": null}]}}`, `a.b.1.c={"d": 1}`, `{"a": {"b": [1, {"c": {"d": 1}}]}}`},
		{`{"a": [1,2]}`, `a.0="1"`, `{"a": ["1",2]}`},
		{`{"a": 1 }`, `b=2`, `{"a": 1 , "b": 2}`},
		{`{}`, `b=null`, `{"b": null}`},
		{`{"a": {}}`, `a.b=2`, `{"a": {"b": 2}}`},
		{`{"a": 1, "a": 2}`, `a=3`, `{"a": 1, "a": 3}`},
		{`{"a\u0062": 1}`, `ab=3`, `{"a\u0062": 3}`},
		{`{"@this": 1, "#": 2}`, `#=3`, `{"@this": 1, "#": 3}`},
		{`{"a": "å}", "b": 1}`, `b=`, `{"a": "å}", "b": ""}`},
		{`{"a": 1}`, `a.b=2`, ""},
		{`{"a": 1}`, `b.c=2`, ""},
		{`[1]`, `1=2`, ""},
		{`[1]`, `a=2`, ""},
		{`no`, `a=2`, ""},
		{`1`, `a=2`, ""},
	} {
		f, err := ParseField(tt.field)
		if err != nil {
			t.Fatal(err)
		}
		got, err := f.set([]byte(tt.body))
		var bad *inspector.FieldError
		if string(got) != tt.want || (err == nil) != (tt.want != "") || err != nil && !errors.As(err, &bad) {
			t.Errorf("%s in %s: %s, %v; want %s", tt.field, tt.body, got, err, tt.want)
		}
	}
	for _, s := range []string{"", "a", "=1", "a..b=1", ".=1"} {
		if _, err := ParseField(s); err == nil {
			t.Errorf("%q is read", s)
		}
	}
}

func FuzzSetField(f *testing.F) {
	f.Add(`{"a": {"b": [1, {"c": null}]}}`, "a.b.1.c")
	f.Add(` {"a" : "\u007d"} `, "x")
	f.Fuzz(func(t *testing.T, body, path string) {
		field, err := ParseField(path + "=12345")
		if err != nil || slices.Contains([]byte(path), '=') {
			return
		}
		got, err := field.set([]byte(body))
		if err != nil {
			return
		}
		again, err := field.set(got)
		if err != nil || string(again) != string(got) {
			t.Errorf("%q in %q: %q, then %q, %v", path, body, got, again, err)
		}
	})
}

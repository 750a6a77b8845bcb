package inspector_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

func export(t *testing.T, e *inspectortest.Engine) string {
	t.Helper()
	var out bytes.Buffer
	n, err := e.ExportJSONL(t.Context(), &out, nil)
	if err != nil {
		t.Fatal(err)
	}
	if lines := bytes.Count(out.Bytes(), []byte("\n")); uint64(lines) != n {
		t.Errorf("%d lines, said %d", lines, n)
	}
	return out.String()
}

func TestAnExportComesBackTheSame(t *testing.T) {
	from := inspectortest.Open(t)
	name, value := inspectortest.Sign(t, inspectortest.MOSMS(1), "s")
	from.Post(t, "/a?b=c", inspectortest.MOSMS(1), name, value, "X-Odd", "\"<&> æ")
	from.Post(t, "/", inspectortest.MOSMS(1))
	from.Post(t, "/", "\x00\xff\xfe")
	from.Post(t, "/", strings.Repeat("long ", 40_000))
	from.Post(t, "/", inspectortest.Status(7, "REJECTED"))
	if err := from.Mark([]uint64{2}, func(m *inspector.Marks) {
		*m = inspector.Marks{Starred: true, Note: "ask them", Tags: []string{"vip"}}
	}); err != nil {
		t.Fatal(err)
	}
	first := export(t, from)

	to := inspectortest.Open(t)
	if n, err := to.ImportJSONL(t.Context(), strings.NewReader(first), nil); err != nil || n != 5 {
		t.Fatalf("imported %d: %v", n, err)
	}
	second := export(t, to)
	decode := func(s string) (list []map[string]any) {
		dec := json.NewDecoder(strings.NewReader(s))
		dec.UseNumber()
		for dec.More() {
			var c map[string]any
			if err := dec.Decode(&c); err != nil {
				t.Fatal(err)
			}
			delete(c, "origin") // live became imported
			list = append(list, c)
		}
		return list
	}
	if diff := cmp.Diff(decode(first), decode(second)); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(first, `"origin":"live"`) || strings.Contains(second, `"origin":"live"`) {
		t.Error("what is imported must not look live")
	}
}

func TestPlainBodiesAreImported(t *testing.T) {
	e := inspectortest.Open(t)
	lines := "\xef\xbb\xbf" + inspectortest.MOSMS(1) + "\r\n\n  " + inspectortest.Status(2, "DELIVERED") + "\n[1]"
	if n, err := e.ImportJSONL(t.Context(), strings.NewReader(lines), nil); err != nil || n != 3 {
		t.Fatalf("imported %d: %v", n, err)
	}
	c, err := e.Callback(1)
	if err != nil {
		t.Fatal(err)
	}
	if c.Kind != "mo-sms" || c.Origin != "imported" || c.Request.Body != inspectortest.MOSMS(1) || !c.ReceivedAt.Equal(inspectortest.Start) {
		t.Errorf("got %+v", c)
	}
	// A body with a field that happens to be called like one of ours.
	odd := `{"received_at": 17, "msisdn": 4520304050}`
	if _, err := e.ImportJSONL(t.Context(), strings.NewReader(odd), nil); err != nil {
		t.Error(err)
	}
	if got := e.Newest(t).Request.Body; got != odd {
		t.Errorf("kept %q", got)
	}
}

func TestABadLineIsNamedAndCostsNothing(t *testing.T) {
	good := inspectortest.MOSMS(1)
	ours := strings.TrimSpace(export(t, func() *inspectortest.Engine {
		e := inspectortest.Open(t)
		e.Post(t, "/", "{}")
		return e
	}()))
	for name, c := range map[string]struct{ line, want string }{
		"not JSON":         {"hello", "not a JSON object"},
		"cut off":          {`{"id": 1`, "unexpected EOF"},
		"no base64":        {strings.Replace(ours, `"body_encoding":"utf-8"`, `"body_encoding":"base64"`, 1), "base64"},
		"unknown encoding": {strings.Replace(ours, `"body_encoding":"utf-8"`, `"body_encoding":"latin1"`, 1), "body_encoding"},
		"unknown origin":   {strings.Replace(ours, `"origin":"live"`, `"origin":"guessed"`, 1), "origin"},
		"no time":          {strings.Replace(ours, `"received_at"`, `"received"`, 1), "received_at"},
		"a time far off":   {strings.Replace(ours, `"received_at":"2026`, `"received_at":"9999`, 1), "received_at"},
		"wrong duration":   {strings.Replace(ours, `"duration_ms":0`, `"duration_ms":-1`, 1), "duration_ms"},
		"smuggled trailer": {strings.Replace(ours, `"body_encoding"`, `"trailers":[["X","a\r\nY: b"]],"body_encoding"`, 1), "trailers"},
		"smuggled header":  {strings.Replace(ours, `"headers":[[`, `"headers":[["X","a\r\nY: b"],[`, 1), "request"},
		"wrong status":     {strings.Replace(ours, `"status":200`, `"status":-1`, 1), "status"},
	} {
		t.Run(name, func(t *testing.T) {
			e := inspectortest.Open(t)
			e.Post(t, "/", good)
			if c.line == ours {
				t.Fatal("the line was not spoilt")
			}
			file := strings.Repeat(good+"\n", 1200) + c.line + "\n" + good + "\n"
			n, err := e.ImportJSONL(t.Context(), strings.NewReader(file), nil)
			var at *inspector.LineError
			if !errors.As(err, &at) || at.Line != 1201 || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want line 1201 and %q", err, c.want)
			}
			if n != 0 || e.Count() != 1 || e.Newest(t).Origin != "live" {
				t.Errorf("said %d, left %d", n, e.Count())
			}
		})
	}
}

func FuzzImport(f *testing.F) {
	f.Add([]byte(inspectortest.MOSMS(1)))
	f.Add([]byte(`{"received_at":"2026-11-23T09:00:00Z","origin":"live","via":"local","request":{"method":"POST","target":"/","proto":"HTTP/1.1","headers":[["A","b"]],"body":"x","body_encoding":"utf-8"},"response":{"status":200}}`))
	f.Add([]byte("[]\n{}\n\n"))
	e := inspectortest.Open(f)
	f.Fuzz(func(t *testing.T, file []byte) {
		before := e.Count()
		n, err := e.ImportJSONL(t.Context(), bytes.NewReader(file), nil)
		if got := e.Count() - before; got != n || (err != nil && n != 0) {
			t.Errorf("said %d (%v), stored %d", n, err, got)
		}
		if n == 0 {
			return
		}
		if _, err := e.Page(t.Context(), inspector.Query{Limit: int(n)}); err != nil {
			t.Error(err)
		}
	})
}

func TestSettingsAreChecked(t *testing.T) {
	e := inspectortest.Open(t)
	for field, change := range map[string]func(*inspector.Settings){
		"listen":          func(s *inspector.Settings) { s.Listen = "4100" },
		"body_limit":      func(s *inspector.Settings) { s.BodyLimit = 1 },
		"max_connections": func(s *inspector.Settings) { s.MaxConnections = 0 },
		"header_seconds":  func(s *inspector.Settings) { s.HeaderSeconds = -1 },
		"body_seconds":    func(s *inspector.Settings) { s.BodySeconds = 1 << 30 },
	} {
		s := e.Settings()
		change(&s)
		var bad *inspector.FieldError
		if err := e.SetSettings(s); !errors.As(err, &bad) || bad.Field != field {
			t.Errorf("%s: got %v", field, err)
		}
	}
	if e.Settings() != inspector.DefaultSettings() {
		t.Error("a refused change was kept")
	}
}

func TestStatsTellSizesAndAges(t *testing.T) {
	e := inspectortest.Open(t)
	e.Post(t, "/", "{}")
	e.Clock.Advance(time.Hour)
	e.Post(t, "/", "{}")
	s, err := e.Stats()
	if err != nil {
		t.Fatal(err)
	}
	if s.Callbacks != 2 || s.Newest.Sub(*s.Oldest) != time.Hour || s.FileSize == 0 || !s.Health.OK {
		t.Errorf("got %+v", s)
	}
}

// What a sender got wrong must not make an export that nobody can read.
func TestAnExportOfOddCallbacksComesBackByteForByte(t *testing.T) {
	from := inspectortest.Open(t)
	from.Post(t, "/", `{"id": 1, "msisdn": 4520304050, "receiver": 451204, "message": "cut \ud83d", "senttime": 1}`)
	from.Post(t, "/", `{"x": {"a": 1, "a": 2}, "x": 3}`)
	from.Post(t, "/", "{\"text\": \"caf\xe9\"}")
	fmt.Fprint(dial(t, from), "POST /caf\xe9 HTTP/1.1\r\nHost: x\r\nX-Name: Andr\xe9\r\nContent-Length: 0\r\n\r\n")
	eventually(t, "the fourth", func() bool { return from.Count() == 4 })
	to := inspectortest.Open(t)
	if n, err := to.ImportJSONL(t.Context(), strings.NewReader(export(t, from)), nil); err != nil || n != 4 {
		t.Fatalf("imported %d: %v", n, err)
	}
	for id := uint64(1); id <= 4; id++ {
		sent, err := from.Record(id)
		back, also := to.Record(id)
		if err != nil || also != nil {
			t.Fatal(err, also)
		}
		if !bytes.Equal(sent.Request.Body, back.Request.Body) || !bytes.Equal(sent.Request.Head, back.Request.Head) {
			t.Errorf("#%d came back as %q %q, sent %q %q", id, back.Request.Head, back.Request.Body, sent.Request.Head, sent.Request.Body)
		}
	}
}

func TestALineThatIsFarTooLongEndsTheImport(t *testing.T) {
	e := inspectortest.Open(t)
	s := e.Settings()
	s.BodyLimit = 1024
	if err := e.SetSettings(s); err != nil {
		t.Fatal(err)
	}
	var line *inspector.LineError
	long := io.MultiReader(strings.NewReader("{}\n"), io.LimitReader(endless{}, 64<<20))
	if _, err := e.ImportJSONL(t.Context(), long, nil); !errors.As(err, &line) || line.Line != 2 {
		t.Errorf("got %v", err)
	}
	if n := e.Count(); n != 0 {
		t.Errorf("%d are stored", n)
	}
}

// endless is a text without an end.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for n := range p {
		p[n] = 'x'
	}
	return len(p), nil
}

// A failed import must not be met again as what a real callback repeats.
func TestAFailedImportLeavesNothingInTheIndex(t *testing.T) {
	e := inspectortest.Open(t)
	var lines strings.Builder
	for n := range 10_100 { // more than one batch
		lines.WriteString(inspectortest.MOSMS(n) + "\n")
	}
	settled := &afterwards{in: strings.NewReader(lines.String() + "\n"), then: func() string {
		eventually(t, "the first batch", func() bool { return e.Count() == 10_000 })
		if err := e.Settle(t.Context(), nil); err != nil {
			t.Error(err)
		}
		return "nonsense\n"
	}}
	if _, err := e.ImportJSONL(t.Context(), settled, nil); err == nil {
		t.Fatal("nonsense was imported")
	}
	e.Post(t, "/", inspectortest.MOSMS(9_990))
	if err := e.Settle(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	stats, err := e.Stats()
	if err != nil || stats.Callbacks != 1 || stats.Kinds["mo-sms"] != 1 {
		t.Errorf("stats %+v, %v", stats, err)
	}
	if c := e.Newest(t); c.DuplicateOf != nil || c.Attempt != 1 {
		t.Errorf("it is attempt %d of %v", c.Attempt, c.DuplicateOf)
	}
}

// afterwards reads in, and then what then returns.
type afterwards struct {
	in   io.Reader
	then func() string
}

func (a *afterwards) Read(p []byte) (int, error) {
	n, err := a.in.Read(p)
	if err == io.EOF && a.then != nil {
		a.in, a.then, err = strings.NewReader(a.then()), nil, nil
	}
	return n, err
}

package viewmodel

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"ringback/inspector"
)

func rowOf(c *inspector.Callback) Row { return NewRow(c, inspector.Marks{}, time.UTC) }

// line writes a row as a person sees it: sign, text and end of each cell.
func line(r Row) string {
	var cells []string
	for i, cell := range r.Cells[:colWebhook] {
		if i == colAge {
			continue
		}
		cells = append(cells, joined(" ", cell.Sign, cell.Text, cell.End))
	}
	return strings.Join(cells, " | ")
}

func TestRowReadsAsALine(t *testing.T) {
	const forty = "1234567890123456789012345678901234567890"
	tests := []struct {
		name string
		c    *inspector.Callback
		want string
		edge Tone
	}{
		{"received", callbackOf(sms("foo hello world")),
			"09:00:01.419 | ↙ MO SMS | +4520304050 | +45 1204 | foo hello world | received | – | 200 59 ms", Plain},
		{"several lines", callbackOf(sms("foo two\nlines")),
			"09:00:01.419 | ↙ MO SMS | +4520304050 | +45 1204 | foo two↵lines | received | – | 200 59 ms", Plain},
		{"no text", callbackOf(sms("")),
			"09:00:01.419 | ↙ MO SMS | +4520304050 | +45 1204 | no text | received | – | 200 59 ms", Plain},
		{"delivered", callbackOf(status("DELIVERED", "")),
			"09:00:01.419 | ↗ Status | – | +4520304050 | 8001907000123 | delivered | – | 200 59 ms", Plain},
		{"rejected", callbackOf(status("REJECTED", `, "code": "0x1010", "error": "x"`)),
			"09:00:01.419 | ↗ Status | – | +4520304050 | 8001907000123 · 0x1010 Subscriber not known in the home register | rejected | – | 200 59 ms", Bad},
		{"expired", callbackOf(status("EXPIRED", "")),
			"09:00:01.419 | ↗ Status | – | +4520304050 | 8001907000123 | expired | – | 200 59 ms", Plain},
		{"unlisted status", callbackOf(status("HELD\u202E", "")),
			"09:00:01.419 | ↗ Status | – | +4520304050 | 8001907000123 | held‹RLO› | – | 200 59 ms", Plain},
		{"no status", callbackOf(`{"id": 7, "msisdn": 4520304050, "time": 1, "status": ""}`),
			"09:00:01.419 | ↗ Status | – | +4520304050 | 7 | no status | – | 200 59 ms", Plain},
		{"e-mail", callbackOf(`{"id": 7, "email_address": "a@b.example", "time": 1, "status": "BOUNCED", "details": "550 5.1.1"}`),
			"09:00:01.419 | ↗ E-mail | – | a@b.example | 7 · 550 5.1.1 | bounced | – | 200 59 ms", Bad},
		{"huge id", callbackOf(`{"id": "` + forty + `", "msisdn": 1, "time": 1, "status": "DELIVERED"}`),
			"09:00:01.419 | ↗ Status | – | +1 | no message id | delivered | – | 200 59 ms", Plain},
		{"other", callbackOf(`{"hello": "world"}`),
			`09:00:01.419 | ◆ Other | – | – | POST /hooks/sms · {"hello": "world"} | – | – | 200 59 ms`, Plain},
		{"binary", callbackOf("\xff\x00\xfe"),
			"09:00:01.419 | ◆ Other | – | – | POST /hooks/sms · 3 B of binary data | – | – | 200 59 ms", Plain},
		{"simulated", callbackOf(sms("foo"), func(c *inspector.Callback) { c.Origin = "simulated" }),
			"09:00:01.419 | ▶ Simulated | +4520304050 | +45 1204 | foo | received | – | 200 59 ms", Plain},
		{"replayed", callbackOf(sms("foo"), func(c *inspector.Callback) { c.Origin = "replayed" }),
			"09:00:01.419 | ↻ Replayed | +4520304050 | +45 1204 | foo | received | – | 200 59 ms", Plain},
		{"imported", callbackOf(sms("foo"), func(c *inspector.Callback) { c.Origin = "imported" }),
			"09:00:01.419 | ↙ MO SMS | +4520304050 | +45 1204 | foo | received | – | 200 59 ms", Plain},
		{"repeat that came late", callbackOf(status("ENROUTE", ""), func(c *inspector.Callback) {
			c.Attempt, c.Flags = 3, []string{inspector.FlagLate}
		}), "09:00:01.419 | ↗ Status | – | +4520304050 | 3× late 8001907000123 | enroute | – | 200 59 ms", Plain},
		{"from a stranger", callbackOf(sms("foo"), func(c *inspector.Callback) { c.Flags = []string{inspector.FlagUnlisted} }),
			"09:00:01.419 | ↙ MO SMS | +4520304050 | +45 1204 | unlisted foo | received | – | 200 59 ms", Plain},
		{"refused by us", callbackOf(sms("foo"), func(c *inspector.Callback) { c.Response.Status = 503 }),
			"09:00:01.419 | ↙ MO SMS | +4520304050 | +45 1204 | foo | received | – | 503 59 ms", Bad},
		{"redirected", callbackOf(sms("foo"), func(c *inspector.Callback) { c.Response.Status = 302 }),
			"09:00:01.419 | ↙ MO SMS | +4520304050 | +45 1204 | foo | received | – | 302 59 ms", Plain},
		{"too slow", callbackOf(sms("foo"), func(c *inspector.Callback) { c.Response.DurationMS = 5200 }),
			"09:00:01.419 | ↙ MO SMS | +4520304050 | +45 1204 | foo | received | – | 200 5.2 s", Bad},
		{"sender gone", callbackOf(sms("foo"), func(c *inspector.Callback) { c.Response.Undelivered = true }),
			"09:00:01.419 | ↙ MO SMS | +4520304050 | +45 1204 | foo | received | – | gone 59 ms", Bad},
		{"a plain body from a file", callbackOf(sms("foo"), func(c *inspector.Callback) {
			c.Origin, c.Response = "imported", inspector.Response{}
		}), "09:00:01.419 | ↙ MO SMS | +4520304050 | +45 1204 | foo | received | – | –", Plain},
		{"valid", callbackOf(sms("foo"), signed(t, sms("foo"))),
			"09:00:01.419 | ↙ MO SMS | +4520304050 | +45 1204 | foo | received | ✓ | 200 59 ms", Plain},
		{"tampered", callbackOf(sms("foo"), signed(t, sms("bar"))),
			"09:00:01.419 | ↙ MO SMS | +4520304050 | +45 1204 | foo | received | ✗ | 200 59 ms", Bad},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := rowOf(tt.c)
			if got := line(r); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if r.Edge != tt.edge {
				t.Errorf("edge is %v, want %v", r.Edge, tt.edge)
			}
			if r.ID != 99_997 || len(r.Cells) != len(Columns()) {
				t.Errorf("row %d has %d cells", r.ID, len(r.Cells))
			}
		})
	}
}

// Good news is a dot and grey; only what went wrong is loud.
func TestStatusIsLoudOnlyWhenWrong(t *testing.T) {
	for state, want := range map[string]struct{ badge, dot Tone }{
		"DELIVERED": {dot: OK}, "ACCEPTED": {dot: Info}, "BUFFERED": {dot: Info}, "ENROUTE": {dot: Info},
		"EXPIRED": {badge: Warn}, "UNKNOWN": {badge: Warn}, "WHATEVER": {badge: Warn},
		"REJECTED": {badge: Bad}, "UNDELIVERABLE": {badge: Bad}, "SKIPPED": {badge: Bad}, "DELETED": {badge: Bad},
	} {
		cell := rowOf(callbackOf(status(state, ""))).Cells[colStatus]
		if cell.Badge != want.badge || cell.Dot != want.dot {
			t.Errorf("%s: badge %v, dot %v", state, cell.Badge, cell.Dot)
		}
		if cell.Tip == "" {
			t.Errorf("%s is not explained", state)
		}
	}
}

func TestRowShowsWhatAPersonNoted(t *testing.T) {
	r := NewRow(callbackOf(sms("foo")), inspector.Marks{Starred: true, Note: "ask\nAnna", Tags: []string{"a", "b"}}, time.UTC)
	note := r.Cells[colNote]
	if !r.Starred || r.Cells[colMessage].Sign != "★" || note.Text != "ask↵Anna" || note.Sign != "a, b" {
		t.Errorf("%+v", note)
	}
}

func TestRowAgesAndSettles(t *testing.T) {
	r := rowOf(callbackOf(sms("foo")))
	if got := r.Age(arrival.Add(5 * time.Minute)); got.Text != "5m" || got.Tip != "2026-11-23 09:00:01.419 UTC" {
		t.Errorf("%+v", got)
	}
	if (Row{}).Age(arrival).Text == "" {
		t.Error("a row that is not loaded has no age")
	}
	if r.Unsettled {
		t.Error("an answered callback counts as unanswered")
	}
	r = rowOf(callbackOf(sms("foo"), func(c *inspector.Callback) { c.Response.DurationMS = 0 }))
	if !r.Unsettled || r.Cells[colResponse].End != "" {
		t.Error("a callback that is not answered yet counts as answered")
	}
	if rowOf(callbackOf(sms("foo"), func(c *inspector.Callback) { c.Response = inspector.Response{} })).Unsettled {
		t.Error("an answer is waited for that never comes: none was recorded")
	}
}

func TestNoCellIsLong(t *testing.T) {
	long := strings.Repeat("ﷺ", 100_000)
	for _, body := range []string{sms(long), status(long, `, "code": "`+long+`"`), long} {
		for i, cell := range rowOf(callbackOf(body)).Cells {
			for _, text := range []string{cell.Text, cell.Sign, cell.End} {
				if n := len([]rune(text)); n > 3*cellRunes || strings.ContainsAny(text, "\r\n") {
					t.Errorf("column %s holds %d characters", Columns()[i].ID, n)
				}
			}
		}
	}
}

func TestColumnsAreRemembered(t *testing.T) {
	columns := Columns()
	columns[colFrom].Width = 150
	columns[colSig].Hidden = true
	columns[colPath].Hidden = false
	choice := ChoiceOf(columns)
	if got, want := fmt.Sprint(ColumnsBy(choice)), fmt.Sprint(columns); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := ChoiceOf(Columns()); got.Widths != nil || got.Shown != nil || got.Hidden != nil {
		t.Errorf("nothing was changed, and %+v is remembered", got)
	}
	odd := ColumnsBy(ColumnChoice{
		Widths: map[string]float32{"from": 1, "to": 1e9, "time": -4, "gone": 4}, Hidden: []string{"message", "gone"},
	})
	if odd[colFrom].Width != odd[colFrom].Min || odd[colTo].Width != maxWidth || odd[colTime].Width != 100 || odd[colMessage].Hidden {
		t.Errorf("%+v", odd)
	}
}

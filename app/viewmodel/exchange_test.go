package viewmodel

import (
	"strings"
	"testing"
	"time"

	"ringback/inspector/deliver"
)

func exchangeText(e Exchange) string {
	var lines []string
	for _, part := range e.Parts {
		lines = append(lines, part.Strings()...)
	}
	return strings.Join(lines, "\n")
}

func TestAnExchangeAsText(t *testing.T) {
	q := deliver.Request{Head: []byte("POST /sms HTTP/1.1\r\nContent-Type: application/json\r\n\r\n"), Body: []byte(`{"id": 1, "message": "foo"}`)}
	for view, want := range map[View]string{
		Pretty: "POST /sms HTTP/1.1\nContent-Type: application/json\n\n{\n  \"id\": 1,\n  \"message\": \"foo\"\n}",
		Raw:    "POST /sms HTTP/1.1\nContent-Type: application/json\n\n{\"id\": 1, \"message\": \"foo\"}",
	} {
		e := RequestExchange(q, view)
		if got := exchangeText(e); got != want || e.Summary != "27 B · application/json" {
			t.Errorf("%s: got\n%s\n(%s)", view, got, e.Summary)
		}
	}
	answer := deliver.Attempt{Status: 200, Headers: [][2]string{{"Content-Type", "text/plain"}}, Body: []byte("thanks")}
	if got := exchangeText(AnswerExchange(answer)); got != "HTTP/1.1 200 OK\nContent-Type: text/plain\n\nthanks" {
		t.Errorf("got\n%s", got)
	}
	if got := exchangeText(AnswerExchange(deliver.Attempt{Cause: deliver.NoConnection, Took: time.Millisecond})); got != "No connection · 1 ms" {
		t.Errorf("got %q", got)
	}
}

func TestAttemptsAreALadder(t *testing.T) {
	refused := deliver.Attempt{Status: 500, Cause: deliver.BadStatus, Took: 2 * time.Millisecond}
	c := climbed(refused, refused, refused).Climb
	text := func(c deliver.Climb, most int) string {
		var all []string
		for _, line := range AttemptLines(c, noon, most) {
			all = append(all, line.Text)
		}
		return strings.Join(all, "\n")
	}
	c.End, c.NextAt = deliver.Climbing, noon.Add(20*time.Second)
	if got, want := text(c, 2), "2. · +15.0 s · Answered 500 · 2 ms\n3. · +30.0 s · Answered 500 · 2 ms\nNext in 20.0 s"; got != want {
		t.Errorf("got\n%s", got)
	}
	c.NextAt = time.Time{}
	for end, want := range map[deliver.End]string{deliver.GaveUp: "Given up", deliver.Halted: "Stopped"} {
		c.End = end
		if got := text(c, 9); !strings.HasSuffix(got, "\n"+want) || strings.Count(got, "\n") != 3 {
			t.Errorf("%s: got\n%s", end, got)
		}
	}
}

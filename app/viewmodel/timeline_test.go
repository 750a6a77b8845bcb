package viewmodel

import (
	"strings"
	"testing"
	"time"

	"ringback/inspector"
)

func steps(steps []Step) string {
	var b strings.Builder
	for _, s := range steps {
		if s.Note {
			b.WriteString("  ! " + s.Title + "\n")
			continue
		}
		if s.Current {
			b.WriteString("> ")
		}
		b.WriteString(s.Title + " | " + s.Detail + " | " + s.Time + "\n")
	}
	return b.String()
}

func TestStepsOfOneCallback(t *testing.T) {
	c := callbackOf(sms("foo"), signed(t, sms("foo")), func(c *inspector.Callback) {
		c.Lease = &inspector.Lease{Receiver: "451204", Keyword: "foo", Webhook: "default"}
	})
	if got, want := steps(StepsOf(c, time.UTC)), `Received | POST /hooks/sms · from 203.0.113.9:51234 · through the tunnel · HTTP/1.1 · 175 B | 09:00:01.419
Signature valid | JWT in X-Gwapi-Signature | 
Webhook "default" | Chosen by the path · keyword lease 451204 foo | 
Answered 200 OK | Answered 200 in 59 ms. | +59 ms
`; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	c.Response = inspector.Response{}
	if last := StepsOf(c, time.UTC)[3]; last.Title != "Answer not recorded" || last.Tone != Muted {
		t.Errorf("%+v", last)
	}
}

func TestTimelineOfAMessage(t *testing.T) {
	event := func(id uint64, state string, after time.Duration, at string) *inspector.Callback {
		body := `{"id": 1, "msisdn": 4520304050, "time": ` + at + `, "status": "` + state + `"}`
		return callbackOf(body, func(c *inspector.Callback) { c.ID, c.ReceivedAt = id, arrival.Add(after) })
	}
	got := steps(NewTimeline([]*inspector.Callback{
		event(1, "BUFFERED", 0, "1795424400"),
		event(2, "DELIVERED", 3*time.Second, "1795424402"),
		event(3, "ENROUTE", 4*time.Second, "1795424401"),
		event(4, "DELIVERED", 65*time.Second, "1795424402"),
		event(5, "EXPIRED", 2*time.Hour, "1795424500"),
		event(6, "HELD", 3*time.Hour, "1795424500"),
	}, 2, time.UTC))
	want := `buffered | Waits in the provider's own queue. · answered 200 | 09:00:01.419
> delivered | The handset confirmed it. If it was charged, the charge went through. · answered 200 | +3.0 s
  ! Late: a later state was here before. It does not count.
enroute | Handed to the mobile network, on its way. · answered 200 | +4.0 s
  ! The same event again, attempt 2.
delivered | The handset confirmed it. If it was charged, the charge went through. · answered 200 | +1 min 5 s
  ! A second final state that disagrees with the first. The first one counts.
expired | Its validity ran out without a confirmation. · answered 200 | +2 h
  ! A status that the provider does not list. It does not count.
held | The provider does not list this status here; it counts as neither success nor failure. · answered 200 | +3 h
  ! This is final; no other status should follow.
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTimelineOfAReceivedMessage(t *testing.T) {
	c := callbackOf(sms("foo\nbar"), func(c *inspector.Callback) { c.Response.Undelivered = true })
	again := callbackOf(sms("foo\nbar"), func(c *inspector.Callback) { c.ReceivedAt = arrival.Add(time.Minute); c.Attempt = 2 })
	if got, want := steps(NewTimeline([]*inspector.Callback{c, again}, 0, time.UTC)), `Received SMS | foo↵bar · answered 200, the sender was gone | 09:00:01.419
  ! The same event again, attempt 2.
Received SMS | foo↵bar · answered 200 | +1 min
`; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	other := callbackOf(`{"hello": 1}`, func(c *inspector.Callback) { c.Response = inspector.Response{} })
	if got, want := steps(NewTimeline([]*inspector.Callback{other}, 0, time.UTC)), "Other request | answer not recorded | 09:00:01.419\n"; got != want {
		t.Errorf("a request about no message: got\n%s\nwant\n%s", got, want)
	}
	if got := NewTimeline(nil, 0, time.UTC); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

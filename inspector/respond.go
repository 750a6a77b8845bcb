package inspector

import (
	"errors"
	"net/http"
	"os"
	"time"

	"ringback/inspector/gatewayapi"
	"ringback/storage"
)

// plan is how an answer is to be given; the answer itself is in the record.
type plan struct{ delay time.Duration }

// respond finds the webhook of a path, chooses what the caller will get and
// writes both into rec. Rules that can answer instead of the webhook belong
// here, before the last line.
//
// next: storage (Append).
func (i *Inspector) respond(path string, rec *storage.Record, readErr error) plan {
	way := i.routing.Load()
	hook := way.webhook(path)
	rec.Webhook = hook.Label
	if refused, ok := i.turnAway(rec); ok {
		rec.Answer = refused
		return plan{}
	}
	switch {
	case rec.Request.Cut == storage.Truncated:
		rec.Answer = refusal(http.StatusRequestEntityTooLarge, "body limit", "The body is larger than this receiver takes.\n")
	case errors.Is(readErr, os.ErrDeadlineExceeded):
		rec.Answer = refusal(http.StatusRequestTimeout, "read timeout", "The body did not come in time.\n")
	case readErr != nil:
		rec.Answer = refusal(http.StatusBadRequest, "incomplete", "The body did not come whole.\n")
	case hook.RefuseBad && hook.HasSecret:
		if refused, ok := i.refuse(way, rec); ok {
			rec.Answer = refused
			break
		}
		fallthrough
	default:
		rec.Answer = storage.Answer{Status: hook.Answer.Status, Headers: hook.Answer.Headers, Body: []byte(hook.Answer.Body)}
		return plan{delay: hook.Answer.delay()}
	}
	return plan{}
}

// refuse returns the refusal that a callback earns by its signature. Only a
// valid signature passes: one that is missing proves nothing.
func (i *Inspector) refuse(way *routing, rec *storage.Record) (storage.Answer, bool) {
	if len(way.secrets[rec.Webhook]) == 0 {
		// The keeper does not hand the secret out: later, the sender's repeat
		// can be judged.
		return refusal(http.StatusServiceUnavailable, "secret unavailable", "The signature cannot be checked now. Please send again.\n"), true
	}
	verdict := way.verify(requestOf(rec), rec.Webhook, rec.ReceivedAt)
	if verdict.Result == gatewayapi.Valid {
		return storage.Answer{}, false
	}
	return refusal(http.StatusUnauthorized, "signature "+string(verdict.Result), "The signature is not valid.\n"), true
}

func refusal(status int, rule, text string) storage.Answer {
	return storage.Answer{
		Status:  status,
		Headers: [][2]string{{"Content-Type", "text/plain; charset=utf-8"}},
		Body:    []byte(text),
		Rule:    rule,
	}
}

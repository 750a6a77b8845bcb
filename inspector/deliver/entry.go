package deliver

import (
	"time"
	"unicode/utf8"
)

// Entry is one rung of a ladder in JSON.
type Entry struct {
	At time.Time `json:"at"`
	// AgeMS is how long after the first attempt it began, by the schedule; TookMS
	// how long it took. Both are milliseconds.
	AgeMS  float64 `json:"age_ms"`
	TookMS float64 `json:"took_ms"`
	// Status is 0 where there was no answer; Cause is "" where it was delivered.
	Status  int         `json:"status"`
	Cause   Cause       `json:"cause"`
	Reason  string      `json:"reason"`
	Headers [][2]string `json:"headers"`
	// Body is the beginning of the answer's, as text.
	Body      string `json:"body"`
	Truncated bool   `json:"truncated"`
}

// Entries returns the rungs in JSON, with at most limit bytes of each answer's body.
func (c Climb) Entries(limit int) []Entry {
	all := make([]Entry, len(c.Rungs))
	for n, rung := range c.Rungs {
		body, truncated := beginning(rung.Body, limit)
		headers := rung.Headers
		if headers == nil {
			headers = [][2]string{}
		}
		all[n] = Entry{
			At: rung.At.UTC(), AgeMS: milliseconds(rung.Age), TookMS: milliseconds(rung.Took), Status: rung.Status,
			Cause: rung.Cause, Reason: rung.Reason, Headers: headers, Body: string(body), Truncated: truncated || rung.Truncated,
		}
	}
	return all
}

// beginning returns up to limit bytes of a text, and cuts no character in two.
func beginning(text []byte, limit int) (begin []byte, cut bool) {
	if len(text) <= limit {
		return text, false
	}
	for limit > 0 && !utf8.RuneStart(text[limit]) {
		limit--
	}
	return text[:limit], true
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

package replay

import (
	"ringback/inspector"
	"ringback/inspector/compare"
	"ringback/inspector/deliver"
	"ringback/storage"
)

// recorded returns the answer that a callback got when it came; not ok where it
// is not known.
func recorded(rec *storage.Record) (compare.Answer, bool) {
	a := rec.Answer
	ok := a.Status >= 200 && a.Status <= 299
	return compare.Answer{OK: ok, Status: a.Status, Headers: a.Headers, Body: a.Body}, a.Status != 0
}

// kept returns an attempt as it is written down.
func kept(a deliver.Attempt) *inspector.RunAttempt {
	k := &inspector.RunAttempt{
		At: a.At.UTC(), TookMS: float64(a.Took.Microseconds()) / 1000, Status: a.Status,
		Cause: string(a.Cause), Reason: a.Reason, Headers: a.Headers, Truncated: a.Truncated,
	}
	if k.Headers == nil {
		k.Headers = [][2]string{}
	}
	k.SetBody(a.Body)
	return k
}

// judge lays the answer beside the recorded one and the last run's.
func (r *runner) judge(res *inspector.RunResult, rec *storage.Record, body []byte) error {
	now := compare.Answer{
		OK: res.Attempt.OK(), Status: res.Attempt.Status, Cause: res.Attempt.Cause, Headers: res.Attempt.Headers, Body: body,
	}
	if was, ok := recorded(rec); ok {
		c := compare.Compare(was, now, r.Ignored)
		res.Recorded = &c
	}
	last, ok, err := r.past.Of(rec.ID)
	if err != nil || !ok {
		return err
	}
	c := compare.Compare(last.Answer(), now, r.Ignored)
	res.Last = &c
	return nil
}

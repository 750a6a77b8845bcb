package viewmodel

import (
	"time"

	"ringback/app/say"
)

// rateOver is the time over which callbacks per second are counted.
const rateOver = 10 * time.Second

// Rate is how many callbacks a second come. The zero Rate is ready.
type Rate struct{ samples []sample }

type sample struct {
	at    time.Time
	total uint64
}

// Add tells how many callbacks had come in all at a time. Times do not go back.
func (r *Rate) Add(now time.Time, total uint64) {
	r.trim(now)
	if n := len(r.samples); n > 1 && now.Sub(r.samples[n-2].at) < 100*time.Millisecond {
		r.samples = r.samples[:n-1] // a hundred samples say as much as a thousand
	}
	r.samples = append(r.samples, sample{now, total})
}

// trim forgets all but one sample that is older than the window.
func (r *Rate) trim(now time.Time) {
	for len(r.samples) > 1 && now.Sub(r.samples[1].at) >= rateOver {
		r.samples = r.samples[1:]
	}
}

// PerSecond returns the rate over the last ten seconds.
func (r *Rate) PerSecond(now time.Time) float64 {
	r.trim(now)
	if len(r.samples) < 2 {
		return 0
	}
	first, last := r.samples[0], r.samples[len(r.samples)-1]
	over := max(now.Sub(first.at), time.Second)
	if now.Sub(last.at) >= rateOver || last.total < first.total {
		return 0
	}
	return float64(last.total-first.total) / over.Seconds()
}

// Text returns "12.4/s", "1,020/s", or "" where nothing comes.
func (r *Rate) Text(now time.Time) string {
	switch v := r.PerSecond(now); {
	case v < 0.05:
		return ""
	case v < 100:
		return say.Tenths(v) + "/s"
	default:
		return Count(uint64(v+0.5)) + "/s"
	}
}

package filter

import (
	"strconv"
	"strings"
	"time"
)

// moment is a time as it was written. What it means depends on the clock.
type moment struct {
	ago  time.Duration // since:15m
	days int           // today is 1, yesterday 2
	text string        // of an absolute one, by layout
	form momentForm
}

// momentForm is a form of absolute times, and how long one lasts.
type momentForm struct {
	layout       string
	months, days int
	time.Duration
	clock bool // the time of today
}

func momentForms() []momentForm {
	return []momentForm{
		{layout: "2006-01-02", days: 1},
		{layout: "2006-01", months: 1},
		{layout: "2006-01-02t15:04", Duration: time.Minute},
		{layout: "2006-01-02 15:04", Duration: time.Minute},
		{layout: "2006-01-02t15:04:05", Duration: time.Second},
		{layout: "2006-01-02 15:04:05", Duration: time.Second},
		{layout: "2006-01-02t15:04:05z07:00", Duration: time.Second},
		{layout: "15:04", Duration: time.Minute, clock: true},
		{layout: "15:04:05", Duration: time.Second, clock: true},
	}
}

// goLayout turns a folded layout into what package time reads.
func (f momentForm) goLayout() string {
	return strings.NewReplacer("t15", "T15", "z07", "Z07").Replace(f.layout)
}

// parse reads folded text in this form.
func (f momentForm) parse(text string, zone *time.Location) (time.Time, error) {
	return time.ParseInLocation(f.goLayout(), strings.ToUpper(text), zone)
}

func (m *moment) relative() bool { return m.ago != 0 || m.days != 0 || m.form.clock }

// agoUnits are the units of how long ago.
func agoUnits() map[byte]time.Duration {
	return map[byte]time.Duration{
		's': time.Second, 'm': time.Minute, 'h': time.Hour, 'd': 24 * time.Hour, 'w': 7 * 24 * time.Hour,
	}
}

// maxAgo bounds how long ago, so that a time stays within years of four digits.
const maxAgo = 1_000_000

func (t *Term) when(l literal) error {
	s := Fold(strings.TrimSpace(l.text()))
	t.Test, t.written = Between, s
	if strings.Contains(s, " ") {
		t.written = quote(s)
	}
	m, ok := momentOf(s)
	if !ok || l.wild() {
		hint := "such as 15m, 2h, 3d, today, yesterday, 2026-11-23, 2026-11-23T09:30 or 09:30"
		return l.wrong(t.Field.Name+": "+strconv.Quote(s)+" is no time", hint)
	}
	if m.ago != 0 && t.Field.ID == On {
		e := l.wrong("on: takes a day", "did you mean since:"+s+"? on: takes today, yesterday or 2026-11-23")
		return e
	}
	t.moment = m
	return nil
}

func momentOf(s string) (*moment, bool) {
	switch s {
	case "":
		return nil, false
	case "today":
		return &moment{days: 1}, true
	case "yesterday":
		return &moment{days: 2}, true
	}
	last := len(s) - 1
	if size, ok := agoUnits()[s[last]]; ok {
		n, err := strconv.Atoi(s[:last])
		if ago := time.Duration(n) * size; err == nil && n > 0 && n <= maxAgo && ago < 100*365*24*time.Hour {
			return &moment{ago: ago}, true
		}
	}
	for _, form := range momentForms() {
		if _, err := form.parse(s, time.UTC); err == nil {
			return &moment{text: s, form: form}, true
		}
	}
	return nil, false
}

// span returns the beginning and end (exclusive) of the moment.
func (m *moment) span(now time.Time) (from, to time.Time) {
	switch {
	case m.ago != 0:
		return now.Add(-m.ago), now.Add(-m.ago)
	case m.days != 0:
		y, month, d := now.Date()
		from = time.Date(y, month, d+1-m.days, 0, 0, 0, 0, now.Location())
		return from, from.AddDate(0, 0, 1)
	}
	from, _ = m.form.parse(m.text, now.Location()) // it was read before
	if m.form.clock {
		y, month, d := now.Date()
		from = time.Date(y, month, d, from.Hour(), from.Minute(), from.Second(), 0, now.Location())
	}
	return from, from.AddDate(0, m.form.months, m.form.days).Add(m.form.Duration)
}

// bounds returns the microseconds since 1970, inclusive, that a field means.
func (m *moment) bounds(id ID, now time.Time) (low, high int64) {
	from, to := m.span(now)
	low, high = from.UnixMicro(), to.UnixMicro()-1
	switch id {
	case Since:
		high = NoHigh
	case Until:
		low = NoLow
	}
	return low, high
}

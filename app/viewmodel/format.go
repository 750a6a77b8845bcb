package viewmodel

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"ringback/app/say"
	"ringback/inspector/gatewayapi"
)

// Clock returns the time of day as lists show it: "15:04:05.000".
func Clock(t time.Time, zone *time.Location) string { return t.In(zone).Format("15:04:05.000") }

// FullTime returns date, time and zone: "2026-11-23 15:04:05.000 CET".
func FullTime(t time.Time, zone *time.Location) string {
	return t.In(zone).Format("2006-01-02 15:04:05.000 MST")
}

// Age returns how long ago something was, in up to four characters: "now", "12s", "4m",
// "3h", "2d". What lies ahead, by a clock that is not quite right, is now.
func Age(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d < time.Second:
		return say.L("now")
	case d < time.Minute:
		return say.L("%ds", d/time.Second)
	case d < time.Hour:
		return say.L("%dm", d/time.Minute)
	case d < day:
		return say.L("%dh", d/time.Hour)
	}
	return say.L("%dd", d/day)
}

// Ago returns an age as part of a sentence: "just now", "12s ago".
func Ago(d time.Duration) string {
	if d < time.Second {
		return say.L("just now")
	}
	return say.L("%s ago", Age(d))
}

// dayTime returns a day and what clock, a layout, shows of the time: "2 Jan 15:04".
func dayTime(t time.Time, clock string) string { return say.Day(t) + " " + t.Format(clock) }

// Count returns a whole number with a mark before each three digits: "100,000".
func Count(n uint64) string { return say.Number(n) }

// Size returns a number of bytes in units of a thousand: "642 B", "1.4 kB", "10.2 MB".
func Size(n int64) string {
	if n < 1000 {
		return strconv.FormatInt(max(n, 0), 10) + " B"
	}
	v := float64(n)
	for _, unit := range []string{"kB", "MB", "GB"} {
		if v /= 1000; v < 999.95 {
			return say.Tenths(v) + " " + unit
		}
	}
	return say.Tenths(v/1000) + " TB"
}

// Duration returns a time that passed, as exactly as a person cares: "0.3 ms", "34 ms",
// "1.2 s", "2 min 5 s", "3 h 20 min", "2 d 4 h".
func Duration(d time.Duration) string {
	switch {
	case d < 0:
		return "−" + Duration(-d)
	case d < 9950*time.Microsecond && d%time.Millisecond != 0:
		return say.Tenths(float64(d)/float64(time.Millisecond)) + " ms"
	case d < 999500*time.Microsecond:
		return fmt.Sprintf("%d ms", d.Round(time.Millisecond)/time.Millisecond)
	case d < 59950*time.Millisecond:
		return say.Tenths(d.Seconds()) + " s"
	case d < time.Hour-500*time.Millisecond:
		return twoUnits(d.Round(time.Second), time.Minute, "min", time.Second, "s")
	case d < 24*time.Hour-30*time.Second:
		return twoUnits(d.Round(time.Minute), time.Hour, say.X("unit", "h"), time.Minute, "min")
	}
	return twoUnits(d.Round(time.Hour), 24*time.Hour, say.X("unit", "d"), time.Hour, say.X("unit", "h"))
}

func twoUnits(d, big time.Duration, bigName string, small time.Duration, smallName string) string {
	s := fmt.Sprintf("%d %s", d/big, bigName)
	if rest := d % big / small; rest > 0 {
		s += fmt.Sprintf(" %d %s", rest, smallName)
	}
	return s
}

// Offset returns how long after another one something happened: "+59 ms".
func Offset(d time.Duration) string {
	if d < 0 {
		return Duration(d)
	}
	return "+" + Duration(d)
}

// millis returns the duration that an engine's number of milliseconds stands for.
func millis(ms float64) time.Duration { return time.Duration(ms * float64(time.Millisecond)) }

// Phone returns a phone number for a list, unspaced so that columns line up:
// "+4520304050". Anything but digits, such as a sender that is a name, stays as it is, with
// its hidden characters shown.
func Phone(s string) string {
	if isDigits(s) {
		return "+" + s
	}
	return OneLine(s, cellRunes)
}

// PhoneInGroups returns a phone number in the groups of its country: "+45 20 30 40 50".
func PhoneInGroups(s string) string {
	if isDigits(s) {
		return gatewayapi.FormatMSISDN(s)
	}
	return OneLine(s, valueRunes)
}

// Receiver returns a short code or number that people send to, its country prefix apart:
// "+45 1204". An empty prefix is the calling code that the digits begin with.
func Receiver(s, prefix string) string {
	if isDigits(s) {
		return gatewayapi.FormatReceiver(s, prefix)
	}
	return OneLine(s, cellRunes)
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

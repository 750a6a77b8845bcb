package viewmodel

import (
	"fmt"
	"strconv"
	"strings"
	"time"

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
		return "now"
	case d < time.Minute:
		return strconv.Itoa(int(d/time.Second)) + "s"
	case d < time.Hour:
		return strconv.Itoa(int(d/time.Minute)) + "m"
	case d < day:
		return strconv.Itoa(int(d/time.Hour)) + "h"
	}
	return strconv.Itoa(int(d/day)) + "d"
}

// Ago returns an age as part of a sentence: "just now", "12s ago".
func Ago(d time.Duration) string {
	if age := Age(d); age != "now" {
		return age + " ago"
	}
	return "just now"
}

// Count returns a whole number with a comma before each three digits: "100,000".
func Count(n uint64) string {
	s := strconv.FormatUint(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Counted returns a count with its noun: "1 callback", "2,000 callbacks".
func Counted(n uint64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Count(n) + " " + many
}

// Size returns a number of bytes in units of a thousand: "642 B", "1.4 kB", "10.2 MB".
func Size(n int64) string {
	if n < 1000 {
		return strconv.FormatInt(max(n, 0), 10) + " B"
	}
	v := float64(n)
	for _, unit := range []string{"kB", "MB", "GB"} {
		if v /= 1000; v < 999.95 {
			return fmt.Sprintf("%.1f %s", v, unit)
		}
	}
	return fmt.Sprintf("%.1f TB", v/1000)
}

// Duration returns a time that passed, as exactly as a person cares: "0.3 ms", "34 ms",
// "1.2 s", "2 min 5 s", "3 h 20 min", "2 d 4 h".
func Duration(d time.Duration) string {
	switch {
	case d < 0:
		return "−" + Duration(-d)
	case d < 9950*time.Microsecond && d%time.Millisecond != 0:
		return fmt.Sprintf("%.1f ms", float64(d)/float64(time.Millisecond))
	case d < 999500*time.Microsecond:
		return fmt.Sprintf("%d ms", d.Round(time.Millisecond)/time.Millisecond)
	case d < 59950*time.Millisecond:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d < time.Hour-500*time.Millisecond:
		return twoUnits(d.Round(time.Second), time.Minute, "min", time.Second, "s")
	case d < 24*time.Hour-30*time.Second:
		return twoUnits(d.Round(time.Minute), time.Hour, "h", time.Minute, "min")
	}
	return twoUnits(d.Round(time.Hour), 24*time.Hour, "d", time.Hour, "h")
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

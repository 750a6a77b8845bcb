package viewmodel

import (
	"testing"
	"time"
)

var cet = time.FixedZone("CET", 3600)

func TestTimes(t *testing.T) {
	at := time.Date(2026, 11, 23, 23, 0, 1, 123456789, time.UTC)
	if got := Clock(at, cet); got != "00:00:01.123" {
		t.Errorf("Clock = %q", got)
	}
	if got := FullTime(at, cet); got != "2026-11-24 00:00:01.123 CET" {
		t.Errorf("FullTime = %q", got)
	}
}

func TestAge(t *testing.T) {
	for _, tt := range []struct {
		d    time.Duration
		want string
	}{
		{-time.Hour, "now"},
		{0, "now"},
		{999 * time.Millisecond, "now"},
		{time.Second, "1s"},
		{59 * time.Second, "59s"},
		{time.Minute, "1m"},
		{59*time.Minute + 59*time.Second, "59m"},
		{time.Hour, "1h"},
		{23*time.Hour + 59*time.Minute, "23h"},
		{48 * time.Hour, "2d"},
		{400 * 24 * time.Hour, "400d"},
	} {
		if got := Age(tt.d); got != tt.want {
			t.Errorf("Age(%v) = %q, want %q", tt.d, got, tt.want)
		}
	}
	if Ago(0) != "just now" || Ago(4*time.Second) != "4s ago" {
		t.Error(Ago(0), Ago(4*time.Second))
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[uint64]string{
		0: "0", 999: "999", 1000: "1,000", 100_000: "100,000", 1_234_567: "1,234,567",
		1<<64 - 1: "18,446,744,073,709,551,615",
	} {
		if got := Count(n); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestSize(t *testing.T) {
	for n, want := range map[int64]string{
		-1: "0 B", 0: "0 B", 642: "642 B", 999: "999 B", 1000: "1.0 kB", 1400: "1.4 kB", 999_949: "999.9 kB",
		999_950: "1.0 MB", 10_200_000: "10.2 MB", 84_200_000_000: "84.2 GB", 5_000_000_000_000_000: "5000.0 TB",
	} {
		if got := Size(n); got != want {
			t.Errorf("Size(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestDuration(t *testing.T) {
	for _, tt := range []struct {
		d    time.Duration
		want string
	}{
		{0, "0 ms"},
		{300 * time.Microsecond, "0.3 ms"},
		{5 * time.Millisecond, "5 ms"},
		{9949 * time.Microsecond, "9.9 ms"},
		{9960 * time.Microsecond, "10 ms"},
		{34*time.Millisecond + 400*time.Microsecond, "34 ms"},
		{999400 * time.Microsecond, "999 ms"},
		{999600 * time.Microsecond, "1.0 s"},
		{1250 * time.Millisecond, "1.2 s"},
		{59960 * time.Millisecond, "1 min"},
		{125 * time.Second, "2 min 5 s"},
		{time.Hour - time.Millisecond, "1 h"},
		{200 * time.Minute, "3 h 20 min"},
		{52 * time.Hour, "2 d 4 h"},
		{-2 * time.Second, "−2.0 s"},
	} {
		if got := Duration(tt.d); got != tt.want {
			t.Errorf("Duration(%v) = %q, want %q", tt.d, got, tt.want)
		}
	}
	if Offset(59*time.Millisecond) != "+59 ms" || Offset(-59*time.Millisecond) != "−59 ms" {
		t.Error(Offset(59*time.Millisecond), Offset(-59*time.Millisecond))
	}
}

func TestNumbers(t *testing.T) {
	const forty = "1234567890123456789012345678901234567890"
	for _, tt := range []struct{ got, want string }{
		{Phone("4520304050"), "+4520304050"},
		{Phone(forty), "+" + forty},
		{Phone("ACME"), "ACME"},
		{Phone(""), ""},
		{Phone("45\u202E20"), "45‹RLO›20"},
		{PhoneInGroups("4520304050"), "+45 20 30 40 50"},
		{PhoneInGroups(forty), "+" + forty},
		{PhoneInGroups("a@b.example"), "a@b.example"},
		{Receiver("451204", "45"), "+45 1204"},
		{Receiver("451204", ""), "+45 1204"},
		{Receiver("", ""), ""},
		{Receiver("x", "45"), "x"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

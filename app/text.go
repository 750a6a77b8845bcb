package main

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"ringback/inspector"
	"ringback/inspector/gatewayapi"
)

// printable makes a text from outside safe for a terminal: what could move the
// cursor, change colours or turn the direction of writing stands there as a sign.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r':
			return '↵'
		case r == '\t':
			return ' '
		case r < ' ':
			return 0x2400 + r // control pictures
		case r == 0x7f:
			return '␡'
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\u2028', r == '\u2029':
			return '�'
		}
		return r
	}, s)
}

func shorten(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// kindWords are the kinds in words of up to 14 characters.
var kindWords = map[gatewayapi.Kind]string{
	gatewayapi.MOSMS:          "received SMS",
	gatewayapi.DeliveryStatus: "SMS status",
	gatewayapi.EmailStatus:    "e-mail status",
	gatewayapi.SMSStatus:      "SMS status",
	gatewayapi.RCSStatus:      "RCS status",
	gatewayapi.MOTextSMS:      "received SMS",
	gatewayapi.MOTextRCS:      "received RCS",
	gatewayapi.MOLocationRCS:  "RCS location",
	gatewayapi.MOFileRCS:      "RCS file",
	gatewayapi.Unknown:        "unknown",
}

// rowOf returns a callback in one line.
func rowOf(c *inspector.Callback) string {
	return strings.TrimRight(fmt.Sprintf("#%-6d %s  %-13s  %-28s %-40s %s", c.ID,
		c.ReceivedAt.Local().Format("2006-01-02 15:04:05.000"), kindWords[c.Kind], route(c), shorten(gist(c), 40), aside(c)), " ")
}

// route says from whom to whom.
func route(c *inspector.Callback) string {
	from, to := number(c.Parsed.From), number(c.Parsed.To)
	switch {
	case c.Kind == gatewayapi.Unknown:
		return shorten(printable(c.Request.Method+" "+c.Request.Target), 28)
	case from == "":
		return "→ " + to
	case to == "":
		return from
	}
	return from + " → " + to
}

func number(s string) string {
	if s == "" || strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' }) {
		return printable(s)
	}
	return "+" + s
}

// gist says what a callback is about.
func gist(c *inspector.Callback) string {
	switch {
	case c.Kind.Received():
		return printable(c.Parsed.Text)
	case c.Kind.Status():
		words := printable(c.Parsed.Status)
		if c.Parsed.Charge != "" {
			words += " " + printable(c.Parsed.Charge)
		}
		if c.Parsed.Error.Code != "" {
			words += " " + printable(c.Parsed.Error.Code+" "+c.Parsed.Error.Text)
		}
		return words
	}
	return printable(shorten(c.Request.Body, 80))
}

// aside says how it was answered and what is remarkable.
func aside(c *inspector.Callback) string {
	parts := []string{answered(c.Response)}
	if c.Verdict.Result.Failed() {
		parts = append(parts, "signature "+string(c.Verdict.Result))
	}
	if c.Attempt > 1 {
		parts = append(parts, fmt.Sprintf("%d×", c.Attempt))
	}
	if c.Origin != "live" {
		parts = append(parts, c.Origin)
	}
	parts = append(parts, c.Flags...)
	return strings.Join(parts, ", ")
}

func answered(r inspector.Response) string {
	if r.Status == 0 {
		return "not answered"
	}
	took := time.Duration(r.DurationMS * float64(time.Millisecond))
	return fmt.Sprintf("%d in %s", r.Status, rounded(took))
}

func rounded(d time.Duration) time.Duration {
	if d >= time.Second {
		return d.Round(10 * time.Millisecond)
	}
	return d.Round(10 * time.Microsecond)
}

// size returns a number of bytes in words.
func size(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1_000_000:
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	case n < 1_000_000_000:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%.1f GB", float64(n)/1e9)
}

// red colours a text where stdout is a terminal that wants colours.
func (p *program) red(s string) string {
	if !p.call.StdoutTTY || p.call.NoColor {
		return s
	}
	return "\x1b[31m" + s + "\x1b[0m"
}

package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

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
		case misleading(r):
			return utf8.RuneError
		}
		return r
	}, s)
}

// misleading tells whether a character makes a terminal do or show something
// else than itself.
func misleading(r rune) bool {
	switch r {
	case '\n', '\r', '\t':
		return false
	case '\u2028', '\u2029':
		return true
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
}

func shorten(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// kindWords returns a kind in words of up to 13 characters.
func kindWords(k gatewayapi.Kind) string {
	switch k {
	case gatewayapi.MOSMS, gatewayapi.MOTextSMS:
		return "received SMS"
	case gatewayapi.MOTextRCS:
		return "received RCS"
	case gatewayapi.MOLocationRCS:
		return "RCS location"
	case gatewayapi.MOFileRCS:
		return "RCS file"
	case gatewayapi.DeliveryStatus, gatewayapi.SMSStatus:
		return "SMS status"
	case gatewayapi.RCSStatus:
		return "RCS status"
	case gatewayapi.EmailStatus:
		return "e-mail status"
	}
	return string(k)
}

// Columns of a row, in characters. What a callback is about gets the room that
// a terminal leaves, or else gistRoom.
const (
	routeRoom  = 28
	gistRoom   = 40
	leastGist  = 16
	otherRooms = 100 // all columns but that one
)

// rowOf returns a callback in one line; width is the terminal's, 0 where it is
// not known.
func rowOf(c *inspector.Callback, width int) string {
	room := gistRoom
	if width > 0 {
		room = max(width-otherRooms, leastGist)
	}
	return strings.TrimRight(fmt.Sprintf("#%-6d %s  %-13s  %-*s  %-*s  %s", c.ID,
		c.ReceivedAt.Local().Format("2006-01-02 15:04:05.000"), kindWords(c.Kind),
		routeRoom, shorten(route(c), routeRoom), room, shorten(gist(c), room), aside(c)), " ")
}

// route says from whom to whom.
func route(c *inspector.Callback) string {
	from, to := number(c.Parsed.From), number(c.Parsed.To)
	switch {
	case c.Kind == gatewayapi.Unknown:
		return printable(c.Request.Method + " " + c.Request.Target)
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
	if c.Request.BodyEncoding == "base64" {
		return "binary, " + size(c.Request.BodySize)
	}
	return printable(shorten(c.Request.Body, 200))
}

// aside says how it was answered and what is remarkable.
func aside(c *inspector.Callback) string {
	parts := []string{answerWords(c.Response)}
	if c.Verdict.Result != gatewayapi.Unsigned {
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
	if r.Status == 0 { // a plain body from a file
		return "answer not recorded"
	}
	words := strconv.Itoa(r.Status)
	if r.DurationMS > 0 {
		words += fmt.Sprintf(" in %s", rounded(time.Duration(r.DurationMS*float64(time.Millisecond))))
	}
	if r.Undelivered {
		words += ", the sender was gone"
	}
	return words
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

// done says on stderr that what was asked for is done; stdout is for what was
// asked to be printed.
func (p *program) done(format string, args ...any) {
	fmt.Fprintln(p.stderr, printable(fmt.Sprintf(format, args...)))
}

// red colours a text where stdout is a terminal that wants colours.
func (p *program) red(s string) string {
	if !p.call.StdoutTTY || p.call.NoColor {
		return s
	}
	return "\x1b[31m" + s + "\x1b[0m"
}

// counted returns a number with its noun, in the plural where there is not one.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

package ui

import (
	"bytes"
	"io"
)

// quietLog passes the toolkit's messages on, but for those that nobody can use.
type quietLog struct {
	to       io.Writer
	dropping bool // the message that is under way
}

// What nobody can use begins a message of three lines each.
const (
	noBus      = "Fyne error:  failed to watch theme settings" // to follow the desktop from light to dark
	noLanguage = "Fyne error:  Error parsing user locale C"    // the system is set to none
	noFolder   = "Fyne error:  Getting favorite locations"     // a home without one for videos, when files are shown
	halfFile   = "Fyne error:  Preferences load error:"        // another window writes what the toolkit remembers
)

// Write takes one line. The log package calls it from one goroutine at a time.
func (q *quietLog) Write(line []byte) (int, error) {
	detail := bytes.Contains(line, []byte("  Cause: ")) || bytes.Contains(line, []byte("  At: "))
	q.dropping = q.dropping && detail
	for _, useless := range []string{noBus, noLanguage, noFolder, halfFile} {
		q.dropping = q.dropping || bytes.Contains(line, []byte(useless))
	}
	if q.dropping {
		return len(line), nil
	}
	return q.to.Write(line)
}

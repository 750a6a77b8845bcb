package ui

import (
	"bytes"
	"io"
)

// quietLog passes the toolkit's messages on, but for those that nobody can use, which come
// in three lines at every start: without a session bus it cannot follow the desktop from light
// to dark, and it does not know the language of a system that is set to none.
type quietLog struct {
	to       io.Writer
	dropping bool // the message that is under way
}

// Write takes one line. The log package calls it from one goroutine at a time.
func (q *quietLog) Write(line []byte) (int, error) {
	detail := bytes.Contains(line, []byte("  Cause: ")) || bytes.Contains(line, []byte("  At: "))
	useless := bytes.Contains(line, []byte("Fyne error:  failed to watch theme settings")) ||
		bytes.Contains(line, []byte("Fyne error:  Error parsing user locale C"))
	q.dropping = useless || q.dropping && detail
	if q.dropping {
		return len(line), nil
	}
	return q.to.Write(line)
}

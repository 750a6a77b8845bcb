package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"
)

// marshal returns v as JSON. Characters that could mislead the reader of a
// terminal stand there as \u escapes, which say the same.
func marshal(v any, indent string) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return harmless(bytes.TrimSuffix(out.Bytes(), []byte("\n"))), nil
}

// harmless returns JSON without characters that could mislead.
func harmless(text []byte) []byte {
	if bytes.IndexFunc(text, misleading) < 0 {
		return text
	}
	var safe []byte
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		if misleading(r) { // they are all below U+10000, and stand in strings only
			safe = fmt.Appendf(safe, `\u%04x`, r)
		} else {
			safe = append(safe, text[:n]...)
		}
		text = text[n:]
	}
	return safe
}

// harmlessLines passes lines of JSON on to a terminal.
type harmlessLines struct {
	out  io.Writer
	line []byte // begun and not yet ended
}

// Write implements [io.Writer].
func (h *harmlessLines) Write(p []byte) (int, error) {
	whole := bytes.LastIndexByte(p, '\n') + 1
	if whole == 0 {
		h.line = append(h.line, p...)
		return len(p), nil
	}
	_, err := h.out.Write(harmless(append(h.line, p[:whole]...)))
	h.line = append(h.line[:0], p[whole:]...)
	return len(p), err
}

// printJSON writes v to stdout for programs and people.
func (p *program) printJSON(v any) error {
	text, err := marshal(v, "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.stdout, "%s\n", text)
	return err
}

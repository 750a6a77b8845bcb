package main

import (
	"bytes"
	"encoding/json"
	"fmt"
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
	text := bytes.TrimSuffix(out.Bytes(), []byte("\n"))
	if bytes.IndexFunc(text, misleading) < 0 {
		return text, nil
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
	return safe, nil
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

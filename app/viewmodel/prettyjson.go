package viewmodel

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
)

// Limits of pretty printing. Without the first, a few megabytes of brackets would become
// gigabytes of blanks.
const (
	indentMost = 40        // levels that are indented
	inlineMost = 72        // bytes of an array of plain values that stays on one line
	checkEvery = 256 << 10 // bytes between two looks at the context
)

var errCutJSON = errors.New("the JSON ends too early")

// prettyJSON puts each member on a line of its own. Names, texts and numbers stay byte for
// byte as they are. For what is no JSON it returns the offset of the first wrong byte.
func prettyJSON(ctx context.Context, src string) (out string, at int, err error) {
	skipped := len(src) - len(strings.TrimPrefix(src, "\ufeff"))
	src = src[skipped:]
	var whole json.RawMessage
	if err := json.Unmarshal([]byte(src), &whole); err != nil {
		var syntax *json.SyntaxError
		if !errors.As(err, &syntax) {
			return "", 0, err
		}
		if strings.Contains(syntax.Error(), "unexpected end") {
			return "", skipped + len(src), errCutJSON
		}
		return "", skipped + int(syntax.Offset) - 1, syntax
	}
	p := jsonPrinter{src: src}
	p.out.Grow(len(src) + len(src)/2)
	for i, check := 0, checkEvery; i < len(src); {
		if i >= check {
			if ctx.Err() != nil {
				return "", 0, ctx.Err()
			}
			check += checkEvery
		}
		i = p.step(i)
	}
	return p.out.String(), 0, nil
}

// jsonPrinter prints JSON that is known to be valid.
type jsonPrinter struct {
	src   string
	out   strings.Builder
	depth int
}

// step prints what begins at i and returns where the next thing begins.
func (p *jsonPrinter) step(i int) int {
	c := p.src[i]
	switch c {
	case ' ', '\t', '\r', '\n':
		return i + 1
	case '"':
		end := stringEnd(p.src, i)
		p.out.WriteString(p.src[i:end])
		return end
	case '[', '{':
		if text, end, ok := p.inline(i); ok {
			p.out.WriteString(text)
			return end
		}
		p.depth++
		p.out.WriteByte(c)
		p.newLine()
	case ']', '}':
		p.depth--
		p.newLine()
		p.out.WriteByte(c)
	case ',':
		p.out.WriteByte(c)
		p.newLine()
	case ':':
		p.out.WriteString(": ")
	default:
		p.out.WriteByte(c)
	}
	return i + 1
}

func (p *jsonPrinter) newLine() {
	p.out.WriteByte('\n')
	for range min(p.depth, indentMost) {
		p.out.WriteString("  ")
	}
}

// inline returns what begins at i on one line, if it is empty or a short array of plain
// values.
func (p *jsonPrinter) inline(i int) (text string, end int, ok bool) {
	var b strings.Builder
	closing := p.src[i] + 2 // ']' follows two after '[', and so do the braces
	b.WriteByte(p.src[i])
	for i++; i < len(p.src) && b.Len() < inlineMost; {
		switch c := p.src[i]; c {
		case ' ', '\t', '\r', '\n':
			i++
		case closing:
			b.WriteByte(c)
			return b.String(), i + 1, true
		case '"':
			if closing == '}' {
				return "", 0, false
			}
			end := stringEnd(p.src, i)
			if end-i > inlineMost {
				return "", 0, false
			}
			b.WriteString(p.src[i:end])
			i = end
		case '[', '{':
			return "", 0, false
		case ',':
			b.WriteString(", ")
			i++
		default:
			b.WriteByte(c)
			i++
		}
	}
	return "", 0, false
}

// stringEnd returns where the string ends that begins at i, after its quote, or the end of s.
func stringEnd(s string, i int) int {
	for i++; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(s)
}

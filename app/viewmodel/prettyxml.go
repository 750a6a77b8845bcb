package viewmodel

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"strings"
)

var errNoElement = errors.New("there is no element")

// prettyXML puts each element on a line of its own, with its text where it has nothing else.
// Blanks between elements go; all else stays as it is. For what is no XML it returns the
// offset where reading stopped.
func prettyXML(ctx context.Context, src string) (out string, at int, err error) {
	if at, err = checkXML(ctx, src); err != nil {
		return "", at, err
	}
	var b strings.Builder
	depth := 0
	pieces := xmlPieces(src)
	for i := 0; i < len(pieces); i++ {
		piece := pieces[i]
		opens := isOpening(piece)
		if strings.HasPrefix(piece, "</") {
			depth--
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(strings.Repeat("  ", min(max(depth, 0), indentMost)))
		b.WriteString(piece)
		switch {
		case !opens:
		case i+1 < len(pieces) && strings.HasPrefix(pieces[i+1], "</"):
			b.WriteString(pieces[i+1])
			i++
		case i+2 < len(pieces) && isText(pieces[i+1]) && strings.HasPrefix(pieces[i+2], "</"):
			b.WriteString(pieces[i+1] + pieces[i+2])
			i += 2
		default:
			depth++
		}
	}
	return b.String(), 0, nil
}

func isText(piece string) bool { return !strings.HasPrefix(piece, "<") }

// isOpening reports whether a piece is a tag that another one closes.
func isOpening(piece string) bool {
	return !isText(piece) && !strings.HasSuffix(piece, "/>") && !strings.HasPrefix(piece, "</") &&
		!strings.HasPrefix(piece, "<?") && !strings.HasPrefix(piece, "<!")
}

func checkXML(ctx context.Context, src string) (at int, err error) {
	d := xml.NewDecoder(strings.NewReader(src))
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // shown as it is
	elements := 0
	for n := 0; ; n++ {
		if n%10_000 == 0 && ctx.Err() != nil {
			return 0, ctx.Err()
		}
		token, err := d.Token()
		if _, ok := token.(xml.StartElement); ok {
			elements++
		}
		var syntax *xml.SyntaxError
		switch {
		case err == io.EOF && elements == 0:
			return 0, errNoElement
		case err == io.EOF:
			return 0, nil
		case errors.As(err, &syntax):
			return int(d.InputOffset()), errors.New(syntax.Msg)
		case err != nil:
			return int(d.InputOffset()), err
		}
	}
}

// xmlPieces cuts valid XML into tags, comments and the like, and texts without blanks around
// them.
func xmlPieces(src string) []string {
	var pieces []string
	for src != "" {
		end := strings.IndexByte(src, '<')
		if end < 0 {
			end = len(src)
		}
		if text := strings.TrimSpace(src[:end]); text != "" {
			pieces = append(pieces, text)
		}
		if src = src[end:]; src != "" {
			end = markupEnd(src)
			pieces, src = append(pieces, src[:end]), src[end:]
		}
	}
	return pieces
}

// markupEnd returns the length of the markup that s begins with.
func markupEnd(s string) int {
	for _, special := range [][2]string{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}} {
		if rest, ok := strings.CutPrefix(s, special[0]); ok {
			if end := strings.Index(rest, special[1]); end >= 0 {
				return len(special[0]) + end + len(special[1])
			}
			return len(s)
		}
	}
	var quote byte
	inner := 0 // brackets of a document type
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '[' || c == '<':
			inner++
		case c == ']':
			inner--
		case c == '>' && inner > 0 && s[1] == '!':
			inner--
		case c == '>':
			return i + 1
		}
	}
	return len(s)
}

// prettyForm puts each pair of a form on a line of its own, decoded: "name: value".
func prettyForm(src string) string {
	var b strings.Builder
	for pair := range strings.SplitSeq(src, "&") {
		if pair == "" {
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		b.WriteString(OneLine(unescape(name), valueRunes) + ": " + OneLine(unescape(value), valueRunes) + "\n")
	}
	return b.String()
}

// unescape decodes a part of a form; one that is not well formed stays as it is.
func unescape(s string) string {
	plain, err := url.QueryUnescape(s)
	if err != nil {
		return s
	}
	return plain
}

package viewmodel

import (
	"bytes"
	"context"
	"encoding/json"
	"mime"
	"strings"
	"unicode/utf8"

	"ringback/app/say"
)

// Format says what a body is, as far as showing it goes.
type Format string

// The formats.
const (
	FormatEmpty  Format = "empty"
	FormatJSON   Format = "JSON"
	FormatXML    Format = "XML"
	FormatForm   Format = "form"
	FormatHead   Format = "HTTP head"
	FormatText   Format = "text"
	FormatBinary Format = "binary"
)

// View is a way of showing a body.
type View string

// The views.
const (
	Pretty View = "Pretty"
	Raw    View = "Raw"
	Hex    View = "Hex"
	AsTree View = "Tree" // made by [Body.Tree]
)

// Word returns what a person reads for the view.
func (v View) Word() string {
	switch v {
	case Raw:
		return say.L("Raw")
	case Hex:
		return say.L("Hex")
	case AsTree:
		return say.L("Tree")
	}
	return say.L("Pretty")
}

// formatWord returns what a person reads for a format.
func formatWord(f Format) string {
	switch f {
	case FormatForm:
		return say.L("form")
	case FormatText:
		return say.L("text")
	case FormatBinary:
		return say.L("binary data")
	}
	return string(f)
}

// atOnce is up to which size a body may be made ready on the UI goroutine.
const atOnce = 1 << 20

// Body is a body to be shown. It is cheap to make, whatever the size; [Body.Text] does the
// work.
type Body struct {
	Bytes  []byte
	Type   string // the content type as sent
	Format Format
}

// NewBody looks at the beginning of a body to tell what it is. The content type is a hint:
// what the bytes plainly are counts for more.
func NewBody(raw []byte, contentType string) Body {
	return Body{Bytes: raw, Type: contentType, Format: formatOf(raw, contentType)}
}

func formatOf(raw []byte, contentType string) Format {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		media, _, _ = strings.Cut(strings.ToLower(contentType), ";")
		media = strings.TrimSpace(media)
	}
	saysJSON := strings.HasSuffix(media, "/json") || strings.HasSuffix(media, "+json")
	saysXML := strings.HasSuffix(media, "/xml") || strings.HasSuffix(media, "+xml")
	unmarked := bytes.TrimPrefix(raw, []byte("\ufeff"))
	start := bytes.TrimLeft(unmarked[:min(len(unmarked), 1024)], " \t\r\n")
	looksJSON := bytes.HasPrefix(start, []byte("{")) || bytes.HasPrefix(start, []byte("["))
	switch {
	case len(raw) == 0:
		return FormatEmpty
	case isBinary(raw):
		return FormatBinary
	case saysJSON, looksJSON && (len(raw) > atOnce || json.Valid(unmarked)):
		return FormatJSON
	case saysXML && media != "application/xhtml+xml", bytes.HasPrefix(start, []byte("<?xml")):
		return FormatXML
	case media == "application/x-www-form-urlencoded":
		return FormatForm
	}
	return FormatText
}

// isBinary reports whether too much of the beginning is no text for a person.
func isBinary(raw []byte) bool {
	start := raw[:min(len(raw), 64<<10)]
	bad := 0
	for i := 0; i < len(start); {
		r, size := utf8.DecodeRune(start[i:])
		cut := len(start) < len(raw) && !utf8.FullRune(start[i:])
		if r == utf8.RuneError && size == 1 && !cut || r < ' ' && r != '\n' && r != '\r' && r != '\t' {
			bad++
		}
		i += size
	}
	return bad*20 > len(start)
}

// Views returns the ways of showing the body, the best one first.
func (b Body) Views() []View {
	switch b.Format {
	case FormatJSON:
		return []View{Pretty, Raw, Hex, AsTree}
	case FormatXML, FormatForm:
		return []View{Pretty, Raw, Hex}
	case FormatBinary:
		return []View{Hex, Raw}
	}
	return []View{Raw, Hex}
}

// Small reports whether the body may be made ready on the UI goroutine. Larger ones show Raw
// or Hex, which take milliseconds, while Pretty is made aside.
func (b Body) Small() bool { return len(b.Bytes) <= atOnce }

// Summary returns "642 B · application/json", and how it is read where that differs.
func (b Body) Summary() string {
	kind := OneLine(b.Type, 80)
	if kind == "" && b.Format != FormatEmpty {
		kind = say.L("no content type, read as %s", formatWord(b.Format))
	}
	return dotted(Size(int64(len(b.Bytes))), kind)
}

// Text makes a view ready to be drawn line by line. A Pretty view of a body that is not what
// it claims to be is the raw one, with a [Problem]. The error is that of ctx.
func (b Body) Text(ctx context.Context, view View) (*Text, error) {
	if view == Hex {
		return &Text{hex: b.Bytes, isHex: true}, ctx.Err()
	}
	raw := string(b.Bytes)
	plain := &Text{Format: b.Format, lines: splitLines(raw)}
	if view == Raw {
		return plain, ctx.Err()
	}
	var out string
	var at int
	var err error
	switch b.Format {
	case FormatJSON:
		out, at, err = prettyJSON(ctx, raw)
	case FormatXML:
		out, at, err = prettyXML(ctx, raw)
	case FormatForm:
		return &Text{Format: FormatHead, lines: splitLines(prettyForm(raw))}, ctx.Err()
	default:
		return plain, ctx.Err()
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		plain.Problem = plain.problem(at, err)
		return plain, nil
	}
	return &Text{Format: b.Format, lines: splitLines(out)}, nil
}

package gatewayapi

import (
	"bytes"
	"errors"
	"io"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// maxElements bounds what is understood of a top-level array, so that a body
// of a few megabytes cannot grow a hundredfold in memory. One send call, the
// largest thing the provider reports on, has at most 10 000 recipients.
const maxElements = 10_000

// maxFields bounds likewise the members of an object that are kept. A signature
// is compared with all of them.
const maxFields = 1000

// maxCompared is up to which size, in bytes, the names in a body are compared with
// each other. All of them must be remembered for it.
const maxCompared = 1 << 20

// errTrailing reports bytes after the end of the JSON value.
var errTrailing = errors.New("read json: more follows the value")

// document is a body that is JSON, taken apart one level deep.
type document struct {
	kind     jsontext.Kind // '{', '[', or that of a lone value
	fields   Fields        // of an object
	elements []jsontext.Value
	cut      bool // more than maxElements
	flags    []string
}

// readDocument takes src apart. The normal case is one strict pass. A body that
// fails it is read again with more patience, and doc.flags tell what was wrong.
func readDocument(src []byte) (document, error) {
	const most = maxFields + 1 // one more than is understood tells that there are more
	large := len(src) > maxCompared
	doc, err := readSome(src, most, jsontext.AllowDuplicateNames(large))
	if err == nil {
		if large {
			doc.fields = doc.fields.lastOfEach()
		}
		return doc, nil
	}
	repaired := src
	if !utf8.Valid(src) {
		repaired = bytes.ToValidUTF8(src, []byte("\uFFFD"))
		doc.flags = append(doc.flags, FlagInvalidUTF8)
	}
	flags := doc.flags
	names, text := jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)
	doc, err = readSome(repaired, most, names, text)
	if err != nil {
		return document{}, err
	}
	doc.fields = doc.fields.lastOfEach()
	if _, err := readSome(repaired, 0, text, jsontext.AllowDuplicateNames(large)); errors.Is(err, jsontext.ErrDuplicateName) {
		flags = append(flags, FlagDuplicateNames)
	}
	// An escaped lone surrogate is the other way for text to be invalid.
	if _, err := readSome(repaired, 0, names); err != nil && !slices.Contains(flags, FlagInvalidUTF8) {
		flags = append(flags, FlagInvalidUTF8)
	}
	doc.flags = flags
	return doc, nil
}

// readStrictly takes src apart in one pass: exactly one JSON value, of which an
// object or array gives up its members. Their values alias src.
func readStrictly(src []byte, opts ...jsontext.Options) (document, error) {
	return readSome(src, math.MaxInt, opts...)
}

// readSome is readStrictly that keeps so many members of an object at most.
func readSome(src []byte, most int, opts ...jsontext.Options) (document, error) {
	dec := jsontext.NewDecoder(bytes.NewBuffer(src), opts...)
	doc := document{kind: dec.PeekKind()}
	var err error
	switch doc.kind {
	case '{':
		doc.fields, err = readMembers(dec, src, most)
	case '[':
		err = doc.readElements(dec, src)
	default:
		err = dec.SkipValue()
	}
	if err != nil {
		return document{}, err
	}
	if _, err := dec.ReadToken(); err != io.EOF {
		return document{}, errTrailing
	}
	return doc, nil
}

// readMembers reads the object that dec stands before, and keeps the first of its
// members.
func readMembers(dec *jsontext.Decoder, src []byte, most int) (Fields, error) {
	if _, err := dec.ReadToken(); err != nil {
		return nil, err
	}
	fields := make(Fields, 0, 12)
	for dec.PeekKind() != '}' {
		if len(fields) >= most {
			if err := errors.Join(dec.SkipValue(), dec.SkipValue()); err != nil {
				return nil, err
			}
			continue
		}
		name, err := dec.ReadToken()
		if err != nil {
			return nil, err
		}
		// The token is void after the next read, so its text is taken first.
		field := Field{Name: name.String()}
		if field.Value, err = readValue(dec, src); err != nil {
			return nil, err
		}
		fields = append(fields, field)
	}
	_, err := dec.ReadToken()
	return fields, err
}

// readElements reads the array that dec stands before.
func (doc *document) readElements(dec *jsontext.Decoder, src []byte) error {
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	for dec.PeekKind() != ']' {
		v, err := readValue(dec, src)
		if err != nil {
			return err
		}
		if doc.cut = len(doc.elements) == maxElements; !doc.cut {
			doc.elements = append(doc.elements, v)
		}
	}
	_, err := dec.ReadToken()
	return err
}

// readValue reads one whole value as a part of src, not of the decoder's
// buffer, which the next read may overwrite.
func readValue(dec *jsontext.Decoder, src []byte) (jsontext.Value, error) {
	v, err := dec.ReadValue()
	if err != nil {
		return nil, err
	}
	end := int(dec.InputOffset())
	return src[end-len(v) : end : end], nil
}

// readNested takes apart an object inside a body that has already been read:
// whatever is wrong in it has been flagged by then.
func readNested(v jsontext.Value) Fields {
	if v.Kind() != '{' {
		return nil
	}
	doc, err := readStrictly(v, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	if err != nil {
		return nil
	}
	return doc.fields
}

// text returns what a JSON string says; ok is false for anything else.
func text(v jsontext.Value) (s string, ok bool) {
	if v.Kind() != '"' {
		return "", false
	}
	if bytes.IndexByte(v, '\\') < 0 && len(v) >= 2 {
		return string(v[1 : len(v)-1]), true
	}
	// The only error left is a lone surrogate, which comes out as U+FFFD.
	out, _ := jsontext.AppendUnquote(nil, v)
	return string(out), true
}

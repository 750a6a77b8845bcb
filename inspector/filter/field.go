package filter

import (
	"slices"
	"strings"
)

// Kind says what values a field takes.
type Kind uint8

// The kinds of fields.
const (
	Word     Kind = iota // one of a list of words
	Exact                // a whole text; * stands for anything
	Contains             // a part of a text; * stands for anything
	Number               // a phone number or receiver
	Failure              // an error code, or words of its text
	Count                // a whole number
	Duration             // a span of time
	Size                 // bytes
	Moment               // a time, or how long ago
	Own                  // our own ids
	JSON                 // a value in a JSON body
)

// ID names a field to the [View] that knows its values.
type ID uint8

// The fields.
const (
	Any ID = iota
	KindOf
	Family
	Webhook
	Origin
	Via
	Method
	Path
	From
	To
	Keyword
	Text
	Label
	ProviderID
	Ref
	Message
	Status
	Charge
	Error
	Signature
	Code
	Took
	BodySize
	Since
	Until
	On
	Header
	JSONPath
	Body
	Is
	Tag
	OwnID
)

// Value is a word that a field takes, and what it means.
type Value struct{ Word, Help string }

// Field is one thing that a filter can ask for.
type Field struct {
	ID   ID
	Name string // as it stands before the colon; "" for a bare word, "#" for our ids
	// Arg names what follows Name and a point, such as NAME in header.NAME.
	Arg     string
	Aliases []string
	Kind    Kind
	Help    string
	// Values are the words that are known; of a Word field no others are.
	Values []Value
	// Examples are whole terms.
	Examples []string
}

// Fields returns every field, in the order of the documentation.
func Fields() []Field { return slices.Clone(fields) }

// Title returns the field as documentation writes it: "header.NAME".
func (f *Field) Title() string {
	switch {
	case f.Arg != "":
		return f.Name + "." + f.Arg
	case f.Name == "":
		return "WORD"
	}
	return f.Name
}

// ordered tells whether values can be compared: field:>value, field:a..b.
func (f *Field) ordered() bool {
	return f.Kind == Count || f.Kind == Duration || f.Kind == Size || f.Kind == JSON
}

// texts tells whether a value may be a regular expression.
func (f *Field) texts() bool {
	return f.Kind == Exact || f.Kind == Contains || f.Kind == Number || f.Kind == Failure || f.Kind == JSON
}

// slashes tells whether values begin with a slash as a matter of course.
func (f *Field) slashes() bool { return f.ID == Path || f.ID == Any }

// lookup finds a field by what stands before the colon.
func lookup(name string) (f *Field, arg string, ok bool) {
	lower := strings.ToLower(name)
	for n := range fields {
		f = &fields[n]
		switch {
		case f.Name == "" || f.Kind == Own:
		case f.Arg != "":
			prefix := f.Name + "."
			if strings.HasPrefix(lower, prefix) && len(lower) > len(prefix) {
				return f, name[len(prefix):], true
			}
		case f.Name == lower || slices.Contains(f.Aliases, lower):
			return f, "", true
		}
	}
	return nil, "", false
}

// field returns the one with this id.
func field(id ID) *Field {
	return &fields[slices.IndexFunc(fields, func(f Field) bool { return f.ID == id })]
}

// word finds a value of the field in whichever case.
func (f *Field) word(s string) (string, bool) {
	for _, v := range f.Values {
		if strings.EqualFold(v.Word, s) {
			return v.Word, true
		}
	}
	return "", false
}

package viewmodel

import (
	"errors"

	"ringback/app/say"
	"ringback/inspector"
)

// Control says how a value is edited.
type Control uint8

// The controls.
const (
	LineControl Control = iota
	NumberControl
	LinesControl // several lines
	SecretControl
	SwitchControl // "true" or ""
	ChoiceControl
)

// FormField is one value of a form, as text.
type FormField struct {
	ID      string // as [inspector.FieldError] names it
	Label   string
	Hint    string
	Unit    string // after the control: "seconds"
	Control Control
	Choices []string
	Fixed   bool // cannot be changed
	Value   string
	// Error says why the value cannot be; it stands in place of the hint.
	Error string
}

// Form is what stands in a form and what is wrong with it.
type Form struct {
	Fields []FormField
	// Error is what is wrong and belongs to no field.
	Error string
	saved map[string]string
}

func newForm(fields ...FormField) *Form {
	f := &Form{Fields: fields}
	f.Saved()
	return f
}

func (f *Form) field(id string) *FormField {
	for i := range f.Fields {
		if f.Fields[i].ID == id {
			return &f.Fields[i]
		}
	}
	return nil
}

// Value returns what stands in a field.
func (f *Form) Value(id string) string {
	if field := f.field(id); field != nil {
		return field.Value
	}
	return ""
}

// Set changes what stands in a field. Its error goes: the person is at it.
func (f *Form) Set(id, value string) {
	if field := f.field(id); field != nil && !field.Fixed && field.Value != value {
		field.Value, field.Error = value, ""
		f.Error = ""
	}
}

// Changed reports whether anything differs from what is saved.
func (f *Form) Changed() bool {
	for _, field := range f.Fields {
		if field.Value != f.saved[field.ID] {
			return true
		}
	}
	return false
}

// Saved takes what stands in the form for saved.
func (f *Form) Saved() {
	f.saved = make(map[string]string, len(f.Fields))
	for _, field := range f.Fields {
		f.saved[field.ID] = field.Value
	}
	f.clear()
}

// Revert puts back what is saved.
func (f *Form) Revert() {
	for i := range f.Fields {
		f.Fields[i].Value = f.saved[f.Fields[i].ID]
	}
	f.clear()
}

func (f *Form) clear() {
	f.Error = ""
	for i := range f.Fields {
		f.Fields[i].Error = ""
	}
}

// FirstError returns the field to go to, "" where none has an error.
func (f *Form) FirstError() string {
	for _, field := range f.Fields {
		if field.Error != "" {
			return field.ID
		}
	}
	return ""
}

// Refuse shows an error of the engine at the field that it names, or at that of other where
// it means that a name is taken, or else at the form, in the words given. It does nothing for
// nil.
func (f *Form) Refuse(err error, other, words string) {
	var bad *inspector.FieldError
	switch {
	case err == nil:
	case errors.As(err, &bad) && f.field(bad.Field) != nil:
		f.field(bad.Field).Error = sentence(bad.In(say.L))
	case errors.As(err, &bad):
		f.Error = sentence(bad.Error())
	case errors.Is(err, inspector.ErrExists) && f.field(other) != nil:
		f.field(other).Error = say.L("Is taken already.")
	default:
		f.Error = words
	}
}

// sentence makes a reason of the engine one: "must not be empty" is "Must not be empty."
func sentence(reason string) string {
	if reason == "" {
		return ""
	}
	if c := reason[0]; c >= 'a' && c <= 'z' {
		reason = string(c-'a'+'A') + reason[1:]
	}
	return reason + "."
}

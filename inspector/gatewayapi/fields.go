package gatewayapi

import (
	"github.com/go-json-experiment/json/jsontext"
)

// Field is one of the provider's own names with its JSON value exactly as it
// stands in the body: a number never passes through a float.
type Field struct {
	Name  string
	Value jsontext.Value
}

// Fields are the members of one JSON object in body order, each name once.
// Values alias the bytes they were read from, which must not change.
type Fields []Field

// Get returns the value of the field called name. A null is a value.
func (f Fields) Get(name string) (jsontext.Value, bool) {
	for i := range f {
		if f[i].Name == name {
			return f[i].Value, true
		}
	}
	return nil, false
}

// lookup returns a Get for many calls.
func (f Fields) lookup() func(name string) (jsontext.Value, bool) {
	const few = 32 // are found sooner one by one
	if len(f) <= few {
		return f.Get
	}
	byName := make(map[string]jsontext.Value, len(f))
	for _, field := range f {
		if _, ok := byName[field.Name]; !ok {
			byName[field.Name] = field.Value
		}
	}
	return func(name string) (jsontext.Value, bool) {
		v, ok := byName[name]
		return v, ok
	}
}

// MarshalJSON returns the fields as one JSON object in their order.
func (f Fields) MarshalJSON() ([]byte, error) {
	size := 2
	for _, field := range f {
		size += len(field.Name) + len(field.Value) + 4
	}
	out := append(make([]byte, 0, size), '{')
	for i, field := range f {
		if i > 0 {
			out = append(out, ',')
		}
		var err error
		if out, err = jsontext.AppendQuote(out, field.Name); err != nil {
			return nil, err
		}
		out = append(out, ':')
		out = append(out, field.Value...)
	}
	return append(out, '}'), nil
}

// set reports whether name has a value other than null.
func (f Fields) set(name string) bool {
	v, ok := f.Get(name)
	return ok && v.Kind() != 'n'
}

// has reports whether name is there at all.
func (f Fields) has(name string) bool {
	_, ok := f.Get(name)
	return ok
}

// lastOfEach keeps the last field of each name, where the first one stood:
// most receivers read a repeated name that way.
func (f Fields) lastOfEach() Fields {
	at := make(map[string]int, len(f))
	out := f[:0]
	for _, field := range f {
		if i, ok := at[field.Name]; ok {
			out[i].Value = field.Value
			continue
		}
		at[field.Name] = len(out)
		out = append(out, field)
	}
	return out
}

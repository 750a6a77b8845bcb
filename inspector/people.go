package inspector

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"ringback/inspector/gatewayapi"
)

// familyPeople are the people who text in simulations.
const familyPeople = "people"

// Person is somebody who texts in simulations.
type Person struct {
	// Name is unique, but for its case, and no number.
	Name string `json:"name"`
	// Number is digits with the country code, such as "4520304050".
	Number string `json:"number"`
}

func (p Person) key() string { return gatewayapi.FoldKeyword(p.Name) }

// People returns those who are saved, ordered by name.
func (i *Inspector) People() ([]Person, error) {
	docs, err := i.store.Documents(familyPeople)
	if err != nil {
		return nil, fmt.Errorf("read people: %w", err)
	}
	var people []Person
	for _, doc := range docs {
		var p Person
		if err := json.Unmarshal(doc.Value, &p); err != nil {
			return nil, fmt.Errorf("read person: %w", err)
		}
		people = append(people, p)
	}
	slices.SortFunc(people, func(a, b Person) int { return strings.Compare(a.key(), b.key()) })
	return people, nil
}

// Person returns the one with a name, or [ErrNotFound].
func (i *Inspector) Person(name string) (Person, error) {
	key := Person{Name: name}.key()
	var v []byte
	var err error
	if key != "" && len(key) <= maxLabel*4 && !strings.Contains(key, "\x00") {
		v, err = i.store.GetDocument(familyPeople, key)
	}
	if err != nil {
		return Person{}, fmt.Errorf("read person: %w", err)
	}
	if v == nil {
		return Person{}, fmt.Errorf("person: %w", ErrNotFound)
	}
	var p Person
	if err := json.Unmarshal(v, &p); err != nil {
		return Person{}, fmt.Errorf("read person: %w", err)
	}
	return p, nil
}

// PutPerson saves somebody, in the place of one with the same name. A bad name or
// number is a [FieldError].
func (i *Inspector) PutPerson(p Person) (Person, error) {
	digits, err := gatewayapi.ParseMSISDN(p.Number)
	switch {
	case err != nil:
		return p, fmt.Errorf("save person: %w", badField("number", "must be digits with the country code, such as 4520304050"))
	case strings.ContainsFunc(p.Name, unicode.IsDigit) && !strings.ContainsFunc(p.Name, unicode.IsLetter):
		return p, fmt.Errorf("save person: %w", badField("name", "must not be a number"))
	}
	p.Number = digits
	var bad *FieldError
	if errors.As(validateLabel(p.Name), &bad) {
		return p, fmt.Errorf("save person: %w", &FieldError{Field: "name", Reason: bad.Reason})
	}
	v, err := json.Marshal(p)
	if err != nil {
		return p, fmt.Errorf("save person: %w", err)
	}
	if err := i.store.PutDocument(familyPeople, p.key(), v); err != nil {
		return p, fmt.Errorf("save person: %w", err)
	}
	i.feed.bump(0)
	return p, nil
}

// RemovePerson removes the one with a name, or is [ErrNotFound].
func (i *Inspector) RemovePerson(name string) error {
	p, err := i.Person(name)
	if err != nil {
		return fmt.Errorf("remove %w", err)
	}
	if err := i.store.DeleteDocument(familyPeople, p.key()); err != nil {
		return fmt.Errorf("remove person: %w", err)
	}
	i.feed.bump(0)
	return nil
}

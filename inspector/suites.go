package inspector

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"ringback/inspector/compare"
	"ringback/inspector/gatewayapi"
)

// familySuites are the sets of callbacks that are replayed by a name.
const familySuites = "suites"

// Suite is a set of callbacks that is replayed again and again, to see what became
// fixed or broken.
type Suite struct {
	// Name is unique, but for its case.
	Name string `json:"name"`
	// To is a saved target, an address without a login and query, or [OwnReceiver].
	To string `json:"to"`
	// Callbacks are in the order in which they are sent.
	Callbacks []uint64 `json:"callbacks"`
	// Sign signs anew; "" leaves signatures as they came.
	Sign gatewayapi.Signing `json:"sign"`
	// Ignore are places of an answer that are not compared, see [compare.ParseIgnored].
	Ignore []string `json:"ignore"`
}

func (s Suite) key() string { return gatewayapi.FoldKeyword(s.Name) }

// maxSuite is how many callbacks a suite can have.
const maxSuite = 100_000

// validate returns a [FieldError] for the first value that cannot work.
func (s Suite) validate() error {
	var bad *FieldError
	if errors.As(validateLabel(s.Name), &bad) {
		return &FieldError{Field: "name", Reason: bad.Reason}
	}
	if len(s.Callbacks) == 0 || len(s.Callbacks) > maxSuite {
		return badField("callbacks", "must be from 1 to %d", maxSuite)
	}
	if s.Sign != "" && !slices.Contains(gatewayapi.Signings(), s.Sign) {
		return badField("sign", "is no way to sign")
	}
	if _, err := compare.ParseIgnored(s.Ignore); err != nil {
		return badField("ignore", "must be status, cause, body, header.NAME or json.PATH")
	}
	if !strings.Contains(s.To, "://") {
		return nil
	}
	d, err := parseDestination(s.To)
	if err == nil && (len(d.Headers) > 0 || strings.Contains(d.address, "?")) {
		err = badField("to", "must be the name of a saved target where the address holds a login or query")
	}
	return err
}

// Suites returns those that are saved, ordered by name.
func (i *Inspector) Suites() ([]Suite, error) {
	docs, err := i.store.Documents(familySuites)
	if err != nil {
		return nil, fmt.Errorf("read suites: %w", err)
	}
	suites := make([]Suite, len(docs))
	for n, doc := range docs {
		if err := json.Unmarshal(doc.Value, &suites[n]); err != nil {
			return nil, fmt.Errorf("read suite: %w", err)
		}
	}
	return suites, nil
}

// Suite returns the one with a name, or [ErrNotFound].
func (i *Inspector) Suite(name string) (Suite, error) {
	suites, err := i.Suites()
	if err != nil {
		return Suite{}, err
	}
	for _, s := range suites {
		if s.key() == gatewayapi.FoldKeyword(name) {
			return s, nil
		}
	}
	return Suite{}, fmt.Errorf("suite %q: %w", name, ErrNotFound)
}

// AddSuite saves a new suite. Its name must be free ([ErrExists]); its destination
// and callbacks must be there ([ErrNotFound]). Bad values are a [FieldError].
func (i *Inspector) AddSuite(s Suite) error {
	i.edit.Lock()
	defer i.edit.Unlock()
	if s.Ignore == nil {
		s.Ignore = []string{}
	}
	err := s.validate()
	if err == nil && s.To != OwnReceiver {
		_, err = i.Destination(s.To)
	}
	for n := 0; err == nil && n < len(s.Callbacks); n++ {
		_, err = i.Record(s.Callbacks[n])
	}
	if err != nil {
		return fmt.Errorf("add suite: %w", err)
	}
	if _, err := i.Suite(s.Name); !errors.Is(err, ErrNotFound) {
		if err == nil {
			err = ErrExists
		}
		return fmt.Errorf("add suite %q: %w", s.Name, err)
	}
	v, err := json.Marshal(s)
	if err == nil {
		err = i.store.PutDocument(familySuites, s.key(), v)
	}
	if err != nil {
		return fmt.Errorf("add suite: %w", err)
	}
	i.feed.bump(0)
	return nil
}

// RemoveSuite removes a suite; its runs stay. One that is not there is [ErrNotFound].
func (i *Inspector) RemoveSuite(name string) error {
	i.edit.Lock()
	defer i.edit.Unlock()
	s, err := i.Suite(name)
	if err != nil {
		return fmt.Errorf("remove %w", err)
	}
	if err := i.store.DeleteDocument(familySuites, s.key()); err != nil {
		return fmt.Errorf("remove suite: %w", err)
	}
	i.feed.bump(0)
	return nil
}

package inspector

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/textproto"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/http/httpguts"

	"ringback/inspector/gatewayapi"
)

// familyTargets are the saved targets.
const familyTargets = "targets"

// Target is an address that recorded callbacks are sent to, saved under a name.
// It holds nothing secret: that is with the secrets.
type Target struct {
	// Name is unique, but for its case.
	Name string `json:"name"`
	// URL is the address without its login and query, which may be secret. One
	// without a path leaves each callback its own path and query.
	URL       string `json:"url"`
	HasLogin  bool   `json:"has_login"`
	HasQuery  bool   `json:"has_query"`
	HasSecret bool   `json:"has_secret"`
	// Headers are the names of the header lines that are sent along.
	Headers []string `json:"headers"`
	// CA is the text of certificates to trust besides those of the system, in PEM form.
	CA string `json:"ca,omitempty"`
}

func (t Target) key() string { return gatewayapi.FoldKeyword(t.Name) }

// TargetForm is what a person says of a target.
type TargetForm struct {
	Name string
	// URL is http or https. It may hold a login (https://user:password@host/), which
	// is sent by the Basic scheme.
	URL string
	// Secret signs what is signed anew for it; "" leaves that to the webhook's.
	Secret string
	// Headers are sent along, in the place of those of the same name.
	Headers [][2]string
	// CA are certificates to trust besides those of the system, in PEM form.
	CA []byte
}

// confidential is what of a target is kept with the secrets.
type confidential struct {
	Address string      `json:"address"` // with its query, without its login
	Secret  string      `json:"secret,omitempty"`
	Headers [][2]string `json:"headers,omitempty"` // the login's among them
}

// split checks a form and returns what may be shown of it, and what may not.
// Bad values are a [FieldError].
func (f TargetForm) split() (Target, confidential, error) {
	t, c := Target{Name: f.Name, Headers: []string{}, CA: string(f.CA)}, confidential{}
	fail := func(err error) (Target, confidential, error) { return Target{}, confidential{}, err }
	var bad *FieldError
	if errors.As(validateLabel(f.Name), &bad) {
		return fail(&FieldError{Field: "name", Reason: bad.Reason})
	}
	if strings.EqualFold(f.Name, OwnReceiver) || strings.Contains(f.Name, "://") {
		return fail(badField("name", "must be neither an address nor %q, which is this receiver", OwnReceiver))
	}
	if !utf8.ValidString(f.Secret) {
		return fail(badField("secret", "must be UTF-8 text"))
	}
	d, err := parseDestination(f.URL)
	if err != nil {
		return fail(err)
	}
	t.HasLogin, t.HasSecret = len(d.Headers) > 0, f.Secret != ""
	for _, h := range f.Headers {
		if err := CheckHeader(h); err != nil {
			return fail(err)
		}
		t.Headers = append(t.Headers, h[0])
		d.Headers = append(d.Headers, h)
	}
	if len(f.CA) > 0 {
		if _, err := d.Target.Trusting(f.CA); err != nil {
			return fail(badField("ca", "holds no certificate in PEM form"))
		}
	}
	t.URL, c = d.Target.String(), confidential{Address: d.address, Secret: f.Secret, Headers: d.Headers}
	if t.HasQuery = strings.Contains(d.address, "?"); !d.Whole {
		t.URL = strings.TrimSuffix(t.URL, "/")
	}
	return t, c, nil
}

// CheckHeader returns a [FieldError] for a header line that cannot be sent along,
// or is not for a person to say.
func CheckHeader(h [2]string) error {
	if !httpguts.ValidHeaderFieldName(h[0]) || !httpguts.ValidHeaderFieldValue(h[1]) {
		return badField("headers", "one is not a valid HTTP header")
	}
	if name := textproto.CanonicalMIMEHeaderKey(h[0]); OfConnection(name) {
		return badField("headers", "%s belongs to the connection", name)
	}
	return nil
}

// OfConnection tells whether a header line belongs to the connection and not to
// what is sent on it (RFC 9110, section 7.6.1), or is ours.
func OfConnection(name string) bool {
	switch textproto.CanonicalMIMEHeaderKey(name) {
	case "Connection", "Content-Length", "Expect", "Host", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization",
		"Proxy-Connection", "Te", "Trailer", "Transfer-Encoding", "Upgrade", originHeader:
		return true
	}
	return false
}

// Targets returns those that are saved, ordered by name.
func (i *Inspector) Targets() ([]Target, error) {
	docs, err := i.store.Documents(familyTargets)
	if err != nil {
		return nil, fmt.Errorf("read targets: %w", err)
	}
	targets := make([]Target, len(docs))
	for n, doc := range docs {
		if err := json.Unmarshal(doc.Value, &targets[n]); err != nil {
			return nil, fmt.Errorf("read target: %w", err)
		}
	}
	slices.SortFunc(targets, func(a, b Target) int { return strings.Compare(a.key(), b.key()) })
	return targets, nil
}

// Target returns the one with a name, or [ErrNotFound].
func (i *Inspector) Target(name string) (Target, error) {
	targets, err := i.Targets()
	if err != nil {
		return Target{}, err
	}
	for _, t := range targets {
		if t.key() == gatewayapi.FoldKeyword(name) {
			return t, nil
		}
	}
	return Target{}, fmt.Errorf("target %q: %w", name, ErrNotFound)
}

// AddTarget saves a new target. Its name must be free ([ErrExists]).
func (i *Inspector) AddTarget(f TargetForm) (Target, error) {
	i.edit.Lock()
	defer i.edit.Unlock()
	t, c, err := f.split()
	if err != nil {
		return t, fmt.Errorf("add target: %w", err)
	}
	if _, err := i.Target(t.Name); !errors.Is(err, ErrNotFound) {
		if err == nil {
			err = ErrExists
		}
		return t, fmt.Errorf("add target %q: %w", t.Name, err)
	}
	kept, err := json.Marshal(c)
	if err != nil {
		return t, fmt.Errorf("add target: %w", err)
	}
	shown, err := json.Marshal(t)
	if err != nil {
		return t, fmt.Errorf("add target: %w", err)
	}
	if err := i.secrets.keeper.Save(i.targetSecrets(t), kept); err != nil {
		return t, fmt.Errorf("add target: keep its secrets in %s: %w", i.SecretsKept(), err)
	}
	if err := i.store.PutDocument(familyTargets, t.key(), shown); err != nil {
		return t, errors.Join(fmt.Errorf("add target: %w", err), i.secrets.keeper.Save(i.targetSecrets(t), nil))
	}
	i.feed.bump(0)
	return t, nil
}

// RemoveTarget removes a target and its secrets, or is [ErrNotFound].
func (i *Inspector) RemoveTarget(name string) error {
	i.edit.Lock()
	defer i.edit.Unlock()
	t, err := i.Target(name)
	if err != nil {
		return fmt.Errorf("remove %w", err)
	}
	if err := i.store.DeleteDocument(familyTargets, t.key()); err != nil {
		return fmt.Errorf("remove target: %w", err)
	}
	i.feed.bump(0)
	if err := i.secrets.keeper.Save(i.targetSecrets(t), nil); err != nil {
		return fmt.Errorf("remove target: its secrets are left in %s: %w", i.SecretsKept(), err)
	}
	return nil
}

// targetSecrets is what the secrets of a target are kept under: two blanks, as no
// webhook's are.
func (i *Inspector) targetSecrets(t Target) string { return i.secrets.name(" target " + t.key()) }

func (i *Inspector) readConfidential(t Target) (c confidential, err error) {
	v, err := i.secrets.keeper.Load(i.targetSecrets(t))
	if err == nil && v == nil {
		err = errors.New("it is not there")
	}
	if err != nil {
		return c, fmt.Errorf("%w in %s: %w", ErrSecretUnavailable, i.SecretsKept(), err)
	}
	if json.Unmarshal(v, &c) != nil { // its error would quote it
		return c, fmt.Errorf("%w: its entry in %s is damaged", ErrSecretUnavailable, i.SecretsKept())
	}
	return c, nil
}

package inspector

import (
	"encoding/base64"
	"fmt"
	"net/url"
	"strings"

	"ringback/inspector/deliver"
)

// OwnReceiver is the name of the destination that is this engine's own receiver.
const OwnReceiver = "self"

// Destination is where callbacks are sent: a saved target, or an address that a
// person typed, with its secrets.
type Destination struct {
	// Name tells it in lists and records: the target's name, or the address
	// without its login and query.
	Name   string
	Target deliver.Target
	// Whole tells that the address has a path or query; else each callback keeps
	// its own.
	Whole bool
	// Headers are sent along, in the place of those of the same name.
	Headers [][2]string
	// Secret signs what is signed anew; nil leaves that to the webhook's.
	Secret []byte
	// Own tells that it is this engine's receiver, which records what comes as
	// replayed. Headers are then not sent: they would stand in the recording.
	Own bool

	address string // without the login
}

// Destination opens a saved target by its name, or an address. An unknown name is
// [ErrNotFound], a bad address a [FieldError], and a keeper that does not hand
// out what it keeps [ErrSecretUnavailable].
func (i *Inspector) Destination(nameOrURL string) (Destination, error) {
	if strings.Contains(nameOrURL, "://") {
		return parseDestination(nameOrURL)
	}
	t, err := i.Target(nameOrURL)
	if err != nil {
		return Destination{}, err
	}
	kept, err := i.readConfidential(t)
	if err != nil {
		return Destination{}, fmt.Errorf("target %q: %w", t.Name, err)
	}
	d, err := parseDestination(kept.Address)
	if err != nil {
		return Destination{}, fmt.Errorf("target %q: %w", t.Name, err)
	}
	if t.CA != "" {
		if d.Target, err = d.Target.Trusting([]byte(t.CA)); err != nil {
			return Destination{}, fmt.Errorf("target %q: %w", t.Name, err)
		}
	}
	d.Name, d.Headers = t.Name, kept.Headers
	if kept.Secret != "" {
		d.Secret = []byte(kept.Secret)
	}
	return d, nil
}

// hidden stands in for what must not be shown.
const hidden = "not-shown"

// Shown returns d without what of it may be secret, to show what would be sent.
func (d Destination) Shown() Destination {
	headers := make([][2]string, len(d.Headers))
	for n, h := range d.Headers {
		headers[n] = [2]string{h[0], hidden}
	}
	d.Headers = headers
	if path, _, found := strings.Cut(d.Target.Path(), "?"); found && d.Whole {
		d.Target = d.Target.At(path + "?" + hidden)
	}
	return d
}

// parseDestination reads an address, which may hold a login. Errors never repeat it.
func parseDestination(raw string) (d Destination, err error) {
	raw = strings.TrimSpace(raw)
	u, err := url.Parse(raw)
	if err != nil {
		return d, badField("url", "must be an address such as https://hooks.example.com/sms")
	}
	if u.User != nil {
		password, _ := u.User.Password()
		login := base64.StdEncoding.EncodeToString([]byte(u.User.Username() + ":" + password))
		d.Headers = [][2]string{{"Authorization", "Basic " + login}}
		u.User = nil
	}
	u.Fragment, u.RawFragment = "", ""
	d.address = u.String()
	if d.Target, err = deliver.ParseTarget(d.address); err != nil {
		return Destination{}, badField("url", "must be an address such as https://hooks.example.com/sms")
	}
	d.Whole = u.Path != "" || u.RawQuery != "" || u.ForceQuery
	if d.Name = d.Target.String(); !d.Whole {
		d.Name = strings.TrimSuffix(d.Name, "/")
	}
	return d, nil
}

package inspector

import (
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"unicode"

	"ringback/tunnel"
)

// authtokenName is what ngrok's authtoken is kept under. It belongs to a person
// and not to a database, so that all databases in one keyring share it.
const authtokenName = "ngrok authtoken"

// authtokenVariable is the variable that ngrok's own programs read.
const authtokenVariable = "NGROK_AUTHTOKEN"

// Authtoken is ngrok's authtoken and where it was found.
type Authtoken struct {
	Value string
	// Source says where it is from, in words; empty when none is known.
	Source string
}

// String returns the source: the value must not get into a text by mistake.
func (a Authtoken) String() string { return a.Source }

// Authtoken returns the authtoken of the first place that has one: the
// environment variable NGROK_AUTHTOKEN, the keyring (or the file for secrets),
// ngrok's own configuration. It is empty when none has, which is no error. A
// configuration that is broken wraps [tunnel.ErrBadConfig]; a keyring that does
// not answer wraps [ErrSecretUnavailable].
func (i *Inspector) Authtoken(getenv func(string) string) (Authtoken, error) {
	if token := strings.TrimSpace(getenv(authtokenVariable)); token != "" {
		return Authtoken{token, "the variable " + authtokenVariable}, nil
	}
	token, err := i.keptAuthtoken()
	if err == nil && token != "" {
		return Authtoken{token, i.SecretsKept()}, nil
	}
	found, path, inFile := tunnel.ConfigToken(tunnel.ConfigPlaces(runtime.GOOS, getenv))
	if found = strings.TrimSpace(found); found != "" {
		return Authtoken{found, path}, nil
	}
	return Authtoken{}, errors.Join(err, inFile)
}

func (i *Inspector) keptAuthtoken() (string, error) {
	v, err := i.secrets.keeper.Load(authtokenName)
	if err != nil {
		return "", fmt.Errorf("%w in %s: %w", ErrSecretUnavailable, i.SecretsKept(), err)
	}
	var token string
	if v != nil && json.Unmarshal(v, &token) != nil { // its error would quote the token
		return "", fmt.Errorf("%w: its entry in %s is damaged", ErrSecretUnavailable, i.SecretsKept())
	}
	return token, nil
}

// SetAuthtoken keeps ngrok's authtoken in the keyring (or the file for secrets);
// an empty one removes it. The tunnel is opened anew, see [Inspector.KeepWayIn].
func (i *Inspector) SetAuthtoken(token string) error {
	token = strings.TrimSpace(token)
	if len(token) > 1000 || strings.ContainsFunc(token, func(r rune) bool { return r > '~' || unicode.IsSpace(r) || unicode.IsControl(r) }) {
		return fmt.Errorf("set authtoken: %w", badField("authtoken", "must be one word of letters, digits and signs, as ngrok shows it"))
	}
	var v []byte
	if token != "" {
		v, _ = json.Marshal(token) // a string always can
	}
	i.edit.Lock()
	defer i.edit.Unlock()
	if err := i.secrets.keeper.Save(authtokenName, v); err != nil {
		return fmt.Errorf("set authtoken: keep it in %s: %w", i.SecretsKept(), err)
	}
	i.life.way.switched.tell()
	i.feed.bump(0)
	return nil
}

package inspector

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/zalando/go-keyring"
)

// Secret is one shared secret of a webhook and since when it is in force.
type Secret struct {
	Since time.Time `json:"since"`
	Value string    `json:"value"`
}

// maxSecrets is how many replaced secrets are remembered, so that older
// recordings can still be verified.
const maxSecrets = 10

// Keeper keeps secrets outside the database, by name. A nil value removes one;
// a name that is not kept reads as nil.
type Keeper interface {
	Load(name string) ([]byte, error)
	Save(name string, value []byte) error
	// Where says in words where the secrets are.
	Where() string
}

// secrets are the webhooks' secrets in a keeper. identity tells this
// database's entries from another's in the same keyring.
type secrets struct {
	keeper   Keeper
	identity string
}

func (s *secrets) name(label string) string { return s.identity + " " + label }

// get returns the secrets of a webhook, oldest first.
func (s *secrets) get(w Webhook) ([]Secret, error) {
	if !w.HasSecret {
		return nil, nil
	}
	v, err := s.keeper.Load(s.name(w.Label))
	if err == nil && v == nil {
		err = errors.New("it is not there")
	}
	if err != nil {
		return nil, fmt.Errorf("%w in %s: %w", ErrSecretUnavailable, s.keeper.Where(), err)
	}
	var list []Secret
	if json.Unmarshal(v, &list) != nil { // its error would quote the secret
		return nil, fmt.Errorf("%w: its entry in %s is damaged", ErrSecretUnavailable, s.keeper.Where())
	}
	return list, nil
}

func (s *secrets) put(label string, list []Secret) error {
	if list == nil {
		return s.keeper.Save(s.name(label), nil)
	}
	v, err := json.Marshal(list)
	if err != nil {
		return err
	}
	return s.keeper.Save(s.name(label), v)
}

// SecretsKept says in words where secrets are kept.
func (i *Inspector) SecretsKept() string { return i.secrets.keeper.Where() }

// SecretTrouble returns why the secret of a webhook, which was set, cannot be
// read ([ErrSecretUnavailable]); nil where all is well. Such a secret is missing
// in a copy of a database that lies elsewhere.
func (i *Inspector) SecretTrouble(label string) error { return i.routing.Load().locked[label] }

// SetSecret sets the secret of a webhook from now on; an empty one removes it,
// with those it replaced. Verdicts of older callbacks are computed anew.
func (i *Inspector) SetSecret(label, value string) error {
	i.edit.Lock()
	defer i.edit.Unlock()
	w, err := i.Webhook(label)
	if err != nil {
		return fmt.Errorf("set secret: %w", err)
	}
	if !utf8.ValidString(value) {
		return fmt.Errorf("set secret: %w", badField("secret", "must be UTF-8 text"))
	}
	list := i.routing.Load().secrets[label]
	if n := len(list); value != "" && n > 0 && list[n-1].Value == value {
		return nil
	}
	if value == "" {
		list = nil
	} else {
		list = append(list[:len(list):len(list)], Secret{Since: i.now().UTC(), Value: value})
		list = list[max(0, len(list)-maxSecrets):]
	}
	w.HasSecret = list != nil
	return i.index.renew(func() error {
		if err := i.secrets.put(label, list); err != nil {
			return fmt.Errorf("set secret: keep it in %s: %w", i.SecretsKept(), err)
		}
		return i.putWebhook("set", w)
	})
}

// Keyring keeps secrets in the keyring of the operating system.
type Keyring struct{}

const keyringService = "ringback"

// keyringPatience bounds a call: a keyring may wait for a person to unlock it.
const keyringPatience = 5 * time.Second

// Where implements [Keeper].
func (Keyring) Where() string { return "the keyring of this system" }

// Load implements [Keeper].
func (Keyring) Load(name string) ([]byte, error) {
	var v string
	err := patiently(func() (err error) {
		v, err = keyring.Get(keyringService, name)
		return err
	})
	switch {
	case errors.Is(err, keyring.ErrNotFound):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return []byte(v), nil
}

// Save implements [Keeper].
func (Keyring) Save(name string, value []byte) error {
	return patiently(func() error {
		if value != nil {
			return keyring.Set(keyringService, name, string(value))
		}
		if err := keyring.Delete(keyringService, name); !errors.Is(err, keyring.ErrNotFound) {
			return err
		}
		return nil
	})
}

func patiently(call func() error) error {
	done := make(chan error, 1)
	go func() { done <- call() }()
	select {
	case err := <-done:
		return err
	case <-time.After(keyringPatience):
		return errors.New("it did not answer in time")
	}
}

// SecretFile keeps secrets in a file of mode 0600, for systems without a keyring.
type SecretFile struct {
	Path string
	mu   sync.Mutex
}

// Where implements [Keeper].
func (f *SecretFile) Where() string { return "the file " + f.Path }

// Load implements [Keeper].
func (f *SecretFile) Load(name string) ([]byte, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	all, err := f.read()
	return all[name], err
}

// Save implements [Keeper]. The file is replaced as a whole, so that a crash
// leaves the old or the new one.
func (f *SecretFile) Save(name string, value []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	all, err := f.read()
	if err != nil {
		return err
	}
	if value == nil {
		delete(all, name)
	} else {
		all[name] = value
	}
	v, err := json.Marshal(all)
	if err != nil {
		return err
	}
	return replaceFile(f.Path, v)
}

func (f *SecretFile) read() (map[string]json.RawMessage, error) {
	all := map[string]json.RawMessage{}
	v, err := os.ReadFile(f.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return all, nil
	}
	if err != nil {
		return nil, err
	}
	if json.Unmarshal(v, &all) != nil {
		return nil, fmt.Errorf("%s is damaged", f.Path)
	}
	return all, nil
}

// replaceFile writes v to a new file beside path, mode 0600, and renames it.
func replaceFile(path string, v []byte) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*") // 0600 by its own rule
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(tmp.Name())
		}
	}()
	_, err = tmp.Write(v)
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}

// chooseKeeper returns the file beside the database where there is one already
// or the system has no working keyring; else the keyring.
func chooseKeeper(database string) Keeper {
	file := &SecretFile{Path: database + ".secrets"}
	if _, err := os.Stat(file.Path); err == nil {
		return file
	}
	if _, err := (Keyring{}).Load("probe"); err != nil {
		return file
	}
	return Keyring{}
}

package inspector_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
	"ringback/tunnel"
)

// The places are read in the order in which a person would expect to be obeyed.
func TestAuthtokenIsFoundWhereItIsFirst(t *testing.T) {
	e := inspectortest.Open(t)
	home := t.TempDir()
	config := filepath.Join(home, ".ngrok2", "ngrok.yml")
	env := map[string]string{"HOME": home, "USERPROFILE": home}
	find := func(value, source string) {
		t.Helper()
		got, err := e.Authtoken(environment(env))
		if err != nil || got.Value != value || !strings.Contains(got.Source, source) {
			t.Errorf("found %q in %q (%v), want %q in %q", got.Value, got.Source, err, value, source)
		}
		if value != "" && strings.Contains(fmt.Sprintf("%v %s", got, got), value) {
			t.Error("printing an authtoken shows it")
		}
	}
	find("", "")
	if err := os.MkdirAll(filepath.Dir(config), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(config, []byte("agent: [oops"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Authtoken(environment(env)); !errors.Is(err, tunnel.ErrBadConfig) || !strings.Contains(err.Error(), config) {
		t.Errorf("with a broken configuration: %v", err)
	}
	if err := os.WriteFile(config, []byte("version: 2\nauthtoken: from_config\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	find("from_config", config)
	if err := e.SetAuthtoken(" from_keeper\n"); err != nil {
		t.Fatal(err)
	}
	find("from_keeper", e.SecretsKept())
	env["NGROK_AUTHTOKEN"] = "from_variable"
	find("from_variable", "NGROK_AUTHTOKEN")
	delete(env, "NGROK_AUTHTOKEN")
	if err := e.SetAuthtoken(""); err != nil {
		t.Fatal(err)
	}
	find("from_config", config)
}

func TestAuthtokenIsNotInTheDatabaseNorInErrors(t *testing.T) {
	e := inspectortest.Open(t)
	if err := e.SetAuthtoken("a_very_special_token"); err != nil {
		t.Fatal(err)
	}
	var copied bytes.Buffer
	if _, err := e.Backup(&copied); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(copied.Bytes(), []byte("very_special")) {
		t.Error("the authtoken is in the database")
	}
	for _, bad := range []string{"two words", "line\nbreak", "\x00", "tøken", strings.Repeat("x", 1001)} {
		var field *inspector.FieldError
		err := e.SetAuthtoken(bad)
		if !errors.As(err, &field) || field.Field != "authtoken" || strings.Contains(err.Error(), bad) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestDamagedAuthtokenIsToldWithoutIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.db")
	keeper := &inspector.SecretFile{Path: path + ".secrets"}
	if err := keeper.Save("ngrok authtoken", []byte(`["secret"]`)); err != nil {
		t.Fatal(err)
	}
	e := inspectortest.OpenAt(t, path, inspector.Options{Keeper: keeper})
	_, err := e.Authtoken(environment(nil))
	if !errors.Is(err, inspector.ErrSecretUnavailable) || strings.Contains(err.Error(), `["`) {
		t.Errorf("got %v", err)
	}
}

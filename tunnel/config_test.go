package tunnel

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestTokenInEachFormOfTheConfiguration(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"version 3":          {"version: 3\nagent:\n  authtoken: tok_3\n  api_key: key\n", "tok_3"},
		"version 2":          {"version: \"2\"\nauthtoken: tok_2\ntunnels: {}\n", "tok_2"},
		"before versions":    {"authtoken: tok_1\n", "tok_1"},
		"both":               {"authtoken: old\nagent: {authtoken: new}\n", "new"},
		"a number":           {"authtoken: 12345\n", "12345"},
		"quoted":             {"authtoken: 'a b'\n", "a b"},
		"elsewhere":          {"version: 3\nagent:\n  authtoken: &t tok\n", "tok"},
		"by reference":       {"x: &t tok\nagent: {authtoken: *t}\n", "tok"},
		"none":               {"version: 3\nagent:\n  region: eu\n", ""},
		"without a value":    {"agent:\n  authtoken:\n", ""},
		"an agent of nobody": {"agent:\nauthtoken: tok\n", "tok"},
		"empty":              {"", ""},
		"a comment":          {"# nothing here\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := parseConfig([]byte(tt.text))
			if got != tt.want || err != nil {
				t.Errorf("got %q (%v), want %q", got, err, tt.want)
			}
		})
	}
}

func TestBrokenConfigurationSaysWhereAndNotWhat(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"not YAML":  {"version: 3\nagent: [secret_value\n", "not YAML near line"},
		"a list":    {"\n- secret_value\n", "line 2"},
		"a text":    {"secret_value", "line 1"},
		"a mapping": {"agent:\n  authtoken:\n    secret_value: 1\n", "line 3"},
		"an anchor": {"authtoken: *secret_value\n", "not YAML"},
		"too long":  {strings.Repeat("#", configLimit+1), "too long"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := parseConfig([]byte(tt.text))
			if got != "" || !errors.Is(err, ErrBadConfig) || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "secret_value") {
				t.Errorf("got %q, %v; want %q in it", got, err, tt.want)
			}
		})
	}
}

func TestPlacesOfTheConfiguration(t *testing.T) {
	env := map[string]string{"HOME": "h", "XDG_CONFIG_HOME": "x", "LOCALAPPDATA": "l", "USERPROFILE": "u"}
	for goos, want := range map[string][]string{
		"linux":   {"x/ngrok/ngrok.yml", "h/.config/ngrok/ngrok.yml", "h/.ngrok2/ngrok.yml"},
		"darwin":  {"h/Library/Application Support/ngrok/ngrok.yml", "x/ngrok/ngrok.yml", "h/.config/ngrok/ngrok.yml", "h/.ngrok2/ngrok.yml"},
		"windows": {"l/ngrok/ngrok.yml", "u/AppData/Local/ngrok/ngrok.yml", "u/.ngrok2/ngrok.yml"},
	} {
		var got []string
		for _, place := range ConfigPlaces(goos, func(name string) string { return env[name] }) {
			got = append(got, filepath.ToSlash(place))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", goos, got, want)
		}
	}
	if got := ConfigPlaces("linux", func(string) string { return "" }); len(got) != 0 {
		t.Errorf("without a home: %q", got)
	}
}

func TestFirstConfigurationWithATokenCounts(t *testing.T) {
	dir := t.TempDir()
	place := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	missing, none := filepath.Join(dir, "missing"), place("none", "version: 3\n")
	second, broken := place("second", "authtoken: tok"), place("broken", "a: [")
	if token, path, err := ConfigToken([]string{missing, none, second, broken}); token != "tok" || path != second || err != nil {
		t.Errorf("got %q of %s (%v)", token, path, err)
	}
	if token, path, err := ConfigToken([]string{missing, none}); token != "" || path != "" || err != nil {
		t.Errorf("without any: %q of %s (%v)", token, path, err)
	}
	if _, path, err := ConfigToken([]string{broken, second}); !errors.Is(err, ErrBadConfig) || path != broken || !strings.Contains(err.Error(), broken) {
		t.Errorf("a broken one: %v", err)
	}
	if _, _, err := ConfigToken([]string{dir}); err == nil {
		t.Error("a folder is no error")
	}
}

func FuzzConfigurationIsUnderstoodOrRefused(f *testing.F) {
	f.Add([]byte("version: 3\nagent:\n  authtoken: tok\n"))
	f.Add([]byte("authtoken: &a [*a]\n"))
	f.Add([]byte("a: &a\n  <<: *a\nagent: *a\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		token, err := parseConfig(text)
		if err != nil && (token != "" || !errors.Is(err, ErrBadConfig)) {
			t.Errorf("%q with %v", token, err)
		}
	})
}

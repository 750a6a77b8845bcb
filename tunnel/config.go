package tunnel

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"go.yaml.in/yaml/v3"
)

// ErrBadConfig means that a configuration of ngrok's agent is there but cannot be
// understood.
var ErrBadConfig = errors.New("not a configuration of ngrok")

// configLimit bounds a configuration; a longer one is not ngrok's.
const configLimit = 1 << 20

// ConfigPlaces returns where ngrok's agent keeps its configuration on a system
// (a GOOS), newest habit first (https://ngrok.com/docs/agent/config/). The last
// is that of its version 2.
func ConfigPlaces(goos string, getenv func(string) string) []string {
	var places []string
	add := func(root string, below ...string) {
		if root != "" {
			places = append(places, filepath.Join(append([]string{root}, below...)...))
		}
	}
	home := getenv("HOME")
	switch goos {
	case "windows":
		home = getenv("USERPROFILE")
		add(getenv("LOCALAPPDATA"), "ngrok", "ngrok.yml")
		add(home, "AppData", "Local", "ngrok", "ngrok.yml")
	case "darwin":
		add(home, "Library", "Application Support", "ngrok", "ngrok.yml")
	}
	if goos != "windows" {
		add(getenv("XDG_CONFIG_HOME"), "ngrok", "ngrok.yml")
		add(home, ".config", "ngrok", "ngrok.yml")
	}
	add(home, ".ngrok2", "ngrok.yml")
	return places
}

// ConfigToken returns the authtoken of the first configuration that has one, and
// its path. Both are empty when none does.
func ConfigToken(places []string) (token, path string, err error) {
	for _, path := range places {
		token, err := tokenIn(path)
		if err != nil {
			return "", path, fmt.Errorf("read ngrok's configuration: %w", err)
		}
		if token != "" {
			return token, path, nil
		}
	}
	return "", "", nil
}

func tokenIn(path string) (string, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, configLimit+1))
	if err != nil {
		return "", err
	}
	token, err := parseConfig(text)
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	return token, nil
}

// yamlLine is all that may be told of an error of the parser: the rest repeats
// what stands there.
var yamlLine = regexp.MustCompile(`line \d+`)

// parseConfig returns the authtoken: that of the agent in version 3, or the one
// at the top in version 2 and before.
func parseConfig(text []byte) (string, error) {
	var doc yaml.Node
	if len(text) > configLimit {
		return "", fmt.Errorf("%w: too long", ErrBadConfig)
	}
	if err := yaml.Unmarshal(text, &doc); err != nil {
		if line := yamlLine.FindString(err.Error()); line != "" {
			return "", fmt.Errorf("%w: not YAML near %s", ErrBadConfig, line)
		}
		return "", fmt.Errorf("%w: not YAML", ErrBadConfig)
	}
	if doc.Kind == 0 || len(doc.Content) == 0 {
		return "", nil // empty
	}
	top := doc.Content[0]
	if top.Kind != yaml.MappingNode {
		return "", fmt.Errorf("%w: line %d: want names and values", ErrBadConfig, top.Line)
	}
	for _, in := range []*yaml.Node{member(top, "agent"), top} {
		token := member(in, "authtoken")
		switch {
		case token == nil || token.Tag == "!!null":
			continue
		case token.Kind != yaml.ScalarNode:
			return "", fmt.Errorf("%w: line %d: the authtoken must be one text", ErrBadConfig, token.Line)
		}
		return token.Value, nil
	}
	return "", nil
}

// member returns a value of a mapping, or nil.
func member(in *yaml.Node, name string) *yaml.Node {
	if in == nil || in.Kind != yaml.MappingNode {
		return nil
	}
	for n := 0; n+1 < len(in.Content); n += 2 {
		if in.Content[n].Value != name {
			continue
		}
		value := in.Content[n+1]
		if value.Kind == yaml.AliasNode {
			value = value.Alias
		}
		return value
	}
	return nil
}

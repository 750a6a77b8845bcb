package main

import (
	"encoding/json"
	"slices"
	"testing"

	"ringback/inspector"
)

func TestEverySettingCanBeChanged(t *testing.T) {
	var all map[string]any
	text, err := json.Marshal(inspector.DefaultSettings())
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	var names, words []string
	var walk func(before string, group map[string]any)
	walk = func(before string, group map[string]any) {
		for name, v := range group {
			if sub, ok := v.(map[string]any); ok {
				walk(before+name+".", sub)
				continue
			}
			names = append(names, before+name)
		}
	}
	walk("", all)
	for _, w := range settingWords() {
		words = append(words, w[0])
	}
	slices.Sort(names)
	slices.Sort(words)
	if !slices.Equal(names, words) {
		t.Errorf("there are the settings %v, and words for %v", names, words)
	}
}

func TestApplySetting(t *testing.T) {
	for name, set := range map[string]struct {
		name, value string
		want        func(*inspector.Settings)
	}{
		"a number":       {"body_limit", "2048", func(s *inspector.Settings) { s.BodyLimit = 2048 }},
		"a text":         {"listen", "127.0.0.1:0", func(s *inspector.Settings) { s.Listen = "127.0.0.1:0" }},
		"in a group":     {"retention.days", "90", func(s *inspector.Settings) { s.Retention.Days = 90 }},
		"letters":        {"body_limit", "much", nil},
		"two values":     {"body_limit", "1}, {", nil},
		"a broken group": {"retention.days", `1, "count": 5`, nil},
		"a fraction":     {"max_connections", "1.5", nil},
		"below nothing":  {"retention.count", "-1", nil},
	} {
		got, want := inspector.DefaultSettings(), inspector.DefaultSettings()
		err := applySetting(&got, set.name, set.value)
		if set.want != nil {
			set.want(&want)
		}
		if got != want || (err == nil) != (set.want != nil) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

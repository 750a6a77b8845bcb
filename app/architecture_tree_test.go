package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// The top level stays a table of contents.
func TestTopLevelHoldsOnlyWhatBelongs(t *testing.T) {
	belongs := []string{
		".ci", ".editorconfig", ".github", ".gitignore", "FyneApp.toml", "LICENSE", "Makefile", "README.md",
		"app", "assets", "go.mod", "go.sum", "inspector", "storage", "tunnel",
	}
	// Git, the build, and what editors and systems leave in every folder.
	ignored := []string{".git", "bin", ".idea", ".vscode", ".DS_Store"}
	entries, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if name := entry.Name(); !slices.Contains(belongs, name) && !slices.Contains(ignored, name) {
			t.Errorf("%s does not belong at the top", name)
		}
	}
}

// What one machine or network alone has means nothing to the next reader.
func TestTextsNameNoMachine(t *testing.T) {
	// In two parts each, so that this file does not find itself.
	local := []string{
		"../sha" + "red", "/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/",
		"proxy.golang" + ".org", "sum.golang" + ".org", "deb.debian" + ".org", "registry.npmjs" + ".org",
	}
	eachFile(t, func(name string) {
		text, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range local {
			if at := bytes.Index(text, []byte(part)); at >= 0 && !bytes.ContainsRune(text, 0) {
				t.Errorf("%s:%d: names %s", name, 1+bytes.Count(text[:at], []byte("\n")), part)
			}
		}
	})
}

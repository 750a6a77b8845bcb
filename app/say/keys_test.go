package say

import (
	"bytes"
	"encoding/json"
	"flag"
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"testing"
	"time"

	"ringback/assets"
)

var update = flag.Bool("update", false, "write the English translations anew")

func translation(t *testing.T, code string) map[string]string {
	t.Helper()
	all := map[string]string{}
	if err := json.Unmarshal(assets.Translation(code), &all); err != nil {
		t.Fatalf("%s: %v", code, err)
	}
	return all
}

// keys are the texts that the program says, by how they are found, as they are in English.
type keys map[string]string

func (all keys) add(text string) { all[text] = text }

// said returns them all.
func said(t *testing.T) keys {
	t.Helper()
	all := keys{}
	for _, folder := range []string{"say", "controls", "viewmodel", "ui"} {
		eachFile(t, filepath.Join("..", folder), func(name string, file *ast.File) { all.ofCalls(t, name, file) })
	}
	ofEngine(t, all)
	for m := time.January; m <= time.December; m++ {
		all.add(m.String()[:3])
	}
	for _, word := range toolkitWords() {
		all.add(word)
	}
	all["file.name"], all["file.parent"] = "Name", "Parent"
	return all
}

// ofCalls takes in the texts of a file. They must be literals, but for the sentences of the
// engine.
func (all keys) ofCalls(t *testing.T, name string, file *ast.File) {
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		fn, args, context := calledFunc(call.Fun), call.Args, ""
		switch fn {
		case "L":
			args = args[:1]
		case "N":
			args = args[1:3]
		case "X":
			context, args = text(args[0])+": ", args[1:2]
		default:
			return true
		}
		for _, arg := range args {
			if said := text(arg); said != "" {
				all[context+said] = said
			} else if filepath.Base(name) != "told.go" && file.Name.Name != "say" {
				t.Errorf("%s: say.%s of what is no literal cannot be found by translators", name, fn)
			}
		}
		return true
	})
}

// calledFunc returns "L", "N" or "X" where a function of this package is called.
func calledFunc(fun ast.Expr) string {
	switch fun := fun.(type) {
	case *ast.SelectorExpr:
		if x, ok := fun.X.(*ast.Ident); ok && x.Name == "say" {
			return fun.Sel.Name
		}
	case *ast.Ident:
		if len(fun.Name) == 1 {
			return fun.Name
		}
	}
	return ""
}

func text(e ast.Expr) string {
	if l, ok := e.(*ast.BasicLit); ok && l.Kind == token.STRING {
		s, _ := strconv.Unquote(l.Value)
		return s
	}
	return ""
}

// toolkitWords are those of the toolkit's own menus and file dialogs, which it has in few
// languages.
func toolkitWords() []string {
	return []string{
		"Advanced", "Cancel", "Confirm", "Copy", "Create Folder", "Cut", "Enter filename", "Error", "Favourites", "File",
		"Folder", "New Folder", "No", "OK", "Open", "Paste", "Quit", "Redo", "Save", "Select all", "Show Hidden Files",
		"Undo", "Yes",
	}
}

func TestEachLanguageSaysAllThatIsSaid(t *testing.T) {
	said := said(t)
	if *update {
		writeEnglish(t, said)
	}
	for _, l := range Languages() {
		all := translation(t, l.Code)
		for key, english := range said {
			switch text := all[key]; {
			case text == "":
				t.Errorf("%s lacks %q", l.Code, key)
			case l.Code == "en" && text != english:
				t.Errorf("English says %q for %q", text, key)
			case !slices.Equal(verbs(text), verbs(english)):
				t.Errorf("%s: %q has other verbs: %q", l.Code, key, text)
			}
		}
		for key := range all {
			if said[key] == "" {
				t.Errorf("%s has %q, which nothing says", l.Code, key)
			}
		}
	}
}

// verbs returns what is filled in, whatever its order.
func verbs(text string) []string {
	found := regexp.MustCompile(`%(\[\d+\])?[a-z]`).FindAllString(text, -1)
	for i, v := range found {
		found[i] = v[len(v)-1:]
	}
	slices.Sort(found)
	return found
}

func writeEnglish(t *testing.T, said keys) {
	t.Helper()
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(said); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join("..", "..", "assets", "translations", "en.json"), out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

package say

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
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

// ofEngine takes in the sentences that the engine has for a person: those of verdicts and
// statuses, and the reasons why a value cannot be.
func ofEngine(t *testing.T, all keys) {
	sentence := regexp.MustCompile(`^[A-Z][^ ]* .*\.$`)
	reason := regexp.MustCompile(`^(must|the port must|one is not|%s is set|of the default|the default) `)
	engine := filepath.Join("..", "..", "inspector")
	eachFile(t, filepath.Join(engine, "gatewayapi"), func(name string, file *ast.File) {
		literals(file, func(s string) {
			switch filepath.Base(name) {
			case "jwt.go", "hmac.go", "verify.go", "status.go":
				if sentence.MatchString(s) {
					all.add(s)
				}
			}
		})
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name == "GroupText" {
				literals(f, func(s string) {
					if s != "" && s != strings.ToUpper(s) {
						all.add(s)
					}
				})
			}
		}
	})
	advice := regexp.MustCompile(`^(ngrok|[A-Z])[^ ]* .*\.$`)
	eachFile(t, filepath.Join("..", "..", "tunnel"), func(name string, file *ast.File) {
		literals(file, func(s string) {
			if filepath.Base(name) == "codes.go" && advice.MatchString(s) {
				all.add(s)
			}
		})
	})
	finding := regexp.MustCompile(`^(ngrok|[A-Z%])[^ ]* .*\.$`)
	eachFile(t, filepath.Join(engine, "reach"), func(name string, file *ast.File) {
		literals(file, func(s string) {
			if filepath.Base(name) == "words.go" && finding.MatchString(s) {
				all.add(s)
			}
		})
	})
	eachFile(t, engine, func(_ string, file *ast.File) {
		literals(file, func(s string) {
			if reason.MatchString(s) || strings.HasPrefix(s, "the keyring of ") {
				all.add(s)
			}
		})
	})
}

func literals(n ast.Node, visit func(string)) {
	ast.Inspect(n, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok {
			visit(text(l))
		}
		return true
	})
}

func eachFile(t *testing.T, folder string, visit func(name string, file *ast.File)) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no files in %s: %v", folder, err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		visit(name, file)
	}
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

// A literal that reads like words is said, or it is data: the names of headers and keys, what
// the engine and the toolkit call things, formats and the names of others' work.
func TestWordsAreSaid(t *testing.T) {
	words := regexp.MustCompile(`[A-Za-z]{2}[^/]* [a-z]|^[^a-z]*[A-Z][a-z]+`)
	data := []string{
		"Content-Type", "User-Agent", "Ringback sample", "X-Gwapi-Signature", // of requests
		"Ctrl+", "Alt+", "Shift+", "Super+", "Esc", "Enter", "PgUp", "PgDn", "Del", "Backspace", "Home End", "Tab Shift+Tab",
		"Shift+↑ Shift+↓", "↑ ↓ PgUp PgDn", // keys
		"signature ", "the file ", "unexpected end", // of the engine and parsers
		"MiB", "Mg", ", Fyne ", "Fyne", "Inter", "JetBrains Mono", "Noto Sans", "Lucide", "BSD 3-Clause",
		"/StatusNotifierWatcher", "  Cause: ", "  At: ", "Fyne error:  failed to watch theme settings", "Fyne error:  Error parsing user locale C",
	}
	for _, folder := range []string{"controls", "viewmodel", "ui"} {
		eachFile(t, filepath.Join("..", folder), func(name string, file *ast.File) {
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CallExpr:
					if calledFunc(n.Fun) != "" {
						return false
					}
					if isError(n.Fun) {
						return false
					}
				case *ast.FuncDecl:
					return n.Name.Name != "Diagnostics" // English, for whoever helps
				case *ast.BinaryExpr:
					return n.Op != token.EQL // what the engine calls things
				case *ast.GenDecl:
					return n.Tok != token.CONST && n.Tok != token.IMPORT
				case *ast.Field:
					return n.Tag == nil
				case *ast.BasicLit:
					if s := text(n); words.MatchString(s) && !strings.HasPrefix(s, "{") && !slices.Contains(data, s) {
						t.Errorf("%s: %q is said in no language", name, s)
					}
				}
				return true
			})
		})
	}
}

// isError says whether a function makes an error, or ends the program: those stay English.
func isError(fun ast.Expr) bool {
	switch fun := fun.(type) {
	case *ast.Ident:
		return fun.Name == "panic"
	case *ast.SelectorExpr:
		return fun.Sel.Name == "Errorf" || fun.Sel.Name == "New" && fmt.Sprint(fun.X) == "errors"
	}
	return false
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

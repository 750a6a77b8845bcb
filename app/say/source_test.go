package say

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

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
	ofFilters(t, filepath.Join(engine, "filter"), all)
	eachFile(t, engine, func(_ string, file *ast.File) {
		literals(file, func(s string) {
			if reason.MatchString(s) || strings.HasPrefix(s, "the keyring of ") || strings.HasPrefix(s, "DNS ") {
				all.add(s)
			}
		})
	})
}

// ofFilters takes in what the fields of the filter language, and the words of their values,
// are said to mean.
func ofFilters(t *testing.T, folder string, all keys) {
	all.add("for example")
	eachFile(t, folder, func(name string, file *ast.File) {
		if filepath.Base(name) != "fields.go" {
			return
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Help" {
					all.add(text(n.Value))
				}
			case *ast.CompositeLit: // a word, and what it means
				if n.Type == nil && len(n.Elts) == 2 && text(n.Elts[0]) != "" && text(n.Elts[1]) != "" {
					all.add(text(n.Elts[1]))
				}
			}
			return true
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
		"/StatusNotifierWatcher", "  Cause: ", "  At: ",
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

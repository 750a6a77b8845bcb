package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The tests in architecture_*_test.go hold the rules of the house: they read the
// source, of all systems and build tags, and build nothing. The rules are told
// in .github/CONTRIBUTING.md.

// module is how our own packages begin in an import.
const module = "ringback/"

// sourceFile is one Go file of the repository.
type sourceFile struct {
	path  string // from the root, with slashes: "storage/open.go"
	set   *token.FileSet
	ast   *ast.File
	lines int
}

func (f sourceFile) dir() string  { return path.Dir(f.path) }
func (f sourceFile) isTest() bool { return strings.HasSuffix(f.path, "_test.go") }

// imports returns the paths that the file imports.
func (f sourceFile) imports(t *testing.T) []string {
	var all []string
	for _, spec := range f.ast.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

// sources parses every Go file of the repository.
func sources(t *testing.T) []sourceFile {
	t.Helper()
	var all []sourceFile
	eachFile(t, func(name string) {
		if path.Ext(name) != ".go" || strings.Contains(name, "testdata/") {
			return
		}
		text, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, sourceFile{name, set, file, strings.Count(string(text), "\n")})
	})
	if len(all) == 0 {
		t.Fatal("found no Go file")
	}
	return all
}

// eachFile calls visit with the path of every file, from the root and with
// slashes, but for what Git and the build keep.
func eachFile(t *testing.T, visit func(name string)) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(".."), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == ".git" || name == "bin":
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.Type().IsRegular():
			visit(name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// below says whether a package or folder is dir or lies in it.
func below(name, dir string) bool { return name == dir || strings.HasPrefix(name, dir+"/") }

func belowAny(name string, dirs ...string) bool {
	return slices.ContainsFunc(dirs, func(dir string) bool { return below(name, dir) })
}

// arrows says which rooms each room may know, besides itself. The first line that
// fits a folder counts.
func arrows() []struct {
	room string
	may  []string
} {
	return []struct {
		room string
		may  []string
	}{
		{"assets", nil},
		{"storage", nil},
		{"tunnel", nil},
		{"inspector/compare", []string{"inspector/gatewayapi"}},
		{"inspector/deliver", []string{"inspector/wire", "inspector/gatewayapi"}},
		{"inspector/filter", nil},
		{"inspector/needle", []string{"inspector/filter"}},
		{"inspector/gatewayapi", nil},
		{"inspector/har", nil},
		{"inspector/reach", []string{"tunnel/tunneltest"}},
		{"inspector/wire", nil},
		{"inspector", []string{"storage", "tunnel", "assets"}},
		{"app/owner", nil},
		{"app/look", []string{"assets"}},
		{"app/say", []string{"assets"}},
		{"app/controls", []string{"app/look", "app/say", "assets"}},
		{"app/viewmodel", []string{"app/say", "inspector", "tunnel", "assets"}},
		{"app/ui", []string{"app/viewmodel", "app/controls", "app/look", "app/say", "inspector", "tunnel", "assets"}},
		{"app", []string{"inspector", "storage", "tunnel", "assets"}},
	}
}

func TestArrowsRunOneWay(t *testing.T) {
	for _, f := range sources(t) {
		known := false
		for _, a := range arrows() {
			if !below(f.dir(), a.room) {
				continue
			}
			known = true
			for _, imported := range f.imports(t) {
				ours, found := strings.CutPrefix(imported, module)
				if found && !below(ours, a.room) && !belowAny(ours, a.may...) {
					t.Errorf("%s: %s may not know %s", f.path, a.room, ours)
				}
			}
			break
		}
		if !known {
			t.Errorf("%s lies in no room", f.path)
		}
	}
}

func TestPartsAreKnownInOneRoom(t *testing.T) {
	tests := []struct {
		part   string
		rooms  []string
		except []string
	}{
		{part: "fyne.io", rooms: []string{"app"}, except: []string{"app/viewmodel", "app/owner", "app/bench"}},
		{part: "go.etcd.io/bbolt", rooms: []string{"storage"}},
		{part: "golang.ngrok.com", rooms: []string{"tunnel"}},
	}
	files := sources(t)
	for _, tt := range tests {
		for _, f := range files {
			if belowAny(f.dir(), tt.rooms...) && !belowAny(f.dir(), tt.except...) {
				continue
			}
			for _, imported := range f.imports(t) {
				if below(imported, tt.part) {
					t.Errorf("%s imports %s, which only %v may", f.path, imported, tt.rooms)
				}
			}
		}
	}
}

// What runs on the UI goroutine is decided in one place.
func TestOneDoorToTheUIGoroutine(t *testing.T) {
	const door = "app/ui/loop.go"
	for _, f := range sources(t) {
		ast.Inspect(f.ast, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok || f.path == door {
				return true
			}
			x, ok := sel.X.(*ast.Ident)
			if ok && x.Name == "fyne" && (sel.Sel.Name == "Do" || sel.Sel.Name == "DoAndWait") {
				t.Errorf("%v: fyne.%s outside %s", f.set.Position(n.Pos()), sel.Sel.Name, door)
			}
			return true
		})
	}
}

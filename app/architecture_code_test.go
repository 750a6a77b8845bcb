package main

import (
	"go/ast"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	maxFileLines     = 300
	maxFunctionLines = 60
	maxStructFields  = 12
	// trivialLines is how long a file may be without a test of its own.
	trivialLines = 40
)

// allowed lists what may be bigger, each with its reason. It may only shrink: an
// entry that is no longer needed fails.
func allowed() map[string]string {
	return map[string]string{}
}

func TestNothingGrowsTooBig(t *testing.T) {
	tooBig := map[string]bool{}
	for _, f := range sources(t) {
		check := func(what string, size, limit int, unit string) {
			if size <= limit {
				return
			}
			tooBig[what] = true
			if allowed()[what] == "" {
				t.Errorf("%s has %d %s, want at most %d", what, size, unit, limit)
			}
		}
		check(f.path, f.lines, maxFileLines, "lines")
		if f.isTest() {
			continue // a table of cases is as long as it is
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				lines := f.set.Position(n.End()).Line - f.set.Position(n.Pos()).Line + 1
				check(f.path+" func "+funcName(n), lines, maxFunctionLines, "lines")
			case *ast.TypeSpec:
				if s, ok := n.Type.(*ast.StructType); ok {
					check(f.path+" type "+n.Name.Name, s.Fields.NumFields(), maxStructFields, "fields")
				}
			}
			return true
		})
	}
	for what := range allowed() {
		if !tooBig[what] {
			t.Errorf("%s is no longer too big: take it off the list", what)
		}
	}
}

// funcName returns "Name" or "Type.Name".
func funcName(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return f.Name.Name
	}
	name := ""
	ast.Inspect(f.Recv.List[0].Type, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && name == "" {
			name = id.Name
		}
		return true
	})
	return name + "." + f.Name.Name
}

// What happens at start is written in main, in its order.
func TestNothingRunsBeforeMain(t *testing.T) {
	for _, f := range sources(t) {
		for _, d := range f.ast.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%v: func init", f.set.Position(fn.Pos()))
			}
		}
	}
}

// Names such as these say nothing of what is inside, and gather everything.
func TestNamesSayWhatIsInside(t *testing.T) {
	empty := []string{
		"util", "utils", "common", "helper", "helpers", "shared", "misc", "manager", "managers", "base", "core", "lib",
	}
	for _, f := range sources(t) {
		file := strings.TrimSuffix(strings.TrimSuffix(path.Base(f.path), ".go"), "_test")
		for _, name := range append(strings.Split(f.dir(), "/"), file, f.ast.Name.Name) {
			if slices.Contains(empty, name) {
				t.Errorf("%s: the name %q says nothing", f.path, name)
			}
		}
	}
}

// A file of more than a few lines has a test file of its own (the halves for
// different systems share one), or tests beside it name something that it
// declares, or, for a command, a story tells it. Packages that exist for tests and
// measurements are tested by their use.
func TestEveryFileIsTested(t *testing.T) {
	named := map[string]map[string]bool{} // folder → names in its tests
	exists := map[string]bool{}
	files := sources(t)
	for _, f := range files {
		exists[f.path] = true
		if !f.isTest() {
			continue
		}
		if named[f.dir()] == nil {
			named[f.dir()] = map[string]bool{}
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				named[f.dir()][id.Name] = true
			}
			return true
		})
	}
	for _, f := range files {
		names := declared(f.ast)
		byUse := strings.HasSuffix(f.dir(), "test") || below(f.dir(), "app/bench")
		if f.isTest() || f.lines <= trivialLines || len(names) == 0 || byUse {
			continue
		}
		byName := slices.ContainsFunc(names, func(name string) bool { return named[f.dir()][name] })
		if !exists[base(f.path)+"_test.go"] && !byName && !hasStory(t, f.path) {
			t.Errorf("%s has %d lines and no test", f.path, f.lines)
		}
	}
}

// base returns a file's name without its end and the system that it is for.
func base(file string) string {
	name := strings.TrimSuffix(file, ".go")
	for _, system := range []string{"_unix", "_linux", "_darwin", "_windows", "_other"} {
		name = strings.TrimSuffix(name, system)
	}
	return name
}

// declared returns the functions, methods and types of a file: what can be wrong.
func declared(file *ast.File) []string {
	var names []string
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			names = append(names, d.Name.Name)
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if typ, ok := spec.(*ast.TypeSpec); ok {
					names = append(names, typ.Name.Name)
				}
			}
		}
	}
	return names
}

// hasStory says whether a story of the whole program is named after the file, as
// testdata/script/replay_dry_run.txtar is after replay.go.
func hasStory(t *testing.T, file string) bool {
	t.Helper()
	name := base(path.Base(file))
	stories, err := filepath.Glob(filepath.Join("..", path.Dir(file), "testdata", "script", name+"*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	return len(stories) > 0
}

package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"
)

func TestMetadataEqualsFyneApp(t *testing.T) {
	type details struct {
		ID, Name, Version, Icon string
		Build                   int
	}
	var file struct {
		Details    details
		Migrations map[string]bool
	}
	if _, err := toml.DecodeFile("../FyneApp.toml", &file); err != nil {
		t.Fatal(err)
	}
	want := details{ID: appID, Name: appName, Version: appVersion, Build: appBuild, Icon: "assets/icon.png"}
	if diff := cmp.Diff(want, file.Details); diff != "" {
		t.Errorf("FyneApp.toml differs from metadata.go (-metadata.go +FyneApp.toml):\n%s", diff)
	}
	if !file.Migrations["fyneDo"] {
		t.Error("FyneApp.toml does not say fyneDo = true: builds by Fyne's tools would check every call")
	}
	if _, err := os.Stat(filepath.Join("..", file.Details.Icon)); err != nil {
		t.Errorf("icon: %v", err)
	}
}

package main

// The program's name and version as FyneApp.toml has them, for builds that don't
// go through Fyne's tools and for the command line, which knows no Fyne. A test
// holds both equal.
const (
	appID      = "io.github.ringback.Ringback"
	appName    = "Ringback"
	appVersion = "0.1.0"
	appBuild   = 1
)

package ui

import (
	"bytes"
	"errors"
	"log"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

func TestOnlyWhatNobodyCanUseIsNotLogged(t *testing.T) {
	var out bytes.Buffer
	to, flags := log.Writer(), log.Flags()
	log.SetOutput(&quietLog{to: &out})
	log.SetFlags(0)
	t.Cleanup(func() { log.SetOutput(to); log.SetFlags(flags) })
	fyne.LogError("failed to watch theme settings", errors.New("no dbus-launch"))
	fyne.LogError("Error parsing user locale C", errors.New("not well-formed"))
	fyne.LogError("Getting favorite locations", errors.New("no VIDEOS folder"))
	fyne.LogError("Preferences load error:", errors.New("EOF"))
	if out.Len() > 0 {
		t.Errorf("logged %q", &out)
	}
	fyne.LogError("Error in Fyne call thread", errors.New("cause"))
	if got := out.String(); strings.Count(got, "\n") != 3 || !strings.Contains(got, "call thread") {
		t.Errorf("logged %q, want all three lines of another error", got)
	}
}

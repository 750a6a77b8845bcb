//go:build e2e

package e2e

import (
	"os/exec"
	"strings"
	"testing"
)

func TestASecondStartLeavesItToTheWindowThereIs(t *testing.T) {
	s := openScreen(t, "1600x1000")
	p := start(t, s)
	p.rested(t, "first")
	again := exec.Command(p.path, p.cmd.Args[1:]...)
	again.Env = p.cmd.Env
	out, err := again.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "its window is in front now") {
		t.Errorf("the second start: %v, %q", err, out)
	}
	p.post(t, received)
	if list := p.callbacks(t); len(list) != 1 {
		t.Errorf("after the second start %d callbacks are stored of 1", len(list))
	}
}

// Shift that is let go while the list of keys is open does not stay held for the list.
func TestAShiftThatADialogTookIsLetGo(t *testing.T) {
	s := openScreen(t, "1600x1000")
	p := start(t, s)
	for range 3 {
		p.post(t, received)
	}
	list := p.rested(t, "list")
	s.do(t, "mousemove", firstRowX, firstRowY, "click", "1")
	eventually(t, "the detail", func() bool { return differs(list, s.shot(t, "detail"), list.Bounds()) > 5000 })
	chosen := p.rested(t, "chosen")
	s.do(t, "key", "question")
	eventually(t, "the keys", func() bool { return differs(chosen, s.shot(t, "keys"), chosen.Bounds()) > 50*restless })
	s.do(t, "key", "Escape")
	p.rested(t, "closed")
	s.do(t, "key", "Down", "Delete")
	eventually(t, "one callback less", func() bool { return len(p.callbacks(t)) < 3 })
	if left := p.callbacks(t); len(left) != 2 {
		t.Errorf("%d of 3 are left: more than the one below was selected", len(left))
	}
}

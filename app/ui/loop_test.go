package ui

import (
	"testing"

	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/test"
)

func TestNothingGoesThroughADoorThatIsShut(t *testing.T) {
	test.NewTempApp(t) // whose fyne.Do runs at once
	var ran string
	d := new(door)
	d.post(func() { ran += "a" })
	d.last(func() { ran += "b" })
	d.post(func() { ran += "c" })
	d.last(func() { ran += "d" })
	if ran != "ab" {
		t.Errorf("ran %q", ran)
	}
	closed := new(door)
	closed.close()
	closed.last(func() { t.Error("it ran after the end") })
}

// The toolkit hangs now and then at its end where it has something to do then.
func TestTheToolkitHasNothingToDoAtItsEnd(t *testing.T) {
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"} {
		t.Setenv(name, t.TempDir())
	}
	test.NewTempApp(t) // is the current app again after this one
	a := app.NewWithID("ringback.test")
	atEnd := func() bool {
		l, ok := a.Lifecycle().(interface{ OnStopped() func() })
		return !ok || l.OnStopped() != nil
	}
	if !atEnd() {
		t.Fatal("it has nothing to do even so: endsAlone is not needed any more")
	}
	endsAlone(a)
	if atEnd() {
		t.Error("it still has something to do")
	}
}

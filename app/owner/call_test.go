package owner

import (
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestHereTakesWhatTheOwnerCannotSee(t *testing.T) {
	t.Chdir(t.TempDir())
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		noColor string
		want    bool
	}{{"", false}, {"1", true}} {
		t.Setenv("NO_COLOR", tt.noColor)
		c, err := Here([]string{"stats"})
		if err != nil {
			t.Fatal(err)
		}
		if c.Dir != dir || c.NoColor != tt.want || !cmp.Equal(c.Args, []string{"stats"}) {
			t.Errorf("with NO_COLOR=%q Here = %+v", tt.noColor, c)
		}
	}
}

func TestForwardSaysThatTheCommandLineIsTooLong(t *testing.T) {
	db := newDatabase(t)
	serve(t, db, reply(""))
	call := Call{Args: []string{strings.Repeat("x", callSize)}}
	exit, err := Forward(within(t), db, call, nil, io.Discard, io.Discard)
	if exit != 1 || err == nil || !strings.Contains(err.Error(), "too long") {
		t.Errorf("Forward = %d, %v", exit, err)
	}
}

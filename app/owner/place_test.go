package owner

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func reply(text string) Runner {
	return func(_ context.Context, _ Call, _ io.Reader, stdout, _ io.Writer) int {
		io.WriteString(stdout, text)
		return 0
	}
}

func ask(t *testing.T, db string) string {
	t.Helper()
	var out strings.Builder
	if _, err := Forward(within(t), db, Call{}, nil, &out, io.Discard); err != nil {
		t.Errorf("Forward: %v", err)
	}
	return out.String()
}

func TestLongPathsMeetInAPrivateFolder(t *testing.T) {
	db := newDatabase(t)
	long := filepath.Join(filepath.Dir(db), strings.Repeat("long", 30), "ringback.db")
	if err := os.MkdirAll(filepath.Dir(long), 0o700); err != nil {
		t.Fatal(err)
	}
	serve(t, long, reply("hello"))
	if got := ask(t, long); got != "hello" {
		t.Errorf("got %q", got)
	}
	if _, err := os.Lstat(long + ".sock"); err == nil {
		t.Error("the socket lies beside the file though its path is too long for some systems")
	}
}

func TestLinksToOneDatabaseMeet(t *testing.T) {
	db := newDatabase(t)
	link := filepath.Join(t.TempDir(), "link.db")
	if err := os.WriteFile(db, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(db, link); err != nil {
		t.Skip("no links here:", err)
	}
	serve(t, db, reply("hello"))
	if got := ask(t, link); got != "hello" {
		t.Errorf("got %q", got)
	}
}

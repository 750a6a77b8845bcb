package viewmodel

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tidwall/gjson"
)

func treeOf(t *testing.T, body string) *Tree {
	t.Helper()
	tree, err := NewBody([]byte(body), jsonType).Tree(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func (t *Tree) String() string {
	var b strings.Builder
	for i := range t.Len() {
		r := t.Row(i)
		sign := map[bool]string{false: "·", true: "▸"}[r.Branch]
		if r.Open {
			sign = "▾"
		}
		fmt.Fprintln(&b, strings.TrimSpace(strings.Repeat("  ", r.Depth)+sign+" "+strings.TrimSpace(strings.Join([]string{r.Name, r.Value, r.Note}, " "))))
	}
	return b.String()
}

func TestTreeOpensAndCloses(t *testing.T) {
	tree := treeOf(t, "\ufeff"+`{"event": "status", "n": -1.5e3, "tags" : [true,null, "a\nb"] , "message": {"id": "x.1", "to": {}}, "none":[]}`)
	const all = `▾ { } 5 members
· "event" "status"
· "n" -1.5e3
▾ "tags" [ ] 3 items
· 0 true
· 1 null
· 2 "a\nb"
▾ "message" { } 2 members
· "id" "x.1"
· "to" { } 0 members
· "none" [ ] 0 items
`
	if got := tree.String(); got != all {
		t.Errorf("got\n%s\nwant\n%s", got, all)
	}
	for i, want := range map[int]struct{ path, value string }{
		0: {"", ""}, 1: {"event", "status"}, 2: {"n", "-1.5e3"}, 6: {"tags.2", "a\nb"}, 8: {"message.id", "x.1"}, 9: {"message.to", "{}"},
	} {
		if got := tree.Path(i); got != want.path {
			t.Errorf("row %d has the path %q, want %q", i, got, want.path)
		}
		if got := tree.Value(i); i > 0 && got != want.value {
			t.Errorf("row %d has the value %q, want %q", i, got, want.value)
		}
	}
	tree.Close(3)
	tree.Close(3) // is closed already
	if tree.Len() != 8 || tree.Row(3).Open || tree.Row(4).Name != `"message"` || tree.Parent(5) != 4 || tree.Parent(0) != -1 {
		t.Errorf("after closing the tags:\n%s", tree)
	}
	tree.Close(0)
	tree.OpenBelow(0)
	if got := tree.String(); got != all {
		t.Errorf("after opening all again\n%s", got)
	}
}

func TestTreePutsVeryManyInGroups(t *testing.T) {
	var b strings.Builder
	for i := range 2500 {
		fmt.Fprintf(&b, `,{"id": %d, "text": "a, b]} \" "}`, i)
	}
	tree := treeOf(t, "["+b.String()[1:]+"]")
	if tree.Len() != 4 || tree.Row(0).Note != "2,500 items" || tree.Row(3).Name != "2000 … 2499" || tree.Row(1).Depth != 1 {
		t.Fatalf("the rows are\n%s", tree)
	}
	tree.Open(2)
	tree.Open(3)
	if row := tree.Row(3); tree.Len() != 1006 || row.Name != "1000" || tree.Path(4) != "1000.id" || tree.Value(4) != "1000" {
		t.Errorf("of the second group the first is %+v at %s", row, tree.Path(4))
	}
	if tree.Value(2) != "" || tree.Path(2) != "" {
		t.Error("a group has a value of its own")
	}
	tree.OpenBelow(0)
	if tree.Len() > 3*treeBelow {
		t.Errorf("opening all below makes %d rows", tree.Len())
	}
}

func TestTreeOfWhatIsNoJSON(t *testing.T) {
	for _, body := range []string{"", `{"a":`, `{"a" 1}`, "[1,]"} {
		if tree, err := NewBody([]byte(body), jsonType).Tree(t.Context()); err == nil {
			t.Errorf("%q is a tree:\n%s", body, tree)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := NewBody([]byte("[1]"), jsonType).Tree(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if got := treeOf(t, ` "one text" `).String(); got != "· \"one text\"\n" {
		t.Errorf("a text alone is %q", got)
	}
}

// Every row of a tree is where gjson, which filters use, finds its path, and nothing is lost.
func FuzzTree(f *testing.F) {
	for _, seed := range []string{`{"a":{"b":[1,"2",{"c d":null}]}}`, `[[],{},""]`, `{"a.b":{"*":1},"":2,"a|b":[3]}`, "\ufeff 1 ", `{"a":1,"a":2}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		tree, err := NewBody([]byte(src), jsonType).Tree(t.Context())
		if valid := json.Valid([]byte(strings.TrimPrefix(src, "\ufeff"))); valid != (err == nil) {
			t.Fatalf("valid is %v, the tree says %v", valid, err)
		}
		if err != nil {
			return
		}
		tree.OpenBelow(0)
		seen, again := map[string]bool{}, ""
		for i := range tree.Len() {
			row := tree.Row(i)
			path, value := tree.Path(i), tree.Value(i)
			if row.Branch && !row.Open && tree.Len() < treeBelow {
				t.Errorf("row %d is not open", i)
			}
			if seen[path] && (again == "" || !strings.HasPrefix(path+".", again)) {
				again = path + "."
			}
			odd := strings.Contains("."+path+".", "..") || again != "" && strings.HasPrefix(path+".", again)
			if i == 0 || odd || !utf8.ValidString(src) {
				continue // gjson has no empty names, and finds the first of two
			}
			seen[path] = true
			found := gjson.Get(tree.src, path)
			if got := found.Raw; found.Type != gjson.String && got != value || found.Type == gjson.String && found.Str != value {
				t.Errorf("%s of %s is %q, gjson finds %q", path, tree.src, value, got)
			}
		}
	})
}

package viewmodel

import (
	"strings"
	"testing"
)

func TestPrettyXMLAndForms(t *testing.T) {
	for _, tt := range []struct{ name, body, contentType, want string }{
		{"XML", `<?xml version="1.0"?><!-- c --><a x="1>2"><b>text</b><c></c><d/>
			<e><![CDATA[<x>]]></e></a>`, "text/xml",
			`<?xml version="1.0"?>
<!-- c -->
<a x="1>2">
  <b>text</b>
  <c></c>
  <d/>
  <e>
    <![CDATA[<x>]]>
  </e>
</a>`},
		{"XML with a document type", `<!DOCTYPE a [<!ENTITY x "y>">]><a/>`, "text/xml", "<!DOCTYPE a [<!ENTITY x \"y>\">]>\n<a/>"},
		{"form", "msg=hello+world%0A%F0%9F%91%8D&bad=%zz&empty=&&alone", "application/x-www-form-urlencoded",
			"msg: hello world↵👍\nbad: %zz\nempty: \nalone: "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := textOf(t, tt.body, tt.contentType, Pretty)
			if text.Problem != nil {
				t.Fatalf("%v", text.Problem)
			}
			if got := strings.Join(text.Strings(), "\n"); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestProblemsOfXML(t *testing.T) {
	for _, tt := range []struct{ name, body, want string }{
		{"XML", "<a>\n<b></a>", "Line 2, column 8: element <b> closed by </a>."},
		{"cut XML", "<a>\n<b>", "Line 2, column 4: unexpected EOF."},
		{"no XML at all", "hello", "Line 1, column 1: there is no element."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := textOf(t, tt.body, "text/xml", Pretty)
			if text.Problem == nil || text.Problem.String() != tt.want {
				t.Fatalf("got %v, want %s", text.Problem, tt.want)
			}
			if got := strings.Join(text.Strings(), "\n"); got != tt.body {
				t.Errorf("the raw text is not shown: %q", got)
			}
		})
	}
}

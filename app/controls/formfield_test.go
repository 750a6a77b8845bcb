package controls

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"ringback/app/look"
)

func TestFormFieldSaysWhatIsWrongInPlaceOfTheHint(t *testing.T) {
	field := NewFormField("Port", "0 picks a free one", NewTextField("4100"))
	newStage(t, look.Light, fyne.NewSize(300, 80), field)
	before := field.MinSize()
	if shown := texts(field); !slices.Equal(shown, []string{"Port", "0 picks a free one"}) {
		t.Errorf("shown %q", shown)
	}
	field.SetProblem("70000 is not a port: the highest is 65535")
	if shown := texts(field); !slices.Equal(shown, []string{"Port", "70000 is not a port: the highest is 65535"}) {
		t.Errorf("with a problem: %q", shown)
	}
	if field.MinSize() != before {
		t.Error("a problem moves what is below")
	}
	field.SetProblem("")
	field.SetHint("")
	if shown := texts(field); !slices.Equal(shown, []string{"Port"}) {
		t.Errorf("without both: %q", shown)
	}
}

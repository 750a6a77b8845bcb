package viewmodel

import (
	"slices"
	"strings"
	"time"

	"ringback/app/say"
	"ringback/inspector"
)

// allowModes are the modes of the allow-list and the words for them.
func allowModes() [][2]string {
	return [][2]string{
		{inspector.AllowAll, say.L("Off: everybody may come in")},
		{inspector.AllowWarn, say.L("Warn: callbacks of others are flagged")},
		{inspector.AllowRefuse, say.L("Refuse: they are recorded, and answered 403")},
	}
}

// NewAllowForm makes the form of who may come in.
func NewAllowForm(l inspector.AllowList) *Form {
	var choices []string
	var value string
	for _, mode := range allowModes() {
		choices = append(choices, mode[1])
		if mode[0] == l.Mode {
			value = mode[1]
		}
	}
	return newForm(
		FormField{ID: "mode", Label: say.L("The list is"), Control: ChoiceControl, Choices: choices, Value: value},
		FormField{
			ID: "addresses", Label: say.L("Addresses"), Control: LinesControl, Value: strings.Join(l.Addresses, "\n"),
			Hint: say.L("One a line, or a block of them: 203.0.113.9, 2001:db8::/32"),
		},
		FormField{
			ID: "names", Label: say.L("Names"), Control: LinesControl, Value: strings.Join(l.Names, "\n"),
			Hint: say.L("One a line. DNS is asked for their addresses every five minutes."),
		},
	)
}

// AllowList reads the form of [NewAllowForm]. The engine checks it when it is set; see
// [Form.Refuse].
func (f *Form) AllowList() (l inspector.AllowList) {
	f.clear()
	for _, mode := range allowModes() {
		if mode[1] == f.Value("mode") {
			l.Mode = mode[0]
		}
	}
	entries := func(id string) []string {
		return strings.FieldsFunc(f.Value(id), func(r rune) bool { return strings.ContainsRune(" \t\r\n,;", r) })
	}
	l.Addresses, l.Names = entries("addresses"), entries("names")
	return l
}

// AllowedName is what DNS said of a name on the allow-list.
type AllowedName struct {
	Name, Addresses string
	When            string // it answered
	Trouble         string // why not the last time; "" where it did
}

// NewAllowedNames puts into words what DNS said.
func NewAllowedNames(names []inspector.AllowedName, now time.Time) []AllowedName {
	all := make([]AllowedName, len(names))
	for i, n := range names {
		a := AllowedName{Name: n.Name, Addresses: strings.Join(slices.Concat(n.A, n.AAAA), ", "), Trouble: told(n.Error)}
		switch {
		case n.AnsweredAt.IsZero():
			a.Addresses, a.When = say.L("no address yet"), say.L("DNS was not asked yet")
		default:
			a.When = say.L("DNS answered %s", Ago(now.Sub(n.AnsweredAt)))
		}
		all[i] = a
	}
	return all
}

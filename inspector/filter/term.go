package filter

// TermOf is [Of] for the field with an id, where the term is a right filter; "" where the
// language cannot ask for the value. Arg is the NAME or PATH of a field that has one.
func TermOf(id ID, arg, value string) string {
	term := Of(id, arg, value)
	if f, err := Parse(term); err != nil || f.Empty() {
		return ""
	}
	return term
}

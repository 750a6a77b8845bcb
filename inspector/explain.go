package inspector

// Explanation says how a search is answered.
type Explanation struct {
	// Filter is the filter in canonical form.
	Filter string `json:"filter"`
	// Way is the dearest way that some question needs, in words.
	Way       string     `json:"way"`
	Questions []Question `json:"questions"`
	// Indexed is how many of all ids have their row in the index; the rest is
	// looked at one by one.
	Indexed uint64 `json:"indexed"`
	Last    uint64 `json:"last"`
}

// Question is a term of a filter and by what it is answered.
type Question struct {
	Term string `json:"term"`
	Way  string `json:"way"`
}

// Explain says how the search is answered; what was read is in its results.
func (s *Search) Explain() Explanation {
	e := Explanation{Filter: s.node.String(), Way: s.quest.cost().String(), Questions: []Question{}}
	e.Indexed, e.Last = s.engine.Indexing()
	s.quest.each(func(q *quest) {
		e.Questions = append(e.Questions, Question{q.term.String(), q.way.String()})
	})
	return e
}

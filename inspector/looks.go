package inspector

import (
	"slices"
	"strconv"
	"strings"

	"ringback/inspector/filter"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/needle"
	"ringback/storage"
)

// looks plans the questions that need more than small columns: bytes, mostly.
func (q *questions) looks(p *quest) {
	t := p.term
	switch t.Field.ID {
	case filter.From:
		p.rows = byNumber(t, storage.Block.From, rowFromText)
	case filter.To:
		p.rows = byNumber(t, storage.Block.To, rowToText)
	case filter.Keyword:
		q.byKeyword(p)
	case filter.Webhook:
		p.way, p.look = WayBytes, func(g *storage.Glimpse) opinion { return told(t.Holds([]string{string(g.Webhook)})) }
		p.byWord(storage.Block.Webhook)
	case filter.ProviderID:
		p.byWord(storage.Block.ProviderID)
	case filter.Message:
		p.byMessage()
	case filter.Text, filter.Label, filter.Ref:
		p.derived(needlesOf(t))
	case filter.JSONPath:
		p.inJSON()
	case filter.Body:
		p.inBody()
	case filter.Any:
		p.anywhere()
	case filter.Method, filter.Path:
		p.way, p.look = WayBytes, inLine(t)
	case filter.Header:
		p.way, p.look = WayBytes, inHead(t)
	case filter.Took:
		p.way, p.look = WayBytes, func(g *storage.Glimpse) opinion {
			took := g.Outcome().Took
			return told(took > 0 && t.In(took.Microseconds()))
		}
	}
	if p.rows != nil && (t.Phone != nil && t.Field.Kind == filter.Number || p.way == WayMeaning && p.look == nil && literal(t)) {
		p.way = WayIndex
	}
}

// literal tells whether a term means one text.
func literal(t *filter.Term) bool { return t.Test == filter.Fits && t.Glob.Literal() }

// byNumber asks a column of numbers. Zero stands for nothing, or for a text,
// which only the callback tells.
func byNumber(t *filter.Term, column func(storage.Block, int) uint64, text uint16) func(storage.Block, *guess) {
	nothing := told(t.Holds([]string{""}))
	number := func(n uint64) bool { return t.Holds([]string{strconv.FormatUint(n, 10)}) }
	if t.Phone != nil {
		number = t.Phone.Fits
	}
	return func(b storage.Block, g *guess) {
		for n := range b.Len() {
			switch v := column(b, n); {
			case v != 0:
				g.note(n, told(number(v)))
			case b.Flags(n)&text == 0:
				g.note(n, nothing)
			case t.Phone == nil: // what means a number means no text
				g.note(n, unsure)
			}
		}
	}
}

// byWord asks a column of hashes of words, where one word is meant.
func (p *quest) byWord(column func(storage.Block, int) uint64) {
	if !literal(p.term) {
		return
	}
	p.look = nil
	want := keyHash(p.term.Glob[0])
	p.rows = func(b storage.Block, g *guess) {
		for n := range b.Len() {
			g.note(n, told(column(b, n) == want))
		}
	}
	p.way = WayIndex
}

// byMessage asks the column of message keys, which minds case: so only where the
// key has no letters but ours. Else its parts must be in the body.
func (p *quest) byMessage() {
	t := p.term
	if !literal(t) {
		return
	}
	var names filter.Glob
	for part := range strings.SplitSeq(t.Glob[0], ":") {
		ours := slices.Contains([]string{"rest", "email", "mo", "messaging", "sms", "rcs"}, part)
		if !ours && strings.Trim(part, "0123456789") != "" {
			names = append(names, part)
		}
	}
	if len(names) == 0 {
		p.byWord(storage.Block.MessageKey)
		return
	}
	p.derived(needle.Of(names))
}

// byKeyword asks the column of first words; where a whole number is leased there
// is no keyword.
func (q *questions) byKeyword(p *quest) {
	t := p.term
	if !literal(t) {
		p.derived(needlesOf(t))
		return
	}
	whole := map[uint64]bool{} // numbers that are leased as a whole
	for _, l := range q.way.leases {
		if l.Keyword == "" {
			whole[filter.Digits(l.Receiver)] = true
		}
	}
	mo, want := position(rowKinds, gatewayapi.MOSMS), keyHash(t.Glob[0])
	p.rows = func(b storage.Block, g *guess) {
		for n := range b.Len() {
			word := b.Keyword(n)
			if len(whole) > 0 && b.Kind(n) == mo && whole[b.To(n)] {
				if b.To(n) == 0 {
					g.note(n, unsure)
					continue
				}
				word = 0
			}
			g.note(n, told(word == want))
		}
	}
}

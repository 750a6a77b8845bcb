package inspector

import (
	"fmt"
	"math"
	"sync"

	"ringback/inspector/filter"
	"ringback/inspector/gatewayapi"
	"ringback/storage"
)

// questions know what the engine knows, for one search.
type questions struct {
	way    *routing
	marked map[uint64]Marks
	turns  *turns
}

// answerBy finds the cheapest way to opinion a question.
func (q *questions) answerBy(p *quest) {
	t := p.term
	p.way = WayIndex
	if p.rows = q.columns(t); p.rows != nil {
		return
	}
	p.way = WayMeaning
	q.looks(p)
}

// columns returns what answers from columns, nil where they don't tell.
func (q *questions) columns(t *filter.Term) func(storage.Block, *guess) {
	switch t.Field.ID {
	case filter.KindOf:
		return byKind(t, kindWords)
	case filter.Family:
		return byKind(t, familyWords)
	case filter.Status:
		return byStatus(t)
	case filter.Charge:
		return byCharge(t)
	case filter.Signature:
		return byVerdict(t)
	case filter.Origin, filter.Via:
		return byOrigin(t)
	case filter.Since, filter.Until, filter.On:
		return func(b storage.Block, g *guess) {
			for n := range b.Len() {
				g.note(n, told(t.In(b.Received(n))))
			}
		}
	case filter.OwnID:
		return func(b storage.Block, g *guess) {
			for n := range b.Len() {
				g.note(n, told(t.In(int64(b.First())+int64(n))))
			}
		}
	case filter.Code, filter.BodySize:
		return byAmount(t)
	case filter.Error:
		return byError(t)
	case filter.Is:
		return q.byMark(t)
	case filter.Tag:
		return q.byID(func(id uint64) bool { return t.Holds(q.marked[id].Tags) })
	}
	return nil
}

// table is the answer for each value of a column of bytes.
type table [256]opinion

func tableOf[T any](names []T, holds func(T) bool) *table {
	var t table
	for n, name := range names {
		t[n] = told(holds(name))
	}
	return &t
}

func byKind(t *filter.Term, words func(gatewayapi.Kind) []string) func(storage.Block, *guess) {
	answers := tableOf(rowKinds, func(k gatewayapi.Kind) bool { return t.Holds(words(k)) })
	if t.Field.ID == filter.Family {
		answers[0] = unsure // what is not understood may be of any
	}
	return func(b storage.Block, g *guess) {
		for n := range b.Len() {
			g.note(n, answers[b.Kind(n)])
		}
	}
}

func byStatus(t *filter.Term) func(storage.Block, *guess) {
	answers := new([256]table)
	for k, kind := range rowKinds {
		answers[k] = *tableOf(rowStatuses, func(status string) bool { return t.Holds(statusWords(kind, status)) })
	}
	return func(b storage.Block, g *guess) {
		for n := range b.Len() {
			g.note(n, answers[b.Kind(n)][b.Status(n)])
		}
	}
}

func byCharge(t *filter.Term) func(storage.Block, *guess) {
	answers := tableOf(rowCharges, func(charge string) bool { return t.Holds([]string{charge}) })
	return func(b storage.Block, g *guess) {
		for n := range b.Len() {
			g.note(n, answers[b.Flags(n)>>rowChargeShift])
		}
	}
}

func byVerdict(t *filter.Term) func(storage.Block, *guess) {
	answers := tableOf(rowResults, func(r gatewayapi.Result) bool { return t.Holds(resultWords(r)) })
	return func(b storage.Block, g *guess) {
		for n := range b.Len() {
			g.note(n, answers[b.Verdict(n)])
		}
	}
}

func byOrigin(t *filter.Term) func(storage.Block, *guess) {
	var answers table
	for n := range answers {
		answers[n] = told(t.Holds([]string{storage.Origin(n).String()}))
	}
	if t.Field.ID == filter.Origin {
		return func(b storage.Block, g *guess) {
			for n := range b.Len() {
				g.note(n, answers[b.Origin(n)])
			}
		}
	}
	tunnel, local := told(t.Holds([]string{storage.Tunnel.String()})), told(t.Holds([]string{storage.Local.String()}))
	return func(b storage.Block, g *guess) {
		for n := range b.Len() {
			if b.Flags(n)&rowTunnel != 0 {
				g.note(n, tunnel)
			} else {
				g.note(n, local)
			}
		}
	}
}

func byAmount(t *filter.Term) func(storage.Block, *guess) {
	if t.Field.ID == filter.Code {
		return func(b storage.Block, g *guess) {
			for n := range b.Len() {
				switch code := b.Code(n); code {
				case 0: // it is not known
				case rowHugeCode:
					g.note(n, unsure)
				default:
					g.note(n, told(t.In(int64(code))))
				}
			}
		}
	}
	return func(b storage.Block, g *guess) {
		for n := range b.Len() {
			if size := b.Size(n); size == rowHugeSize {
				g.note(n, unsure)
			} else {
				g.note(n, told(t.In(int64(size))))
			}
		}
	}
}

// byError keeps what each code came to: there are few of them.
func byError(t *filter.Term) func(storage.Block, *guess) {
	var known sync.Map
	return func(b storage.Block, g *guess) {
		for n := range b.Len() {
			switch code := b.Error(n); code {
			case 0:
			case rowErrorText:
				g.note(n, unsure)
			default:
				a, ok := known.Load(code)
				if !ok {
					e, _ := gatewayapi.LookupCode(fmt.Sprintf("%#04x", code))
					a = told(t.Holds(errorTexts(e)))
					known.Store(code, a)
				}
				g.note(n, a.(opinion))
			}
		}
	}
}

// byMark asks for what a person noted, and for what only the thread tells.
func (q *questions) byMark(t *filter.Term) func(storage.Block, *guess) {
	has := func(word string) bool { return t.Holds([]string{word}) }
	starred, noted, duplicate, late := has("starred"), has("noted"), has("duplicate"), has("late")
	replayed, truncated, incomplete := has("replayed"), has("truncated"), has("incomplete")
	marks := q.byID(func(id uint64) bool {
		m := q.marked[id]
		return starred && m.Starred || noted && m.Note != ""
	})
	return func(b storage.Block, g *guess) {
		marks(b, g)
		for n := range b.Len() {
			id, flags := b.First()+uint64(n), b.Flags(n)
			g.note(n, told(g.must.has(n) || duplicate && q.turns.duplicate(id) || late && q.turns.late(id) ||
				replayed && b.Origin(n) == uint8(storage.Replayed) || truncated && flags&rowTruncated != 0 || incomplete && flags&rowIncomplete != 0))
		}
	}
}

// byID answers for the few callbacks on which something is noted.
func (q *questions) byID(holds func(id uint64) bool) func(storage.Block, *guess) {
	low, high := uint64(math.MaxUint64), uint64(0)
	var ids idSet
	for id := range q.marked {
		if holds(id) {
			ids.add(id)
			low, high = min(low, id), max(high, id)
		}
	}
	return func(b storage.Block, g *guess) {
		if first := b.First(); low >= first+blockSize || high < first {
			return
		}
		for n := range b.Len() {
			g.note(n, told(ids.has(b.First()+uint64(n))))
		}
	}
}

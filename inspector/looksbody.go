package inspector

import (
	"bytes"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"ringback/inspector/filter"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/needle"
	"ringback/inspector/wire"
	"ringback/storage"
)

// needlesOf returns what is in every text that a term means.
func needlesOf(t *filter.Term) []needle.Needle {
	switch t.Test {
	case filter.Matches:
		return needle.OfRegex(t.Regex.String())
	case filter.Fits:
		return needle.Of(t.Glob)
	}
	return nil
}

// signed leaves out the blocks that lack a needle, but for their rows of a kind
// whose text is put together from numbers.
func signed(needles []needle.Needle) func(storage.Block, *guess) {
	if len(needles) == 0 {
		return nil
	}
	probes := make([]needle.Probe, len(needles))
	for n := range needles {
		probes[n] = needles[n].Probe()
	}
	location := position(rowKinds, gatewayapi.MOLocationRCS)
	return func(b storage.Block, g *guess) {
		signature := b.Signature()
		lacks := slices.ContainsFunc(probes, func(p needle.Probe) bool { return !p.May(signature) })
		for n := range b.Len() {
			if !lacks || b.Kind(n) == location {
				g.may.add(n)
			}
		}
	}
}

// lacks tells whether a needle is neither in a body nor in the text that it
// writes in other letters.
func lacks(body []byte, needles []needle.Needle) bool {
	var plain []byte
	for _, n := range needles {
		if n.In(body) {
			continue
		}
		if plain == nil {
			if !needle.Escaped(body) {
				return true
			}
			plain = needle.Plain(body)
		}
		if !n.In(plain) {
			return true
		}
	}
	return false
}

// composed tells whether a text may be put together from numbers of the body.
func composed(body []byte) bool {
	name := []byte("latitude")
	return bytes.Contains(body, name) || needle.Escaped(body) && bytes.Contains(needle.Plain(body), name)
}

// derived is for texts that are read out of strings in the body.
func (p *quest) derived(needles []needle.Needle) {
	p.rows = signed(needles)
	if len(needles) == 0 {
		return
	}
	p.look = func(g *storage.Glimpse) opinion {
		if !g.Long && lacks(g.Body, needles) && !composed(g.Body) {
			return no
		}
		return unsure
	}
}

// inBody is for the bytes of the body themselves.
func (p *quest) inBody() {
	t := p.term
	needles := needlesOf(t)
	p.rows, p.way = signed(needles), WaySignature
	if p.rows == nil {
		p.way = WayBytes
	}
	var whole *needle.Needle
	if literal(t) {
		n := needle.New(t.Glob[0])
		whole = &n
	}
	p.look = func(g *storage.Glimpse) opinion {
		switch {
		case g.Long:
			return unsure
		case whole != nil:
			return told(whole.In(g.Body))
		}
		for _, n := range needles {
			if !n.In(g.Body) {
				return no
			}
		}
		if t.Test == filter.Matches {
			return told(t.Regex.Match(g.Body))
		}
		return told(t.Holds([]string{string(g.Body)}))
	}
}

// inJSON is for values in a JSON body: their names must be in it, and they
// themselves as far as they are texts.
func (p *quest) inJSON() {
	t := p.term
	needles := needlesOf(t)
	path := strings.Split(t.Arg, ".")
	for _, name := range path {
		if name != "" && strings.Trim(name, "#0123456789") != "" {
			needles = append(needles, needle.Of(filter.Glob{`"` + filter.Fold(name) + `"`})...)
		}
	}
	p.rows, p.way = signed(needles), WaySignature
	if p.rows == nil {
		p.way = WayBytes
	}
	holds := heldAt(t, path)
	p.look = func(g *storage.Glimpse) opinion {
		switch {
		case g.Long:
			return unsure
		case lacks(g.Body, needles):
			return no
		}
		return told(holds(g.Body) && gjson.ValidBytes(g.Body))
	}
}

// heldAt tells whether a term holds for what stands at a path of a body, which
// may not be JSON at all.
func heldAt(t *filter.Term, path []string) func(body []byte) bool {
	escaped := make([]string, len(path))
	for n, name := range path {
		if name == "" || name == "#" { // not one place
			return func(body []byte) bool { return t.Holds(jsonAt(body, path)) }
		}
		escaped[n] = gjson.Escape(name)
	}
	joined := strings.Join(escaped, ".")
	return func(body []byte) bool {
		r := gjson.GetBytes(body, joined)
		return r.Exists() && t.Holds([]string{jsonText(r)})
	}
}

// anywhere is for bare words: in the body, the target, the text of a message, or
// a number.
func (p *quest) anywhere() {
	t := p.term
	needles := needlesOf(t)
	within := signed(needles)
	p.way = WaySignature
	p.rows = func(b storage.Block, g *guess) {
		if within != nil {
			within(b, g)
		}
		for n := range b.Len() {
			switch {
			case t.Phone != nil && (b.From(n) != 0 && t.Phone.Within(b.From(n)) || b.To(n) != 0 && t.Phone.Within(b.To(n))):
				g.note(n, yes)
			case within == nil:
				g.note(n, unsure)
			}
		}
	}
	p.look = func(g *storage.Glimpse) opinion {
		if g.Long {
			return unsure
		}
		target := []byte(lineOf(g.Head).Target)
		if literal(t) {
			n := needle.New(t.Glob[0])
			if n.In(g.Body) || n.In(target) {
				return yes
			}
			needles := []needle.Needle{n}
			if lacks(g.Body, needles) && !composed(g.Body) {
				return no
			}
			return unsure
		}
		if len(needles) > 0 && lacks(g.Body, needles) && lacks(target, needles) && !composed(g.Body) {
			return no
		}
		return unsure
	}
}

// lineOf reads the request line alone.
func lineOf(head []byte) wire.Head {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	method, rest, _ := strings.Cut(strings.TrimSuffix(string(line), "\r"), " ")
	target, proto, _ := strings.Cut(rest, " ")
	return wire.Head{Method: method, Target: target, Proto: proto}
}

func inLine(t *filter.Term) func(*storage.Glimpse) opinion {
	return func(g *storage.Glimpse) opinion {
		h := lineOf(g.Head)
		if t.Field.ID == filter.Method {
			return told(t.Holds([]string{h.Method}))
		}
		return told(t.Holds([]string{pathOf(h.Target)}))
	}
}

func inHead(t *filter.Term) func(*storage.Glimpse) opinion {
	names := needle.Of(filter.Glob{filter.Fold(t.Arg)})
	return func(g *storage.Glimpse) opinion {
		for _, n := range names {
			if !n.In(g.Head) {
				return no
			}
		}
		if !lineHolds(g.Head, t) {
			return no
		}
		head, err := wire.ParseHead(g.Head)
		if err != nil {
			return unsure
		}
		return told(t.Holds(headerValues(head.Headers, t.Arg)))
	}
}

// lineHolds tells whether a header line may be meant; it understands no line that
// goes on in the next.
func lineHolds(head []byte, t *filter.Term) bool {
	if bytes.Contains(head, []byte("\n ")) || bytes.Contains(head, []byte("\n\t")) {
		return true
	}
	for line := range bytes.Lines(head) {
		if len(line) > len(t.Arg) && line[len(t.Arg)] == ':' && strings.EqualFold(string(line[:len(t.Arg)]), t.Arg) &&
			t.Holds([]string{strings.Trim(string(line[len(t.Arg)+1:]), " \t\r\n")}) {
			return true
		}
	}
	return false
}

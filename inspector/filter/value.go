package filter

import (
	"fmt"
	"math"
	"regexp"
	"regexp/syntax"
	"strconv"
	"strings"
)

// maxRegex bounds a regular expression, in bytes. RE2 takes time in proportion
// to the text; what it takes of memory grows with the expression.
const maxRegex = 1000

// value reads what stands behind the colon of a field, or a bare word.
func (p *parser) value(t *Term) (*Term, error) {
	start, f := p.pos, t.Field
	if f.texts() {
		if text, ok := p.regex(!f.slashes()); ok {
			return p.expression(t, text, start)
		}
	}
	op, err := p.comparison(f)
	if err != nil {
		return nil, err
	}
	l, err := p.literal()
	if err != nil {
		return nil, err
	}
	l.start = start
	low, high, between := strings.Cut(l.text(), "..")
	switch {
	case op != "":
		if !l.plain() || l.text() == "" {
			return nil, l.wrong(fmt.Sprintf("%s%s needs a plain value", f.Title(), op), "such as "+f.Examples[len(f.Examples)-1])
		}
		t.written = op + Fold(l.text())
		return t, t.compare(op, l)
	case between && f.ordered() && l.plain() && (f.Kind != JSON || isDecimal(low, true) && isDecimal(high, true)):
		if low == "" && high == "" {
			return nil, l.wrong("a range needs an end", "such as "+f.Name+":1..9")
		}
		t.written = Fold(l.text())
		return t, t.between(low, high, l)
	}
	return t, t.fit(l)
}

// comparison reads a sign that compares, if the field knows any.
func (p *parser) comparison(f *Field) (string, error) {
	for _, op := range []string{">=", "<=", ">", "<"} {
		end := p.pos + len(op)
		if end > len(p.src) || string(p.src[p.pos:end]) != op || f.ID == Any {
			continue
		}
		if !f.ordered() {
			return "", p.wrong(p.pos, end, "if the value begins so, put it in quotes", "%s: cannot be compared with %s", f.Title(), op)
		}
		start := p.pos
		p.pos = end
		p.mark(start, ClassOperator)
		return op, nil
	}
	return "", nil
}

func (p *parser) expression(t *Term, text string, start int) (*Term, error) {
	if len(text) > maxRegex {
		return nil, p.wrong(start, p.pos, "", "a regular expression may have %d bytes at most", maxRegex)
	}
	source := strings.ReplaceAll(text, `\/`, `/`)
	re, err := regexp.Compile(source)
	if err != nil {
		reason := err.Error()
		if bad, ok := err.(*syntax.Error); ok {
			reason = fmt.Sprintf("%s: %s", bad.Code, bad.Expr)
		}
		return nil, p.wrong(start, p.pos, `it is RE2, as Go has it; a plain text goes in quotes`, "not a regular expression: %s", reason)
	}
	t.Test, t.Regex, t.written = Matches, re, "/"+strings.ReplaceAll(source, `/`, `\/`)+"/"
	return t, nil
}

// fit makes the test of a value that is not compared.
func (t *Term) fit(l literal) error {
	f := t.Field
	switch f.Kind {
	case Count, Duration, Size:
		n, width, err := t.amount(l.text(), l)
		if err != nil {
			return err
		}
		t.Test, t.Low, t.High = Between, n, n+width-1
		t.written = Fold(l.text())
		return nil
	case Moment:
		return t.when(l)
	case Word:
		return t.fitWord(l)
	}
	if f.Kind == Contains && strings.Trim(l.text(), "*") == "" && !l.wild() {
		return l.wrong("an empty text is in everything", "leave the term away")
	}
	t.Glob, t.written = globOf(l), l.print(f)
	if f.Kind == Number || f.ID == Any {
		t.Phone = phoneOf(l)
		if f.Kind == Number && t.Phone != nil {
			t.Glob, t.written = t.Phone.digits, t.Phone.String()
		}
	}
	return nil
}

func (t *Term) fitWord(l literal) error {
	f := t.Field
	if l.wild() {
		t.Glob, t.written = globOf(l), l.print(f)
		for _, v := range f.Values {
			if t.Glob.Whole(v.Word) {
				return nil
			}
		}
		return unknownWord(f, l)
	}
	word, known := f.word(l.text())
	switch {
	case known:
		t.written = word
	case l.quoted && f.open() && l.text() != "":
		t.written = quote(Fold(l.text()))
	default:
		return unknownWord(f, l)
	}
	t.Glob = Glob{Fold(l.text())}
	return nil
}

func globOf(l literal) Glob {
	g := make(Glob, len(l.parts))
	for n, part := range l.parts {
		g[n] = Fold(part)
	}
	return g
}

// compare makes the test of field:>value and its like.
func (t *Term) compare(op string, l literal) error {
	if t.Field.Kind == JSON {
		return t.decimal(op, l)
	}
	n, width, err := t.amount(l.text(), l)
	if err != nil {
		return err
	}
	if t.Field.Kind != Count { // all of 2xx is one value, but 5.2s is more than 5s
		width = 1
	}
	if op == "<" && n == 0 {
		return l.wrong("nothing is less than 0", "")
	}
	t.Test, t.Low, t.High = Between, NoLow, NoHigh
	switch op {
	case ">":
		t.Low = n + width
	case ">=":
		t.Low = n
	case "<":
		t.High = n - 1
	case "<=":
		t.High = n + width - 1
	}
	return nil
}

// between makes the test of field:a..b; one end may be missing.
func (t *Term) between(low, high string, l literal) error {
	if t.Field.Kind == JSON {
		t.Test, t.decimals = Decimal, &decimals{low: ratOf(low), high: ratOf(high)}
		if low != "" && high != "" && t.decimals.low.Cmp(t.decimals.high) > 0 {
			return l.backwards()
		}
		return nil
	}
	t.Test, t.Low, t.High = Between, NoLow, NoHigh
	var err error
	if low != "" {
		if t.Low, _, err = t.amount(low, l); err != nil {
			return err
		}
	}
	if high != "" {
		var width int64
		if t.High, width, err = t.amount(high, l); err != nil {
			return err
		}
		t.High += width - 1 // 4xx..5xx, and all that reads as the end
	}
	return t.order(l)
}

func (t *Term) order(l literal) error {
	if t.Low > t.High {
		return l.backwards()
	}
	return nil
}

func (l literal) backwards() *SyntaxError {
	return l.wrong("the range is empty: its end comes before its beginning", "write the smaller value first")
}

// unit is a unit of amounts, and how many of the field's own it is.
type unit struct {
	name string
	size float64
}

func (f *Field) units() []unit {
	switch f.Kind {
	case Duration: // in microseconds; the first one is meant where none is written
		return []unit{{"ms", 1e3}, {"us", 1}, {"µs", 1}, {"s", 1e6}, {"m", 60e6}, {"h", 3600e6}}
	case Size:
		return []unit{{"b", 1}, {"kb", 1e3}, {"kib", 1 << 10}, {"mb", 1e6}, {"mib", 1 << 20}, {"gb", 1e9}, {"gib", 1 << 30}}
	}
	return []unit{{"", 1}}
}

// amount reads a number with its unit; width is how much its last digit stands for.
func (t *Term) amount(s string, l literal) (n, width int64, err error) {
	s = Fold(s)
	if hundreds, ok := strings.CutSuffix(s, "xx"); ok && t.Field.ID == Code && len(hundreds) == 1 {
		s, width = hundreds+"00", 100
	}
	digits := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyzµ")
	for k, u := range t.Field.units() {
		if s[len(digits):] != u.name && (k > 0 || s != digits) {
			continue
		}
		whole, fraction, dotted := strings.Cut(digits, ".")
		if whole == "" || strings.Trim(whole+fraction, "0123456789") != "" || dotted && (fraction == "" || u.size == 1) {
			break
		}
		v, err := strconv.ParseFloat(digits, 64)
		if v *= u.size; err != nil || v > 1e15 {
			return 0, 0, l.wrong(s+" is too much", "")
		}
		step := u.size
		for range fraction {
			step /= 10
		}
		return int64(math.Round(v)), max(width, int64(math.Round(step)), 1), nil
	}
	return 0, 0, l.wrong(fmt.Sprintf("%s: %q is no value", t.Field.Title(), s), "such as "+strings.Join(t.Field.Examples, ", "))
}

// own reads #42, #42..#60 or #42..60.
func (p *parser) own() (*Term, error) {
	start := p.pos
	l, err := p.literal()
	if err != nil {
		return nil, err
	}
	p.spans = p.spans[:len(p.spans)-1]
	p.mark(start, ClassField)
	t := &Term{Field: field(OwnID), Test: Between}
	low, high, between := strings.Cut(strings.TrimPrefix(l.text(), "#"), "..")
	if !between {
		high = low
	}
	high = strings.TrimPrefix(high, "#")
	var errs [2]error
	t.Low, errs[0] = strconv.ParseInt(low, 10, 64)
	t.High, errs[1] = strconv.ParseInt(high, 10, 64)
	if errs[0] != nil || errs[1] != nil || !l.plain() {
		return nil, l.wrong(strconv.Quote(l.text())+" is no id", "such as #42 or #42..#60; a text goes in quotes")
	}
	t.written = strconv.FormatInt(t.Low, 10)
	if between {
		t.written += "..#" + strconv.FormatInt(t.High, 10)
	}
	return t, t.order(l)
}

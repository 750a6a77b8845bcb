package inspector

import (
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"ringback/inspector/filter"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/wire"
	"ringback/storage"
)

// view lets a filter look at a record. It derives what is asked for, once, and
// nothing else.
type view struct {
	rec    *storage.Record
	way    *routing
	marks  Marks
	turns  *turns // who is a repeat or late; nil where nobody asked
	head   *wire.Head
	parsed *gatewayapi.Meaning
}

func (v *view) ID() uint64          { return v.rec.ID }
func (v *view) Received() time.Time { return v.rec.ReceivedAt }

func (v *view) heads() *wire.Head {
	if v.head == nil {
		head, _ := wire.ParseHead(v.rec.Request.Head)
		v.head = &head
	}
	return v.head
}

func (v *view) request() gatewayapi.Request { return requestWith(*v.heads(), v.rec.Request.Body) }

func (v *view) means() *gatewayapi.Meaning {
	if v.parsed == nil {
		p := gatewayapi.Understand(v.request())
		v.parsed = &p
	}
	return v.parsed
}

// Amount returns the numbers of the callback.
func (v *view) Amount(id filter.ID) (int64, bool) {
	switch id {
	case filter.Code:
		return int64(v.rec.Answer.Status), v.rec.Answer.Status != 0
	case filter.Took:
		return v.rec.Outcome.Took.Microseconds(), v.rec.Outcome.Took > 0
	case filter.BodySize:
		return v.rec.Request.BodySize, true
	}
	return 0, false
}

// Texts returns the values that a field has.
func (v *view) Texts(id filter.ID, arg string) []string {
	switch id {
	case filter.Webhook:
		return []string{v.rec.Webhook}
	case filter.Origin:
		return []string{v.rec.Origin.String()}
	case filter.Via:
		return []string{v.rec.Via.String()}
	case filter.Method:
		return []string{v.heads().Method}
	case filter.Path:
		return []string{pathOf(v.heads().Target)}
	case filter.Header:
		return headerValues(v.heads().Headers, arg)
	case filter.Body:
		return []string{string(v.rec.Request.Body)}
	case filter.JSONPath:
		return jsonValues(v.rec.Request.Body, arg)
	case filter.Any:
		return []string{string(v.rec.Request.Body), v.heads().Target, v.means().Text}
	case filter.Is:
		return v.words()
	case filter.Tag:
		return v.marks.Tags
	}
	return v.said(id)
}

// said returns the values of the fields that the body tells.
func (v *view) said(id filter.ID) []string {
	p := v.means()
	switch id {
	case filter.KindOf:
		return kindWords(p.Kind)
	case filter.Family:
		return []string{string(p.Family)}
	case filter.From:
		return []string{p.From}
	case filter.To:
		return []string{p.To}
	case filter.Keyword:
		return []string{v.way.keyword(p)}
	case filter.Text:
		return []string{p.Text}
	case filter.Label:
		return []string{p.Label}
	case filter.ProviderID:
		return []string{p.ProviderID}
	case filter.Ref:
		return []string{p.Ref}
	case filter.Message:
		return []string{p.MessageKey}
	case filter.Status:
		return statusWords(p.Kind, p.Status)
	case filter.Charge:
		return []string{p.Charge}
	case filter.Error:
		return errorTexts(p.Error)
	case filter.Signature:
		return resultWords(v.way.verify(v.request(), v.rec.Webhook, v.rec.ReceivedAt).Result)
	}
	return nil
}

// words returns the marks that the callback has.
func (v *view) words() []string {
	var list []string
	add := func(has bool, word string) {
		if has {
			list = append(list, word)
		}
	}
	id := v.rec.ID
	add(v.marks.Starred, "starred")
	add(v.marks.Note != "", "noted")
	add(v.turns.duplicate(id), "duplicate")
	add(v.turns.late(id), "late")
	add(v.rec.Origin == storage.Replayed, "replayed")
	add(v.rec.Request.Cut == storage.Truncated, "truncated")
	add(v.rec.Request.Cut == storage.Incomplete, "incomplete")
	return list
}

func pathOf(target string) string {
	path, _, _ := strings.Cut(target, "?")
	return path
}

func headerValues(headers [][2]string, name string) []string {
	var list []string
	for _, h := range headers {
		if strings.EqualFold(h[0], name) {
			list = append(list, h[1])
		}
	}
	return list
}

// jsonValues returns what stands in a JSON body at a path of names and places,
// with points between them; # is every place of an array.
func jsonValues(body []byte, path string) []string {
	if !gjson.ValidBytes(body) {
		return nil
	}
	return jsonAt(body, strings.Split(path, "."))
}

// jsonAt is jsonValues for a body that may not be JSON at all: then it returns
// anything.
func jsonAt(body []byte, path []string) []string {
	at := []gjson.Result{gjson.GetBytes(body, gjson.Escape(path[0]))}
	if path[0] == "#" && gjson.ParseBytes(body).IsArray() {
		at = gjson.ParseBytes(body).Array()
	}
	for _, name := range path[1:] {
		var next []gjson.Result
		for _, r := range at {
			if name == "#" && r.IsArray() {
				next = append(next, r.Array()...)
			} else {
				next = append(next, r.Get(gjson.Escape(name)))
			}
		}
		at = next
	}
	var values []string
	for _, r := range at {
		if r.Exists() {
			values = append(values, jsonText(r))
		}
	}
	return values
}

// jsonText is what a string says, and all else as it is written.
func jsonText(r gjson.Result) string {
	if r.Type == gjson.String {
		return r.Str
	}
	return r.Raw
}

// The words of a filter stand for one value, or for several.

func kindWords(kind gatewayapi.Kind) []string {
	switch {
	case kind.Received():
		return []string{string(kind), "mo"}
	case kind.Status():
		return []string{string(kind), "status"}
	}
	return []string{string(kind)}
}

// familyWords returns the family of a kind that is understood.
func familyWords(kind gatewayapi.Kind) []string {
	switch kind {
	case gatewayapi.MOSMS, gatewayapi.DeliveryStatus, gatewayapi.EmailStatus:
		return []string{string(gatewayapi.REST)}
	}
	return []string{string(gatewayapi.Messaging)}
}

func statusWords(kind gatewayapi.Kind, status string) []string {
	if kind.Status() && gatewayapi.OutcomeOf(kind, status) == gatewayapi.OutcomeFailed {
		return []string{status, "failed"}
	}
	return []string{status}
}

func resultWords(result gatewayapi.Result) []string {
	switch {
	case result.Failed():
		return []string{string(result), "bad"}
	case result == gatewayapi.Unsigned:
		return []string{string(result), "none"}
	}
	return []string{string(result)}
}

func errorTexts(e gatewayapi.ErrorCode) []string {
	if e.Code == "" && e.Text == "" {
		return nil
	}
	return []string{e.Code, e.Text}
}

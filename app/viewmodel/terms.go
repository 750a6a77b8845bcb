package viewmodel

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/go-json-experiment/json/jsontext"

	"ringback/inspector"
	"ringback/inspector/filter"
)

// termRunes is how long a value may be that is worth filtering for.
const termRunes = 200

// term returns what asks for a value of a field; "" where there is none that can be asked.
func term(id filter.ID, arg, value string) string {
	if value == "" || len(value) > termRunes || strings.ContainsAny(value, "\r\n\x00") {
		return ""
	}
	return filter.TermOf(id, arg, value)
}

// RowTerms returns for each column, by its number, what asks for the value that a row shows
// in it; "" where there is nothing to ask.
func RowTerms(c *inspector.Callback, marks inspector.Marks, zone *time.Location) []string {
	terms := make([]string, columnCount)
	terms[colTime] = term(filter.On, "", c.ReceivedAt.In(zone).Format(time.DateOnly))
	terms[colAge] = terms[colTime]
	terms[colKind] = term(filter.KindOf, "", string(c.Kind))
	terms[colFrom] = term(filter.From, "", Phone(c.Parsed.From))
	terms[colTo] = toTerm(c)
	terms[colMessage] = term(filter.Keyword, "", c.Keyword)
	if c.Kind.Status() {
		terms[colMessage] = term(filter.ProviderID, "", c.Parsed.ProviderID)
	}
	terms[colStatus] = term(filter.Status, "", c.Parsed.Status)
	terms[colSig] = term(filter.Signature, "", string(c.Verdict.Result))
	if c.Response.Status > 0 {
		terms[colResponse] = term(filter.Code, "", strconv.Itoa(c.Response.Status))
	}
	terms[colWebhook] = term(filter.Webhook, "", c.Webhook)
	terms[colAttempt] = term(filter.Message, "", c.MessageKey)
	path, _, _ := strings.Cut(c.Request.Target, "?")
	terms[colPath] = term(filter.Path, "", path)
	if len(marks.Tags) > 0 {
		terms[colNote] = term(filter.Tag, "", marks.Tags[0])
	}
	return terms
}

// toTerm asks for a receiver: a short code stands without a plus.
func toTerm(c *inspector.Callback) string {
	if c.Kind.Received() {
		return term(filter.To, "", c.Parsed.To)
	}
	return term(filter.To, "", Phone(c.Parsed.To))
}

// asks returns the field with what asks for its value.
func (f Field) asks(id filter.ID, value string) Field {
	f.Term = term(id, "", value)
	return f
}

// headerTerm asks for a request header; those that let their holder in are never asked for,
// as filters are remembered.
func headerTerm(name, value string) string {
	if secretHeader(strings.ToLower(name)) {
		return ""
	}
	return term(filter.Header, name, value)
}

// fieldTerm asks for a field of a body: by what it means, where that is known, else by its
// path.
func fieldTerm(c *inspector.Callback, path string, v jsontext.Value, plain string) string {
	p := c.Parsed
	switch {
	case v.Kind() == '{', v.Kind() == '[', v.Kind() == 'n':
		return ""
	case slices.Contains([]string{"msisdn", "receiver", "event.sender", "event.recipient"}, path):
		if plain != "" && plain == p.From {
			return term(filter.From, "", Phone(plain))
		}
		if plain != "" && plain == p.To {
			return toTerm(c)
		}
	case strings.HasSuffix(path, "status") && path != "charge_status" && plain == p.Status:
		return term(filter.Status, "", plain)
	case plain == p.ProviderID && (path == "id" || path == "event.msg_id"):
		return term(filter.ProviderID, "", plain)
	case plain == p.Error.Code && (path == "code" || path == "event.error.hex_code"):
		return term(filter.Error, "", plain)
	}
	if !plainPath(path, nestedFields(c.Kind)) {
		return ""
	}
	return term(filter.JSONPath, path, plain)
}

// plainPath tells that the points of a path are those between names, and not in one.
func plainPath(path string, nested []string) bool {
	above := ""
	if i := strings.LastIndexByte(path, '.'); i >= 0 {
		above = path[:i]
	}
	odd := func(r rune) bool {
		return r != '.' && r != '_' && r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}
	return (above == "" || slices.Contains(nested, above)) && !strings.ContainsFunc(path, odd)
}

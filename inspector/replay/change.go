package replay

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tidwall/gjson"

	"ringback/inspector"
	"ringback/inspector/gatewayapi"
)

// Change says how what is sent differs from what came. The zero value sends it as
// it was.
type Change struct {
	Method string // "" keeps
	// Path is the path and query, such as "/sms/in?x=1"; "" keeps.
	Path string
	// Headers take the place of those of the same name, or come last. Without are
	// names of headers to leave out.
	Headers [][2]string
	Without []string
	// Body is sent instead; nil keeps. It is then renewed, and fields set in it, one
	// by one.
	Body    []byte
	Renewal Renewal
	Fields  []Field
	// Signing signs anew, rightly or in a wrong way; "" leaves the signature as it
	// came. Secret signs instead of the destination's or the webhook's.
	Signing gatewayapi.Signing
	Secret  []byte
}

// Badges of runs.
const (
	AsItWas        = "as-it-was"
	Edited         = "edited"
	Resigned       = "re-signed"
	EditedResigned = "edited-re-signed"
	Wrong          = "wrong-on-purpose"
)

// Badge says how what is sent differs from what came.
func (c Change) Badge() string {
	edited := c.Method != "" || c.Path != "" || len(c.Headers) > 0 || len(c.Without) > 0 || c.changesBody()
	switch {
	case c.Signing != "" && c.Signing != gatewayapi.SignRight:
		return Wrong
	case edited && c.Signing != "":
		return EditedResigned
	case edited:
		return Edited
	case c.Signing != "":
		return Resigned
	}
	return AsItWas
}

// body returns the body that is sent for one that came.
func (c Change) body(came []byte) ([]byte, error) {
	body := came
	if c.Body != nil {
		body = c.Body
	}
	renewed, err := c.Renewal.fields(body, time.Now())
	if err != nil {
		return nil, err
	}
	for _, f := range slices.Concat(renewed, c.Fields) {
		if body, err = f.set(body); err != nil {
			return nil, err
		}
	}
	return body, nil
}

func (c Change) changesBody() bool { return c.Body != nil || len(c.Fields) > 0 || c.Renewal.asked() }

// TouchesSignature tells whether a change makes a signature worthless that is
// sent as it came.
func (c Change) TouchesSignature() bool {
	return c.Signing == "" && (c.changesBody() ||
		slices.ContainsFunc(c.Headers, func(h [2]string) bool { return gatewayapi.IsSignature(h[0]) }))
}

// Check returns a [inspector.FieldError] for what cannot be sent.
func (c Change) Check() error {
	for _, h := range c.Headers {
		if err := inspector.CheckHeader(h); err != nil {
			return err
		}
	}
	if c.Path != "" && !strings.HasPrefix(c.Path, "/") {
		return inspector.BadField("path", "must begin with /")
	}
	return nil
}

// Field is a value in a JSON body.
type Field struct {
	// Path is the name of a member, or names with a dot between: "event.msg_id".
	// A number stands for a place in a list.
	Path string
	// Value is JSON.
	Value string
}

// ParseField reads PATH=VALUE. VALUE is JSON, such as null, 238 or "text"; what is
// no JSON is a text.
func ParseField(s string) (Field, error) {
	path, value, ok := strings.Cut(s, "=")
	if !ok || path == "" || !utf8.ValidString(s) || slices.Contains(strings.Split(path, "."), "") {
		return Field{}, inspector.BadField("field", "must be NAME=VALUE, such as mcc=238 or sender=null")
	}
	if !json.Valid([]byte(value)) {
		text, err := json.Marshal(value)
		if err != nil {
			return Field{}, err
		}
		value = string(text)
	}
	return Field{path, value}, nil
}

// set returns body with the field set; all other bytes stay as they are. A member
// that is not there comes last in its object.
func (f Field) set(body []byte) ([]byte, error) {
	if !gjson.ValidBytes(body) {
		return nil, inspector.BadField("field", "cannot be set: the body is no JSON")
	}
	names, value := strings.Split(f.Path, "."), gjson.ParseBytes(body)
	for n, name := range names {
		if !value.IsObject() && !value.IsArray() {
			return nil, inspector.BadField("field", "cannot be set: what it should lie in is no object or list")
		}
		inner := member(value, name)
		if inner.Exists() {
			value = inner
			continue
		}
		if n < len(names)-1 || !value.IsObject() {
			return nil, inspector.BadField("field", "cannot be set: what it should lie in is not there")
		}
		return f.insert(body, value, name)
	}
	return slices.Concat(body[:value.Index], []byte(f.Value), body[value.Index+len(value.Raw):]), nil
}

// member returns what has a name in an object, or a place in a list. Of two with
// the same name the last counts, as for most programs.
func member(in gjson.Result, name string) (found gjson.Result) {
	place := 0
	in.ForEach(func(key, value gjson.Result) bool {
		if in.IsObject() && key.String() == name || in.IsArray() && strconv.Itoa(place) == name {
			found = value
		}
		place++
		return true
	})
	return found
}

// insert puts a member at the end of an object.
func (f Field) insert(body []byte, object gjson.Result, name string) ([]byte, error) {
	quoted, err := json.Marshal(name)
	if err != nil {
		return nil, err
	}
	comma := ""
	object.ForEach(func(_, _ gjson.Result) bool { comma = ", "; return false })
	end := object.Index + strings.LastIndexByte(object.Raw, '}')
	return slices.Concat(body[:end], []byte(comma), quoted, []byte(": "), []byte(f.Value), body[end:]), nil
}

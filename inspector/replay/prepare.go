package replay

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"ringback/inspector"
	"ringback/inspector/deliver"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/wire"
	"ringback/storage"
)

// ErrCannot means that a callback cannot be sent again; its text says why in a
// sentence.
var ErrCannot = errors.New("cannot be sent again")

// ErrFamily means that a body is of neither interface of the provider, so that
// nobody knows how it would be signed.
var ErrFamily = errors.New("its body is none that the provider signs")

// WhyNot says in a sentence why a recorded callback cannot be sent again with a
// change; "" where it can.
func WhyNot(rec *storage.Record, c Change) string {
	h, err := wire.ParseHead(rec.Request.Head)
	return whyNot(rec, c, h, err)
}

// whyNot is WhyNot of a head that was read already.
func whyNot(rec *storage.Record, c Change, h wire.Head, err error) string {
	switch {
	case rec.Origin == storage.Probe:
		return "It is a probe that Ringback sent to itself, and no callback."
	case rec.Request.Cut == storage.Truncated && c.Body == nil:
		return "Its body was larger than what is kept, so it is not there as a whole."
	case rec.Request.Cut == storage.Incomplete && c.Body == nil:
		return "Its sender broke off in the middle of the body."
	case err != nil:
		return "The head of the request is not there as it came."
	case h.Method == http.MethodConnect && c.Method == "":
		return "It asks for a connection to somewhere else, and is no callback."
	}
	return ""
}

// Prepared is a callback as it will be sent.
type Prepared struct {
	Record  *storage.Record
	Target  deliver.Target
	Request deliver.Request
	// WillFail tells that it came signed and is changed without signing it again:
	// it will fail verification.
	WillFail bool
}

// Prepare makes the request that a recorded callback is sent as. It sends nothing.
// Errors are [ErrCannot] with the sentence of [WhyNot], [inspector.FieldError], and
// those of signing.
func Prepare(e *inspector.Inspector, to inspector.Destination, rec *storage.Record, c Change) (Prepared, error) {
	fail := func(err error) (Prepared, error) {
		return Prepared{}, fmt.Errorf("callback %d: %w", rec.ID, err)
	}
	came, err := wire.ParseHead(rec.Request.Head)
	if why := whyNot(rec, c, came, err); why != "" {
		return fail(fmt.Errorf("%w: %s", ErrCannot, why))
	}
	body, err := c.body(rec.Request.Body)
	if err != nil {
		return fail(err)
	}
	p := Prepared{Record: rec, Target: to.Target}
	signed := slices.ContainsFunc(came.Headers, func(h [2]string) bool { return gatewayapi.IsSignature(h[0]) })
	p.WillFail = signed && c.TouchesSignature()
	h := wire.Head{Method: came.Method, Proto: "HTTP/1.1", Headers: carried(came.Headers, to.Target.Host())}
	if c.Method != "" {
		h.Method = c.Method
	}
	if !to.Whole {
		p.Target = to.Target.At(pathOf(came))
	}
	if c.Path != "" {
		p.Target = to.Target.At(c.Path)
	}
	h.Target = p.Target.Path()
	if c.Signing != "" {
		var header [2]string
		if header, body, err = sign(e, to, rec, body, c); err != nil {
			return fail(err)
		}
		h.Headers = signedBy(h.Headers, header)
	}
	if to.Own {
		to.Headers = nil
	}
	for _, line := range slices.Concat(to.Headers, c.Headers) {
		h.Headers = replaced(h.Headers, line)
	}
	for _, name := range c.Without {
		h.Headers = slices.DeleteFunc(h.Headers, func(line [2]string) bool {
			return strings.EqualFold(line[0], name) && !inspector.OfConnection(name)
		})
	}
	h.Headers = measured(h.Headers, h.Method, len(body))
	p.Request.Body = body
	if p.Request.Head, err = wire.FormatHead(h); err != nil {
		return fail(err)
	}
	return p, nil
}

// pathOf returns the path and query that a request asked for.
func pathOf(h wire.Head) string {
	if strings.HasPrefix(h.Target, "/") {
		return h.Target
	}
	if u, err := url.Parse(h.Target); err == nil && u.Host != "" {
		return u.RequestURI()
	}
	return "/"
}

// carried returns the header lines that go on, in their order and case. Host and
// the place of the body's length stay where they were; both are the new
// connection's.
func carried(came [][2]string, host string) (lines [][2]string) {
	hop := map[string]bool{}
	hosted, measured := false, false
	for _, h := range came {
		if strings.EqualFold(h[0], "Connection") {
			for name := range strings.SplitSeq(h[1], ",") {
				hop[strings.ToLower(strings.TrimSpace(name))] = true
			}
		}
	}
	for _, h := range came {
		name := strings.ToLower(h[0])
		switch {
		case name == "host" && !hosted:
			hosted = true
			lines = append(lines, [2]string{h[0], host})
		case (name == "content-length" || name == "transfer-encoding") && !measured:
			measured = true
			if name == "transfer-encoding" {
				h[0] = "Content-Length"
			}
			lines = append(lines, [2]string{h[0], ""})
		case inspector.OfConnection(name), hop[name]:
		default:
			lines = append(lines, h)
		}
	}
	if !hosted {
		lines = append([][2]string{{"Host", host}}, lines...)
	}
	return lines
}

// measured writes the body's length into its line; where there is none, it comes
// last, if one is expected.
func measured(lines [][2]string, method string, size int) [][2]string {
	for n := range lines {
		if strings.EqualFold(lines[n][0], "Content-Length") {
			lines[n][1] = strconv.Itoa(size)
			return lines
		}
	}
	expected := method == http.MethodPost || method == http.MethodPut || method == http.MethodPatch
	if size == 0 && !expected {
		return lines
	}
	return append(lines, [2]string{"Content-Length", strconv.Itoa(size)})
}

// replaced puts a line in the place of the first of its name, and takes the
// others away.
func replaced(lines [][2]string, line [2]string) [][2]string {
	done := false
	var all [][2]string
	for _, old := range lines {
		switch {
		case !strings.EqualFold(old[0], line[0]):
			all = append(all, old)
		case !done:
			all, done = append(all, line), true
		}
	}
	if !done {
		all = append(all, line)
	}
	return all
}

// signedBy puts a signature in the place of those there were; a header without a
// name is none.
func signedBy(lines [][2]string, header [2]string) (all [][2]string) {
	for _, old := range lines {
		switch {
		case !gatewayapi.IsSignature(old[0]):
			all = append(all, old)
		case header[0] != "":
			all = append(all, header)
			header[0] = ""
		}
	}
	if header[0] != "" {
		all = append(all, header)
	}
	return all
}

// sign signs a body in the way of its family, with the secret of the change, of
// the destination, or else of the webhook that it came to.
func sign(e *inspector.Inspector, to inspector.Destination, rec *storage.Record, body []byte, c Change) (header [2]string, sent []byte, err error) {
	family := gatewayapi.Understand(gatewayapi.Request{Body: body}).Family
	if family == gatewayapi.Other && c.Signing != gatewayapi.SignNot {
		return header, nil, ErrFamily
	}
	secret := c.Secret
	if secret == nil {
		secret = to.Secret
	}
	if secret != nil {
		header, sent, err = gatewayapi.Sign(family, body, secret, c.Signing)
	} else {
		header, sent, err = e.SignAs(rec.Webhook, family, body, c.Signing)
	}
	if err == nil && header[0] == "" && c.Signing != gatewayapi.SignNot {
		err = fmt.Errorf("sign: %w", gatewayapi.ErrNoSecret)
	}
	return header, sent, err
}

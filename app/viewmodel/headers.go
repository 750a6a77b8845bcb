package viewmodel

import (
	"cmp"
	"slices"
	"strings"

	"ringback/app/say"
)

// Header is one header line.
type Header struct {
	Name, Value string // hidden characters shown
	Copy        string // the line as it came: "Name: value"
	// Secret tells that the value is not for everybody's eyes: blur it until it is asked for.
	Secret bool
	// Hint says what the header is to the provider, or that it came more than once.
	Hint string
	Term string // what asks for a request's line in a filter; "" where nothing does
}

// Headers returns header lines in the order they came, with their case and repeats.
func Headers(lines [][2]string) []Header {
	seen := map[string]int{}
	for _, line := range lines {
		seen[strings.ToLower(line[0])]++
	}
	headers := make([]Header, len(lines))
	for i, line := range lines {
		name := strings.ToLower(line[0])
		h := Header{
			Name: OneLine(line[0], cellRunes), Value: OneLine(line[1], valueRunes), Copy: line[0] + ": " + line[1],
			Secret: secretHeader(name), Term: headerTerm(line[0], line[1]),
		}
		switch name {
		case "x-gwapi-signature":
			h.Hint = say.L("the signature, a JWT")
		case "signature":
			h.Hint = say.L("the signature, an HMAC of the body")
		}
		if n := seen[name]; n > 1 {
			h.Hint = dotted(h.Hint, say.N(uint64(n), "%s line of this name", "%s lines of this name"))
		}
		headers[i] = h
	}
	return headers
}

// secretHeader reports whether a header, in lower case, usually lets its holder in somewhere.
// Signatures do not: they are what this program is there to look at.
func secretHeader(name string) bool {
	switch name {
	case "authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key", "api-key":
		return true
	}
	return strings.Contains(name, "secret") || strings.Contains(name, "password") || strings.HasSuffix(name, "-token")
}

// FindHeaders returns those whose name or value holds text, whatever its case; sorted orders
// them by name.
func FindHeaders(headers []Header, text string, sorted bool) []Header {
	text = strings.ToLower(strings.TrimSpace(text))
	var found []Header
	for _, h := range headers {
		if strings.Contains(strings.ToLower(h.Name), text) || strings.Contains(strings.ToLower(h.Value), text) {
			found = append(found, h)
		}
	}
	if sorted {
		slices.SortStableFunc(found, func(a, b Header) int {
			return cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
		})
	}
	return found
}

func headerValue(lines [][2]string, name string) string {
	for _, line := range lines {
		if strings.EqualFold(line[0], name) {
			return line[1]
		}
	}
	return ""
}

package tunnel

import (
	"html"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// hidden stands where a secret stood.
const hidden = "[hidden]"

// named is a token behind its name, as the service's errors repeat it.
var named = regexp.MustCompile(`(?i)(authtoken:\s*)\S+`)

// tokenlike is what a token, an API key or a v1 token could be a part of.
var tokenlike = regexp.MustCompile(`[0-9A-Za-z_]{20,}`)

// redact takes out of a text the authtoken, also escaped, and whatever else looks
// like one: the service repeats tokens in its errors, and a person may have
// confused one secret with another.
func redact(text, token string) string {
	token = strings.TrimSpace(token)
	if len(token) < 20 {
		return hideToken(hideTokenlike(text), token) // it may be a part of what looks like one
	}
	return hideTokenlike(hideToken(text, token))
}

func hideToken(text, token string) string {
	if token == "" {
		return text
	}
	quoted, ascii := strconv.Quote(token), strconv.QuoteToASCII(token)
	for _, form := range []string{
		token, url.QueryEscape(token), url.PathEscape(token), html.EscapeString(token),
		quoted[1 : len(quoted)-1], ascii[1 : len(ascii)-1],
	} {
		text = strings.ReplaceAll(text, form, hidden)
	}
	return text
}

func hideTokenlike(text string) string {
	text = named.ReplaceAllString(text, "${1}"+hidden)
	return tokenlike.ReplaceAllStringFunc(text, func(word string) string {
		if looksRandom(word) {
			return hidden
		}
		return word
	})
}

// looksRandom tells tokens from the long names of things: they have digits and
// letters of both cases. A domain has only small ones.
func looksRandom(word string) bool {
	return strings.ContainsFunc(word, unicode.IsDigit) &&
		strings.ContainsFunc(word, unicode.IsLower) && strings.ContainsFunc(word, unicode.IsUpper)
}

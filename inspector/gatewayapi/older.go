package gatewayapi

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// olderHTTP returns the query of a callback of the provider's older HTTP
// interface as fields, or nil for any other request. It is told by the names
// that a status (sessionid, statuscode) or a received SMS (appnr, keyword) has.
func olderHTTP(r Request) Fields {
	_, query, _ := strings.Cut(r.Target, "?")
	if r.Method != http.MethodGet || query == "" {
		return nil
	}
	var fields Fields
	for pair := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(pair, "=")
		name, value = unescape(name), unescape(value)
		quoted, _ := jsontext.AppendQuote(nil, value)
		fields = append(fields, Field{name, quoted})
	}
	fields = fields.lastOfEach()
	status := fields.has("sessionid") && fields.has("statuscode")
	received := fields.has("appnr") && fields.has("keyword")
	if !status && !received {
		return nil
	}
	return fields
}

// unescape decodes a part of a query; one that is not well formed stays as it is.
func unescape(s string) string {
	plain, err := url.QueryUnescape(s)
	if err != nil {
		plain = s
	}
	return strings.ToValidUTF8(plain, "\uFFFD")
}

// claimsJSON reports whether a header says that the body is JSON.
func claimsJSON(headers [][2]string) bool {
	for _, h := range headers {
		if !strings.EqualFold(h[0], "Content-Type") {
			continue
		}
		mediaType, _, _ := strings.Cut(strings.ToLower(h[1]), ";")
		mediaType = strings.TrimSpace(mediaType)
		if strings.HasSuffix(mediaType, "/json") || strings.HasSuffix(mediaType, "+json") {
			return true
		}
	}
	return false
}

package viewmodel

import (
	"encoding/json"
	"strconv"
	"strings"

	"ringback/app/say"
	"ringback/inspector"
)

// Copy is something about a callback that can be put on the clipboard.
type Copy struct {
	ID    string // "curl"
	Title string // of what does it: "Copy as cURL"
	What  string // what it is in a sentence: "as cURL"
	Icon  string
	Text  func() (string, error)
}

// Copies lists what can be copied of a callback. The engine makes the two that need the exact
// bytes: curl a command for a shell, raw the request as HTTP.
func Copies(c *inspector.Callback, curl, raw func() (string, error)) []Copy {
	plain := func(s string) func() (string, error) { return func() (string, error) { return s, nil } }
	copies := []Copy{
		{"curl", say.L("Copy as cURL"), say.L("as cURL"), "terminal", curl},
		{"raw", say.L("Copy raw request"), say.L("raw request"), "file-text", raw},
		{"headers", say.L("Copy headers"), say.L("headers"), "list", plain(HeaderText(c.Request.Headers))},
		{"body", say.L("Copy body"), say.L("body"), "braces", func() (string, error) {
			body, err := c.Request.RawBody()
			return string(body), err
		}},
		{"json", say.L("Copy as JSON"), say.L("as JSON"), "braces", func() (string, error) {
			text, err := json.MarshalIndent(c, "", "  ")
			return string(text), err
		}},
	}
	for _, value := range []struct{ id, title, what, text string }{
		{"text", say.L("Copy text"), say.L("text"), c.Parsed.Text},
		{"sender", say.L("Copy sender"), say.L("sender"), phoneCopy(c.Parsed.From)},
		{"receiver", say.L("Copy receiver"), say.L("receiver"), phoneCopy(c.Parsed.To)},
		{"message", say.L("Copy message id"), say.L("message id"), c.Parsed.ProviderID},
		{"number", say.L("Copy callback number"), say.L("callback number"), "#" + strconv.FormatUint(c.ID, 10)},
	} {
		if value.text != "" {
			copies = append(copies, Copy{value.id, value.title, value.what, "copy", plain(value.text)})
		}
	}
	return copies
}

func phoneCopy(s string) string {
	if isDigits(s) {
		return "+" + s
	}
	return s
}

// HeaderText returns header lines as they came.
func HeaderText(lines [][2]string) string {
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(line[0] + ": " + line[1] + "\n")
	}
	return b.String()
}

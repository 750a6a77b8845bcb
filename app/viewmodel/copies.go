package viewmodel

import (
	"encoding/json"
	"strconv"
	"strings"

	"ringback/inspector"
)

// Copy is something about a callback that can be put on the clipboard.
type Copy struct {
	Name string
	Icon string
	Text func() (string, error)
}

// Copies lists what can be copied of a callback. The engine makes the two that need the exact
// bytes: curl a command for a shell, raw the request as HTTP.
func Copies(c *inspector.Callback, curl, raw func() (string, error)) []Copy {
	plain := func(s string) func() (string, error) { return func() (string, error) { return s, nil } }
	copies := []Copy{
		{"As cURL", "terminal", curl},
		{"Raw request", "file-text", raw},
		{"Headers", "list", plain(HeaderText(c.Request.Headers))},
		{"Body", "braces", func() (string, error) {
			body, err := c.Request.RawBody()
			return string(body), err
		}},
		{"As JSON", "braces", func() (string, error) {
			text, err := json.MarshalIndent(c, "", "  ")
			return string(text), err
		}},
	}
	for _, value := range []struct{ name, text string }{
		{"Text", c.Parsed.Text},
		{"Sender", phoneCopy(c.Parsed.From)},
		{"Receiver", phoneCopy(c.Parsed.To)},
		{"Message id", c.Parsed.ProviderID},
		{"Number in Ringback", "#" + strconv.FormatUint(c.ID, 10)},
	} {
		if value.text != "" {
			copies = append(copies, Copy{value.name, "copy", plain(value.text)})
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

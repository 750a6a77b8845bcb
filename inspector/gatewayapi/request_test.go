package gatewayapi

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// exampleSecret signs the requests in testdata/requests.
const exampleSecret = "hook-secret-for-docs"

// example reads one raw HTTP request from testdata/requests.
func example(t testing.TB, name string) Request {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "requests", name+".http"))
	if err != nil {
		t.Fatal(err)
	}
	head, body, found := bytes.Cut(raw, []byte("\r\n\r\n"))
	lines := strings.Split(string(head), "\r\n")
	start := strings.Fields(lines[0])
	if !found || len(start) != 3 {
		t.Fatalf("%s is no HTTP request", name)
	}
	r := Request{Method: start[0], Target: start[1], Body: body}
	for _, line := range lines[1:] {
		header, value, _ := strings.Cut(line, ":")
		r.Headers = append(r.Headers, [2]string{header, strings.TrimPrefix(value, " ")})
	}
	return r
}

// post is a JSON callback without a signature.
func post(body string) Request {
	return Request{
		Method: "POST", Target: "/",
		Headers: [][2]string{{"Content-Type", "application/json"}},
		Body:    []byte(body),
	}
}

// with returns r with one more header line.
func with(r Request, name, value string) Request {
	r.Headers = append(append([][2]string(nil), r.Headers...), [2]string{name, value})
	return r
}

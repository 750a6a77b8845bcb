package main

import (
	"crypto/tls"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"ringback/inspector/gatewayapi"
	"ringback/tunnel/tunneltest"
)

// httpsStory starts a webhook with a certificate of a kind for 127.0.0.1, until
// all stories have ended: https KIND STATUS. HTTPS is its address from then on,
// and ca.pem the authority that a good certificate is of. It answers with the
// status where a request is marked as a check and signed with "topsecret", else
// with 401.
func httpsStory(t *testing.T) func(*testscript.TestScript, bool, []string) {
	statuses := map[string]int{"200": 200, "302": 302}
	return func(ts *testscript.TestScript, neg bool, args []string) {
		if neg || len(args) != 2 || statuses[args[1]] == 0 {
			ts.Fatalf("usage: https KIND 200|302")
		}
		authority := tunneltest.NewAuthority(t)
		for kind := tunneltest.Good; kind <= tunneltest.MissingIntermediate; kind++ {
			if kind.String() != args[0] {
				continue
			}
			cert, err := authority.Certificate(kind, "127.0.0.1")
			ts.Check(err)
			srv := httptest.NewUnstartedServer(webhook(statuses[args[1]]))
			srv.Config.ErrorLog = log.New(io.Discard, "", 0)
			srv.TLS = &tls.Config{Certificates: []tls.Certificate{cert}}
			srv.StartTLS()
			t.Cleanup(srv.Close)
			ts.Setenv("HTTPS", srv.URL)
			ts.Check(os.WriteFile(ts.MkAbs("ca.pem"), authority.PEM(), 0o600))
			return
		}
		ts.Fatalf("no kind of certificates is called %q", args[0])
	}
}

func webhook(status int) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		q := gatewayapi.Request{Method: r.Method, Target: r.RequestURI, Body: body,
			Headers: [][2]string{{"X-Gwapi-Signature", r.Header.Get("X-Gwapi-Signature")}}}
		if gatewayapi.Verify(q, []byte("topsecret")).Result != gatewayapi.Valid || r.Header.Get("X-Ringback-Check") == "" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		w.Header().Set("Location", "/elsewhere")
		w.WriteHeader(status)
	})
}

package viewmodel

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"testing"
	"time"
	"unicode/utf8"

	"ringback/inspector"
	"ringback/inspector/gatewayapi"
)

var arrival = time.Date(2026, 11, 23, 9, 0, 1, 419e6, time.UTC)

const secret = "correct horse battery staple"

// callbackOf makes a callback that came with body, as the engine would give it.
func callbackOf(body string, change ...func(*inspector.Callback)) *inspector.Callback {
	c := &inspector.Callback{
		ID: 99_997, ReceivedAt: arrival, Origin: "live", Via: "tunnel", RemoteAddr: "203.0.113.9:51234", Webhook: "default",
		Request: inspector.Request{
			Method: "POST", Target: "/hooks/sms", Proto: "HTTP/1.1",
			Headers: [][2]string{{"Content-Type", "application/json"}},
			Body:    body, BodyEncoding: "utf-8", BodySize: int64(len(body)),
		},
		Response: inspector.Response{Status: 200, DurationMS: 59},
	}
	if !utf8.ValidString(body) {
		c.Request.Body, c.Request.BodyEncoding = base64.StdEncoding.EncodeToString([]byte(body)), "base64"
	}
	understand(c)
	c.Attempt = 1
	for _, f := range change {
		f(c)
	}
	return c
}

func understand(c *inspector.Callback) {
	body, _ := c.Request.RawBody()
	c.Meaning = inspector.Explain(gatewayapi.Request{
		Method: c.Request.Method, Target: c.Request.Target, Headers: c.Request.Headers, Body: body,
	}, secret)
	c.MessageKey = c.Parsed.MessageKey
}

// signed puts a token on a callback, over claims.
func signed(t *testing.T, claims string) func(*inspector.Callback) {
	t.Helper()
	return signedWith(t, claims, secret)
}

// forged is signed with a secret that is not ours.
func forged(t *testing.T, claims string) func(*inspector.Callback) {
	t.Helper()
	return signedWith(t, claims, "another secret")
}

func signedWith(t *testing.T, claims, secret string) func(*inspector.Callback) {
	t.Helper()
	token, err := gatewayapi.SignJWT([]byte(claims), []byte(secret), "HS256")
	if err != nil {
		t.Fatal(err)
	}
	return func(c *inspector.Callback) {
		c.Request.Headers = append(c.Request.Headers, [2]string{"X-Gwapi-Signature", token})
		understand(c)
	}
}

// sms is a received SMS with a text.
func sms(text string) string {
	message, _ := json.Marshal(text)
	return fmt.Sprintf(`{"id": 2840117, "msisdn": 4520304050, "receiver": 451204, "message": %s, "senttime": 1795424400, "webhook_label": "autumn-vote", "country_code": "DK", "country_prefix": 45}`, message)
}

// status is a delivery status; more is further JSON.
func status(state, more string) string {
	return fmt.Sprintf(`{"id": 8001907000123, "msisdn": 4520304050, "time": 1795424400, "status": %q%s}`, state, more)
}

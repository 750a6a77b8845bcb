package inspectortest

import (
	"fmt"
	"testing"

	"ringback/inspector/gatewayapi"
)

// Bodies as the provider sends them, each with a number of its own.

// MOSMS is a received SMS with the text foo hello N.
func MOSMS(n int) string {
	return fmt.Sprintf(`{"id": %d, "msisdn": 4520304050, "receiver": 451204, "message": "foo hello %d", "senttime": 1795424400, "webhook_label": "autumn-vote", "country_code": "DK", "country_prefix": 45}`, 2840000+n, n)
}

// Status is a delivery status of message number n.
func Status(n int, status string) string {
	return fmt.Sprintf(`{"id": %d, "msisdn": 4520304050, "time": 1795424405, "status": %q, "userref": "order-%d", "country_code": "DK", "country_prefix": 45}`, 8001907000000+n, status, n)
}

// Sign returns the headers that sign body in the way of the REST family.
func Sign(t testing.TB, body, secret string) (name, value string) {
	t.Helper()
	token, err := gatewayapi.SignJWT([]byte(body), []byte(secret), "HS256")
	if err != nil {
		t.Fatal(err)
	}
	return "X-Gwapi-Signature", token
}

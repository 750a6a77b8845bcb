package inspector

import (
	"fmt"

	"ringback/inspector/gatewayapi"
)

// LeaseFor returns the lease that an SMS to a receiver falls under, as the
// provider decides it: by the whole number, or by the first word of the text. It
// is not ok where nobody leases this, and the SMS would not come.
func (i *Inspector) LeaseFor(receiver, text string) (l Lease, ok bool) {
	l, _, ok = i.routing.Load().lease(receiver, text)
	return l, ok
}

// SignAs signs a body of a family with the secret of a webhook, rightly or in
// one of the wrong ways, see [gatewayapi.Sign]. A webhook without a secret signs
// nothing; one whose secret is not handed out is [ErrSecretUnavailable].
func (i *Inspector) SignAs(label string, family gatewayapi.Family, body []byte, how gatewayapi.Signing) (header [2]string, sent []byte, err error) {
	w, err := i.Webhook(label)
	if err != nil {
		return header, nil, fmt.Errorf("sign: %w", err)
	}
	way := i.routing.Load()
	if err := way.locked[w.Label]; err != nil {
		return header, nil, fmt.Errorf("sign as webhook %q: %w", label, err)
	}
	var secret []byte
	if list := way.secrets[w.Label]; len(list) > 0 {
		secret = []byte(list[len(list)-1].Value)
	}
	return gatewayapi.Sign(family, body, secret, how)
}

package reach

import "strings"

// Cause names a finding. It stands in JSON and does not change.
type Cause string

// The causes.
const (
	PlainHTTP   Cause = "plain-http"
	Credentials Cause = "credentials-in-address"

	NoHost         Cause = "no-host"
	DNSFailed      Cause = "dns-failed"
	PrivateAddress Cause = "private-address"
	LocalAddress   Cause = "local-address"
	OnlyIPv6       Cause = "only-ipv6"

	Refused        Cause = "refused"
	ConnectTimeout Cause = "connect-timeout"
	NoConnection   Cause = "no-connection"
	SomeDead       Cause = "some-addresses-dead"

	NotTLS              Cause = "not-tls"
	TLSTimeout          Cause = "tls-timeout"
	TLSFailed           Cause = "tls-failed"
	OldProtocol         Cause = "old-protocol"
	WeakCipher          Cause = "weak-cipher"
	Expired             Cause = "expired"
	NotYetValid         Cause = "not-yet-valid"
	ExpiresSoon         Cause = "expires-soon"
	WrongName           Cause = "wrong-name"
	SelfSigned          Cause = "self-signed"
	MissingIntermediate Cause = "missing-intermediate"
	UnknownAuthority    Cause = "unknown-authority"
	BadCertificate      Cause = "bad-certificate"
	SomeDiffer          Cause = "some-addresses-differ"

	BadStatus         Cause = "bad-status"
	RefusedUnsigned   Cause = "refused-unsigned"
	Redirect          Cause = "redirect"
	Slow              Cause = "slow"
	NearlySlow        Cause = "nearly-slow"
	Timeout           Cause = "timeout"
	BrokenOff         Cause = "broken-off"
	NotHTTP           Cause = "not-http"
	ClientCertificate Cause = "client-certificate"
	Intercepted       Cause = "intercepted"
	Offline           Cause = "offline"
	EdgeAnswered      Cause = "edge-answered"
	NotUs             Cause = "not-us"

	Interrupted Cause = "interrupted"
)

// words are how a finding is told. %s is its detail.
type words struct {
	level      Level
	text, hint string
}

// find returns a finding in words.
func find(c Cause, detail string) Finding {
	w := wordsOf()[c]
	return Finding{Cause: c, Level: w.level, Detail: detail, Text: strings.ReplaceAll(w.text, "%s", detail), Hint: w.hint}
}

// In returns the text and the hint in other words: translate is told the English
// sentences, with %s for the detail.
func (f Finding) In(translate func(sentence string, args ...any) string) (text, hint string) {
	w, known := wordsOf()[f.Cause]
	switch {
	case !known:
		return f.Text, f.Hint
	case strings.Contains(w.text, "%s"):
		return translate(w.text, f.Detail), translate(w.hint)
	}
	return translate(w.text), translate(w.hint)
}

func wordsOf() map[Cause]words {
	all := map[Cause]words{}
	for _, part := range []map[Cause]words{wordsOfTheWay(), wordsOfTLS(), wordsOfCertificates(), wordsOfTheAnswer()} {
		for c, w := range part {
			all[c] = w
		}
	}
	return all
}

func wordsOfTheWay() map[Cause]words {
	return map[Cause]words{
		PlainHTTP:   {Warn, "The address begins with http://: callbacks, with phone numbers and texts in them, travel unencrypted.", "Use an https:// address."},
		Credentials: {Warn, "The address holds a user name or password. Whoever sees the address can use them.", "Let the receiver check the signature instead."},

		NoHost:         {Fail, "The name %s is not in DNS.", "Check its spelling, and whether the domain is paid for and its DNS entry made. A new entry can take an hour."},
		DNSFailed:      {Fail, "DNS did not answer the question for %s.", "Check the network here and the name servers of the domain, then look again."},
		PrivateAddress: {Fail, "The name leads to %s, which is no address of the public internet: the provider cannot reach it.", "Let the name lead to a public address, or use a tunnel. Nothing was sent there; to look at a private address type the address itself."},
		LocalAddress:   {Warn, "%s is no address of the public internet: the provider cannot reach it. What follows holds for this computer only.", "Use a tunnel, or a public address, for callbacks from outside."},
		OnlyIPv6:       {Warn, "The name has IPv6 addresses only.", "Add an A record: not every sender has IPv6."},

		Refused:        {Fail, "%s refuses the connection: nothing listens there, or a firewall says no.", "Start the server, check its port, and let the firewall take connections from outside."},
		ConnectTimeout: {Fail, "%s does not answer: a firewall drops what comes, or the machine is off.", "Check the firewall, the port forwarding and the machine."},
		NoConnection:   {Fail, "There is no way to %s.", "Check the network here and there, then look again."},
		SomeDead:       {Warn, "%s does not take connections; other addresses of the name do. A sender that picks it fails.", "Remove the address from DNS, or bring its server back."},

		Interrupted: {Fail, "It was stopped before the end.", "Look again."},
	}
}

func wordsOfTLS() map[Cause]words {
	return map[Cause]words{
		NotTLS:      {Fail, "The server does not speak TLS on this port.", "Use the port that does, often 443, or switch TLS on."},
		TLSTimeout:  {Fail, "The server took the connection and then said nothing.", "Check whether the server hangs, and whether the port is the right one."},
		TLSFailed:   {Fail, "TLS fails: %s.", "Check the server's TLS configuration: a certificate for this name, TLS 1.2 or 1.3."},
		OldProtocol: {Fail, "The server speaks %s at best, which senders no longer accept.", "Switch TLS 1.2 and 1.3 on."},
		SomeDiffer:  {Warn, "A sender that picks another address of the name fails (%s).", "Give all servers of the name the same certificate and TLS configuration."},
		WeakCipher:  {Warn, "The server chose the weak cipher %s, which many senders do not offer.", "Allow modern ciphers (ECDHE with AES-GCM or ChaCha20)."},
	}
}

func wordsOfCertificates() map[Cause]words {
	return map[Cause]words{
		Expired:             {Fail, "The certificate expired on %s.", "Renew it, restart what serves it, and find out why it was not renewed by itself."},
		NotYetValid:         {Fail, "The certificate is valid from %s only.", "Check the clock of this computer first. If it is right, the certificate was made for later, or on a computer with a wrong clock."},
		ExpiresSoon:         {Warn, "The certificate expires on %s.", "See that it is renewed before: no callback arrives without a valid one."},
		WrongName:           {Fail, "The certificate is not for this name, but for %s.", "Get a certificate for this name, or use an address with a name that is in it. On a new domain it may still be on its way: try again in ten minutes."},
		SelfSigned:          {Fail, "The certificate is signed by itself: nobody vouches for it.", "Get one from a public authority, such as Let's Encrypt, which costs nothing."},
		MissingIntermediate: {Fail, "The server does not send the certificate of its issuer, %s. Browsers find it by themselves and show no error; senders of callbacks do not.", "Let the server send the full chain: the file is often called fullchain.pem."},
		UnknownAuthority:    {Fail, "The certificate comes from %s, which no authority that is trusted here vouches for.", "Get one from a public authority, and let the server send the full chain. If a company's network inspects TLS, this may be its certificate and not the server's: look from elsewhere."},
		BadCertificate:      {Fail, "The certificate does not hold: %s.", "Get a new one from a public authority, and let the server send the full chain."},
	}
}

func wordsOfTheAnswer() map[Cause]words {
	return map[Cause]words{
		BadStatus:         {Fail, "The answer is %s. Anything but 200 to 299 is a failure, and is sent again.", "Look into the log of the receiver for this request, and answer 200 as soon as the callback is stored."},
		RefusedUnsigned:   {Warn, "The answer is %s: the receiver refuses what is not signed with its secret. That is right, but does not show whether it takes what is.", "Give the webhook's secret, and the check will be signed."},
		Redirect:          {Fail, "The answer %s leads elsewhere. Redirects are not followed, and count as failures.", "Give the provider the address that it leads to, exactly, down to the last slash."},
		Slow:              {Fail, "It took %s. A sender waits for 5 s, then gives up and sends again.", "Store the callback, answer at once, and do the work afterwards."},
		NearlySlow:        {Warn, "It took %s of the 5 s that a sender waits for.", "Store the callback, answer at once, and do the work afterwards."},
		Timeout:           {Fail, "There was no whole answer within %s. A sender waits for 5 s.", "Store the callback, answer at once, and do the work afterwards."},
		BrokenOff:         {Fail, "The connection ended before the answer did.", "Look into the log of the receiver, and of what stands before it, for this request."},
		NotHTTP:           {Fail, "The answer is not HTTP/1.", "Check whether the port is that of the web server."},
		ClientCertificate: {Fail, "The server asks the sender for a certificate of its own. The provider has none.", "Do not ask for client certificates at this address; check the signature instead."},
		Intercepted:       {Fail, "ngrok showed its warning page (%s) instead of passing the request on.", "It is meant for browsers. Check whether something on the way changes the User-Agent."},
		Offline:           {Fail, "No tunnel is online at this address: ngrok answered itself (%s).", "Start the tunnel, and check that this is its address."},
		EdgeAnswered:      {Fail, "ngrok answered itself (%s) instead of passing the request on.", "Look the code up at ngrok.com/docs/errors, and at the tunnel's state."},
		NotUs:             {Fail, "Somebody else answered at this address.", "Check whether another program or computer uses the same address, or a policy of the tunnel answers for you."},
	}
}

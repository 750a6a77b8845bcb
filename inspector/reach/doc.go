// Package reach looks at the address of a webhook as a provider would, and says
// what would become of a callback: the name in DNS, the connection, TLS with the
// whole chain of certificates as it was sent, and the answer to one request, by
// the provider's rules: a certificate that holds, no redirects, 200 to 299, and
// all of it within five seconds.
//
// The command line, the window and the engine (which proves its own public
// address so) call [Check]. It knows nothing of callbacks that were received,
// records nothing, and must never connect to an address of a private network
// that the person did not type.
package reach

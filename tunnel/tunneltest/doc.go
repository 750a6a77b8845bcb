// Package tunneltest is a stand-in for ngrok's edge, in this process: the real
// SDK connects to it, and visitors reach through it what listens behind. It also
// makes certificates with faults, and servers that show them. It is for tests
// only; nothing of the program may import it.
//
// An [Edge] has two loopback listeners. Agents come in at one (TLS, muxado, JSON
// on typed streams; message.go and session.go) and visitors at the other
// (HTTPS; public.go). Its switches make what can go wrong happen: refused
// tokens and names, lost and silent networks, an endpoint that the service
// stops, bad certificates. Error texts are worded as the service's documentation
// words them; the live service may differ in what it doesn't document.
package tunneltest

// T is what an edge needs of a test; every [testing.TB] is one.
type T interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Cleanup(end func())
}

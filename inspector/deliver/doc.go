// Package deliver sends requests to webhooks as a provider does, and tells
// exactly what came of it: one delivery is an [Attempt], and a [Ladder] of them
// is climbed until one succeeds, all is given up, or somebody stops it.
//
// A delivery follows the rules that a webhook must live with: the whole answer
// within five seconds, a certificate that holds, no redirects, and anything but
// 200 to 299 is a failure. The bytes of the request are the caller's, to the
// last header; nothing is added to them.
//
// What simulates, replays or forwards callbacks calls it. It knows nothing of
// callbacks, records nothing, and must never send to another address than the
// one it was given: no proxy, no redirect.
package deliver

// Package gatewayapi knows the callbacks of GatewayAPI: what they say, whether
// their signature holds, how their states follow each other, and what their
// error codes mean. It turns facts (method, target, header lines, body bytes)
// into meaning.
//
// [Understand] reads a callback, [Verify] judges its signature, [Thread] follows
// the states of one message. The engine calls Understand and Verify once for
// every recorded callback, and again for old recordings when the rules here
// improve. The simulator goes the other way: it builds bodies ([MOBody],
// [StatusBody], [EventBody] …), signs them ([Sign]), draws the way of a message
// ([Journey]) and its faults ([Fault]), and repeats by a [Schedule].
//
// Two families of callback exist. The REST family sends one flat JSON object,
// signed by a JWT in X-Gwapi-Signature that repeats the object. The messaging
// family sends an envelope with an event in it, signed by an HMAC of the raw
// body in Signature.
//
// The package is pure: it must never read a clock, touch a file or the network,
// or import another package of this program. It never refuses a callback:
// whatever it cannot understand is [Unknown], with a flag that says why.
package gatewayapi

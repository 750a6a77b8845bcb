// Package simulate makes callbacks as the provider makes them, and sends them as
// the provider sends them, so that a flow can be built and tested without an
// account, a lease or a phone.
//
// [SMS], [RCS] and [Status] say what happens; each becomes one or more
// [Callback]s, all in the provider's form. A [Simulator] finds the webhook that
// they go to, by the leases of the engine, signs them with its secret, and
// delivers them: to the engine's own receiver, through its front door, where
// they are recorded as simulated; or to any other address.
//
// The faces call it, and the scenarios of [ringback/inspector/scenario]. It
// never writes to the database itself, and draws all that is random from one
// source: the same seed makes the same callbacks.
package simulate

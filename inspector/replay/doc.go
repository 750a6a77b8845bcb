// Package replay sends recorded callbacks again: one or many, as they were,
// changed, or signed anew, to a saved target, an address, or this engine's own
// receiver. What it sends is byte for byte what came, but for what belongs to the
// connection and what a person changed.
//
// change.go says what can be changed and the badge that follows, prepare.go makes
// the request (or says why there can be none), pace.go when each is due, dispatch.go
// announces it in the database and hands it out, run.go sends it and writes down
// what came of it, judge.go lays answers side by side.
//
// The faces call it. It must never send to another address than the one that a
// person named, and never send anything before the database says that it may have.
package replay

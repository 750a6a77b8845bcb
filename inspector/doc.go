// Package inspector is the engine of Ringback: it receives webhook callbacks,
// records each one durably before it answers, and tells what it means. It
// knows no screen; the window and the command line are two faces of it.
//
// The one path of a callback, each step in the file that bears its name:
//
//	tunnel (a listener)    bytes arrive
//	receiver.go            ServeHTTP: read, bounded, the exact bytes
//	respond.go             choose what to answer
//	storage                Append: group commit, fsync     <- recorded
//	receiver.go            write the answer                <- answered
//	feed.go                something changed, up to this id
//	query.go               a face reads what it needs      <- seen
//
// Whether callbacks from outside can get here is proven by prove.go, which
// sends a request through the public address ([ringback/inspector/reach]).
//
// What goes out does so by [ringback/inspector/deliver]; what simulates comes in
// again by the same front door, vouched for in origin.go.
//
// Facts are stored, meaning is derived: callback.go and derive.go compute it
// from a stored record whenever somebody looks, by the pure rules of
// [ringback/inspector/gatewayapi]; index.go keeps a little of it in columns
// for speed, and computes those anew when the rules or the secrets change.
//
// What came is sent again by [ringback/inspector/replay]: targets.go says where to,
// and runs.go what came of it, which runlog.go writes down ahead of the sending.
//
// A search (search.go) finds what a filter means. It puts the filter's questions
// to columns and signatures of 256 callbacks at a time (sweep.go, columns.go),
// then to the bytes of those that are left (looks.go, looksbody.go), and takes
// apart only what these leave open (view.go). What that must come to is said by
// [ringback/inspector/filter], simply and slowly.
package inspector

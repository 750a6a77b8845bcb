// Package tunnel is the way in from outside: it gives the receiver something
// to accept connections from, and says how that way is doing.
//
// The faces choose a [Tunnel] and run it with the engine's Serve function. A
// tunnel never looks into a request, never records and never answers one.
package tunnel

import (
	"context"
	"net"
	"time"
)

// State says how a way in is doing.
type State int

// The states of a way in. Failed needs a person; all others heal by themselves.
const (
	Off State = iota
	Connecting
	Online
	Reconnecting
	Failed
)

// String returns the state as it stands in JSON, such as "online".
func (s State) String() string {
	return [...]string{"off", "connecting", "online", "reconnecting", "failed"}[s]
}

// Status is one report of a way in.
type Status struct {
	State State
	// URL is the base address that callers use, without a trailing slash. It is
	// kept while Reconnecting.
	URL string
	// Err is the cause while Connecting drags on, Reconnecting or Failed; [Advise]
	// has the words for it. Its text holds no secret.
	Err error
	// Code is the provider's own name of the cause, such as ERR_NGROK_107.
	Code string
	// Latency is how long the last heartbeat took; 0 before the first.
	Latency time.Duration
	// Account and Plan are what the provider knows us by.
	Account, Plan string
	// Warning is what the provider wants to be known, such as that this version
	// will soon be too old.
	Warning string
}

// Serve answers the connections of a listener until ctx ends or the listener
// fails. It closes the listener.
type Serve func(ctx context.Context, l net.Listener) error

// Tunnel opens a way in.
type Tunnel interface {
	// Run keeps the way in open with serve until ctx ends (then it returns nil)
	// or it cannot go on (then it returns the reason). It calls report on each
	// change, from one goroutine at a time, and last with Off or Failed.
	Run(ctx context.Context, serve Serve, report func(Status)) error
}

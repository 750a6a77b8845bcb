// Package wire keeps what net/http forgets about a request: the exact bytes of
// its head (request line and header lines in arrival order, with their case,
// repeats and spacing) and of its trailer section. It also reads a whole raw
// request from text, and writes a head back.
//
// Recording works beside the server, not in its way. [Listen] wraps a listener;
// each connection hands every byte on untouched and follows the HTTP/1 framing
// of what was read, by the rules of net/http itself (server.go, transfer.go,
// internal/chunked.go), so that head number n belongs to handler call number n:
//
//	srv := http.Server{ConnContext: wire.ConnContext, DisableGeneralOptionsHandler: true}
//	srv.Serve(wire.Listen(l, srv.MaxHeaderBytes))
//	… in the handler: head, ok := wire.TakeHead(r.Context())
//
// The receiver of package inspector calls it for live requests; the verify
// command and the importers use the readers. The package knows nothing else of
// Ringback, opens no connection and stores nothing. It must never change, delay
// or refuse a byte on its way to net/http, never keep more than one head and one
// read-ahead in memory, and never give a handler the head of another request:
// where it can't follow, it says so.
package wire

package wire

import (
	"context"
	"errors"
	"net"
)

// readAhead is the size of the bufio.Reader with which net/http reads a
// connection (server.go, newBufioReader), and so the most it can have read
// beyond a head. It also bounds chunk lines and trailers (transfer.go, readTrailer).
const readAhead = 4096

// Listen returns a listener whose connections record the heads of the requests
// that net/http reads from them. headLimit is the server's MaxHeaderBytes: every
// head that the server accepts under it is kept whole.
//
// The server must speak HTTP/1 only and have DisableGeneralOptionsHandler set,
// because each head waits for one handler call. For TLS, wrap the listener that
// decrypts: the recorder has to see plain HTTP.
func Listen(l net.Listener, headLimit int) net.Listener {
	// net/http reads up to 4096 bytes over the limit, after up to 4096 that it
	// had buffered; the rest is for what it reads ahead.
	return &listener{Listener: l, limit: headLimit + 3*readAhead}
}

type listener struct {
	net.Listener
	limit int
}

// Accept waits for the next connection.
func (l *listener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &conn{Conn: c, rec: recorder{limit: l.limit}}, nil
}

type conn struct {
	net.Conn
	rec recorder
}

// Read reads from the connection, and lets the recorder see what was read.
func (c *conn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if n > 0 {
		c.rec.follow(p[:n])
	}
	return n, err
}

// CloseWrite closes the sending half where the connection has halves, as TCP
// does. net/http looks for it when it hangs up on a request that is too large.
func (c *conn) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return errors.ErrUnsupported
}

type contextKey struct{}

// ConnContext gives the handlers of a connection from [Listen] access to its
// recorder. It is meant for [net/http.Server.ConnContext].
func ConnContext(ctx context.Context, c net.Conn) context.Context {
	if c, ok := c.(*conn); ok {
		return context.WithValue(ctx, contextKey{}, &c.rec)
	}
	return ctx
}

// TakeHead returns the head of the request that a handler was called for: the
// exact bytes from the request line to the empty line that ends the head. The
// caller owns the slice. Every handler call must take its head exactly once, in
// the outermost handler, because heads are matched to calls by their order.
//
// It is not ok when the connection isn't one of [Listen], or when the recorder
// couldn't follow its framing.
func TakeHead(ctx context.Context) (head []byte, ok bool) {
	if r, found := ctx.Value(contextKey{}).(*recorder); found {
		return r.takeHead()
	}
	return nil, false
}

// TakeTrailer returns the exact trailer lines of the request whose head was
// taken last on this connection, without the empty line that ends them. They
// arrive after the body, so read that to io.EOF first. It is nil without
// trailers.
func TakeTrailer(ctx context.Context) []byte {
	if r, found := ctx.Value(contextKey{}).(*recorder); found {
		return r.takeTrailer()
	}
	return nil
}

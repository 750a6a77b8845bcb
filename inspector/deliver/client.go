package deliver

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"maps"
	"math"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// Timeout is how long a whole answer may take, from the first step on.
const Timeout = 5 * time.Second

// MaxAnswer is how much of an answer's body is kept, in bytes.
const MaxAnswer = 1 << 20

const (
	// maxHead bounds the head of an answer.
	maxHead = 1 << 20
	// atOnce is how large a request can be that the system takes whole, whether
	// the other side reads it or not.
	atOnce = 4 << 10
	// maxIdle is how many connections are kept for the next request.
	maxIdle = 256
)

// Client delivers requests. The zero value is ready; it keeps connections open
// until [Client.Close].
type Client struct {
	// Timeout is [Timeout] where it is 0.
	Timeout time.Duration

	mu     sync.Mutex
	idle   map[Target][]*connection
	amount int
}

// Deliver sends a request once and waits for the whole answer. It never fails
// but in the attempt. A connection that was kept open and turns out to be ended
// is replaced within the same attempt.
func (c *Client) Deliver(ctx context.Context, t Target, q Request) Attempt {
	a := Attempt{At: time.Now()}
	timeout := c.Timeout
	if timeout == 0 {
		timeout = Timeout
	}
	limited, cancel := context.WithDeadline(ctx, a.At.Add(timeout))
	defer cancel()
	for kept := true; ; kept = false {
		conn := c.take(t, kept)
		reused := conn != nil
		if conn == nil {
			var during Cause
			var err error
			if conn, during, err = dial(limited, t); err != nil {
				a.fail(ctx, during, err)
				break
			}
		}
		again, err := conn.exchange(limited, q, &a)
		if err == nil && again {
			c.keep(t, conn)
			break
		}
		conn.Close()
		if err == nil {
			break
		}
		if reused && !conn.answered && limited.Err() == nil {
			continue
		}
		a.fail(ctx, conn.broke(a, err), err)
		break
	}
	a.Took = time.Since(a.At)
	if a.Cause == Succeeded && (a.Status < 200 || a.Status > 299) {
		a.Cause, a.Reason = BadStatus, "The answer is not one from 200 to 299."
	}
	return a
}

// Close ends the connections that are kept.
func (c *Client) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, conns := range c.idle {
		for _, conn := range conns {
			conn.Close()
		}
	}
	c.idle, c.amount = nil, 0
}

func (c *Client) take(t Target, wanted bool) *connection {
	c.mu.Lock()
	defer c.mu.Unlock()
	t.path = ""
	n := len(c.idle[t]) - 1
	if n < 0 || !wanted {
		return nil
	}
	conn := c.idle[t][n]
	c.idle[t] = c.idle[t][:n]
	c.amount--
	return conn
}

func (c *Client) keep(t Target, conn *connection) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.amount == maxIdle {
		conn.Close()
		return
	}
	if c.idle == nil {
		c.idle = map[Target][]*connection{}
	}
	t.path = ""
	c.idle[t] = append(c.idle[t], conn)
	c.amount++
}

// connection is one connection to a target. Its head of an answer is bounded.
type connection struct {
	net.Conn
	in       *bufio.Reader
	left     int64 // bytes that may still be read
	answered bool  // some byte of an answer came
}

var errHeadSize = errors.New("the head of the answer is too large")

// dial connects, and says what it was doing when it failed.
func dial(ctx context.Context, t Target) (*connection, Cause, error) {
	raw, err := new(net.Dialer).DialContext(ctx, "tcp", t.addr)
	if err != nil {
		return nil, NoConnection, err
	}
	c := &connection{Conn: raw}
	if t.secure {
		secure := tls.Client(raw, &tls.Config{ServerName: t.name, RootCAs: t.roots, NextProtos: []string{"http/1.1"}})
		if err := secure.HandshakeContext(ctx); err != nil {
			raw.Close()
			return nil, NoTLS, err
		}
		c.Conn = secure
	}
	c.in = bufio.NewReader(c)
	return c, "", nil
}

// Read reads no more than is left.
func (c *connection) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, errHeadSize
	}
	n, err := c.Conn.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	c.answered = c.answered || n > 0
	return n, err
}

// exchange writes a request and reads the answer into a. It reads while it
// writes what is large: a receiver may answer, and hang up, before it has read all. again tells
// whether the connection can be used again.
func (c *connection) exchange(ctx context.Context, q Request, a *Attempt) (again bool, err error) {
	c.left, c.answered = maxHead, false
	deadline, _ := ctx.Deadline()
	_ = c.SetDeadline(deadline)
	stop := context.AfterFunc(ctx, func() { _ = c.SetDeadline(time.Unix(1, 0)) })
	defer stop()
	written := make(chan error, 1)
	write := func() {
		_, err := c.Conn.Write(slices.Concat(q.Head, q.Body))
		written <- err
	}
	if len(q.Head)+len(q.Body) <= atOnce {
		write()
	} else {
		go write()
	}
	if again, err = c.readAnswer(q, a); err != nil {
		return false, err
	}
	select {
	case err := <-written:
		return again && err == nil && c.in.Buffered() == 0 && stop(), nil
	default: // it answered before it had read all
		return false, nil
	}
}

// broke tells how an exchange failed.
func (c *connection) broke(a Attempt, err error) Cause {
	var network *net.OpError
	ended := errors.As(err, &network) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
	if c.answered && a.Status == 0 && !ended {
		return NotHTTP
	}
	return BrokenOff
}

// readAnswer reads a whole answer, and tells whether another one may follow on
// the connection.
func (c *connection) readAnswer(q Request, a *Attempt) (again bool, err error) {
	method, _, _ := strings.Cut(string(q.Head[:min(len(q.Head), 64)]), " ")
	var resp *http.Response
	for resp == nil || resp.StatusCode < 200 && resp.StatusCode != http.StatusSwitchingProtocols {
		if resp, err = http.ReadResponse(c.in, &http.Request{Method: method}); err != nil {
			return false, err
		}
	}
	c.left = math.MaxInt64
	a.Status = resp.StatusCode
	for _, name := range slices.Sorted(maps.Keys(resp.Header)) {
		for _, v := range resp.Header[name] {
			a.Headers = append(a.Headers, [2]string{name, v})
		}
	}
	defer resp.Body.Close()
	if a.Body, err = io.ReadAll(io.LimitReader(resp.Body, MaxAnswer)); err != nil {
		return false, err
	}
	rest, err := io.Copy(io.Discard, resp.Body)
	a.Truncated = rest > 0
	return !resp.Close, err
}

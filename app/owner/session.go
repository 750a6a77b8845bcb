package owner

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"time"
)

// session is the owner's side of one call. It is also the call's stdin.
type session struct {
	ctx    context.Context // ends when the command goes away
	cancel context.CancelFunc
	conn   *net.UnixConn
	frames frameWriter
	input  chan input    // the answer to the one want that may be open
	gone   chan struct{} // closed when the command sends no more
	rest   []byte        // input that was sent and not yet read
	inErr  error         // how the input ended
}

type input struct {
	data []byte
	err  error
}

func newSession(ctx context.Context, conn *net.UnixConn) *session {
	s := &session{
		conn:   conn,
		frames: frameWriter{w: conn},
		input:  make(chan input, 1),
		gone:   make(chan struct{}),
	}
	s.ctx, s.cancel = context.WithCancel(ctx)
	go s.listen()
	return s
}

// listen takes frames until the command closes its side or breaks the rules. It
// never blocks on the call, so it notices at once when the command goes away.
func (s *session) listen() {
	defer close(s.gone)
	defer s.cancel()
	for {
		k, payload, err := readFrame(s.conn, nil)
		if err != nil {
			return
		}
		var in input
		switch k {
		case stdinFrame:
			in.data = payload
		case stdinEndFrame:
			in.err = io.EOF
		case stdinErrFrame:
			in.err = fmt.Errorf("read standard input: %w", errors.New(string(payload)))
		default:
			return
		}
		select {
		case s.input <- in:
		default: // sent without being wanted
			return
		}
	}
}

// Read asks the command for input and waits for it. It is the call's stdin.
func (s *session) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if len(s.rest) == 0 && s.inErr == nil {
		if err := s.ctx.Err(); err != nil {
			return 0, err
		}
		if err := s.frames.writeNumber(wantFrame, min(len(p), chunkSize)); err != nil {
			return 0, err
		}
		select {
		case in := <-s.input:
			s.rest, s.inErr = in.data, in.err
		case <-s.ctx.Done():
			// A late answer would be taken for that to the next want.
			s.inErr = s.ctx.Err()
		}
	}
	if len(s.rest) == 0 {
		return 0, s.inErr
	}
	n := copy(p, s.rest)
	s.rest = s.rest[n:]
	return n, nil
}

// end sends the exit status and waits until the command has closed its side, so
// that nothing is left on the way when the connection closes.
func (s *session) end(exit int) {
	defer s.cancel()
	if s.conn.SetDeadline(time.Now().Add(quietLimit)) == nil && s.frames.writeNumber(exitFrame, exit) == nil {
		<-s.gone
		return
	}
	s.conn.Close()
	<-s.gone
}

package owner

import (
	"encoding/binary"
	"fmt"
	"io"
	"sync"
)

// version grows with every change that an older or newer program would
// misunderstand. refused stands in its place when the owner turns a peer away.
const (
	version uint32 = 1
	refused uint32 = 0
	magic          = "ringback"
)

type kind byte

// The frames. The first four come from the command, the others from the owner.
const (
	callFrame     kind = iota + 1 // the Call, gob encoded
	stdinFrame                    // bytes, as many as wanted at most
	stdinEndFrame                 // empty: end of the input
	stdinErrFrame                 // text of the error that reading the input gave
	wantFrame                     // 4 bytes: how many bytes of input
	stdoutFrame                   // bytes
	stderrFrame                   // bytes
	exitFrame                     // 4 bytes: the exit status, the last frame
)

const (
	headerSize = 5
	// chunkSize bounds what one frame carries and so what a slow reader makes
	// the other side hold.
	chunkSize = 32 << 10
	// callSize leaves room for the longest command line that Linux accepts.
	callSize = 4 << 20
)

// limit returns the most bytes that a frame of this kind may carry, and whether
// there is such a kind.
func (k kind) limit() (int, bool) {
	switch k {
	case callFrame:
		return callSize, true
	case stdinFrame, stdinErrFrame, stdoutFrame, stderrFrame:
		return chunkSize, true
	case wantFrame, exitFrame:
		return 4, true
	case stdinEndFrame:
		return 0, true
	}
	return 0, false
}

// readFrame reads one frame into buf, which it grows when needed. The payload
// is valid until the next call.
func readFrame(r io.Reader, buf []byte) (kind, []byte, error) {
	var header [headerSize]byte
	if _, err := io.ReadFull(r, header[:]); err != nil {
		return 0, buf, err
	}
	k, size := kind(header[0]), binary.BigEndian.Uint32(header[1:])
	limit, known := k.limit()
	if !known || size > uint32(limit) || limit == 4 && size != 4 {
		return 0, buf, fmt.Errorf("read frame: kind %d with %d bytes: %w", k, size, errProtocol)
	}
	if cap(buf) < int(size) {
		buf = make([]byte, max(int(size), chunkSize))
	}
	buf = buf[:size]
	_, err := io.ReadFull(r, buf)
	return k, buf, err
}

// frameWriter writes frames from several goroutines, each whole.
type frameWriter struct {
	mu  sync.Mutex // guards buf and the order on w
	w   io.Writer
	buf []byte
}

func (f *frameWriter) write(k kind, payload []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.buf = append(f.buf[:0], byte(k))
	f.buf = binary.BigEndian.AppendUint32(f.buf, uint32(len(payload)))
	f.buf = append(f.buf, payload...)
	_, err := f.w.Write(f.buf)
	return err
}

func (f *frameWriter) writeNumber(k kind, n int) error {
	return f.write(k, binary.BigEndian.AppendUint32(nil, uint32(n)))
}

func number(payload []byte) int { return int(int32(binary.BigEndian.Uint32(payload))) }

// stream is an io.Writer that sends frames of one kind.
type stream struct {
	frames *frameWriter
	kind   kind
}

func (s stream) Write(p []byte) (int, error) {
	done := 0
	for done < len(p) {
		n := min(len(p)-done, chunkSize)
		if err := s.frames.write(s.kind, p[done:done+n]); err != nil {
			return done, err
		}
		done += n
	}
	return done, nil
}

func writeGreeting(w io.Writer, v uint32) error {
	_, err := w.Write(binary.BigEndian.AppendUint32([]byte(magic), v))
	return err
}

func readGreeting(r io.Reader) (uint32, error) {
	var b [len(magic) + 4]byte
	if _, err := io.ReadFull(r, b[:]); err != nil {
		return 0, err
	}
	if string(b[:len(magic)]) != magic {
		return 0, fmt.Errorf("read greeting: not a Ringback process: %w", ErrVersion)
	}
	return binary.BigEndian.Uint32(b[len(magic):]), nil
}

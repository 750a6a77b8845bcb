package deliver

import (
	"bufio"
	"bytes"
	"io"
	"net"
	"testing"
)

// scripted is a connection on which an answer is ready.
type scripted struct {
	net.Conn
	in io.Reader
}

func (s scripted) Read(p []byte) (int, error) { return s.in.Read(p) }

// Whatever answers, it ends in a status and a bounded body, or an error.
func FuzzAnswer(f *testing.F) {
	for _, s := range []string{
		"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 204 No Content\r\n\r\n",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nA: b\r\n\r\n", "HTTP/1.1 999\r\n\r\n", "220 mail\r\n", "",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, answer []byte) {
		c := &connection{Conn: scripted{in: bytes.NewReader(answer)}, left: maxHead}
		c.in = bufio.NewReader(c)
		var a Attempt
		_, err := c.readAnswer(Request{Head: []byte("POST / HTTP/1.1\r\n\r\n")}, &a)
		if err == nil && a.Status < 101 || len(a.Body) > MaxAnswer || a.Truncated && len(a.Body) < MaxAnswer {
			t.Errorf("%+v, %v", a, err)
		}
		if err != nil && c.broke(a, err) == Succeeded {
			t.Error("an error without a cause")
		}
	})
}

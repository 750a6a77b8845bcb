package wire_test

import (
	"fmt"
	"strings"
	"testing"
)

// With full duplex net/http goes on behind a chunk that it refused. A recorder
// that took the chunk for good would wait for the end of the body, and give the
// head after it to the request that net/http finds inside.
func TestNothingIsRecordedAfterABrokenChunk(t *testing.T) {
	const head = "POST /duplex HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
	const inside = "GET /inside HTTP/1.1\r\nHost: a\r\n\r\n"
	const end = "\r\n0\r\n\r\n"
	size := fmt.Sprintf("%x", len(inside))
	padding := strings.Repeat("1;"+strings.Repeat("x", 4000)+"\r\n.\r\n", 4)
	for name, body := range map[string]string{
		"bare LF":         size + "\n" + inside + end,
		"CR in the line":  size + ";\r\r\n" + inside + end,
		"too many digits": strings.Repeat("0", 15) + size + "\r\n" + inside + end,
		"little data":     padding + size + ";" + strings.Repeat("x", 4000) + "\r\n" + inside + end,
		"no CRLF after":   "1\r\n...1\r\n" + inside + end,
		"bad trailer":     "0\r\nX\r\n" + inside,
	} {
		all := play(t, []byte(head+body+next))
		if len(all) == 0 || !all[0].ok || string(all[0].head) != head {
			t.Fatalf("%s: no first head in %d calls", name, len(all))
		}
		if all[0].bodyErr == nil {
			t.Errorf("%s: the body is not broken", name)
		}
		for _, c := range all[1:] {
			if c.ok {
				t.Errorf("%s: %s got the head %q", name, c.req.URL, c.head)
			}
		}
	}
}

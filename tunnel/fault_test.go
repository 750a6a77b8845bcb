package tunnel

import (
	"errors"
	"fmt"
	"io"
	"net"
	"testing"
)

type coded string

func (c coded) Error() string { return "refused\r\n\r\n" + string(c) + "\r\n" }
func (c coded) Code() string  { return string(c) }

type legacy string

func (l legacy) Error() string     { return "refused" }
func (l legacy) ErrorCode() string { return string(l) }

func TestFaultsKeepWhatIsKnownAndNoMore(t *testing.T) {
	for name, tt := range map[string]struct {
		err        error
		code, text string
		kind       error
	}{
		"by the SDK":      {coded("ERR_NGROK_107"), "ERR_NGROK_107", "refused (ERR_NGROK_107)", nil},
		"below it":        {fmt.Errorf("authentication failed: %w", legacy("ERR_NGROK_300")), "ERR_NGROK_300", "authentication failed: refused (ERR_NGROK_300)", nil},
		"as a text":       {errors.New("taken\r\n\r\nERR_NGROK_334\r\n"), "ERR_NGROK_334", "taken (ERR_NGROK_334)", nil},
		"an empty code":   {coded(""), "", "refused", ErrLost},
		"the connection":  {io.ErrUnexpectedEOF, "", "unexpected EOF", ErrLost},
		"the name":        {&net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "a.invalid"}}, "", "dial: lookup a.invalid: no such host", ErrNoName},
		"nobody there":    {&net.OpError{Op: "dial", Net: "tcp", Err: errors.New("refused")}, "", "dial tcp: refused", ErrUnreachable},
		"with the secret": {errors.New("bad token " + token), "", "bad token [hidden]", ErrLost},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFault(tt.err, token, ErrLost)
			if f.Code != tt.code || f.Error() != tt.text || f.Unwrap() != tt.kind {
				t.Errorf("got %q %q %v, want %q %q %v", f.Code, f, f.Unwrap(), tt.code, tt.text, tt.kind)
			}
		})
	}
}

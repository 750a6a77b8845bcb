package reach

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"
)

const (
	// CheckHeader marks the request of a check, for the receiver's log.
	CheckHeader = "X-Ringback-Check"
	// userAgent must not look like a browser's: ngrok would show its warning page.
	userAgent = "Ringback-check"
	// ngrokHeader is set where ngrok's edge answers itself.
	ngrokHeader = "Ngrok-Error-Code"

	maxAnswerHead = 1 << 20
	// nearly is how much of [Limit] makes a warning.
	nearly = 3 * time.Second
)

// Sample is the body that a check sends: a delivery status on its way, in the
// form of the provider's REST family, of a message that does not exist. It moves
// nothing in a receiver that looks messages up by their id.
func Sample(at time.Time) []byte {
	return fmt.Appendf(nil, `{"id": 1, "msisdn": 4520304050, "time": %d, "status": "ENROUTE", "userref": "ringback-check"}`, at.Unix())
}

// ask sends the request on the connection that was looked at, and judges the
// answer and the time of all steps.
func (v *visit) ask(ctx context.Context) seen {
	if v.o.NoRequest {
		return seen{line: "not asked: nothing was to be sent", skip: true}
	}
	req, err := v.request(ctx)
	if err != nil {
		return seen{line: "not asked", found: []Finding{find(NotHTTP, "")}}
	}
	began := v.o.Now()
	resp, body, err := v.exchange(req)
	s := seen{took: v.since(began), line: "no answer"}
	if err != nil {
		s.found = append(s.found, v.answerFinding(err))
		return s
	}
	v.r.Answer = &Answer{
		Status: resp.StatusCode, Server: resp.Header.Get("Server"), NgrokCode: resp.Header.Get(ngrokHeader), BodySize: body.size,
		Location: withoutQuery(resp.Header.Get("Location")),
	}
	s.line = statusWords(resp.StatusCode)
	if f, bad := v.judgeAnswer(body.text.String()); bad {
		s.found = append(s.found, f)
	}
	total := time.Duration(v.r.TotalMS*float64(time.Millisecond)) + s.took
	switch {
	case total > Limit:
		s.found = append(s.found, find(Slow, total.Round(10*time.Millisecond).String()))
	case total > nearly:
		s.found = append(s.found, find(NearlySlow, total.Round(10*time.Millisecond).String()))
	}
	return s
}

func (v *visit) request(ctx context.Context) (*http.Request, error) {
	body := v.o.Body
	if body == nil {
		body = Sample(v.o.Now())
	}
	// The connection is secured already: the transport must not do so again.
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+v.a.authority+v.a.Path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "*/*")
	req.Header.Set("User-Agent", userAgent)
	req.Header.Set(CheckHeader, "1")
	if v.a.user != nil {
		password, _ := v.a.user.Password()
		req.SetBasicAuth(v.a.user.Username(), password)
	}
	for _, h := range v.o.Headers {
		req.Header.Set(h[0], h[1])
	}
	return req, nil
}

var errUsed = errors.New("the connection is used")

// exchange sends the request once, and reads the whole answer.
func (v *visit) exchange(req *http.Request) (*http.Response, *kept, error) {
	var used atomic.Bool
	tr := &http.Transport{
		DialContext: func(context.Context, string, string) (net.Conn, error) {
			if used.Swap(true) {
				return nil, errUsed
			}
			return v.conn, nil
		},
		DisableKeepAlives:      true,
		DisableCompression:     true,
		MaxResponseHeaderBytes: maxAnswerHead,
	}
	resp, err := tr.RoundTrip(req)
	if err != nil {
		return nil, nil, err
	}
	defer resp.Body.Close()
	body := &kept{most: len(v.o.Want) + 1}
	_, err = io.Copy(body, resp.Body)
	return resp, body, err
}

// kept keeps the beginning of what is written to it, and counts the rest.
type kept struct {
	most int
	text bytes.Buffer
	size int64
}

// Write implements [io.Writer].
func (k *kept) Write(p []byte) (int, error) {
	k.size += int64(len(p))
	k.text.Write(p[:min(len(p), k.most-k.text.Len())])
	return len(p), nil
}

func (v *visit) judgeAnswer(body string) (f Finding, bad bool) {
	a := v.r.Answer
	words := statusWords(a.Status)
	switch {
	case a.NgrokCode == "ERR_NGROK_6024":
		return find(Intercepted, a.NgrokCode), true
	case a.NgrokCode == "ERR_NGROK_3200":
		return find(Offline, a.NgrokCode), true
	case a.NgrokCode != "":
		return find(EdgeAnswered, a.NgrokCode), true
	case v.o.Want != "" && body != v.o.Want:
		return find(NotUs, ""), true
	case a.Status >= 200 && a.Status <= 299:
		return Finding{}, false
	case a.Status >= 300 && a.Status <= 399 && a.Location != "":
		return find(Redirect, words+" to "+a.Location), true
	case (a.Status == http.StatusUnauthorized || a.Status == http.StatusForbidden) && !v.o.Signed:
		return find(RefusedUnsigned, words), true
	}
	return find(BadStatus, words), true
}

func (v *visit) answerFinding(err error) Finding {
	text := err.Error()
	switch {
	case timedOut(err):
		return find(Timeout, v.o.Patience.String())
	case strings.Contains(text, "certificate required"), strings.Contains(text, "bad certificate"):
		return find(ClientCertificate, "")
	case strings.Contains(text, "malformed"), strings.Contains(text, "exceeded"), strings.Contains(text, "invalid"):
		return find(NotHTTP, "")
	}
	return find(BrokenOff, "")
}

func statusWords(status int) string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", status, http.StatusText(status)))
}

// withoutQuery returns where a redirect leads, without what may be a secret.
func withoutQuery(location string) string {
	u, err := url.Parse(location)
	if err != nil {
		return ""
	}
	u.User, u.RawQuery, u.Fragment = nil, "", ""
	return u.String()
}

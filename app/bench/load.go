//go:build linux

package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"

	"ringback/inspector/gatewayapi"
)

// load is what one round of posting gave.
type load struct {
	answered int
	took     time.Duration
	p50, p99 time.Duration
}

func (l load) rate() float64 { return float64(l.answered) / l.took.Seconds() }

// post sends bodies on n connections, each one after the other, for a span, and
// measures each answer. Anything but 200 is an error.
func post(ctx context.Context, addr string, n int, span time.Duration, bodies [][]byte) (load, error) {
	ctx, cancel := context.WithTimeout(ctx, span)
	defer cancel()
	requests := requestsOf(bodies)
	var wg sync.WaitGroup
	spent, errs := make([][]time.Duration, n), make([]error, n)
	start := time.Now()
	for k := range n {
		wg.Go(func() { spent[k], errs[k] = postOn(ctx, addr, requests[k%len(requests):]) })
	}
	wg.Wait()
	all := slices.Concat(spent...)
	l := load{answered: len(all), took: time.Since(start)}
	if err := errors.Join(errs...); err != nil {
		return l, err
	}
	if len(all) == 0 {
		return l, errors.New("nothing was answered")
	}
	slices.Sort(all)
	l.p50, l.p99 = all[len(all)/2], all[len(all)*99/100]
	return l, nil
}

// requestsOf gives bodies the head that the provider sends, with a signature.
func requestsOf(bodies [][]byte) [][]byte {
	requests := make([][]byte, len(bodies))
	for k, body := range bodies {
		token, err := gatewayapi.SignJWT(body, []byte("bench"), "HS256")
		if err != nil {
			panic(err) // the generator makes objects only
		}
		requests[k] = fmt.Appendf(nil, "POST /sms/in HTTP/1.1\r\nHost: hooks.example.com\r\nAccept: */*\r\nContent-Type: application/json\r\nContent-Length: %d\r\nX-Gwapi-Signature: %s\r\n\r\n%s", len(body), token, body)
	}
	return requests
}

func postOn(ctx context.Context, addr string, requests [][]byte) (spent []time.Duration, err error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	in := bufio.NewReader(c)
	for k := 0; ctx.Err() == nil; k++ {
		start := time.Now()
		if _, err := c.Write(requests[k%len(requests)]); err != nil {
			return spent, err
		}
		if err := readAnswer(in); err != nil {
			return spent, err
		}
		spent = append(spent, time.Since(start))
	}
	return spent, nil
}

// readAnswer reads one answer with an empty body, cheaply: the client shares
// the processor with the server that is measured.
func readAnswer(in *bufio.Reader) error {
	line, err := in.ReadSlice('\n')
	if err != nil {
		return err
	}
	if !bytes.HasPrefix(line, []byte("HTTP/1.1 200")) {
		return fmt.Errorf("answered %q, want %d", bytes.TrimSpace(line), http.StatusOK)
	}
	for len(bytes.TrimSpace(line)) > 0 {
		if line, err = in.ReadSlice('\n'); err != nil {
			return err
		}
	}
	return nil
}

package ui

import (
	"context"
	"time"

	"ringback/tunnel"
)

// retryEvery lets a port that another program gave up be taken soon.
const retryEvery = 3 * time.Second

// receive runs the receiver until ctx ends, and tells the window how it is. One that
// cannot go on is started again after a while, or as soon as somebody asks for it. The
// last error comes to ended.
func (s *shell) receive(ctx context.Context, ended chan<- error) {
	again := make(chan struct{}, 1)
	start := func() {
		select {
		case again <- struct{}{}:
		default:
		}
	}
	s.post(func() { s.receiver.start = start })
	for {
		err := s.options.Receive(ctx, func(url string) {
			s.post(func() { s.receiverIs(tunnel.Status{State: tunnel.Online, URL: url}) })
		})
		if err == nil || ctx.Err() != nil {
			ended <- err
			return
		}
		s.post(func() { s.receiverIs(tunnel.Status{State: tunnel.Failed, Err: err}) })
		select {
		case <-again:
		case <-time.After(s.retryEvery):
		case <-ctx.Done():
			ended <- err
			return
		}
	}
}

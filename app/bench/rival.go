//go:build linux

package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"

	"ringback/storage/storagetest"
)

// serveRival is the process of a rival: "bare" reads a body and throws it away,
// "onekey FILE" stores it under one key by group commit before it answers.
func serveRival(name string, args []string) error {
	keep := func([]byte) error { return nil }
	if name == "onekey" {
		store, err := storagetest.OpenOneKey(args[0])
		if err != nil {
			return err
		}
		defer store.Close()
		keep = store.Put
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if name == "bare" {
			_, _ = io.Copy(io.Discard, r.Body)
			return
		}
		body, err := io.ReadAll(r.Body)
		if err == nil {
			err = keep(body)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
		}
	})}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, func() { _ = srv.Close() })
	fmt.Fprintf(os.Stdout, "{\"type\":\"ready\",\"local_url\":\"http://%s\"}\n", l.Addr())
	if err := srv.Serve(l); ctx.Err() == nil {
		return err
	}
	return nil
}

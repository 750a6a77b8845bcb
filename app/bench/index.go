//go:build linux

package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"

	"ringback/inspector"
	"ringback/storage"
	"ringback/storage/storagetest"
)

// index compares recording while the index follows with recording alone, in one
// process with the client, so only the ratio means something.
func (b *bench) index(ctx context.Context) error {
	bodies := storagetest.Bodies(1, 256)
	for _, conns := range []int{1, 64} {
		var with, without, ratios []float64
		for n := range b.rounds {
			var rates [2]float64
			for _, still := range []bool{n%2 == 0, n%2 != 0} { // in turn the first
				rate, err := b.recording(ctx, conns, bodies, still)
				if err != nil {
					return err
				}
				if still {
					rates[0] = rate
				} else {
					rates[1] = rate
				}
			}
			without, with = append(without, rates[0]), append(with, rates[1])
			ratios = append(ratios, rates[1]/rates[0])
		}
		fmt.Printf("Recording on %d connections: %.0f/s with the index, %.0f/s without, ratio %.2f\n", conns, middle(with), middle(without), middle(ratios))
	}
	fmt.Println()
	return nil
}

func (b *bench) recording(ctx context.Context, conns int, bodies [][]byte, still bool) (float64, error) {
	dir, err := os.MkdirTemp(b.dir, "index")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	e, err := inspector.Open(filepath.Join(dir, "bench.db"), inspector.Options{Still: still, Keeper: &inspector.SecretFile{Path: filepath.Join(dir, "secrets")}})
	if err != nil {
		return 0, err
	}
	defer e.Close()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	ctx, cancel := context.WithCancel(ctx)
	served := make(chan error, 1)
	go func() { served <- e.Serve(ctx, l, storage.Local) }()
	loaded, err := post(ctx, l.Addr().String(), conns, b.span, bodies)
	cancel()
	if ended := <-served; err == nil {
		err = ended
	}
	return loaded.rate(), err
}

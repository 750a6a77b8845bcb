package owner

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"sync"
	"time"
)

// lookEvery is how often the owner looks whether its socket is still there.
const lookEvery = 2 * time.Second

// Attend is [Serve] that makes the socket anew where somebody removed it, as with
// the folder of the database: the commands need it for as long as it is owned.
func Attend(ctx context.Context, dbPath string, l *Listener, run Runner) error {
	var mu sync.Mutex
	var errs []error
	var serving sync.WaitGroup
	serve := func(l *Listener) {
		serving.Go(func() {
			err := Serve(ctx, l, run)
			mu.Lock()
			defer mu.Unlock()
			errs = append(errs, err)
		})
	}
	serve(l)
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for ctx.Err() == nil {
		select {
		case <-tick.C:
		case <-ctx.Done():
			continue
		}
		if _, err := os.Lstat(l.path); !errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if again, err := Listen(dbPath); err == nil { // else at the next look
			l = again
			serve(l)
		}
	}
	serving.Wait()
	return errors.Join(errs...)
}

package storage

import (
	"errors"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"
)

// change does its part of a transaction. It may be called again in another
// one, so what it leaves outside must not add up.
type change func(tx *bolt.Tx) error

// Each commit may write the list of free pages into the file, or leave it out.
// Left out, a start after a crash must read the whole file to find them;
// written, it costs a lone connection at full speed a tenth of it, and far more
// where many callbacks were deleted. So it is written where nobody feels it: by
// commits that follow no other closely, while it fits in one page, else by the
// store when it is idle, and by [Store.Close].
const (
	closely  = 10 * time.Millisecond
	fewPages = 500
)

// commit stores the changes of jobs in one transaction, with all that may lag
// if it is due, or all is set. It sets the jobs' results and the health; its
// error wraps [ErrStore] and goes to all of them.
func (w *writer) commit(jobs []*job, all bool) error {
	calm := time.Since(w.tried) > closely
	w.tried = time.Now()
	err := w.ready()
	if err == nil {
		free := w.file.db.Stats()
		w.listed = all || calm && free.FreePageN+free.PendingPageN <= fewPages
		w.file.db.NoFreelistSync = !w.listed
		err = w.transact(jobs, all)
	}
	return w.result(err)
}

// result takes note of how a commit went.
func (w *writer) result(err error) error {
	w.took = time.Since(w.tried)
	if w.broken = err != nil; w.broken {
		w.listed = false
		err = fmt.Errorf("%w: %w", ErrStore, err)
	}
	w.health.set(err, w.options.Now(), w.options.OnHealth)
	return err
}

// ready makes sure that what is written now goes where it will be found.
func (w *writer) ready() error {
	if err := w.inPlace(); err != nil {
		return err
	}
	if !w.broken {
		return nil
	}
	// After a failed write or fsync nothing in memory is trusted. The kernel
	// may have marked pages clean that never reached the disk, so that the next
	// fsync would succeed without them; bbolt may have lost its mapping. Opened
	// anew, the next commit builds on what the file has, and writes and syncs
	// each of its own pages itself.
	return w.reopen()
}

func (w *writer) transact(jobs []*job, all bool) error {
	var outcomes map[uint64]Outcome
	if due, _ := w.answers.due(); all || !w.tried.Before(due) {
		outcomes = w.answers.take()
	}
	err := w.update(jobs, outcomes)
	w.answers.settle(err == nil)
	return err
}

// update runs the transaction. A job whose change fails must not cost the
// others theirs: it gets its error, and they are tried again without it.
func (w *writer) update(jobs []*job, outcomes map[uint64]Outcome) error {
	for {
		refused := false
		err := w.transaction(func(tx *bolt.Tx) error {
			for _, j := range jobs {
				if j.err != nil {
					continue
				}
				if j.err = guard(func() error { return j.run(tx) }); j.err != nil {
					refused = true
					return j.err
				}
			}
			if err := putOutcomes(tx, outcomes); err != nil {
				return err
			}
			tx.OnCommit(w.counts.read(tx))
			return nil
		})
		if !refused {
			return err
		}
		if w.file.stuck {
			if err := w.reopen(); err != nil {
				return err
			}
		}
	}
}

// transaction runs fn and commits. What bbolt cannot make sense of in a damaged
// file it ends the program for; here that is an error, after which the file is
// opened anew.
func (w *writer) transaction(fn func(tx *bolt.Tx) error) error {
	var tx *bolt.Tx
	ended := false
	err := guard(func() (err error) {
		if tx, err = w.file.db.Begin(true); err == nil {
			if err = fn(tx); err == nil {
				err = tx.Commit()
				tx = nil // a commit that fails takes itself back
			}
		}
		ended = true
		return err
	})
	switch {
	case !ended:
		w.file.stuck = true
	case tx != nil && err != nil:
		w.takeBack(tx, err)
	}
	return err
}

// takeBack ends a transaction that is not committed. Where the file has no list of
// its free pages, bbolt reads all of it for that, in a goroutine in which a damaged
// page would end the program: then the transaction is left open, and the file is
// given up and opened anew.
func (w *writer) takeBack(tx *bolt.Tx, cause error) {
	if errors.Is(cause, ErrDamaged) {
		if listed, err := hasFreeList(w.path); err != nil || !listed {
			w.file.stuck = true
			return
		}
	}
	if guard(tx.Rollback) != nil {
		w.file.stuck = true
	}
}

// probe tries whether the disk takes writes again. It writes more than the free
// pages of the file may hold by chance, and takes it back.
func (w *writer) probe() error {
	w.tried = time.Now()
	err := w.ready()
	if err == nil {
		err = w.transaction(func(tx *bolt.Tx) error {
			return tx.Bucket([]byte(bucketMeta)).Put([]byte(metaProbe), make([]byte, 128<<10))
		})
	}
	if err == nil {
		err = w.transaction(func(tx *bolt.Tx) error {
			return tx.Bucket([]byte(bucketMeta)).Delete([]byte(metaProbe))
		})
	}
	return w.result(err)
}

package inspector

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/semaphore"

	"ringback/inspector/reach"
	"ringback/storage"
)

// Inspector is the engine on one open database. All methods may be called
// from any goroutine.
type Inspector struct {
	store    *storage.Store
	index    *index
	feed     feed
	secrets  secrets
	settings atomic.Pointer[Settings]
	routing  atomic.Pointer[routing]
	marked   marked
	edit     sync.Mutex // held while webhooks, leases, secrets or marks change
	large    *semaphore.Weighted
	now      func() time.Time
	log      *slog.Logger
	life     life
}

// life is what belongs to one run.
type life struct {
	started time.Time
	refused atomic.Uint64 // callbacks that got 503 because storing failed
	removed atomic.Pointer[[]Removal]
	vouched vouchers // for what we send ourselves
	running sync.Map // the numbers of runs that are under way
	sent    sentIDs
	proving proving
	way     way
	look    reach.Options // how addresses are looked at
	allow   allowing
	stop    context.CancelFunc
	work    sync.WaitGroup
}

// Options say how to open an engine. The zero value is right for a program.
type Options struct {
	// Log gets what happens in the background; nil discards it. Neither
	// secrets nor numbers of people are written to it.
	Log *slog.Logger
	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// Keeper keeps the secrets; nil is the system's keyring, or a file beside
	// the database where there is none.
	Keeper Keeper
	// Reach says how the public address and the sender's addresses are looked at;
	// the zero value asks the network.
	Reach reach.Options
	// Still leaves out the work in the background, index and retention: for
	// measurements.
	Still bool
	// Storage is passed on to [storage.Open].
	Storage storage.Options
}

// Open opens the database at path, creating it and its folder where they are
// missing. Errors of [storage.Open] are wrapped, among them storage.ErrLocked.
func Open(path string, o Options) (*Inspector, error) {
	i := &Inspector{now: o.Now, log: o.Log, large: semaphore.NewWeighted(largeBytes)}
	if i.now == nil {
		i.now = time.Now
	}
	if i.log == nil {
		i.log = slog.New(slog.DiscardHandler)
	}
	i.life.started = i.now()
	i.life.look = o.Reach
	if i.life.look.Now == nil {
		i.life.look.Now = i.now
	}
	o.Storage.Log = i.log
	o.Storage.OnHealth = i.healthChanged
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	if i.store, err = storage.Open(path, o.Storage); err != nil {
		return nil, err
	}
	if o.Keeper == nil {
		o.Keeper = chooseKeeper(path)
	}
	if err := i.load(path, o.Keeper); err != nil {
		return nil, errors.Join(err, i.store.Close())
	}
	i.feed.bump(i.store.Last())
	var ctx context.Context
	ctx, i.life.stop = context.WithCancel(context.Background())
	if !o.Still {
		i.life.work.Go(func() { i.keepUp(ctx) })
		i.life.work.Go(func() { i.keepTidy(ctx) })
	}
	i.life.work.Go(func() { i.keepAllowed(ctx) })
	return i, nil
}

// load reads what the engine keeps in memory.
func (i *Inspector) load(path string, keeper Keeper) error {
	identity, err := i.identity()
	if err != nil {
		return err
	}
	if _, shared := keeper.(Keyring); shared {
		identity += " " + path // a copy has the same identity, and must not change the secrets of the original
	}
	i.secrets = secrets{keeper: keeper, identity: identity}
	if err := i.loadSettings(); err != nil {
		return err
	}
	if err := errors.Join(i.reload(), i.loadMarks(), i.loadAllowList()); err != nil {
		return err
	}
	i.index, err = openIndex(i.store, i.row, i.routing.Load().lockedNames())
	return err
}

// identity returns the random name by which this database's secrets are told
// from another's.
func (i *Inspector) identity() (string, error) {
	v, err := i.store.GetDocument(familySettings, "identity")
	if err != nil {
		return "", fmt.Errorf("read the identity of the database: %w", err)
	}
	if v == nil {
		v = []byte(`"` + rand.Text() + `"`)
		if err := i.store.PutDocument(familySettings, "identity", v); err != nil {
			return "", fmt.Errorf("give the database an identity: %w", err)
		}
	}
	return string(v[1 : len(v)-1]), nil
}

// Close ends the background work and closes the database. The servers started
// with [Inspector.Serve] must have ended.
func (i *Inspector) Close() error {
	i.life.stop()
	i.life.work.Wait()
	return i.store.Close()
}

// Health tells whether callbacks can be stored now, and else why not.
func (i *Inspector) Health() Health {
	h := i.store.Health()
	told := Health{OK: h.OK, Since: h.Since, Err: h.Err}
	if h.Err != nil {
		told.Cause = h.Err.Error()
	}
	return told
}

// healthChanged says once what thousands of callers may meet.
func (i *Inspector) healthChanged(h storage.Health) {
	if h.OK {
		i.log.Warn("callbacks are stored again", "refused", i.life.refused.Load())
	} else {
		i.log.Error("callbacks cannot be stored; callers get 503 and will send again", "cause", h.Err)
	}
	i.feed.bump(0)
}

// Backup writes a consistent copy of the database while it is in use, and
// returns its size in bytes. Secrets are not in it.
func (i *Inspector) Backup(w io.Writer) (int64, error) {
	n, err := i.store.Backup(w)
	if err != nil {
		return n, fmt.Errorf("backup: %w", err)
	}
	return n, nil
}

package storagetest

import (
	"encoding/binary"
	"runtime"
	"sync"

	bolt "go.etcd.io/bbolt"
)

// OneKey is the least durable recorder that bbolt allows: one key per value, and
// one commit for all that wait. The store is measured beside it.
type OneKey struct {
	db    *bolt.DB
	mu    sync.Mutex
	queue []*put
	wake  chan struct{}
	stop  chan struct{}
	done  chan struct{}
}

type put struct {
	value []byte
	done  chan error
}

var oneKeyBucket = []byte("values")

// OpenOneKey opens a file with the settings of the store.
func OpenOneKey(path string) (*OneKey, error) {
	db, err := bolt.Open(path, 0o600, &bolt.Options{FreelistType: bolt.FreelistMapType, NoFreelistSync: true, InitialMmapSize: 1 << 30})
	if err != nil {
		return nil, err
	}
	err = db.Update(func(tx *bolt.Tx) error {
		_, err := tx.CreateBucketIfNotExists(oneKeyBucket)
		return err
	})
	if err != nil {
		return nil, err
	}
	o := &OneKey{db: db, wake: make(chan struct{}, 1), stop: make(chan struct{}), done: make(chan struct{})}
	go o.write()
	return o, nil
}

// Put stores a value and returns when it is on disk.
func (o *OneKey) Put(value []byte) error {
	p := &put{value: value, done: make(chan error, 1)}
	o.mu.Lock()
	o.queue = append(o.queue, p)
	o.mu.Unlock()
	select {
	case o.wake <- struct{}{}:
	default:
	}
	return <-p.done
}

func (o *OneKey) write() {
	defer close(o.done)
	for {
		select {
		case <-o.wake:
		case <-o.stop:
			return
		}
		runtime.Gosched() // so that all whom the last commit woke share the next
		o.mu.Lock()
		queue := o.queue
		o.queue = nil
		o.mu.Unlock()
		err := o.db.Update(func(tx *bolt.Tx) error {
			b := tx.Bucket(oneKeyBucket)
			b.FillPercent = 1
			for _, p := range queue {
				seq, err := b.NextSequence()
				if err != nil {
					return err
				}
				if err := b.Put(binary.BigEndian.AppendUint64(nil, seq), p.value); err != nil {
					return err
				}
			}
			return nil
		})
		for _, p := range queue {
			p.done <- err
		}
	}
}

// Close closes the file.
func (o *OneKey) Close() error {
	close(o.stop)
	<-o.done
	return o.db.Close()
}

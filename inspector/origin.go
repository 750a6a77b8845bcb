package inspector

import (
	"crypto/rand"
	"net/http"
	"sync"

	"ringback/storage"
)

// originHeader is the header line by which the receiver knows a request that
// this process sent to itself. Its value is random and counts once, so nobody
// else can pass a callback off as ours: neither by guessing, nor with a value
// that was seen on the way.
const originHeader = "X-Ringback-Origin"

// vouchers are the values of originHeader that have not arrived yet.
type vouchers struct {
	mu   sync.Mutex
	open map[string]storage.Origin
}

// Vouch returns a header line for one request to this engine's own receiver,
// which then records it with the origin; a probe is answered like any callback,
// and not recorded. It must not be sent to anybody else.
// void makes it worthless, and is called when the request is over.
func (i *Inspector) Vouch(o storage.Origin) (header [2]string, void func()) {
	v, value := &i.life.vouched, rand.Text()
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.open == nil {
		v.open = map[string]storage.Origin{}
	}
	v.open[value] = o
	return [2]string{originHeader, value}, func() { v.redeem(value) }
}

// redeem returns the origin that a value stands for, once; any other value, and
// none, is a live callback's.
func (v *vouchers) redeem(value string) storage.Origin {
	if value == "" {
		return storage.Live
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	o, ok := v.open[value]
	if !ok {
		return storage.Live
	}
	delete(v.open, value)
	return o
}

// originOf says where a request comes from, by its header.
func (i *Inspector) originOf(h http.Header) storage.Origin {
	return i.life.vouched.redeem(h.Get(originHeader))
}

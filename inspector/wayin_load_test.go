package inspector_test

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
	"ringback/tunnel"
	"ringback/tunnel/tunneltest"
)

// Whatever breaks, what was acknowledged is there, and once.
func TestAHundredReconnectsUnderLoadLoseAndDoubleNothing(t *testing.T) {
	w := openWayIn(t, inspectortest.Open(t), tunneltest.New(t), inspector.TunnelSettings{Mode: inspector.TunnelNgrok})
	url := w.until(t, tunnel.Online).URL
	ctx, cancel := context.WithCancel(t.Context())
	var acknowledged sync.Map
	var sent, answered atomic.Int64
	var senders sync.WaitGroup
	for range 8 {
		c := w.edge.Visitor()
		senders.Go(func() {
			for ctx.Err() == nil {
				body := fmt.Sprintf(`{"delivery": %d}`, sent.Add(1))
				if status, err := post(context.WithoutCancel(ctx), c, url, []byte(body)); err == nil && status == http.StatusOK {
					acknowledged.Store(body, true)
					answered.Add(1)
				} else {
					time.Sleep(5 * time.Millisecond) // leave the processor to those who reconnect
				}
			}
		})
	}
	limit := time.Now().Add(inspectortest.Patience)
	for n := range 100 {
		for before := answered.Load(); answered.Load() < before+3; time.Sleep(time.Millisecond) {
			if time.Now().After(limit) {
				t.Fatal("the senders do not get through")
			}
		}
		if n%10 == 0 {
			w.edge.Drop() // takes the SDK a quarter of a second, unlike the other
		} else {
			w.edge.HangUp()
		}
		w.until(t, tunnel.Reconnecting)
		w.until(t, tunnel.Online)
	}
	cancel()
	senders.Wait()
	w.stop()
	stored := map[string]int{}
	for from := uint64(1); ; {
		page, err := w.Page(t.Context(), inspector.Query{From: from, OldestFirst: true, Limit: 500})
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		for _, c := range page {
			if !c.Request.Incomplete {
				stored[c.Request.Body]++
			}
			from = c.ID + 1
		}
	}
	acknowledged.Range(func(body, _ any) bool {
		if n := stored[body.(string)]; n != 1 {
			t.Errorf("%s was acknowledged and is stored %d times", body, n)
		}
		return true
	})
	for body, n := range stored {
		if n > 1 {
			t.Errorf("%s is stored %d times", body, n)
		}
	}
	t.Logf("%d sent, %d acknowledged, %d stored", sent.Load(), answered.Load(), len(stored))
}

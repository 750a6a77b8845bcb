package inspector

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"slices"
	"sync"
	"time"

	"ringback/inspector/reach"
)

const (
	// allowEvery is the time between two questions to DNS for the same name.
	allowEvery = 5 * time.Minute
	// allowPatience bounds one.
	allowPatience = 10 * time.Second
)

// AllowedName is what DNS said of a name on the allow-list.
type AllowedName struct {
	Name string `json:"name"`
	// A and AAAA are the addresses of its last good answers.
	A    []string `json:"a"`
	AAAA []string `json:"aaaa"`
	// AnsweredAt is when DNS answered last; zero before the first time.
	AnsweredAt time.Time `json:"answered_at,omitzero"`
	// Absent tells that DNS knows no address of it; those of before are kept.
	Absent bool `json:"absent,omitempty"`
	// Error says why the last question failed; empty where it did not.
	Error string `json:"error,omitempty"`
}

func (n AllowedName) addresses() []string { return slices.Concat(n.A, n.AAAA) }

// AllowedNames returns what DNS said of the names on the allow-list, in their
// order.
func (i *Inspector) AllowedNames() []AllowedName {
	a := &i.life.allow
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.names()
}

// names is AllowedNames; a.mu is held.
func (a *allowing) names() []AllowedName {
	all := []AllowedName{}
	for _, name := range a.list.Names {
		n, ok := a.known[name]
		if !ok {
			n = AllowedName{Name: name, A: []string{}, AAAA: []string{}}
		}
		all = append(all, n)
	}
	return all
}

// RefreshAllowed asks DNS for the names on the allow-list, and keeps the answers.
// Where it does not answer, the last good ones hold. The error says for which.
func (i *Inspector) RefreshAllowed(ctx context.Context) error {
	names := i.AllowedNames()
	var wait sync.WaitGroup
	for n := range names {
		wait.Go(func() { names[n] = i.askAllowed(ctx, names[n]) })
	}
	wait.Wait()
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("refresh allow-list: %w", err)
	}
	kept, err := i.life.allow.learn(names, i.now())
	if err == nil {
		err = i.store.PutDocument(familySettings, "allow-names", kept)
	}
	for _, n := range names {
		if n.Error != "" {
			err = errors.Join(err, fmt.Errorf("%s: %s", n.Name, n.Error))
		}
	}
	i.feed.bump(0)
	if err != nil {
		return fmt.Errorf("refresh allow-list: %w", err)
	}
	return nil
}

// learn takes answers over, and returns what is to be kept of them.
func (a *allowing) learn(names []AllowedName, now time.Time) ([]byte, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, n := range names {
		a.known[n.Name], a.tried[n.Name] = n, now
	}
	a.admit()
	return json.Marshal(a.names())
}

// askAllowed asks for both kinds of addresses of a name.
func (i *Inspector) askAllowed(ctx context.Context, n AllowedName) AllowedName {
	ctx, cancel := context.WithTimeout(ctx, allowPatience)
	defer cancel()
	a, errA := i.askDNS(ctx, "ip4", n.Name, n.A)
	aaaa, errAAAA := i.askDNS(ctx, "ip6", n.Name, n.AAAA)
	err := errors.Join(errA, errAAAA)
	switch {
	case err != nil:
		n.Error = "DNS does not answer"
	case len(a)+len(aaaa) == 0:
		n.Error, n.Absent = "DNS has no address for it", true
		return n // a list that is suddenly empty is a mistake, most likely
	default:
		n.Error, n.Absent, n.AnsweredAt = "", false, i.now().UTC()
	}
	n.A, n.AAAA = a, aaaa
	return n
}

// askDNS returns the addresses of one kind; where DNS does not answer, the old
// ones and an error.
func (i *Inspector) askDNS(ctx context.Context, network, name string, old []string) ([]string, error) {
	resolver := i.life.look.Resolver
	if resolver == nil {
		resolver = reach.Resolver(net.DefaultResolver)
	}
	ips, err := resolver.LookupNetIP(ctx, network, name)
	var dns *net.DNSError
	if err != nil && !(errors.As(err, &dns) && dns.IsNotFound) {
		return old, err
	}
	all := []string{}
	for _, ip := range ips {
		all = append(all, ip.Unmap().String())
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// keepAllowed is the goroutine that asks DNS, while somebody can come through the
// tunnel.
func (i *Inspector) keepAllowed(ctx context.Context) {
	a := &i.life.allow
	next := time.NewTicker(allowEvery)
	defer next.Stop()
	for {
		select {
		case <-a.wake:
		case <-next.C:
		case <-ctx.Done():
			return
		}
		if !a.due(i.now()) {
			continue
		}
		if err := i.RefreshAllowed(ctx); err != nil && ctx.Err() == nil {
			i.log.Warn("the allow-list could not be refreshed; the last good one holds", "cause", err)
		}
	}
}

// due tells whether DNS is to be asked: at most every five minutes for a name,
// and only while the answer matters.
func (a *allowing) due(now time.Time) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.open && a.list.Mode != AllowAll && slices.ContainsFunc(a.list.Names, func(name string) bool {
		tried, ok := a.tried[name]
		return !ok || now.Sub(tried) >= allowEvery
	})
}

// opened notes that callers can come through the tunnel from now on.
func (a *allowing) opened() {
	a.mu.Lock()
	a.open = true
	a.mu.Unlock()
	a.hurry()
}

// hurry wakes who asks DNS.
func (a *allowing) hurry() {
	select {
	case a.wake <- struct{}{}:
	default: // it is about to wake
	}
}

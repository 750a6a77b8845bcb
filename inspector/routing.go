package inspector

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"ringback/inspector/gatewayapi"
)

// Families of documents in the database.
const (
	familySettings = "settings"
	familyWebhooks = "webhooks"
	familyLeases   = "leases"
)

// routing is what a path and a receiver lead to: the webhooks, leases and
// secrets of one moment. It is never changed, only replaced, so that the
// receiver reads it without a lock.
type routing struct {
	webhooks []Webhook // longest path first
	leases   []Lease   // by receiver and keyword
	byLease  map[string]Lease
	secrets  map[string][]Secret // by webhook label, oldest first
	locked   map[string]error    // by webhook label: why its secret cannot be read
}

// webhook returns the one with the longest path that covers path.
func (r *routing) webhook(path string) Webhook {
	for _, w := range r.webhooks {
		if covers(cleanPath(w.Path), path) {
			return w
		}
	}
	return r.webhooks[len(r.webhooks)-1]
}

// covers reports whether path is base or lies below it: /sms covers /sms/in
// but not /smsx.
func covers(base, path string) bool {
	rest, ok := strings.CutPrefix(path, base)
	return ok && (rest == "" || rest[0] == '/')
}

func cleanPath(p string) string { return strings.TrimRight(p, "/") }

func (r *routing) listed() []Webhook {
	return slices.SortedFunc(slices.Values(r.webhooks), func(a, b Webhook) int {
		if d := a.Label == DefaultWebhook; d != (b.Label == DefaultWebhook) {
			if d {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.Label, b.Label)
	})
}

// lease returns the lease that a received SMS falls under, and the keyword it
// begins with ("" where the whole number is leased).
func (r *routing) lease(receiver, text string) (l Lease, keyword string, ok bool) {
	if l, ok = r.byLease[(Lease{Receiver: receiver}).key()]; ok {
		return l, "", true
	}
	keyword, _ = gatewayapi.SplitKeyword(text, false)
	l, ok = r.byLease[(Lease{Receiver: receiver, Keyword: keyword}).key()]
	return l, keyword, ok && keyword != ""
}

// candidates returns the secrets that may have signed a callback of that time:
// the one that was in force, then later ones. A secret is often typed in, or
// corrected, after the first callbacks came; but one that was replaced must
// not vouch for what comes after.
func (r *routing) candidates(label string, at time.Time) []Secret {
	all := r.secrets[label]
	for n := len(all) - 1; n > 0; n-- {
		if !all[n].Since.After(at) {
			return all[n:]
		}
	}
	return all
}

// lockedNames names the webhooks whose secret cannot be read.
func (r *routing) lockedNames() string {
	return strings.Join(slices.Sorted(maps.Keys(r.locked)), "\n")
}

// reload builds the routing anew from the database; i.edit is held.
func (i *Inspector) reload() error {
	r := &routing{byLease: map[string]Lease{}, secrets: map[string][]Secret{}, locked: map[string]error{}}
	hooks, err := i.store.Documents(familyWebhooks)
	if err != nil {
		return fmt.Errorf("load webhooks: %w", err)
	}
	r.webhooks = []Webhook{{Label: DefaultWebhook, Path: "/", Answer: DefaultAnswer()}}
	for _, doc := range hooks {
		var w Webhook
		if err := json.Unmarshal(doc.Value, &w); err != nil {
			return fmt.Errorf("load webhook %q: %w", doc.Key, err)
		}
		if w.Label == DefaultWebhook {
			r.webhooks[0] = w
			continue
		}
		r.webhooks = append(r.webhooks, w)
	}
	for n, w := range r.webhooks {
		if r.secrets[w.Label], err = i.secrets.get(w); err != nil {
			// Callbacks are recorded all the same; the faces say it to people.
			r.locked[w.Label] = err
			i.log.Info("a secret cannot be read", "webhook", w.Label, "cause", err)
		}
		r.webhooks[n].HasSecret = w.HasSecret || len(r.secrets[w.Label]) > 0
	}
	slices.SortStableFunc(r.webhooks, func(a, b Webhook) int {
		return cmp.Compare(len(cleanPath(b.Path)), len(cleanPath(a.Path)))
	})
	docs, err := i.store.Documents(familyLeases)
	if err != nil {
		return fmt.Errorf("load leases: %w", err)
	}
	for _, doc := range docs {
		var l Lease
		if err := json.Unmarshal(doc.Value, &l); err != nil {
			return fmt.Errorf("load lease %q: %w", doc.Key, err)
		}
		r.leases = append(r.leases, l)
		r.byLease[l.key()] = l
	}
	i.routing.Store(r)
	i.feed.bump(0)
	return nil
}

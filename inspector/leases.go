package inspector

import (
	"encoding/json"
	"fmt"

	"ringback/inspector/gatewayapi"
)

// Lease is a keyword lease: received SMS to Receiver that begin with Keyword
// belong to Webhook. An empty Keyword leases the whole number.
type Lease struct {
	// Receiver is digits only, with the country prefix, such as "451204".
	Receiver string `json:"receiver"`
	// Keyword is as typed; FOO and foo are the same keyword.
	Keyword string `json:"keyword"`
	// Webhook is the label of the webhook that it is assigned to.
	Webhook string `json:"webhook"`
}

// String returns the lease as people write it: "451204 foo".
func (l Lease) String() string {
	if l.Keyword == "" {
		return l.Receiver
	}
	return l.Receiver + " " + l.Keyword
}

func (l Lease) key() string { return l.Receiver + " " + gatewayapi.FoldKeyword(l.Keyword) }

// normalise returns l with its receiver in digits, or a [FieldError].
func (l Lease) normalise() (Lease, error) {
	digits, err := gatewayapi.ParseReceiver(l.Receiver)
	if err != nil {
		return l, badField("receiver", "must be digits with the country prefix, such as 451204 or +45 1204")
	}
	l.Receiver = digits
	if l.Keyword == "" {
		return l, nil
	}
	if word, rest := gatewayapi.SplitKeyword(l.Keyword, false); word != l.Keyword || rest != "" {
		return l, badField("keyword", "must be one word")
	}
	return l, nil
}

// Leases returns all keyword leases, ordered by receiver and keyword.
func (i *Inspector) Leases() []Lease { return i.routing.Load().leases }

// AddLease keeps a new lease. Its webhook must exist; the receiver and keyword
// must not be leased already ([ErrExists]).
func (i *Inspector) AddLease(l Lease) (Lease, error) {
	i.edit.Lock()
	defer i.edit.Unlock()
	l, err := l.normalise()
	if err != nil {
		return l, fmt.Errorf("add lease: %w", err)
	}
	if _, err := i.Webhook(l.Webhook); err != nil {
		return l, fmt.Errorf("add lease: %w", err)
	}
	if old, ok := i.routing.Load().byLease[l.key()]; ok {
		return l, fmt.Errorf("add lease: %s belongs to webhook %q: %w", old, old.Webhook, ErrExists)
	}
	for _, old := range i.Leases() {
		// A number is leased as a whole, or keyword by keyword.
		if old.Receiver == l.Receiver && (old.Keyword == "") != (l.Keyword == "") {
			return l, fmt.Errorf("add lease: %s is leased already as %q: %w", l.Receiver, old, ErrExists)
		}
	}
	v, err := json.Marshal(l)
	if err != nil {
		return l, fmt.Errorf("add lease: %w", err)
	}
	if err := i.store.PutDocument(familyLeases, l.key(), v); err != nil {
		return l, fmt.Errorf("add lease: %w", err)
	}
	return l, i.reload()
}

// RemoveLease removes the lease of a receiver and keyword, or is [ErrNotFound].
func (i *Inspector) RemoveLease(receiver, keyword string) error {
	i.edit.Lock()
	defer i.edit.Unlock()
	l, err := Lease{Receiver: receiver, Keyword: keyword}.normalise()
	if err != nil {
		return fmt.Errorf("remove lease: %w", err)
	}
	if _, ok := i.routing.Load().byLease[l.key()]; !ok {
		return fmt.Errorf("remove lease %s: %w", l, ErrNotFound)
	}
	if err := i.store.DeleteDocument(familyLeases, l.key()); err != nil {
		return fmt.Errorf("remove lease: %w", err)
	}
	return i.reload()
}

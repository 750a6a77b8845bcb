package inspector

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strings"
	"sync"

	"ringback/storage"
	"ringback/tunnel"
)

// Modes of the public way in.
const (
	TunnelAuto  = "auto" // ngrok when an authtoken is known
	TunnelNgrok = "ngrok"
	TunnelOff   = "off"
)

// TunnelSettings say how callers from outside come in. A change
// opens the tunnel anew, see [Inspector.KeepWayIn].
type TunnelSettings struct {
	// Mode is auto, ngrok or off.
	Mode string `json:"mode"`
	// URL is the reserved address, https://NAME; empty is the account's own dev
	// domain.
	URL string `json:"url"`
}

var domainName = regexp.MustCompile(`^([a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?\.)+[a-zA-Z][a-zA-Z0-9-]*$`)

// Validate returns a [FieldError] for the first value that cannot work.
func (s TunnelSettings) Validate() error {
	switch s.Mode {
	case TunnelAuto, TunnelNgrok, TunnelOff:
	default:
		return badField("tunnel.mode", "must be auto, ngrok or off")
	}
	if s.URL == "" {
		return nil
	}
	u, err := url.Parse(s.URL)
	if err != nil || u.Scheme != "https" || len(u.Host) > 253 || !domainName.MatchString(u.Host) || s.URL != "https://"+u.Host {
		return badField("tunnel.url", "must be https:// and a domain name, such as https://hooks.example.com, or empty")
	}
	return nil
}

// WayIn is how the public way in is doing.
type WayIn struct {
	tunnel.Status
	// TokenSource says where the authtoken is from, in words.
	TokenSource string
	// Previous is the address of last time where it was another one: whoever
	// sends must be told the new one.
	Previous string
	// Proof is what came of the last request through the address and back, since
	// it is online; nil before the first, and where none is sent.
	Proof *Proof
}

// WayInOptions say how one run opens the public way in.
type WayInOptions struct {
	// Settings are used as they are.
	Settings TunnelSettings
	// Getenv reads the environment in which to look for the authtoken.
	Getenv func(string) string
	// Service is another edge than ngrok's; zero is ngrok's.
	Service tunnel.Service
	// Prove sends a request through the address and back each time that it is
	// online again, and every six hours.
	Prove bool
}

// OpenWayIn opens the public way in and serves what comes, until ctx ends (nil)
// or a person is needed (the reason, for [tunnel.Advise]); it may be called again
// then. Nothing else depends on it: the local receiver goes on. Where the settings
// want none it reports Off and returns at once. report is called on each change,
// from one goroutine at a time, and last with Off or Failed.
func (i *Inspector) OpenWayIn(ctx context.Context, o WayInOptions, report func(WayIn)) error {
	token, err := i.wantedToken(o)
	if err != nil {
		report(WayIn{Status: tunnel.Status{State: tunnel.Failed, Err: err}})
		return err
	}
	if token.Value == "" {
		report(WayIn{})
		return nil
	}
	r := &openWayIn{i: i, prove: o.Prove, report: report, now: WayIn{TokenSource: token.Source}, ledger: ledger{i: i}}
	serve := func(ctx context.Context, l net.Listener) error { return i.Serve(ctx, l, storage.Tunnel) }
	way := tunnel.Ngrok{Token: token.Value, URL: strings.ToLower(o.Settings.URL), Service: o.Service, Log: i.log}
	err = way.Run(ctx, serve, r.changed)
	r.proofs.Wait()
	return err
}

// openWayIn is one run of the public way in.
type openWayIn struct {
	i      *Inspector
	prove  bool
	report func(WayIn)

	mu     sync.Mutex
	now    WayIn
	ledger ledger
	stop   context.CancelFunc // ends the proofs of this time online
	proofs sync.WaitGroup
}

// changed takes a change of the tunnel.
func (r *openWayIn) changed(s tunnel.Status) {
	r.mu.Lock()
	defer r.mu.Unlock()
	before := r.now.State
	r.now.Status = s
	r.ledger.note(s)
	switch {
	case s.State == tunnel.Online:
		r.now.Previous = r.i.remember(s.URL, r.now.Previous)
		if before != tunnel.Online && r.prove {
			r.startProofs(s.URL)
		}
	case r.stop != nil:
		r.stop()
		r.stop, r.now.Proof = nil, nil
	}
	r.report(r.now)
}

func (r *openWayIn) startProofs(url string) {
	var ctx context.Context
	ctx, r.stop = context.WithCancel(context.Background()) // changed ends it, at the latest with the tunnel
	r.proofs.Go(func() {
		_ = r.i.KeepProving(ctx, url, func(p Proof) {
			r.mu.Lock()
			defer r.mu.Unlock()
			if ctx.Err() == nil {
				r.now.Proof = &p
				r.report(r.now)
			}
		})
	})
}

// wantedToken returns the authtoken to use; an empty one means that no way in is
// wanted.
func (i *Inspector) wantedToken(o WayInOptions) (Authtoken, error) {
	if err := o.Settings.Validate(); err != nil {
		return Authtoken{}, fmt.Errorf("open the tunnel: %w", err)
	}
	if o.Settings.Mode == TunnelOff {
		return Authtoken{}, nil
	}
	token, err := i.Authtoken(o.Getenv)
	if err == nil && token.Value == "" && o.Settings.Mode == TunnelNgrok {
		err = tunnel.ErrNoToken
	}
	if err != nil {
		return Authtoken{}, fmt.Errorf("open the tunnel: %w", err)
	}
	return token, nil
}

// lastWayIn is what is remembered of the public way in.
type lastWayIn struct {
	URL string `json:"url"`
}

// LastPublicURL returns the public address that was online last; empty when none
// was yet.
func (i *Inspector) LastPublicURL() (string, error) {
	v, err := i.store.GetDocument(familySettings, "way-in")
	if err != nil || v == nil {
		return "", err
	}
	var last lastWayIn
	if err := json.Unmarshal(v, &last); err != nil {
		return "", fmt.Errorf("read the last public address: %w", err)
	}
	return last.URL, nil
}

// remember keeps the public address and returns the one of before where that was
// another; previous is what this run knows of it already.
func (i *Inspector) remember(url, previous string) string {
	last, err := i.LastPublicURL()
	if err == nil && last == url {
		return previous
	}
	v, _ := json.Marshal(lastWayIn{url}) // a string always can
	if err := i.store.PutDocument(familySettings, "way-in", v); err != nil {
		i.log.Warn("the public address could not be remembered", "cause", err)
	}
	if last == "" {
		return previous
	}
	return last
}

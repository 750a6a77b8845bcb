package main

import (
	"context"
	"crypto/x509"
	"time"

	"ringback/inspector/deliver"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/reach"
	"ringback/storage"
)

// looking says how to look at an address.
type looking struct {
	noRequest   bool
	body        []byte // nil is a sample
	secret      string // signs the body; empty does not
	authorities []byte // to be trusted besides those of this system, in PEM form
}

// lookAt looks at an address as the provider would, for the command line and for the
// window. What it sends to an address of our own is no callback. The error is
// [reach.ErrAddress], or that of ctx.
func (p *program) lookAt(ctx context.Context, typed string, l looking) (*reach.Report, error) {
	address, err := reach.ParseAddress(typed)
	if err != nil {
		return nil, err
	}
	o, err := p.reachOptions(l)
	if err != nil {
		return nil, err
	}
	defer p.vouch(typed, &o)()
	r := reach.Check(ctx, address, o)
	return r, ctx.Err()
}

func (p *program) reachOptions(l looking) (reach.Options, error) {
	o, err := p.edgeReach()
	if err != nil {
		return o, err
	}
	o.NoRequest, o.Body = l.noRequest, l.body
	if o.Body == nil {
		o.Body = reach.Sample(time.Now())
	}
	if l.secret != "" {
		signature, err := gatewayapi.SignJWT(o.Body, []byte(l.secret), "HS256")
		if err != nil {
			return o, err
		}
		o.Headers, o.Signed = [][2]string{{"X-Gwapi-Signature", signature}}, true
	}
	if l.authorities != nil {
		if o.Roots == nil {
			if o.Roots, err = x509.SystemCertPool(); err != nil {
				o.Roots = x509.NewCertPool()
			}
		}
		o.Roots.AppendCertsFromPEM(l.authorities)
	}
	return o, nil
}

// vouch lets the request of a check be no callback where it goes to ourselves.
// What it returns is called afterwards.
func (p *program) vouch(address string, o *reach.Options) (void func()) {
	t, err := deliver.ParseTarget(address)
	if p.engine == nil || err != nil {
		return func() {}
	}
	if _, is := ours(t, p.localURL, p.publicURL()); !is {
		return func() {}
	}
	header, void := p.engine.Vouch(storage.Probe)
	o.Headers = append(o.Headers, header)
	return void
}

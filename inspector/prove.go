package inspector

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"ringback/inspector/reach"
	"ringback/inspector/wire"
)

// proofHeader is the header line by which the receiver knows a request that this
// process sent through its public address. Its value is random and counts once.
const proofHeader = "X-Ringback-Proof"

const (
	// proofEvery is the time between two proofs of an address that is good, and
	// proofSoon after one that failed. Each is one of the requests that a tunnel's
	// plan allows in a month.
	proofEvery = 6 * time.Hour
	proofSoon  = 10 * time.Minute
	// A new domain may show another name's certificate until its own is issued.
	issuing      = 10 * time.Minute
	issuingEvery = 30 * time.Second
	// maxProofs is how many proofs are kept.
	maxProofs = 100
)

// Proof is what came of a request through the public address and back.
type Proof struct {
	At  time.Time `json:"at"`
	URL string    `json:"url"`
	// Verdict is ok when callbacks get here, warn when they do but something is to
	// be looked at (the certificate expires soon), fail when they do not.
	Verdict reach.Level `json:"verdict"`
	// Cause names what decided, empty where all is good; Text and Hint say it in
	// words.
	Cause  reach.Cause `json:"cause,omitempty"`
	Detail string      `json:"detail,omitempty"`
	Text   string      `json:"text"`
	Hint   string      `json:"hint,omitempty"`
	// Issuer and NotAfter are of the certificate that was shown, if one was.
	Issuer   string    `json:"issuer,omitempty"`
	NotAfter time.Time `json:"not_after,omitzero"`
	TookMS   float64   `json:"took_ms"`
}

// Finding returns what decided; all is good where its cause is empty.
func (p Proof) Finding() reach.Finding {
	return reach.Finding{Cause: p.Cause, Level: p.Verdict, Detail: p.Detail, Text: p.Text, Hint: p.Hint}
}

// Prove sends one request to a public address and waits for it to arrive at this
// engine's own receiver: that proves the certificate and the whole path together.
// The request is answered and not recorded: it is no callback. What came of it is
// kept, see [Inspector.Proofs]. An address that is none is reach.ErrAddress; the
// other error is that of ctx.
func (i *Inspector) Prove(ctx context.Context, publicURL string) (Proof, error) {
	address, err := reach.ParseAddress(strings.TrimRight(publicURL, "/") + "/ringback-proof")
	if err != nil {
		return Proof{}, fmt.Errorf("prove the way in: %w", err)
	}
	nonce, reply, void := i.life.proving.begin()
	defer void()
	look := i.life.look
	look.Headers = [][2]string{{proofHeader, nonce}, {"Ngrok-Skip-Browser-Warning", "1"}}
	look.Body, look.Want = []byte("{}"), reply
	r := reach.Check(ctx, address, look)
	if err := ctx.Err(); err != nil {
		return Proof{}, fmt.Errorf("prove the way in: %w", err)
	}
	p := Proof{At: r.At, URL: publicURL, Verdict: r.Verdict, Text: r.Conclusion(), TookMS: r.TotalMS}
	if f, found := r.Worst(); found {
		p.Cause, p.Detail, p.Text, p.Hint = f.Cause, f.Detail, f.Text, f.Hint
	}
	if r.TLS != nil {
		p.Issuer, p.NotAfter = r.TLS.Chain[0].Issuer, r.TLS.Chain[0].NotAfter
	}
	if err := i.keepProof(p); err != nil {
		i.log.Warn("a proof of the way in could not be kept", "cause", err)
	}
	i.feed.bump(0)
	return p, nil
}

// KeepProving proves a public address at once, then every six hours, sooner after
// one that failed, until ctx ends. It calls report with each proof.
func (i *Inspector) KeepProving(ctx context.Context, publicURL string, report func(Proof)) error {
	for began := i.now(); ; {
		p, err := i.Prove(ctx, publicURL)
		if err != nil {
			return err
		}
		report(p)
		pause := time.NewTimer(untilNext(p, i.now().Sub(began)))
		select {
		case <-pause.C:
		case <-ctx.Done():
			pause.Stop()
			return ctx.Err()
		}
	}
}

// untilNext is how long to wait after a proof of an address that is online for
// age.
func untilNext(p Proof, age time.Duration) time.Duration {
	switch {
	case p.Cause == reach.WrongName && age < issuing:
		return issuingEvery
	case p.Verdict == reach.Fail:
		return proofSoon
	}
	return proofEvery
}

// Proofs returns the last proofs of the way in, newest first.
func (i *Inspector) Proofs() ([]Proof, error) {
	var kept []Proof
	v, err := i.store.GetDocument(familySettings, "proofs")
	if err == nil && v != nil {
		err = json.Unmarshal(v, &kept)
	}
	if err != nil {
		return nil, fmt.Errorf("read proofs: %w", err)
	}
	return kept, nil
}

func (i *Inspector) keepProof(p Proof) error {
	i.edit.Lock()
	defer i.edit.Unlock()
	kept, err := i.Proofs()
	if err != nil {
		return err
	}
	kept = append([]Proof{p}, kept[:min(len(kept), maxProofs-1)]...)
	v, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	return i.store.PutDocument(familySettings, "proofs", v)
}

// proving are the requests that are on their way to ourselves: what each is
// answered, by its nonce. Only who knows the nonce gets the reply, which nobody
// can guess, and no other process can give.
type proving struct {
	mu    sync.Mutex
	reply map[string]string
}

// begin expects a request; void stops to.
func (p *proving) begin() (nonce, reply string, void func()) {
	nonce, reply = rand.Text(), rand.Text()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.reply == nil {
		p.reply = map[string]string{}
	}
	p.reply[nonce] = reply
	return nonce, reply, func() { p.take(nonce) }
}

// take returns the reply that a nonce stands for, once.
func (p *proving) take(nonce string) (reply string, ok bool) {
	if nonce == "" {
		return "", false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	reply, ok = p.reply[nonce]
	delete(p.reply, nonce)
	return reply, ok
}

// proven answers a request that we sent ourselves, and says whether this was one.
func (i *Inspector) proven(w http.ResponseWriter, r *http.Request) bool {
	reply, ok := i.life.proving.take(r.Header.Get(proofHeader))
	if ok {
		_, _ = wire.TakeHead(r.Context()) // every handler takes its own
		_, _ = io.WriteString(w, reply)   // who sent it sees whether it came
	}
	return ok
}

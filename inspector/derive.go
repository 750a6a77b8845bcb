package inspector

import (
	"time"

	"ringback/inspector/gatewayapi"
)

// Meaning is what a callback says, derived from its bytes.
type Meaning struct {
	Family gatewayapi.Family `json:"family"`
	Kind   gatewayapi.Kind   `json:"kind"`
	// Keyword is the first word of a received SMS; empty where the whole
	// number is leased.
	Keyword string            `json:"keyword"`
	Fields  gatewayapi.Fields `json:"fields"`
	// Missing and Coerced are names of fields; Flags are short words.
	Missing []string           `json:"missing"`
	Coerced []string           `json:"coerced"`
	Flags   []string           `json:"flags"`
	Verdict gatewayapi.Verdict `json:"verdict"`
	// Parsed is the whole result, for faces that show more than the JSON does.
	Parsed gatewayapi.Meaning `json:"-"`
	// Lease is the keyword lease that a received SMS falls under, if any.
	Lease *Lease `json:"-"`
}

// meaning derives what a request says; label and at choose the secrets.
func (r *routing) meaning(q gatewayapi.Request, label string, at time.Time) Meaning {
	p := gatewayapi.Understand(q)
	m := Meaning{
		Family: p.Family, Kind: p.Kind, Fields: p.Fields,
		Missing: orNone(p.Missing), Coerced: orNone(p.Coerced), Flags: orNone(p.Flags),
		Verdict: r.verify(q, label, at),
		Parsed:  p,
	}
	if p.Kind == gatewayapi.MOSMS {
		lease, keyword, ok := r.lease(p.To, p.Text)
		if m.Keyword = keyword; ok {
			m.Lease = &lease
		}
	}
	return m
}

// keyword returns the keyword of a received SMS, "" of all else.
func (r *routing) keyword(p *gatewayapi.Meaning) string {
	if p.Kind != gatewayapi.MOSMS {
		return ""
	}
	_, keyword, _ := r.lease(p.To, p.Text)
	return keyword
}

func orNone(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// verify judges the signature by each secret that may have made it, and
// returns the best verdict: valid, then good but different from the body, then
// that of the secret that was in force.
func (r *routing) verify(q gatewayapi.Request, label string, at time.Time) gatewayapi.Verdict {
	secrets := r.candidates(label, at)
	if len(secrets) == 0 {
		return gatewayapi.Verify(q, nil)
	}
	best := gatewayapi.Verify(q, []byte(secrets[0].Value))
	for _, s := range secrets[1:] {
		if best.Result == gatewayapi.Valid || best.Result == gatewayapi.Unsigned {
			break
		}
		v := gatewayapi.Verify(q, []byte(s.Value))
		if v.Result == gatewayapi.Valid || (v.Result == gatewayapi.Mismatch && best.Result != gatewayapi.Mismatch) {
			best = v
		}
	}
	return best
}

// Explain says what Ringback makes of one request, by this secret ("" for
// none), without a database.
func Explain(q gatewayapi.Request, secret string) Meaning {
	r := &routing{}
	if secret != "" {
		r.secrets = map[string][]Secret{"": {{Value: secret}}}
	}
	return r.meaning(q, "", time.Time{})
}

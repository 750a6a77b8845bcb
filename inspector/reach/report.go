package reach

import "time"

// Level says how good something is.
type Level string

// The levels, from good to bad. Skipped is for a step that was not taken because
// an earlier one failed, or because nobody wanted it.
const (
	OK      Level = "ok"
	Warn    Level = "warn"
	Fail    Level = "fail"
	Skipped Level = "skipped"
)

// The steps by name, in their order.
const (
	StepAddress = "address"
	StepDNS     = "dns"
	StepTCP     = "tcp"
	StepTLS     = "tls"
	StepAnswer  = "answer"
)

// Report is what was seen of an address. Its JSON form is stable: fields and
// causes may be added, none goes away or changes its meaning.
type Report struct {
	// Address is what was looked at, without user name, password and query.
	Address string    `json:"address"`
	At      time.Time `json:"checked_at"`
	// Verdict is ok when callbacks arrive, warn when they do but something is to
	// be looked at, fail when they do not.
	Verdict Level `json:"verdict"`
	// Steps are always the same five, in order.
	Steps []Step `json:"steps"`
	// TotalMS is what a sender waits for: DNS, connection, TLS and answer.
	TotalMS float64 `json:"total_ms"`
	// Hosts are the IP addresses of the name.
	Hosts []Host `json:"hosts"`
	// TLS is nil where it did not come to that.
	TLS *TLS `json:"tls,omitempty"`
	// Answer is nil where there is none.
	Answer *Answer `json:"answer,omitempty"`
}

// Step is one part of the way.
type Step struct {
	Name  string `json:"name"`
	Level Level  `json:"level"`
	// Seen says in a line what was there.
	Seen     string    `json:"seen"`
	TookMS   float64   `json:"took_ms"`
	Findings []Finding `json:"findings"`
}

// Finding is something that a person should know.
type Finding struct {
	Cause Cause `json:"cause"`
	Level Level `json:"level"`
	// Detail is what was found in this case, such as a name or a date.
	Detail string `json:"detail,omitempty"`
	// Text says what is wrong and Hint what to do, in a sentence or two each.
	Text string `json:"text"`
	Hint string `json:"hint"`
}

// Host is one IP address of the name.
type Host struct {
	Address string `json:"address"`
	// Record is A or AAAA; empty where the address was typed.
	Record string `json:"record,omitempty"`
	Public bool   `json:"public"`
	// Connected tells that it took a connection, after TookMS.
	Connected bool    `json:"connected"`
	TookMS    float64 `json:"took_ms"`
	// Error says why it did not; empty where it was not tried.
	Error string `json:"error,omitempty"`
}

// TLS is what the other side showed of itself.
type TLS struct {
	Version string `json:"version"`
	Cipher  string `json:"cipher"`
	// Chain are the certificates as they were sent, that of the host first.
	Chain []Certificate `json:"chain"`
}

// Certificate is one certificate in short.
type Certificate struct {
	Subject   string    `json:"subject"`
	Issuer    string    `json:"issuer"`
	Names     []string  `json:"names"`
	NotBefore time.Time `json:"not_before"`
	NotAfter  time.Time `json:"not_after"`
	// SHA256 is its fingerprint in hexadecimal.
	SHA256 string `json:"sha256"`
}

// Answer is what came back to the request.
type Answer struct {
	Status int `json:"status"`
	// Location is where a redirect leads, without query.
	Location string `json:"location,omitempty"`
	Server   string `json:"server,omitempty"`
	// NgrokCode is set where ngrok answered itself, such as ERR_NGROK_3200.
	NgrokCode string `json:"ngrok_code,omitempty"`
	// BodySize is in bytes.
	BodySize int64 `json:"body_size"`
}

// Findings returns what was found in all steps, in their order.
func (r *Report) Findings() []Finding {
	var all []Finding
	for _, s := range r.Steps {
		all = append(all, s.Findings...)
	}
	return all
}

// Worst returns the finding that decides: the first that fails, else the first
// warning. ok is false where there is none.
func (r *Report) Worst() (f Finding, ok bool) {
	for _, f := range r.Findings() {
		if f.Level == Fail {
			return f, true
		}
	}
	if all := r.Findings(); len(all) > 0 {
		return all[0], true
	}
	return Finding{}, false
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

package reach

import (
	"strings"
	"testing"

	"ringback/tunnel/tunneltest"
)

// A server that was forgotten when the certificate was renewed is found.
func TestOtherAddressesWithAnotherCertificate(t *testing.T) {
	o, renewed := at(t, tunneltest.Good, answering(200))
	_, forgotten := at(t, tunneltest.Expired, answering(200))
	o.Resolver = records("9.9.9.9", "9.9.9.10", "9.9.9.11")
	o.Dial = byAddress(map[string]*road{"9.9.9.11:443": forgotten}, renewed)
	r := look(t, "https://"+hostname+"/", o)
	wantCauses(t, r, SomeDiffer)
	if text := r.Findings()[0].Text; r.Verdict != Warn || !strings.Contains(text, "9.9.9.11: The certificate") {
		t.Errorf("it says %q, and the verdict is %s", text, r.Verdict)
	}

	// Where the first one fails, that decides.
	o.Dial = byAddress(map[string]*road{"9.9.9.9:443": forgotten}, renewed)
	if r := look(t, "https://"+hostname+"/", o); r.Verdict != Fail || len(r.Findings()) != 2 {
		t.Errorf("found %v", r.Findings())
	}
}

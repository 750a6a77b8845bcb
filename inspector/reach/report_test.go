package reach

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// sampleReport is a report with everything in it.
func sampleReport() *Report {
	return &Report{
		Address: "https://hooks.example.com/sms", At: noon, Verdict: Fail, TotalMS: 31.25,
		Steps: []Step{
			{Name: StepAddress, Level: OK, Seen: "https, port 443", Findings: []Finding{}},
			{Name: StepDNS, Level: Warn, Seen: "A none; AAAA 2620:fe::fe", TookMS: 1.5, Findings: []Finding{find(OnlyIPv6, "")}},
			{Name: StepTCP, Level: OK, Seen: "connected to [2620:fe::fe]:443", TookMS: 9, Findings: []Finding{}},
			{Name: StepTLS, Level: Fail, Seen: "TLS 1.3, certificate of Lower until 1 Nov 2026 12:00 UTC", TookMS: 20.75, Findings: []Finding{
				find(Expired, "1 Nov 2026 12:00 UTC"), find(MissingIntermediate, "Lower")}},
			{Name: StepAnswer, Level: Skipped, Seen: "not reached", Findings: []Finding{}},
		},
		Hosts: []Host{{Address: "2620:fe::fe", Record: "AAAA", Public: true, Connected: true, TookMS: 9}},
		TLS: &TLS{Version: "TLS 1.3", Cipher: "TLS_AES_128_GCM_SHA256", Chain: []Certificate{{
			Subject: hostname, Issuer: "Lower", Names: []string{hostname}, NotBefore: noon.AddDate(0, -1, 0), NotAfter: noon.AddDate(0, 0, -22), SHA256: "00ff",
		}}},
	}
}

// What programs and people are told does not change by mistake.
func TestTheFormsOfAReport(t *testing.T) {
	text, err := json.MarshalIndent(sampleReport(), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string]string{"report.json": string(text) + "\n", "report.txt": sampleReport().Text()} {
		file := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestTheFindingThatDecides(t *testing.T) {
	if f, ok := sampleReport().Worst(); !ok || f.Cause != Expired {
		t.Errorf("it is %v, %v", f, ok)
	}
	if f, ok := (&Report{Steps: sampleReport().Steps[:3]}).Worst(); !ok || f.Cause != OnlyIPv6 {
		t.Errorf("of warnings it is %v, %v", f, ok)
	}
	if f, ok := (&Report{}).Worst(); ok {
		t.Errorf("of nothing it is %v", f)
	}
}

func TestFindingsCanBeToldInOtherWords(t *testing.T) {
	shout := func(sentence string, args ...any) string { return strings.ToUpper(fmt.Sprintf(sentence, args...)) }
	for _, f := range []Finding{find(NoHost, hostname), find(SelfSigned, "")} {
		if text, hint := f.In(shout); text != strings.ToUpper(f.Text) || hint != strings.ToUpper(f.Hint) {
			t.Errorf("%s: %q, %q", f.Cause, text, hint)
		}
	}
	later := Finding{Cause: "of a later version", Text: "Text.", Hint: "Hint."}
	if text, hint := later.In(shout); text != later.Text || hint != later.Hint {
		t.Errorf("%q, %q", text, hint)
	}
}

func TestEveryCauseHasWords(t *testing.T) {
	source, err := os.ReadFile("words.go")
	if err != nil {
		t.Fatal(err)
	}
	all := wordsOf()
	for _, line := range strings.Split(string(source), "\n") {
		if _, cause, ok := strings.Cut(line, ` Cause = "`); ok {
			if w := all[Cause(strings.TrimSuffix(cause, `"`))]; w.text == "" || w.hint == "" || !slices.Contains([]Level{Warn, Fail}, w.level) {
				t.Errorf("%q has no words", cause)
			}
		}
	}
	for c, w := range all {
		if strings.Contains(w.hint, "%s") || strings.Count(w.text, "%s") > 1 || strings.Count(w.text, "%") != strings.Count(w.text, "%s") {
			t.Errorf("%s: its words have a hole", c)
		}
	}
}

package reach

import (
	"fmt"
	"strings"
	"text/tabwriter"
	"time"
)

// Text returns the report for people, to read or to paste into a mail: plain
// lines, the verdict first, no secrets. It repeats what the other side sent:
// whoever shows it on a terminal must make it harmless.
func (r *Report) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\nlooked at on %s, as a sender of callbacks does.\n\n%s\n", r.Address, date(r.At), r.Conclusion())
	for _, f := range r.Findings() {
		fmt.Fprintf(&b, "\n- %s\n  %s\n", f.Text, f.Hint)
	}
	b.WriteString("\n")
	w := tabwriter.NewWriter(&b, 0, 4, 2, ' ', 0)
	for _, s := range r.Steps {
		took := ""
		if s.TookMS > 0 {
			took = "  (" + inWords(s.TookMS) + ")"
		}
		fmt.Fprintf(w, "%s\t%s\t%s%s\n", s.Level, s.Name, s.Seen, took)
	}
	_ = w.Flush() // a strings.Builder takes everything
	if r.TLS != nil {
		b.WriteString("\nCertificates, as they were sent:\n")
		for _, c := range r.TLS.Chain {
			fmt.Fprintf(&b, "- %s, of %s, from %s to %s\n", c.Subject, c.Issuer, date(c.NotBefore), date(c.NotAfter))
		}
	}
	b.WriteString("\nThis was seen from one computer. The sender's network and its list of trusted authorities may differ.\n")
	return b.String()
}

// Conclusion is the verdict in a sentence or two.
func (r *Report) Conclusion() string {
	switch {
	case r.Verdict == Fail:
		return "Callbacks do not arrive here."
	case r.Verdict == Warn:
		return "The way is open, but something should be looked at."
	case r.Answer == nil:
		return "The way is open. No request was sent."
	}
	return fmt.Sprintf("Callbacks arrive here: %s after %s.", statusWords(r.Answer.Status), inWords(r.TotalMS))
}

func inWords(ms float64) string {
	d := time.Duration(ms * float64(time.Millisecond))
	if d >= time.Second {
		return d.Round(10 * time.Millisecond).String()
	}
	return d.Round(100 * time.Microsecond).String()
}

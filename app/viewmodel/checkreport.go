package viewmodel

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"ringback/app/say"
	"ringback/inspector/reach"
)

// CheckReport is what was seen of the address of a webhook, in the words of the window.
type CheckReport struct {
	Verdict  string
	Tone     Tone
	Findings []CheckFinding
	Steps    []CheckStep
}

// CheckFinding is something that is wrong, and what to do.
type CheckFinding struct {
	Text, Hint string
	Tone       Tone
}

// CheckStep is one part of the way: what was seen, and how long it took.
type CheckStep struct {
	Name, Seen, Took string
	Tone             Tone // Muted for one that was not taken
}

// NewCheckReport puts a report into words.
func NewCheckReport(r *reach.Report) CheckReport {
	c := CheckReport{Verdict: checkVerdict(r), Tone: levelTone(r.Verdict)}
	for _, f := range r.Findings() {
		text, hint := f.In(say.L)
		c.Findings = append(c.Findings, CheckFinding{OneLine(text, cellRunes), hint, levelTone(f.Level)})
	}
	for _, s := range r.Steps {
		step := CheckStep{Name: stepName(s.Name), Seen: OneLine(stepSeen(r, s), cellRunes), Tone: levelTone(s.Level)}
		if s.TookMS > 0 {
			step.Took = Duration(millis(s.TookMS))
		}
		c.Steps = append(c.Steps, step)
	}
	return c
}

func checkVerdict(r *reach.Report) string {
	switch {
	case r.Verdict == reach.Fail:
		return say.L("Callbacks do not arrive here.")
	case r.Verdict == reach.Warn:
		return say.L("The way is open, but something should be looked at.")
	case r.Answer == nil:
		return say.L("The way is open. No request was sent.")
	}
	return say.L("Callbacks arrive here: %s after %s.", statusText(r.Answer.Status), Duration(millis(r.TotalMS)))
}

func statusText(status int) string {
	return strings.TrimSpace(strconv.Itoa(status) + " " + http.StatusText(status))
}

func levelTone(l reach.Level) Tone {
	switch l {
	case reach.OK:
		return OK
	case reach.Warn:
		return Warn
	case reach.Fail:
		return Bad
	}
	return Muted
}

func stepName(step string) string {
	switch step {
	case reach.StepAddress:
		return say.L("Address")
	case reach.StepDNS:
		return "DNS"
	case reach.StepTCP:
		return say.L("Connection")
	case reach.StepTLS:
		return say.L("TLS and certificate")
	}
	return say.L("Answer")
}

// stepSeen says what was there, of what the report has in figures and names.
func stepSeen(r *reach.Report, s reach.Step) string {
	var all, connected []string
	for _, h := range r.Hosts {
		all = append(all, h.Address)
		if h.Connected {
			connected = append(connected, h.Address)
		}
	}
	switch {
	case s.Name == reach.StepTLS && s.Level == reach.Skipped && len(connected) > 0:
		return say.L("not used: the address is http")
	case s.Level == reach.Skipped:
		return say.L("not reached")
	case s.Name == reach.StepAddress:
		return r.Address
	case s.Name == reach.StepDNS && len(all) == 0:
		return say.L("no address")
	case s.Name == reach.StepDNS:
		return strings.Join(all, ", ")
	case s.Name == reach.StepTCP && len(connected) == 0:
		return say.L("no connection")
	case s.Name == reach.StepTCP:
		return say.L("connected to %s", connected[0])
	case s.Name == reach.StepTLS && r.TLS == nil:
		return say.L("no TLS connection")
	case s.Name == reach.StepTLS:
		leaf := r.TLS.Chain[0]
		return say.L("%s, certificate of %s until %s", r.TLS.Version, leaf.Issuer, leaf.NotAfter.Format("2006-01-02"))
	case r.Answer == nil:
		return say.L("no answer")
	}
	return statusText(r.Answer.Status)
}

// CheckJSON is a report as the command line prints it with --output json.
func CheckJSON(r *reach.Report) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(r); err != nil {
		return err.Error()
	}
	return b.String()
}

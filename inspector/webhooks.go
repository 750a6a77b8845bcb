package inspector

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/textproto"
	"strings"
	"time"
	"unicode"

	"golang.org/x/net/http/httpguts"
)

// DefaultWebhook is the label of the webhook that takes what no other takes.
// Its path is "/"; it cannot be removed.
const DefaultWebhook = "default"

// Webhook is a named way in.
type Webhook struct {
	// Label names it, unique, up to 64 characters.
	Label string `json:"label"`
	// Path is where callbacks for it arrive; it covers what lies below it too.
	Path string `json:"path"`
	// RefuseBad answers 401 to callbacks that are not signed with the secret,
	// while one is set. They are recorded all the same.
	RefuseBad bool `json:"refuse_bad_signatures"`
	// Answer is what callers get.
	Answer Answer `json:"answer"`
	// HasSecret tells that a secret was set; the secret itself never stands
	// here (see [Inspector.SetSecret]).
	HasSecret bool `json:"has_secret"`
}

// Answer is a fixed answer to callbacks.
type Answer struct {
	Status  int         `json:"status"`
	Headers [][2]string `json:"headers"`
	Body    string      `json:"body"`
	// DelayMS is how many milliseconds to wait, after recording, before answering.
	DelayMS int `json:"delay_ms"`
}

// DefaultAnswer is 200 with an empty body, at once.
func DefaultAnswer() Answer { return Answer{Status: http.StatusOK, Headers: [][2]string{}} }

func (a Answer) delay() time.Duration { return time.Duration(a.DelayMS) * time.Millisecond }

// Limits of what a webhook may hold.
const (
	maxLabel      = 64
	maxPath       = 1024
	maxAnswerBody = 1 << 20
	maxDelayMS    = 60_000
)

// Validate returns a [FieldError] for the first value that cannot work.
func (w Webhook) Validate() error {
	if err := validateLabel(w.Label); err != nil {
		return err
	}
	switch {
	case !strings.HasPrefix(w.Path, "/"):
		return badField("path", "must begin with /")
	case len(w.Path) > maxPath:
		return badField("path", "must not be longer than %d characters", maxPath)
	case strings.ContainsAny(w.Path, "?#"):
		return badField("path", "must not hold a query or fragment (? or #)")
	case strings.ContainsFunc(w.Path, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }):
		return badField("path", "must not hold blanks or control characters")
	case w.Label == DefaultWebhook && w.Path != "/":
		return badField("path", "of the default webhook must stay /")
	}
	return w.Answer.validate()
}

func validateLabel(label string) error {
	switch {
	case strings.TrimSpace(label) == "":
		return badField("label", "must not be empty")
	case strings.TrimSpace(label) != label:
		return badField("label", "must not begin or end with a blank")
	case len([]rune(label)) > maxLabel:
		return badField("label", "must not be longer than %d characters", maxLabel)
	case strings.ContainsFunc(label, unicode.IsControl):
		return badField("label", "must not hold control characters")
	}
	return nil
}

func (a Answer) validate() error {
	switch {
	case a.Status < 200 || a.Status > 599:
		return badField("status", "must be from 200 to 599")
	case len(a.Body) > maxAnswerBody:
		return badField("body", "must not be longer than %d bytes", maxAnswerBody)
	case a.Body != "" && (a.Status == http.StatusNoContent || a.Status == http.StatusNotModified):
		return badField("body", "must be empty with status %d", a.Status)
	case a.DelayMS < 0 || a.DelayMS > maxDelayMS:
		return badField("delay_ms", "must be from 0 to %d", maxDelayMS)
	}
	for _, h := range a.Headers {
		if !httpguts.ValidHeaderFieldName(h[0]) || !httpguts.ValidHeaderFieldValue(h[1]) {
			return badField("headers", "one is not a valid HTTP header")
		}
		switch name := textproto.CanonicalMIMEHeaderKey(h[0]); name {
		case "Content-Length", "Transfer-Encoding", "Connection", "Date", "Trailer", "Upgrade":
			return badField("headers", "%s is set by the server itself", name)
		}
	}
	return nil
}

// Webhooks returns all webhooks: the default one first, then by label.
func (i *Inspector) Webhooks() []Webhook { return i.routing.Load().listed() }

// Webhook returns one by its label, or [ErrNotFound].
func (i *Inspector) Webhook(label string) (Webhook, error) {
	for _, w := range i.Webhooks() {
		if w.Label == label {
			return w, nil
		}
	}
	return Webhook{}, fmt.Errorf("webhook %q: %w", label, ErrNotFound)
}

// AddWebhook keeps a new webhook. Label and path must be free ([ErrExists]).
func (i *Inspector) AddWebhook(w Webhook) error {
	i.edit.Lock()
	defer i.edit.Unlock()
	if _, err := i.Webhook(w.Label); err == nil {
		return fmt.Errorf("add webhook: label %q: %w", w.Label, ErrExists)
	}
	w.HasSecret = false
	return i.putWebhook("add", w)
}

// SetWebhook changes a webhook that exists. Its secret stays as it is.
func (i *Inspector) SetWebhook(w Webhook) error {
	i.edit.Lock()
	defer i.edit.Unlock()
	old, err := i.Webhook(w.Label)
	if err != nil {
		return fmt.Errorf("set %w", err)
	}
	w.HasSecret = old.HasSecret
	return i.putWebhook("set", w)
}

// putWebhook checks and keeps w; i.edit is held.
func (i *Inspector) putWebhook(verb string, w Webhook) error {
	if w.Answer.Headers == nil {
		w.Answer.Headers = [][2]string{}
	}
	if err := w.Validate(); err != nil {
		return fmt.Errorf("%s webhook: %w", verb, err)
	}
	for _, other := range i.Webhooks() {
		if other.Label != w.Label && cleanPath(other.Path) == cleanPath(w.Path) {
			return fmt.Errorf("%s webhook: path %s belongs to webhook %q: %w", verb, w.Path, other.Label, ErrExists)
		}
	}
	v, err := json.Marshal(w)
	if err != nil {
		return fmt.Errorf("%s webhook: %w", verb, err)
	}
	if err := i.store.PutDocument(familyWebhooks, w.Label, v); err != nil {
		return fmt.Errorf("%s webhook: %w", verb, err)
	}
	return i.reload()
}

// RemoveWebhook removes a webhook and its secret. What it received stays. One
// that leases still point to is [ErrInUse].
func (i *Inspector) RemoveWebhook(label string) error {
	i.edit.Lock()
	defer i.edit.Unlock()
	if label == DefaultWebhook {
		return fmt.Errorf("remove webhook: %w", badField("label", "the default webhook cannot be removed"))
	}
	if _, err := i.Webhook(label); err != nil {
		return fmt.Errorf("remove %w", err)
	}
	for _, l := range i.Leases() {
		if l.Webhook == label {
			return fmt.Errorf("remove webhook %q: lease %s: %w", label, l, ErrInUse)
		}
	}
	return i.index.renew(func() error {
		if err := i.store.DeleteDocument(familyWebhooks, label); err != nil {
			return fmt.Errorf("remove webhook: %w", err)
		}
		// The secret last: without a webhook it does nothing, a webhook without
		// its secret refuses everybody.
		if err := errors.Join(i.reload(), i.secrets.put(label, nil)); err != nil {
			return fmt.Errorf("remove webhook: its secret is left in %s: %w", i.SecretsKept(), err)
		}
		return nil
	})
}

package viewmodel

import (
	"strconv"
	"strings"

	"ringback/app/say"
	"ringback/inspector"
)

// NewWebhookForm makes the form of a webhook. A new one has no label yet. lost tells that the
// secret that is set cannot be read here.
func NewWebhookForm(w inspector.Webhook, lost bool) *Form {
	isNew, isDefault := w.Label == "", w.Label == inspector.DefaultWebhook
	secretHint := say.L("The authentication token that is set for this webhook in the provider's dashboard.")
	switch {
	case lost:
		secretHint = say.L("A secret was set, but is missing here: set it again. Until then signatures are not checked.")
	case w.HasSecret:
		secretHint = say.L("A secret is set. Leave this empty to keep it.")
	}
	path := FormField{ID: "path", Label: say.L("Path"), Value: w.Path, Fixed: isDefault, Hint: say.L("Covers what lies below it too: /sms takes /sms/in.")}
	if isDefault {
		path.Hint = say.L("The default webhook takes what no other takes.")
	}
	return newForm(
		FormField{ID: "label", Label: say.L("Label"), Value: w.Label, Fixed: !isNew, Hint: say.L("A name for it, up to 64 characters.")},
		path,
		FormField{ID: "secret", Label: say.L("Secret"), Control: SecretControl, Hint: secretHint},
		FormField{ID: "refuse_bad_signatures", Label: say.L("Refuse what is not signed with the secret"), Control: SwitchControl, Value: onOff(w.RefuseBad),
			Hint: say.L("It is answered 401, and recorded all the same.")},
		FormField{ID: "status", Label: say.L("Answer"), Control: NumberControl, Value: strconv.Itoa(w.Answer.Status),
			Hint: say.L("200 to 299 count as success; anything else makes the sender send again.")},
		FormField{ID: "delay_ms", Label: say.L("Answer after"), Control: NumberControl, Unit: "ms", Value: strconv.Itoa(w.Answer.DelayMS),
			Hint: say.L("The sender waits 5,000 ms.")},
		FormField{ID: "headers", Label: say.L("Headers of the answer"), Control: LinesControl, Value: strings.TrimSuffix(HeaderText(w.Answer.Headers), "\n"),
			Hint: say.L("One a line: Name: value")},
		FormField{ID: "body", Label: say.L("Body of the answer"), Control: LinesControl, Value: w.Answer.Body, Hint: say.L("The sender does not look at it.")},
	)
}

// Webhook reads the form of [NewWebhookForm], and the secret to be set, "" to keep the old
// one; ok is false where a value cannot be, which the fields then say.
func (f *Form) Webhook() (w inspector.Webhook, secret string, ok bool) {
	f.clear()
	w.Label, w.Path = f.Value("label"), strings.TrimSpace(f.Value("path"))
	w.RefuseBad = f.Value("refuse_bad_signatures") != ""
	w.Answer.Status = int(f.whole("status", false))
	w.Answer.DelayMS = int(f.whole("delay_ms", true))
	w.Answer.Body = f.Value("body")
	w.Answer.Headers = f.headers("headers")
	if f.FirstError() == "" {
		f.Refuse(w.Validate(), "", "")
	}
	return w, f.Value("secret"), f.FirstError() == "" && f.Error == ""
}

// headers reads header lines; empty ones are left out.
func (f *Form) headers(id string) [][2]string {
	field := f.field(id)
	lines := [][2]string{}
	n := 0
	for text := range strings.Lines(field.Value) {
		n++
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		name, value, found := strings.Cut(text, ":")
		if !found || strings.TrimSpace(name) == "" {
			field.Error = say.L("Line %s must be Name: value.", strconv.Itoa(n))
			return nil
		}
		lines = append(lines, [2]string{strings.TrimSpace(name), strings.TrimSpace(value)})
	}
	return lines
}

func onOff(on bool) string {
	if on {
		return "true"
	}
	return ""
}

// NewLeaseForm makes the form of a new keyword lease; webhooks are those to choose from.
func NewLeaseForm(webhooks []inspector.Webhook) *Form {
	var labels []string
	for _, w := range webhooks {
		labels = append(labels, w.Label)
	}
	chosen := inspector.DefaultWebhook
	if len(labels) > 0 {
		chosen = labels[0]
	}
	return newForm(
		FormField{ID: "receiver", Label: say.L("Short code or number"), Hint: say.L("With the country prefix, such as +45 1204 or 451204.")},
		FormField{ID: "keyword", Label: say.L("Keyword"), Hint: say.L("Its first word; empty leases the whole number. Case does not matter.")},
		FormField{ID: "webhook", Label: say.L("Webhook"), Control: ChoiceControl, Choices: labels, Value: chosen, Hint: say.L("Where its messages belong.")},
	)
}

// Lease reads the form of [NewLeaseForm]. The engine checks it when it is added; see
// [Form.Refuse].
func (f *Form) Lease() inspector.Lease {
	f.clear()
	return inspector.Lease{
		Receiver: strings.TrimSpace(f.Value("receiver")),
		Keyword:  strings.TrimSpace(f.Value("keyword")),
		Webhook:  f.Value("webhook"),
	}
}

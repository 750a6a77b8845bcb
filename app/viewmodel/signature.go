package viewmodel

import (
	"errors"

	"ringback/app/say"
	"ringback/inspector"
	"ringback/inspector/gatewayapi"
)

// SignatureTab is the judgement on a callback's signature, in words.
type SignatureTab struct {
	Icon      string
	Title     string
	Sentence  string // why, or what a valid one proves
	Advice    string // what to do; "" where there is nothing to
	Tone      Tone
	Fields    []Field
	Claims    []ClaimRow
	ClaimNote string // why there is nothing to compare, "" where there is
	// Header and Payload are the decoded parts of the token; empty without one.
	Header, Payload Body
}

// ClaimRow is one field as the token says it and as the body says it.
type ClaimRow struct {
	Name        string
	Claim, Body string // "" with no value
	Differs     bool
}

// NewSignatureTab describes the verdict on a callback.
func NewSignatureTab(c *inspector.Callback) SignatureTab {
	v := c.Verdict
	tab := SignatureTab{
		Icon: verdictIcon(v.Result), Title: verdictTitle(v), Sentence: told(v.Reason), Advice: verdictAdvice(v.Result),
		Tone: verdictTone(v.Result),
	}
	if v.Result == gatewayapi.Valid {
		tab.Sentence = say.L("Whoever sent it knows the secret, and nothing was changed on the way.")
	}
	tab.Fields = []Field{
		{Label: say.L("Scheme"), Value: schemeWords(v.Scheme)},
		{Label: say.L("Webhook"), Value: OneLine(c.Webhook, valueRunes), Copy: c.Webhook, Hint: say.L("its secret is the one to check with"), HintTone: Muted},
	}
	body, err := c.Request.RawBody()
	if err != nil {
		return tab
	}
	token, err := gatewayapi.DecodeToken(gatewayapi.Request{Headers: c.Request.Headers, Body: body})
	switch {
	case err == nil:
		tab.Header, tab.Payload = NewBody(token.Header, jsonType), NewBody(token.Claims, jsonType)
		tab.Claims, tab.ClaimNote = claimRows(token, c)
	case errors.Is(err, gatewayapi.ErrNoToken) && v.Scheme == gatewayapi.SchemeHMAC:
		tab.ClaimNote = say.L("This signature covers the body itself, so there are no claims to compare.")
	case errors.Is(err, gatewayapi.ErrNoToken):
		tab.ClaimNote = say.L("There is no token to compare with the body.")
	default:
		tab.ClaimNote = say.L("The token cannot be read, so there is nothing to compare.")
	}
	return tab
}

const jsonType = "application/json"

// claimRows puts each field of token and body side by side; those that the verdict says
// differ come first. note says why a comparison proves nothing.
func claimRows(token gatewayapi.Token, c *inspector.Callback) (rows []ClaimRow, note string) {
	claims := gatewayapi.Understand(gatewayapi.Request{Body: token.Claims}).Fields
	differs := map[string]bool{}
	for _, name := range c.Verdict.MismatchFields {
		differs[name] = true
	}
	unproven := c.Verdict.Result != gatewayapi.Valid && c.Verdict.Result != gatewayapi.Mismatch
	names, seen := []string{}, map[string]bool{}
	for _, name := range c.Verdict.MismatchFields {
		names, seen[name] = append(names, name), true
	}
	for _, fields := range []gatewayapi.Fields{claims, c.Fields} {
		for _, f := range fields {
			if !seen[f.Name] {
				names, seen[f.Name] = append(names, f.Name), true
			}
		}
	}
	for _, name := range names {
		row := ClaimRow{Name: OneLine(name, cellRunes), Differs: differs[name]}
		if v, ok := claims.Get(name); ok {
			row.Claim, _ = valueOf(v)
		}
		if v, ok := c.Fields.Get(name); ok {
			row.Body, _ = valueOf(v)
		}
		if unproven && row.Claim != "" && row.Body != "" && row.Claim != row.Body {
			row.Differs = true // nobody compared them by meaning
		}
		rows = append(rows, row)
	}
	if unproven {
		note = say.L("The signature does not hold or was not checked, so nothing proves what the token says.")
	}
	return rows, note
}

func verdictTitle(v gatewayapi.Verdict) string {
	switch v.Result {
	case gatewayapi.Valid:
		return say.L("Signature valid")
	case gatewayapi.Unsigned:
		return say.L("Not signed")
	case gatewayapi.NoSecret:
		return say.L("Signature not checked")
	case gatewayapi.Mismatch:
		return say.L("Body differs from its signature")
	case gatewayapi.BadSignature:
		return say.L("Signature does not match")
	case gatewayapi.BadAlgorithm:
		return say.L("Signature by an algorithm that is not allowed")
	case gatewayapi.UnknownVersion:
		return say.L("Signature of an unknown version")
	}
	return say.L("Signature cannot be read")
}

func verdictAdvice(r gatewayapi.Result) string {
	switch r {
	case gatewayapi.NoSecret:
		return say.L("Set the secret of this webhook in Settings; what was recorded is checked at once.")
	case gatewayapi.Unsigned:
		return say.L("The provider signs once a secret is set for the webhook in its dashboard.")
	case gatewayapi.BadSignature:
		return say.L("Compare the secret in Settings with the one in the provider's dashboard. Where they agree, somebody else sent this.")
	case gatewayapi.Mismatch:
		return say.L("Trust what the token says and not the body: only the token is signed.")
	case gatewayapi.Malformed, gatewayapi.BadAlgorithm, gatewayapi.UnknownVersion:
		return say.L("The provider does not sign in this way. Do not trust what it says.")
	}
	return ""
}

func verdictIcon(r gatewayapi.Result) string {
	switch {
	case r == gatewayapi.Valid:
		return "shield-check"
	case r.Failed():
		return "shield-alert"
	}
	return "shield-off"
}

func verdictTone(r gatewayapi.Result) Tone {
	switch {
	case r == gatewayapi.Valid:
		return OK
	case r.Failed():
		return Bad
	}
	return Muted
}

func schemeWords(s gatewayapi.Scheme) string {
	switch s {
	case gatewayapi.SchemeJWT:
		return say.L("JWT in X-Gwapi-Signature")
	case gatewayapi.SchemeHMAC:
		return say.L("HMAC-SHA256 of the body, in Signature")
	case gatewayapi.SchemeBoth:
		return say.L("JWT and HMAC, both checked")
	}
	return say.L("none")
}

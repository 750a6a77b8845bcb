package viewmodel

import (
	"ringback/app/say"
	"ringback/inspector/gatewayapi"
)

// SMSSizeText returns "15 characters · 1 part · GSM 03.38", and why it is not GSM 03.38.
func SMSSizeText(size gatewayapi.SMSSize) string {
	alphabet := string(size.Alphabet)
	if size.Culprit != 0 {
		alphabet += say.L(" because of %s", quoted(size.Culprit))
	}
	parts := say.N(uint64(size.Parts), "%s part", "%s parts")
	if size.Parts > gatewayapi.MaxParts {
		parts += say.L(", more than can be sent")
	}
	return dotted(say.N(uint64(size.Characters), "%s character", "%s characters"), parts, alphabet)
}

func quoted(r rune) string {
	if shown := OneLine(string(r), 1); hasInk(shown) && shown == string(r) {
		return "“" + shown + "”"
	}
	return OneLine(string(r), 1)
}

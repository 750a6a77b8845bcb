package viewmodel

import (
	"ringback/app/say"
	"ringback/inspector/gatewayapi"
)

// Meter is what a composer counts. Its tone is loud where the text costs more parts than one
// would think, or cannot be sent.
type Meter struct {
	Text string
	Tone Tone
}

// NewMeter returns "15 / 160 · 1 part · GSM 03.38", and why it is not GSM 03.38.
func NewMeter(text string) Meter {
	size := gatewayapi.MeasureSMS(text)
	m := Meter{Tone: Muted}
	switch {
	case size.Parts > gatewayapi.MaxParts:
		m.Tone = Bad
	case size.Culprit != 0:
		m.Tone = Warn
	}
	used := say.Number(uint64(size.Units)) + " / " + say.Number(uint64(size.Room))
	m.Text = dotted(used, partsText(size), alphabetText(size))
	return m
}

// SMSSizeText returns "15 characters · 1 part · GSM 03.38", and why it is not GSM 03.38.
func SMSSizeText(size gatewayapi.SMSSize) string {
	return dotted(say.N(uint64(size.Characters), "%s character", "%s characters"), partsText(size), alphabetText(size))
}

func partsText(size gatewayapi.SMSSize) string {
	parts := say.N(uint64(size.Parts), "%s part", "%s parts")
	if size.Parts > gatewayapi.MaxParts {
		parts += say.L(", more than can be sent")
	}
	return parts
}

func alphabetText(size gatewayapi.SMSSize) string {
	alphabet := string(size.Alphabet)
	if size.Culprit != 0 {
		alphabet += say.L(" because of %s", quoted(size.Culprit))
	}
	return alphabet
}

func quoted(r rune) string {
	if shown := OneLine(string(r), 1); hasInk(shown) && shown == string(r) {
		return "“" + shown + "”"
	}
	return OneLine(string(r), 1)
}

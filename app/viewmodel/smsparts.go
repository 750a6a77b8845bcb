package viewmodel

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Encoding is how the characters of an SMS travel.
type Encoding string

// The encodings of 3GPP TS 23.038.
const (
	GSM7 Encoding = "GSM 03.38" // 7 bits each; some characters count twice
	UCS2 Encoding = "UCS-2"     // 16 bits each; emoji count twice
)

// SMSParts says how a text is sent as SMS.
type SMSParts struct {
	Characters int
	Units      int // septets of GSM 03.38, or 16-bit units of UCS-2
	Parts      int // an empty text is one part; more than 255 cannot be sent
	Encoding   Encoding
	// Culprit is the first character that GSM 03.38 does not have, or 0.
	Culprit rune
	// Room is how many units the text may have before it needs another part.
	Room int
}

// gsmBasic is the default alphabet of GSM 03.38 without the escape, and gsmExtended what
// stands behind the escape and so counts twice (3GPP TS 23.038, 6.2.1).
const (
	gsmBasic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
		"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
	gsmExtended = "\f^{}\\[~]|€"
)

// maxParts is the largest number that the header of a part can hold.
const maxParts = 255

// PartsOf counts a text as an SMS. A character that takes two units is never cut in two, so
// that a part may end one unit short.
func PartsOf(text string) SMSParts {
	p := SMSParts{Characters: utf8.RuneCountInString(text), Encoding: GSM7}
	for _, r := range text {
		if gsmUnits(r) == 0 {
			p.Encoding, p.Culprit = UCS2, r
			break
		}
	}
	single, split, units := 160, 153, gsmUnits
	if p.Encoding == UCS2 {
		single, split, units = 70, 67, ucs2Units
	}
	for _, r := range text {
		p.Units += units(r)
	}
	if p.Parts, p.Room = 1, single; p.Units <= single {
		return p
	}
	used := 0
	for _, r := range text {
		n := units(r)
		if used+n > split {
			p.Parts++
			used = 0
		}
		used += n
	}
	p.Room = p.Units + split - used
	return p
}

// gsmUnits returns how many septets a character takes, 0 where there is none for it.
func gsmUnits(r rune) int {
	switch {
	case strings.ContainsRune(gsmBasic, r):
		return 1
	case strings.ContainsRune(gsmExtended, r):
		return 2
	}
	return 0
}

func ucs2Units(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// Text returns "15 characters · 1 part · GSM 03.38", and why it is not GSM 03.38.
func (p SMSParts) Text() string {
	encoding := string(p.Encoding)
	if p.Culprit != 0 {
		encoding += fmt.Sprintf(" because of %s", quoted(p.Culprit))
	}
	parts := Counted(uint64(p.Parts), "part", "parts")
	if p.Parts > maxParts {
		parts += ", more than can be sent"
	}
	return dotted(Counted(uint64(p.Characters), "character", "characters"), parts, encoding)
}

func quoted(r rune) string {
	if shown := OneLine(string(r), 1); hasInk(shown) && shown == string(r) {
		return "“" + shown + "”"
	}
	return OneLine(string(r), 1)
}

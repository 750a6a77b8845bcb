package gatewayapi

import (
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Alphabet is how the characters of an SMS travel.
type Alphabet string

// The alphabets of 3GPP TS 23.038.
const (
	GSM7 Alphabet = "GSM 03.38" // 7 bits each; some characters count twice
	UCS2 Alphabet = "UCS-2"     // 16 bits each; emoji count twice
)

// SMSSize says how a text is sent as SMS.
type SMSSize struct {
	Characters int
	Units      int // septets of GSM 03.38, or 16-bit units of UCS-2
	Parts      int // an empty text is one part; more than MaxParts cannot be sent
	Alphabet   Alphabet
	// Culprit is the first character that GSM 03.38 does not have, or 0.
	Culprit rune
	// Room is how many units the text may have before it needs another part.
	Room int
}

// MaxParts is the largest number of parts that the header of a part can hold.
const MaxParts = 255

// ErrTooManyParts reports a text that does not fit into MaxParts SMS.
var ErrTooManyParts = errors.New("text is longer than 255 SMS can hold")

// gsmBasic is the default alphabet of GSM 03.38 without the escape, and gsmExtended what
// stands behind the escape and so counts twice (3GPP TS 23.038, 6.2.1).
const (
	gsmBasic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
		"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
	gsmExtended = "\f^{}\\[~]|€"
)

// MeasureSMS counts a text as an SMS.
func MeasureSMS(text string) SMSSize {
	size, _ := packSMS(text)
	return size
}

// SplitSMS returns the parts that a text is sent in, of which there is at least
// one. A text for more than 255 parts is ErrTooManyParts.
func SplitSMS(text string) ([]string, error) {
	size, ends := packSMS(text)
	if size.Parts > MaxParts {
		return nil, fmt.Errorf("split sms: %w", ErrTooManyParts)
	}
	parts := make([]string, 0, size.Parts)
	begin := 0
	for _, end := range append(ends, len(text)) {
		parts = append(parts, text[begin:end])
		begin = end
	}
	return parts, nil
}

// packSMS fills part after part, since a character that takes two units is never
// cut in two and a part may so end one unit short. ends are the offsets at which
// all parts but the last one end. Parts of many have room for a header of 6 bytes.
func packSMS(text string) (size SMSSize, ends []int) {
	size = SMSSize{Characters: utf8.RuneCountInString(text), Alphabet: GSM7, Parts: 1}
	for _, r := range text {
		if gsmUnits(r) == 0 {
			size.Alphabet, size.Culprit = UCS2, r
			break
		}
	}
	single, split, units := 160, 153, gsmUnits
	if size.Alphabet == UCS2 {
		single, split, units = 70, 67, ucs2Units
	}
	for _, r := range text {
		size.Units += units(r)
	}
	if size.Room = single; size.Units <= single {
		return size, nil
	}
	used := 0
	for at, r := range text {
		n := units(r)
		if used+n > split {
			ends = append(ends, at)
			used = 0
		}
		used += n
	}
	size.Parts = len(ends) + 1
	size.Room = size.Units + split - used
	return size, ends
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

// ConcatHeader returns the user data header of a part of a long SMS as hex, the
// way the messaging family writes it: an 8-bit reference that all parts have, how
// many parts there are, and which one this is, from 1 (3GPP TS 23.040, 9.2.3.24.1).
func ConcatHeader(reference byte, total, part int) string {
	return strings.ToUpper(hex.EncodeToString([]byte{5, 0, 3, reference, byte(total), byte(part)}))
}

package gatewayapi

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/nyaruka/phonenumbers"
)

// ErrNumber reports text that is not a phone number or a short code.
var ErrNumber = errors.New("not a number: want digits, blanks and a leading + only")

// maxDigits is the longest number of E.164, its country code included.
const maxDigits = 15

// ParseMSISDN returns the digits of a phone number with its country code, such
// as "4520304050" for "+45 20 30 40 50": like the provider it drops blanks and a
// leading +. The number itself is not in the error.
func ParseMSISDN(s string) (digits string, err error) {
	if digits, err = parseDigits(s); err == nil && len(digits) > maxDigits {
		err = ErrNumber
	}
	if err != nil {
		return "", fmt.Errorf("parse msisdn: %w", err)
	}
	return digits, nil
}

// ParseReceiver returns the digits of a short code or number with its country
// prefix, such as "451204" for "+45 1204". A short code is shorter than any
// valid phone number, and a number is longer than 32 bits, so nothing but the
// form is checked.
func ParseReceiver(s string) (digits string, err error) {
	if digits, err = parseDigits(s); err == nil && len(digits) > maxDigits {
		err = ErrNumber
	}
	if err != nil {
		return "", fmt.Errorf("parse receiver: %w", err)
	}
	return digits, nil
}

// parseDigits drops blanks, one leading + and leading zeros.
func parseDigits(s string) (string, error) {
	s = strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) {
			return -1
		}
		return c
	}, s)
	s = strings.TrimPrefix(s, "+")
	if s == "" || strings.Trim(s, "0123456789") != "" {
		return "", ErrNumber
	}
	if s = strings.TrimLeft(s, "0"); s == "" {
		s = "0"
	}
	return s, nil
}

// FormatReceiver writes a receiver for people, its country prefix apart:
// "451204" with prefix "45" is "+45 1204". With prefix "" (not known) the prefix
// is the calling code that the digits begin with. Text that is not digits comes
// back as it is.
func FormatReceiver(digits, countryPrefix string) string {
	if _, err := parseDigits(digits); err != nil {
		return digits
	}
	if countryPrefix == "" {
		countryPrefix = callingCode(digits)
	}
	code, found := strings.CutPrefix(digits, countryPrefix)
	if !found || code == "" || countryPrefix == "" {
		return "+" + digits
	}
	return "+" + countryPrefix + " " + code
}

// FormatMSISDN writes a phone number for people, in the groups of its country:
// "4520304050" is "+45 20 30 40 50". Text that is not digits comes back as it is.
func FormatMSISDN(digits string) string {
	if _, err := parseDigits(digits); err != nil {
		return digits
	}
	n, err := phonenumbers.Parse("+"+digits, "")
	if err != nil {
		return "+" + digits
	}
	return phonenumbers.Format(n, phonenumbers.INTERNATIONAL)
}

// Region returns the ISO 3166-1 alpha-2 code of the country that a phone number
// belongs to, such as "DK", or "" where that is not known. A callback's own
// country_code is better where it is present, since several countries share a
// calling code.
func Region(digits string) string {
	n, err := phonenumbers.Parse("+"+digits, "")
	if err != nil {
		return ""
	}
	return phonenumbers.GetRegionCodeForNumber(n)
}

// callingCode returns the calling code that digits begin with, or "". No code
// is the beginning of another one.
func callingCode(digits string) string {
	codes := phonenumbers.GetSupportedCallingCodes()
	for size := 1; size <= min(3, len(digits)); size++ {
		var code int
		for _, c := range digits[:size] {
			code = code*10 + int(c-'0')
		}
		if codes[code] {
			return digits[:size]
		}
	}
	return ""
}

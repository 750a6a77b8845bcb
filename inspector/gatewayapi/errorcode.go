package gatewayapi

import (
	"slices"
	"strconv"
	"strings"
)

// ErrorCode says why a message failed: the provider's code of REST `code` and
// messaging `error.hex_code`.
type ErrorCode struct {
	// Code in the form "0x101A", or as it came where it is no code.
	Code string
	// Group is the origin, such as "HLR"; "" where the code is not listed.
	Group string
	// Text is the meaning in words. For a code that is not listed it is the
	// generic meaning of its low byte, or "".
	Text string
	// Known is true for the codes that the provider lists.
	Known bool
}

// maxCode is the largest code: four hex digits.
const maxCode = 0xFFFF

// genericTexts are the meanings that a low byte has whatever the origin.
var genericTexts = [...]string{
	"Success", "Unknown error", "Generic refusal", "Not permitted", "I/O error",
	"Shutting down", "Out of resources", "Permission denied", "Bad argument", "Busy, try again",
}

// LookupCode reads a code as people and callbacks write it: 0x1010, 0X1010, 1010
// (hex without its sign), or 4112 (decimal). Without the sign hex comes first; no
// listed code can be read both ways. ok is false where s is no code at all.
func LookupCode(s string) (code ErrorCode, ok bool) {
	s = strings.TrimSpace(s)
	digits, signed := strings.CutPrefix(strings.ToLower(s), "0x")
	if digits == "" || len(digits) > 5 || strings.Trim(digits, "0123456789abcdef") != "" {
		return ErrorCode{}, false
	}
	hex, err := strconv.ParseUint(digits, 16, 16)
	if err == nil {
		code = codeOf(uint16(hex))
	}
	if signed || code.Known {
		return code, err == nil
	}
	if n, err := strconv.ParseUint(digits, 10, 16); err == nil {
		if plain := codeOf(uint16(n)); plain.Known || code.Code == "" {
			return plain, true
		}
	}
	return code, err == nil
}

// codeOf describes the code with this number.
func codeOf(n uint16) ErrorCode {
	hex := strings.ToUpper(strconv.FormatUint(uint64(n), 16))
	code := ErrorCode{Code: "0x" + strings.Repeat("0", 4-len(hex)) + hex}
	i, found := slices.BinarySearchFunc(codeTable[:], n, func(row codeRow, n uint16) int {
		return int(row.code) - int(n)
	})
	if found {
		code.Group, code.Text, code.Known = codeTable[i].group, codeTable[i].text, true
	} else if low := int(n & 0xFF); low < len(genericTexts) {
		code.Text = genericTexts[low]
	}
	return code
}

// GroupText says in words where the errors of a group come from, or "".
func GroupText(group string) string {
	switch group {
	case "HLR":
		return "home register"
	case "MSC":
		return "switching centre or handset"
	case "SCREEN":
		return "screening"
	case "SMSC":
		return "message centre"
	case "ROUTE":
		return "routing"
	case "ESME":
		return "SMPP application"
	case "SP":
		return "service provider"
	case "GWAPI":
		return "GatewayAPI itself"
	}
	return ""
}

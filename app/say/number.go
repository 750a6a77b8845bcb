package say

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"
	"golang.org/x/text/language"
)

// Number returns a whole number with a mark before each three digits: "100,000".
func Number(n uint64) string {
	s := strconv.FormatUint(n, 10)
	if len(s) <= 3 {
		return s
	}
	mark := X("thousands", ",")
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + mark + s[i:]
	}
	return s
}

// Tenths returns a number with one place after the decimal mark: "1.4".
func Tenths(v float64) string { return marked(strconv.FormatFloat(v, 'f', 1, 64)) }

// Decimal returns a number with as many places as it has: "0.125".
func Decimal(v float64) string { return marked(strconv.FormatFloat(v, 'f', -1, 64)) }

func marked(number string) string { return strings.Replace(number, ".", X("decimal", "."), 1) }

// Tag returns the language that is spoken.
func Tag() language.Tag { return language.Make(X("language", "en")) }

// Day returns a day without its year: "2 Jan".
func Day(t time.Time) string { return L("%d %s", t.Day(), month(t.Month())) }

// month returns the short name of a month. Its keys are those of [time.Month].
func month(m time.Month) string { return lang.L(m.String()[:3]) }

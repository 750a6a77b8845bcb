package viewmodel

import (
	"strings"
	"testing"

	"ringback/inspector/gatewayapi"
)

func TestSMSSizeInWords(t *testing.T) {
	for text, want := range map[string]string{
		"foo hello world":          "15 characters · 1 part · GSM 03.38",
		"a":                        "1 character · 1 part · GSM 03.38",
		strings.Repeat("a", 161):   "161 characters · 2 parts · GSM 03.38",
		"naïve":                    "5 characters · 1 part · UCS-2 because of “ï”",
		"a\u200bb":                 "3 characters · 1 part · UCS-2 because of ‹ZWSP›",
		strings.Repeat("a", 40000): "40,000 characters · 262 parts, more than can be sent · GSM 03.38",
	} {
		if got := SMSSizeText(gatewayapi.MeasureSMS(text)); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestTheMeterWarnsOfWhatCosts(t *testing.T) {
	for text, want := range map[string]Meter{
		"foo hello world":          {"15 / 160 · 1 part · GSM 03.38", Muted},
		strings.Repeat("€", 81):    {"162 / 305 · 2 parts · GSM 03.38", Muted},
		"naïve":                    {"5 / 70 · 1 part · UCS-2 because of “ï”", Warn},
		strings.Repeat("a", 40000): {"40,000 / 40,086 · 262 parts, more than can be sent · GSM 03.38", Bad},
	} {
		if got := NewMeter(text); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

package viewmodel

import (
	"testing"

	"ringback/inspector/gatewayapi"
)

func TestEveryKindHasItsWords(t *testing.T) {
	for _, k := range []gatewayapi.Kind{
		gatewayapi.MOSMS, gatewayapi.DeliveryStatus, gatewayapi.EmailStatus, gatewayapi.SMSStatus, gatewayapi.RCSStatus,
		gatewayapi.MOTextSMS, gatewayapi.MOTextRCS, gatewayapi.MOLocationRCS, gatewayapi.MOFileRCS,
	} {
		short, title := kindWords(k)
		sign, tone := kindSign(k)
		if short == "Other" || title == "" || sign == "◆" || tone.Loud() {
			t.Errorf("%s is called %q, %q", k, short, title)
		}
	}
	if short, _ := kindWords("something-new"); short != "Other" {
		t.Errorf("a kind that is not known is called %q", short)
	}
}

func TestOriginsHaveTheirWords(t *testing.T) {
	for _, origin := range []string{"simulated", "replayed", "probe", "imported"} {
		if _, _, sentence, ok := originWords(origin); !ok || sentence == "" {
			t.Errorf("%s is not explained", origin)
		}
	}
	if _, _, _, ok := originWords("live"); ok {
		t.Error("what came by itself is called something else")
	}
}

func TestVerdictsHaveTheirWords(t *testing.T) {
	for result, want := range map[gatewayapi.Result]struct {
		sign, icon string
		tone       Tone
	}{
		gatewayapi.Valid: {"✓", "shield-check", OK}, gatewayapi.Unsigned: {"–", "shield-off", Muted},
		gatewayapi.NoSecret: {"?", "shield-off", Muted}, gatewayapi.BadSignature: {"✗", "shield-alert", Bad},
		gatewayapi.Mismatch: {"✗", "shield-alert", Bad}, gatewayapi.Malformed: {"✗", "shield-alert", Bad},
		gatewayapi.BadAlgorithm: {"✗", "shield-alert", Bad}, gatewayapi.UnknownVersion: {"✗", "shield-alert", Bad},
	} {
		sign, _ := verdictSign(result)
		if sign != want.sign || verdictIcon(result) != want.icon || verdictTone(result) != want.tone {
			t.Errorf("%s: %s %s %v", result, sign, verdictIcon(result), verdictTone(result))
		}
		if result != gatewayapi.Valid && verdictAdvice(result) == "" {
			t.Errorf("%s: no advice", result)
		}
	}
}

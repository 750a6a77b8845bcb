package inspector_test

import (
	"errors"
	"fmt"
	"testing"

	"ringback/inspector"
)

// A face can say the reason in another language, with the same numbers in it.
func TestAReasonCanBeSaidInOtherWords(t *testing.T) {
	danish := map[string]string{
		"must be from %d to %d seconds": "skal være fra %d til %d sekunder",
		"must be one word":              "skal være ét ord",
	}
	translate := func(sentence string, args ...any) string { return fmt.Sprintf(danish[sentence], args...) }
	bounds := inspector.DefaultSettings()
	bounds.HeaderSeconds = -1
	for _, tt := range []struct {
		err           error
		reason, other string
	}{
		{bounds.Validate(), "must be from 1 to 600 seconds", "skal være fra 1 til 600 sekunder"},
		{&inspector.FieldError{Field: "keyword", Reason: "must be one word"}, "must be one word", "skal være ét ord"},
	} {
		var bad *inspector.FieldError
		if !errors.As(tt.err, &bad) || bad.Reason != tt.reason {
			t.Fatalf("got %v, want %q", tt.err, tt.reason)
		}
		if got := bad.In(translate); got != tt.other {
			t.Errorf("said %q, want %q", got, tt.other)
		}
	}
}

package viewmodel

// Tone is what a colour says. A pane turns it into a colour of its palette.
type Tone uint8

// The tones. Good news is quiet: OK and Info colour a dot, Warn and Bad a whole badge.
const (
	Plain     Tone = iota // values, titles
	Secondary             // values that matter less
	Muted                 // labels, hints, neutral tags
	Accent                // links, our own ids, keywords
	OK                    // delivered, valid
	Info                  // received, accepted, on its way
	Warn                  // expired, unknown, slow
	Bad                   // failed, rejected, bad signature, no answer
)

// Loud reports whether t says that something is not as it should be.
func (t Tone) Loud() bool { return t == Warn || t == Bad }

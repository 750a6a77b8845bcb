package ui

import (
	"ringback/app/look"
	"ringback/app/viewmodel"
)

// roleOf returns the colour of a tone.
func roleOf(t viewmodel.Tone) look.Role {
	switch t {
	case viewmodel.Secondary:
		return look.Text2
	case viewmodel.Muted:
		return look.Text3
	case viewmodel.Accent:
		return look.Accent
	case viewmodel.OK:
		return look.OK
	case viewmodel.Info:
		return look.Info
	case viewmodel.Warn:
		return look.Warn
	case viewmodel.Bad:
		return look.Bad
	}
	return look.Text
}

// stateOf returns the colour of a tone for what has a tint: a badge, a dot, a
// circle. What says nothing good or bad is neutral.
func stateOf(t viewmodel.Tone) look.Role {
	if t < viewmodel.Accent {
		return look.Mute
	}
	return roleOf(t)
}

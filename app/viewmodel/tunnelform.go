package viewmodel

import (
	"strings"

	"ringback/app/say"
	"ringback/inspector"
)

// tunnelModes are the modes of the tunnel and the words for them.
func tunnelModes() [][2]string {
	return [][2]string{
		{inspector.TunnelAuto, say.L("When an authtoken is known")},
		{inspector.TunnelNgrok, say.L("Always")},
		{inspector.TunnelOff, say.L("Never: local only")},
	}
}

// NewTunnelForm makes the form of the public way in.
func NewTunnelForm(s inspector.TunnelSettings) *Form {
	var choices []string
	var value string
	for _, mode := range tunnelModes() {
		choices = append(choices, mode[1])
		if mode[0] == s.Mode {
			value = mode[1]
		}
	}
	return newForm(
		FormField{
			ID: "tunnel.mode", Label: say.L("Open the tunnel"), Control: ChoiceControl,
			Choices: choices, Value: value,
		},
		FormField{
			ID: "tunnel.url", Label: say.L("Reserved address"), Value: s.URL,
			Hint: say.L("Such as https://hooks.example.com. Empty is your account's own address."),
		},
		FormField{
			ID: "authtoken", Label: say.L("Authtoken"), Control: SecretControl,
			Hint: say.L("From dashboard.ngrok.com, Your Authtoken. It is checked at once."),
		},
	)
}

// Tunnel reads the form of [NewTunnelForm], and the authtoken that was typed, "" for none;
// ok is false where a value cannot be, which the fields then say.
func (f *Form) Tunnel() (s inspector.TunnelSettings, token string, ok bool) {
	f.clear()
	for _, mode := range tunnelModes() {
		if mode[1] == f.Value("tunnel.mode") {
			s.Mode = mode[0]
		}
	}
	s.URL = strings.TrimSuffix(strings.TrimSpace(f.Value("tunnel.url")), "/")
	if s.URL != "" && !strings.Contains(s.URL, "://") {
		s.URL = "https://" + s.URL
	}
	f.Refuse(s.Validate(), "", "")
	return s, strings.TrimSpace(f.Value("authtoken")), f.FirstError() == "" && f.Error == ""
}

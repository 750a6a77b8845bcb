package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
	"github.com/tidwall/gjson"

	"ringback/inspector"
)

// settingWords are the settings by their names in JSON, and what each one is.
func settingWords() [][2]string {
	return [][2]string{
		{"listen", "HOST:PORT of the local receiver, from its next start"},
		{"body_limit", "bytes of a body; a longer one is answered 413 and its first part kept"},
		{"max_connections", "connections that may be open at a time"},
		{"header_seconds", "seconds a sender may take for the head of a request"},
		{"body_seconds", "seconds a sender may take for the whole request"},
		{"retention.days", "days after which callbacks are removed; 0 keeps all"},
		{"retention.count", "callbacks that are kept; 0 keeps all"},
		{"retention.bytes", "bytes that the database may hold; 0 keeps all"},
		{"tunnel.mode", "auto (ngrok when an authtoken is known), ngrok or off"},
		{"tunnel.url", "https://NAME reserved at ngrok; empty is your account's own dev domain"},
	}
}

func (p *program) settingsCommand() *cobra.Command {
	var output string
	list := func(cmd *cobra.Command, _ []string) error {
		if err := oneOf("output", output, outputText, outputJSON); err != nil {
			return err
		}
		return p.withStored(cmd, func(_ context.Context, e *inspector.Inspector) error {
			if output == outputJSON {
				return p.printJSON(e.Settings())
			}
			return p.listSettings(e.Settings())
		})
	}
	cmd := &cobra.Command{
		Use:   "settings",
		Short: "Limits, time limits, how much is kept",
		Long: `The body limit and what is kept hold at once, the rest from the receiver's next
start. What is starred is kept whatever the retention says; what is imported is as
old as when it was received.`,
		Example: `  ringback settings
  ringback settings set retention.days=90 body_limit=20971520`,
		Args: cobra.NoArgs,
		RunE: list,
	}
	addList(cmd, "List the settings", &output)
	set := &cobra.Command{
		Use: "set NAME=VALUE...", Short: "Change settings: all that are named, or none", Args: cobra.MinimumNArgs(1),
		Example: "  ringback settings set retention.days=90 retention.bytes=1000000000",
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, arg := range args {
				if name, _, ok := strings.Cut(arg, "="); !ok || !isSetting(name) {
					return fmt.Errorf("%q is no setting: want NAME=VALUE, with a name that \"ringback settings\" shows", arg)
				}
			}
			return p.withEngine(cmd, func(_ context.Context, e *inspector.Inspector) error {
				return p.changeSettings(e, args)
			})
		},
	}
	cmd.AddCommand(set)
	return cmd
}

func isSetting(name string) bool {
	for _, s := range settingWords() {
		if s[0] == name {
			return true
		}
	}
	return false
}

func (p *program) changeSettings(e *inspector.Inspector, args []string) error {
	s := e.Settings()
	for _, arg := range args {
		name, value, _ := strings.Cut(arg, "=")
		if err := applySetting(&s, name, value); err != nil {
			return err
		}
	}
	if err := e.SetSettings(s); err != nil {
		return err
	}
	p.done("Changed: %s.", strings.Join(args, ", "))
	return nil
}

// applySetting changes one setting. A name with a dot is one in a group.
func applySetting(s *inspector.Settings, name, value string) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	path := strings.Split(name, ".")
	for _, v := range [][]byte{[]byte(value), text} { // a number or switch, or else a text
		if !json.Valid(v) {
			continue
		}
		for n := len(path) - 1; n >= 0; n-- {
			v = fmt.Appendf(nil, "{%q: %s}", path[n], v)
		}
		changed := *s
		if json.Unmarshal(v, &changed) == nil {
			*s = changed
			return nil
		}
	}
	now, err := json.Marshal(s)
	if err != nil {
		return err
	}
	example := gjson.GetBytes(now, name)
	kind := map[gjson.Type]string{gjson.Number: "a whole number", gjson.True: "true or false", gjson.False: "true or false"}[example.Type]
	return &inspector.FieldError{Field: name, Reason: fmt.Sprintf("must be %s, such as %s, and not %q", kind, example.Raw, value)}
}

func (p *program) listSettings(s inspector.Settings) error {
	all, err := json.Marshal(s)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(p.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "SETTING\tVALUE\tMEANING")
	for _, words := range settingWords() {
		fmt.Fprintf(w, "%s\t%s\t%s\n", words[0], printable(gjson.GetBytes(all, words[0]).String()), words[1])
	}
	return w.Flush()
}

package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode"

	"github.com/spf13/cobra"

	"ringback/inspector"
)

func (p *program) allowCommand() *cobra.Command {
	var output string
	list := func(cmd *cobra.Command, _ []string) error {
		if err := oneOf("output", output, outputText, outputJSON); err != nil {
			return err
		}
		return p.withStored(cmd, func(_ context.Context, e *inspector.Inspector) error {
			return p.listAllowed(e, output == outputJSON)
		})
	}
	cmd := &cobra.Command{
		Use:   "allow",
		Short: "From which addresses callbacks may come through the tunnel",
		Long: `A list of IP addresses, blocks and names in DNS from which callbacks may come
through the tunnel; at first it is off. Names are looked up again every five
minutes, A and AAAA, and their last good answer holds. The address is that of the
connection, never one that a header claims. Who calls this computer directly is
always let in.

Other senders' callbacks are flagged (warn), or recorded and answered 403
(refuse). The provider's addresses can change at short notice: a signature is the
better proof, and warn the safer choice.`,
		Example: `  ringback allow mode warn
  ringback allow add 203.0.113.9 2001:db8::/32 ips.example.com
  ringback allow`,
		Args: cobra.NoArgs,
		RunE: list,
	}
	addList(cmd, "Show the list, and what DNS says", &output)
	refresh := &cobra.Command{
		Use: "refresh", Short: "Ask DNS for the names now", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.withEngine(cmd, func(ctx context.Context, e *inspector.Inspector) error {
				if err := e.RefreshAllowed(ctx); err != nil {
					return err
				}
				return p.listAllowed(e, false)
			})
		},
	}
	cmd.AddCommand(append(p.allowChanges(), refresh)...)
	return cmd
}

// allowChanges are the commands that change the list.
func (p *program) allowChanges() []*cobra.Command {
	mode := &cobra.Command{
		Use: "mode off|warn|refuse", Short: "Say what becomes of others", Args: cobra.ExactArgs(1),
		ValidArgs: []string{inspector.AllowAll, inspector.AllowWarn, inspector.AllowRefuse},
		RunE: p.changeAllowed(func(l *inspector.AllowList, args []string) error {
			l.Mode = args[0]
			return nil
		}),
	}
	add := &cobra.Command{
		Use: "add ENTRY...", Short: "Add addresses, blocks or names", Args: cobra.MinimumNArgs(1),
		RunE: p.changeAllowed(func(l *inspector.AllowList, args []string) error {
			for _, entry := range args {
				into := entriesFor(l, entry)
				*into = append(*into, entry)
			}
			return nil
		}),
	}
	remove := &cobra.Command{
		Use: "remove ENTRY...", Short: "Remove addresses, blocks or names, as they are listed", Args: cobra.MinimumNArgs(1),
		RunE: p.changeAllowed(func(l *inspector.AllowList, args []string) error {
			for _, entry := range args {
				from := entriesFor(l, entry)
				n := slices.Index(*from, entry)
				if n < 0 {
					return fmt.Errorf("remove from the allow-list: %q: %w", entry, inspector.ErrNotFound)
				}
				*from = slices.Delete(*from, n, n+1)
			}
			return nil
		}),
	}
	return []*cobra.Command{mode, add, remove}
}

// changeAllowed returns a command that changes the list as a whole, or not.
func (p *program) changeAllowed(change func(*inspector.AllowList, []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		return p.withEngine(cmd, func(_ context.Context, e *inspector.Inspector) error {
			l := e.AllowList()
			if err := change(&l, args); err != nil {
				return err
			}
			if err := e.SetAllowList(l); err != nil {
				return err
			}
			p.done("The allow-list is changed. %s", allowWords(e.AllowList().Mode))
			return nil
		})
	}
}

// entriesFor returns the part of the list that an entry belongs to: names have
// letters, and no colon or slash.
func entriesFor(l *inspector.AllowList, entry string) *[]string {
	if strings.ContainsFunc(entry, unicode.IsLetter) && !strings.ContainsAny(entry, ":/") {
		return &l.Names
	}
	return &l.Addresses
}

func allowWords(mode string) string {
	switch mode {
	case inspector.AllowWarn:
		return "Callbacks from other addresses are flagged."
	case inspector.AllowRefuse:
		return "Callbacks from other addresses are recorded, and answered 403."
	}
	return "It is off: everybody may come."
}

func (p *program) listAllowed(e *inspector.Inspector, asJSON bool) error {
	l, names := e.AllowList(), e.AllowedNames()
	if asJSON {
		return p.printJSON(struct {
			Mode      string                  `json:"mode"`
			Addresses []string                `json:"addresses"`
			Names     []inspector.AllowedName `json:"names"`
		}{l.Mode, l.Addresses, names})
	}
	w := tabwriter.NewWriter(p.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintf(w, "mode\t%s\t%s\n", l.Mode, allowWords(l.Mode))
	for _, address := range l.Addresses {
		fmt.Fprintf(w, "address\t%s\n", address)
	}
	for _, n := range names {
		fmt.Fprintf(w, "name\t%s\t%s\n", n.Name, nameWords(n))
	}
	return w.Flush()
}

// nameWords says what DNS said of a name.
func nameWords(n inspector.AllowedName) string {
	words := "not asked yet"
	if ips := append(slices.Clone(n.A), n.AAAA...); len(ips) > 0 {
		words = strings.Join(ips, ", ") + " (" + n.AnsweredAt.Local().Format("2006-01-02 15:04") + ")"
	}
	if n.Error != "" {
		words += "; now " + n.Error
	}
	return printable(words)
}

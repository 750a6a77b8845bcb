package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"ringback/inspector"
)

// markFlags are what a person notes on callbacks.
type markFlags struct {
	star, unstar bool
	tags, untag  []string
	note         string
}

func (p *program) markCommand() *cobra.Command {
	var f markFlags
	cmd := &cobra.Command{
		Use:   "mark ID...",
		Short: "Star, tag or note callbacks",
		Long: `Notes something on callbacks: a star keeps them from retention, tags and a note
are for people. All are kept in the database, and go with an export.`,
		Example: `  ringback mark 42 --star --tag vip
  ringback mark 42 43 --untag vip --note 'asked the customer'
  ringback callbacks --filter 'is:starred'`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var ids []uint64
			for _, arg := range args {
				id, err := callbackID(arg)
				if err != nil {
					return err
				}
				ids = append(ids, id)
			}
			return p.withStored(cmd, func(_ context.Context, e *inspector.Inspector) error {
				noted := cmd.Flags().Changed("note")
				if err := e.Mark(ids, func(m *inspector.Marks) { f.change(m, noted) }); err != nil {
					return err
				}
				p.done("Marked: %d.", len(ids))
				return nil
			})
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&f.star, "star", false, "star them: retention keeps them")
	flags.BoolVar(&f.unstar, "unstar", false, "take the star away")
	flags.StringArrayVar(&f.tags, "tag", nil, "`TAG` to add; may be repeated")
	flags.StringArrayVar(&f.untag, "untag", nil, "`TAG` to take away; may be repeated")
	flags.StringVar(&f.note, "note", "", "`TEXT` to note in place of what is noted; empty for none")
	cmd.MarkFlagsOneRequired("star", "unstar", "tag", "untag", "note")
	cmd.MarkFlagsMutuallyExclusive("star", "unstar")
	return cmd
}

func (f markFlags) change(m *inspector.Marks, noted bool) {
	m.Starred = (m.Starred || f.star) && !f.unstar
	m.Tags = slices.DeleteFunc(append(m.Tags, f.tags...), func(tag string) bool { return slices.Contains(f.untag, tag) })
	if noted {
		m.Note = f.note
	}
}

// callbackID reads an id as people write it: 42 or #42.
func callbackID(s string) (uint64, error) {
	id, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 10, 64)
	if err != nil || id == 0 {
		return 0, fmt.Errorf("%q is not an id: want a number such as 42", s)
	}
	return id, nil
}

// marksWords says what is noted on a callback.
func marksWords(m *inspector.Marks) string {
	if m == nil {
		return ""
	}
	var parts []string
	if m.Starred {
		parts = append(parts, "starred")
	}
	for _, tag := range m.Tags {
		parts = append(parts, "tag "+tag)
	}
	if m.Note != "" {
		parts = append(parts, "note: "+m.Note)
	}
	return printable(strings.Join(parts, ", "))
}

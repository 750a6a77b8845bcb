package main

import (
	"context"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"ringback/inspector"
)

func (p *program) simulatePeopleCommand() *cobra.Command {
	var output string
	list := func(cmd *cobra.Command, _ []string) error {
		if err := oneOf("output", output, outputText, outputJSON); err != nil {
			return err
		}
		return p.withStored(cmd, func(_ context.Context, e *inspector.Inspector) error {
			return p.listPeople(e, output == outputJSON)
		})
	}
	cmd := &cobra.Command{
		Use:   "people",
		Short: "Names for the numbers of people who text",
		Long:  `Whoever is saved here can be named: --from ann.`,
		Example: `  ringback simulate people add Ann 4520304050
  ringback simulate sms --from Ann --to 451204 'foo hello world'`,
		Args: cobra.NoArgs,
		RunE: list,
	}
	addList(cmd, "List them", &output)
	add := &cobra.Command{
		Use: "add NAME NUMBER", Short: "Save somebody, or another number of somebody", Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.withEngine(cmd, func(_ context.Context, e *inspector.Inspector) error {
				person, err := e.PutPerson(inspector.Person{Name: args[0], Number: args[1]})
				if err == nil {
					p.done("%s has the number +%s.", person.Name, person.Number)
				}
				return err
			})
		},
	}
	remove := &cobra.Command{
		Use: "remove NAME", Short: "Remove somebody", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.withStored(cmd, func(_ context.Context, e *inspector.Inspector) error {
				err := e.RemovePerson(args[0])
				if err == nil {
					p.done("%s is removed.", args[0])
				}
				return err
			})
		},
	}
	cmd.AddCommand(add, remove)
	return cmd
}

func (p *program) listPeople(e *inspector.Inspector, asJSON bool) error {
	people, err := e.People()
	if err != nil {
		return err
	}
	if asJSON {
		if people == nil {
			people = []inspector.Person{}
		}
		return p.printJSON(people)
	}
	if len(people) == 0 {
		p.done(`Nobody is saved yet: "ringback simulate people add" adds somebody.`)
		return nil
	}
	w := tabwriter.NewWriter(p.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "NAME\tNUMBER")
	for _, one := range people {
		fmt.Fprintf(w, "%s\t+%s\n", printable(one.Name), one.Number)
	}
	return w.Flush()
}

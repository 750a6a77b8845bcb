package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"ringback/inspector"
	"ringback/inspector/reach"
)

// errNotOnline means that there is no public address to prove.
var errNotOnline = errors.New("the tunnel is not online")

// proveOwn sends a request through our own public address and back.
func (p *program) proveOwn(cmd *cobra.Command, asJSON bool) error {
	return p.withStored(cmd, func(ctx context.Context, e *inspector.Inspector) error {
		if p.public == nil || p.public.URL == "" {
			return errNotOnline
		}
		proof, err := e.Prove(ctx, p.public.URL)
		if err != nil {
			return err
		}
		if asJSON {
			err = p.printJSON(proof)
		} else {
			err = p.showProof(proof)
		}
		if err == nil && proof.Verdict == reach.Fail {
			return &unreached{proof.URL, proof.Finding()}
		}
		return err
	})
}

func (p *program) showProof(proof inspector.Proof) error {
	w := tabwriter.NewWriter(p.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintf(w, "%s\t%s\n", proof.Verdict, printable(proof.Text))
	if proof.Hint != "" {
		fmt.Fprintf(w, "\t%s\n", printable(proof.Hint))
	}
	fmt.Fprintf(w, "address\t%s\n", printable(proof.URL))
	if !proof.NotAfter.IsZero() {
		fmt.Fprintf(w, "certificate\tof %s, until %s\n", printable(proof.Issuer), proof.NotAfter.Local().Format("2006-01-02 15:04"))
	}
	fmt.Fprintf(w, "took\t%s\n", rounded(time.Duration(proof.TookMS*float64(time.Millisecond))))
	return w.Flush()
}

// listProofs lists the proofs that are kept.
func (p *program) listProofs(cmd *cobra.Command, asJSON bool) error {
	return p.withStored(cmd, func(_ context.Context, e *inspector.Inspector) error {
		proofs, err := e.Proofs()
		if err != nil {
			return err
		}
		if asJSON {
			return p.printJSON(append([]inspector.Proof{}, proofs...))
		}
		if len(proofs) == 0 {
			p.done("The way in was not proven yet.")
			return nil
		}
		w := tabwriter.NewWriter(p.stdout, 0, 4, 2, ' ', 0)
		for _, proof := range proofs {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", proof.At.Local().Format("2006-01-02 15:04:05"), proof.Verdict, printable(proof.URL), printable(proof.Text))
		}
		return w.Flush()
	})
}

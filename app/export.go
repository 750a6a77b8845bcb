package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"ringback/inspector"
)

func (p *program) exportCommand() *cobra.Command {
	var format, out string
	var force bool
	var picked filterFlags
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write callbacks, oldest first, as JSON lines",
		Long: `Writes all callbacks, or with --filter those that match, oldest first, one JSON
object a line. It holds what came in: numbers, texts, headers. Secrets of webhooks
are not in it.`,
		Example: `  ringback export -o monday.jsonl
  ringback export --filter 'webhook:autumn-vote since:1d' -o votes.jsonl
  ringback export | gzip > monday.jsonl.gz`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := oneOf("format", format, "jsonl"); err != nil {
				return err
			}
			if _, err := picked.parse(); err != nil {
				return err
			}
			return p.withStored(cmd, func(ctx context.Context, e *inspector.Inspector) error {
				f, err := picked.resolve(e)
				if err != nil {
					return err
				}
				export := e.ExportJSONL
				if !f.Empty() {
					s, err := p.search(ctx, e, f)
					if err != nil {
						return err
					}
					export = s.ExportJSONL
				}
				bar := p.bar("exporting")
				var n uint64
				err = p.write(out, force, func(w io.Writer) (err error) {
					if out == "-" && p.call.StdoutTTY {
						w = &harmlessLines{out: w}
					}
					n, err = export(ctx, w, bar.progress)
					return err
				})
				bar.end()
				if err == nil && out != "-" {
					p.done("%s: %d exported", out, n)
				}
				return err
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", "jsonl", "`FORMAT` of the file: jsonl")
	cmd.Flags().StringVarP(&out, "output-file", "o", "-", "`FILE` to write; - is stdout")
	picked.addQuery(cmd)
	cmd.Flags().BoolVar(&force, "force", false, "replace a file that exists")
	return cmd
}

// write lets fill write a file of mode 0600 that is complete or not there, or
// stdout. One that exists is replaced only by force.
func (p *program) write(name string, force bool, fill func(io.Writer) error) error {
	if name == "-" {
		return fill(p.stdout)
	}
	name = p.path(name)
	if err := p.free(name, force); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	f, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*")
	if err != nil {
		return asked(err, name)
	}
	err = errors.Join(fill(f), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(asked(err, name), os.Remove(f.Name()))
	}
	return nil
}

// asked lets an error name the file that a person asked for, instead of the one
// that becomes it in the end.
func asked(err error, name string) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return fmt.Errorf("write %s: %w", name, path.Err)
	}
	return err
}

// free returns an error when a file may not be written under this name.
func (p *program) free(name string, force bool) error {
	there, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !force:
		return errFileExists
	case !there.Mode().IsRegular():
		return errNotRegular
	}
	db, err := p.database()
	if err != nil {
		return err
	}
	if own, err := os.Stat(db); err == nil && os.SameFile(own, there) {
		return errDatabase
	}
	return nil
}

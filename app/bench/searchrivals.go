//go:build linux

package main

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"ringback/storage/storagetest"
)

// rivals are the programs that are installed, and what they search.
type rivals struct {
	lines  string // an export
	bodies string // one body a line
	table  string // a database of sqlite3; "" where that is missing
	paths  map[string]string
}

// searchRivals prepares what rivals search, and says which are missing.
func (b *bench) searchRivals(ctx context.Context, lines string) (rivals, error) {
	r := rivals{lines: lines, bodies: filepath.Join(b.dir, "bodies.jsonl"), paths: map[string]string{}}
	for _, name := range rivalNames() {
		path, err := exec.LookPath(name)
		if err != nil {
			fmt.Printf("%s is not installed: left out\n", name)
			continue
		}
		r.paths[name] = path
	}
	rows := filepath.Join(b.dir, "rows.csv")
	if err := writeBodies(r.bodies, rows, b.stored); err != nil {
		return r, err
	}
	if r.paths["sqlite3"] == "" {
		return r, nil
	}
	r.table = filepath.Join(b.dir, "rival.sqlite")
	cmd := exec.CommandContext(ctx, r.paths["sqlite3"], r.table)
	cmd.Stdin = strings.NewReader(`CREATE TABLE t(id INTEGER PRIMARY KEY, status TEXT, number TEXT, code TEXT, body TEXT);
.import --csv ` + rows + ` t
CREATE INDEX s ON t(status); CREATE INDEX n ON t(number); CREATE INDEX c ON t(code); ANALYZE;
`)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return r, fmt.Errorf("sqlite3: %w: %s", err, out)
	}
	return r, nil
}

// writeBodies writes the bodies of the same callbacks, and their columns.
func writeBodies(bodies, rows string, n int) (err error) {
	out, err := os.Create(bodies)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	table, err := os.Create(rows)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, table.Close()) }()
	lines, columns, id := bufio.NewWriterSize(out, 1<<20), csv.NewWriter(bufio.NewWriterSize(table, 1<<20)), 0
	for line := range storagetest.ExportLines(1, n) {
		var c struct {
			Request struct{ Body string }
		}
		var body struct {
			Status, Code string
			Number       json.Number `json:"msisdn"`
		}
		if err := errors.Join(json.Unmarshal(line, &c), json.Unmarshal([]byte(c.Request.Body), &body)); err != nil {
			return err
		}
		id++
		number := body.Number.String()
		if body.Status == "" {
			number = "" // it came from there
		}
		_, _ = fmt.Fprintln(lines, c.Request.Body)
		_ = columns.Write([]string{fmt.Sprint(id), body.Status, number, body.Code, c.Request.Body})
	}
	columns.Flush()
	return errors.Join(lines.Flush(), columns.Error())
}

// count returns how much processor time a rival takes to count what a question means, 0 where it
// is missing or was not asked. jq is slow, and asked once.
func (r rivals) count(ctx context.Context, name string, q question, rounds int) (time.Duration, error) {
	var args []string
	switch {
	case r.paths[name] == "":
		return 0, nil
	case name == "rg" && q.rg != nil:
		args = append(append([]string{"-c"}, q.rg...), r.lines)
	case name == "jq" && q.jq != "":
		args, rounds = []string{"-n", "reduce (inputs | select(" + q.jq + ")) as $x (0; . + 1)", r.bodies}, 1
	case name == "sqlite3" && q.sql != "":
		args = []string{r.table, "SELECT count(*) FROM t WHERE " + q.sql}
	default:
		return 0, nil
	}
	var all []time.Duration
	for range rounds {
		var exit *exec.ExitError
		cmd := exec.CommandContext(ctx, r.paths[name], args...)
		out, err := cmd.Output()
		if errors.As(err, &exit) && name == "rg" && exit.ExitCode() == 1 {
			err = nil // nothing was found
		}
		if err != nil {
			return 0, fmt.Errorf("%w: %s", err, out)
		}
		all = append(all, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
	}
	return middle(all), nil
}

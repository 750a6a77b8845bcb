//go:build linux

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"ringback/inspector"
	"ringback/inspector/filter"
)

// question is a filter, and what a rival is asked for the same callbacks.
type question struct {
	about  string
	filter string
	rg     []string // arguments before the file
	jq     string   // what select takes
	sql    string   // what WHERE takes
}

// questions match about 0.01 %, 1 % and 50 % of what storagetest makes.
func questions() []question {
	field := func(filter, sql string) question { return question{"field", filter, nil, "", sql} }
	number := func(filter, prefix string) question {
		return question{"number", filter, []string{`msisdn\\": ` + prefix}, "", "number GLOB '" + prefix + "*'"}
	}
	text := func(word string) question {
		return question{"text", "body:" + word, []string{"-i", "-F", word}, "(.message // .userref // \"\") | ascii_downcase | contains(\"" + word + "\")", "body LIKE '%" + word + "%'"}
	}
	json := func(path, value string) question {
		return question{"json", "json." + path + ":" + value, nil, "." + path + " == \"" + value + "\"", "json_extract(body, '$." + path + "') = '" + value + "'"}
	}
	regex := func(expression string) question {
		return question{"regex", "body:/" + expression + "/", []string{expression}, "", ""}
	}
	return []question{
		field("status:skipped", "status = 'SKIPPED'"),
		field("error:0x101A", "code = '0x101A'"),
		field("kind:status -status:failed", "status NOT IN ('', 'UNDELIVERABLE', 'EXPIRED', 'REJECTED', 'SKIPPED')"),
		number("to:+4520000*", "4520000"), number("to:+45200*", "45200"), number("to:+452*", "452"),
		text("refund"), text("parcel"), text("order-"),
		json("status", "SKIPPED"), json("code", "0x101A"), json("country_code", "DK"),
		regex("hello.* refund"), regex("0x101[aA]"), regex("order-[0-9a-f]{8}"),
	}
}

// search measures filters over many stored callbacks beside programs that are
// installed: ripgrep over the same as an export, jq over the bodies alone, sqlite3
// over a table of bodies with indexes. Rivals are compared by the processor time
// of a full count, which says the same on a busy machine.
func (b *bench) search(ctx context.Context) error {
	db, err := b.manyStored(ctx)
	if err != nil {
		return err
	}
	e, err := inspector.Open(db, inspector.Options{Keeper: &inspector.SecretFile{Path: db + ".secrets"}})
	if err != nil {
		return err
	}
	defer e.Close()
	began := time.Now()
	if err := e.Settle(ctx, nil); err != nil {
		return err
	}
	fmt.Printf("Searching %d callbacks, warm, medians of %d. The index was made in %.0f s.\n\n", e.Count(), b.rounds, time.Since(began).Seconds())
	rivals, err := b.searchRivals(ctx, b.searched("jsonl"))
	if err != nil {
		return err
	}
	fmt.Printf("%-8s %-30s %9s %10s %10s %10s %10s %10s %10s %9s %9s\n", "about", "filter", "matches", "first page", "full count", "processor", "ripgrep", "jq", "sqlite3", "looked at", "understood")
	for _, q := range questions() {
		if err := b.ask(ctx, e, q, rivals); err != nil {
			return fmt.Errorf("%s: %w", q.filter, err)
		}
	}
	own := &process{cmd: &exec.Cmd{Process: &os.Process{Pid: os.Getpid()}}}
	memory, err := own.anonymous()
	fmt.Printf("\nanonymous memory after all of it: %.0f MB\n\n", float64(memory)/1e6)
	return err
}

// manyStored makes the large database, and the file that it is imported from.
func (b *bench) manyStored(ctx context.Context) (db string, err error) {
	file, db := b.searched("jsonl"), b.searched("db")
	if _, err := writeLines(file, b.stored); err != nil {
		return "", err
	}
	cmd := exec.CommandContext(ctx, b.program, "import", "--db", db, file)
	cmd.Stderr, cmd.Env = os.Stderr, append(os.Environ(), "RINGBACK_KEYRING=off")
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("import: %w", err)
	}
	return db, nil
}

func (b *bench) searched(end string) string { return filepath.Join(b.dir, "searched."+end) }

func (b *bench) ask(ctx context.Context, e *inspector.Inspector, q question, rivals rivals) error {
	f, err := filter.Parse(q.filter)
	if err != nil {
		return err
	}
	var pages, counts, spent []time.Duration
	var t inspector.Tally
	for range b.rounds {
		began := time.Now()
		s, err := e.Search(ctx, f, time.UTC)
		if err != nil {
			return err
		}
		if _, err := s.Page(ctx, inspector.PageOf{Limit: 100}); err != nil {
			return err
		}
		pages = append(pages, time.Since(began))
		began = time.Now()
		used := processorTime()
		if t, err = s.Tally(ctx, inspector.Span{}, 0, nil); err != nil {
			return err
		}
		counts, spent = append(counts, time.Since(began)), append(spent, processorTime()-used)
	}
	count := middle(spent)
	fmt.Printf("%-8s %-30s %9d %10s %10s %10s", q.about, q.filter, t.Count, round(middle(pages)), round(middle(counts)), round(count))
	for _, name := range rivalNames() {
		took, err := rivals.count(ctx, name, q, b.rounds)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		fmt.Printf(" %10s", ratioOf(took, count))
	}
	fmt.Printf(" %9d %9d\n", t.Read.Looked, t.Read.Understood)
	return nil
}

// ratioOf says how many times as much a rival took.
func ratioOf(took, ours time.Duration) string {
	if took == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f x", float64(took)/float64(ours))
}

func rivalNames() []string { return []string{"rg", "jq", "sqlite3"} }

package inspector

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"runtime"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"

	"ringback/storage"
)

// LineError says which line of a file could not be imported, and why.
type LineError struct {
	Line int // from 1
	Err  error
}

func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }
func (e *LineError) Unwrap() error { return e.Err }

var errLongLine = errors.New("longer than the body limit of the settings allows for")

// maxLine bounds a line of an import: an export of a body at the limit, each
// byte of it escaped, and its fields beside it.
func maxLine(bodyLimit int64) int { return int(16*bodyLimit) + headLimit }

// importBatch is how many callbacks are stored in one commit, and
// importBytes how many bytes of them; as many may be on their way there.
const (
	importBatch = 10_000
	importBytes = 64 << 20
)

// ImportJSONL stores callbacks from JSON lines: those of an export, or plain
// callback bodies. They get new ids; live ones become imported ones, and what was
// noted on them is noted here. A line
// that cannot be read ends the import with a [LineError], and takes back what
// the import had stored before it. It returns how many are stored.
func (i *Inspector) ImportJSONL(ctx context.Context, r io.Reader, progress Progress) (uint64, error) {
	im := &importing{
		store: i.store, parse: lineParser{now: i.now().UTC()}.record, remove: i.Delete, progress: progress,
		noted: map[*storage.Record]Marks{}, mark: func(id uint64, m Marks) error {
			return i.Mark([]uint64{id}, func(now *Marks) { *now = m })
		},
		longest: maxLine(i.Settings().BodyLimit), room: semaphore.NewWeighted(importBytes),
	}
	err := im.run(ctx, r)
	if err != nil {
		if undo := im.undo(); undo != nil {
			err = errors.Join(err, fmt.Errorf("take back what was imported: %w", undo))
		}
	}
	i.feed.bump(i.store.Last())
	if err != nil {
		return im.stored, fmt.Errorf("import: %w", err)
	}
	return im.stored, nil
}

// importing is one import under way: lines are read in order, parsed side by
// side, and stored in order.
type importing struct {
	store    *storage.Store
	parse    func(line []byte) (*storage.Record, *Marks, error)
	mark     func(id uint64, m Marks) error
	remove   func(ids ...uint64) error
	progress Progress
	longest  int                       // bytes of a line
	room     *semaphore.Weighted       // bytes of chunks that are under way
	noted    map[*storage.Record]Marks // of the batch
	spans    []span                    // what was stored, to take it back
	stored   uint64
}

type span struct{ first, last uint64 }

// chunk is some lines on their way; records holds the result when done closes.
type chunk struct {
	first   int // number of its first line
	lines   [][]byte
	size    int // bytes of the lines
	records []*storage.Record
	marks   map[*storage.Record]Marks // of those that have some
	err     error
	done    chan struct{}
}

func (c *chunk) weight() int64 { return min(int64(c.size), importBytes) }

// chunkLines is how many lines are parsed at a time; chunkBytes bounds them.
const (
	chunkLines = 500
	chunkBytes = 4 << 20
)

func (im *importing) run(ctx context.Context, r io.Reader) error {
	g, ctx := errgroup.WithContext(ctx)
	todo, ordered := make(chan *chunk), make(chan *chunk, 2*runtime.NumCPU())
	g.Go(func() error {
		defer close(ordered)
		defer close(todo)
		return readChunks(r, im.longest, func(c *chunk) error {
			if err := im.room.Acquire(ctx, c.weight()); err != nil {
				return err
			}
			for _, next := range []chan *chunk{ordered, todo} {
				select {
				case next <- c:
				case <-ctx.Done():
					return ctx.Err()
				}
			}
			return nil
		})
	})
	for range runtime.NumCPU() {
		g.Go(func() error {
			for c := range todo {
				im.parseChunk(c)
			}
			return nil
		})
	}
	g.Go(func() error { return im.storeAll(ctx, ordered) })
	return g.Wait()
}

// readChunks splits r into lines and hands them on in chunks; blank lines are
// passed over.
func readChunks(r io.Reader, longest int, emit func(*chunk) error) error {
	in := bufio.NewReaderSize(r, 1<<20)
	c := &chunk{first: 1, done: make(chan struct{})}
	for n := 1; ; n++ {
		line, err := readLine(in, longest)
		if errors.Is(err, errLongLine) {
			return &LineError{Line: n, Err: err}
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		c.lines = append(c.lines, line)
		c.size += len(line)
		if err != nil {
			return emit(c)
		}
		if len(c.lines) == chunkLines || c.size > chunkBytes {
			if err := emit(c); err != nil {
				return err
			}
			c = &chunk{first: n + 1, done: make(chan struct{})}
		}
	}
}

func readLine(in *bufio.Reader, longest int) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > longest {
			return nil, fmt.Errorf("%w: more than %d bytes", errLongLine, longest)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

func (im *importing) parseChunk(c *chunk) {
	defer close(c.done)
	for n, line := range c.lines {
		line = bytes.TrimSpace(line)
		if n+c.first == 1 {
			line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf")) // an editor's byte order mark
		}
		if len(line) == 0 {
			continue
		}
		rec, marks, err := im.parse(line)
		if err != nil {
			c.err = &LineError{Line: c.first + n, Err: err}
			return
		}
		c.records = append(c.records, rec)
		if marks != nil {
			if c.marks == nil {
				c.marks = map[*storage.Record]Marks{}
			}
			c.marks[rec] = *marks
		}
	}
	c.lines = nil
}

func (im *importing) storeAll(ctx context.Context, ordered <-chan *chunk) error {
	var batch []*storage.Record
	var size int
	for c := range ordered {
		select {
		case <-c.done:
		case <-ctx.Done():
			return ctx.Err()
		}
		im.room.Release(c.weight())
		if c.err != nil {
			return c.err
		}
		batch, size = append(batch, c.records...), size+c.size
		maps.Copy(im.noted, c.marks)
		if len(batch) >= importBatch || size >= importBytes {
			if err := im.storeBatch(batch); err != nil {
				return err
			}
			batch, size = batch[:0], 0
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return im.storeBatch(batch)
}

func (im *importing) storeBatch(batch []*storage.Record) error {
	if len(batch) == 0 {
		return nil
	}
	if err := im.store.Append(batch...); err != nil {
		return err
	}
	im.spans = append(im.spans, span{batch[0].ID, batch[len(batch)-1].ID})
	im.stored += uint64(len(batch))
	for _, rec := range batch {
		if m, noted := im.noted[rec]; noted {
			if err := im.mark(rec.ID, m); err != nil {
				return err
			}
		}
	}
	clear(im.noted)
	im.progress.tell(im.stored, 0)
	return nil
}

// undo takes back what was stored, and tells how much is left. It does not end with the
// import's context, which may be what ended the import.
func (im *importing) undo() error {
	for _, s := range im.spans {
		ids := make([]uint64, 0, s.last-s.first+1)
		for id := s.first; id <= s.last; id++ {
			ids = append(ids, id)
		}
		if err := im.remove(ids...); err != nil {
			return err
		}
		im.stored -= uint64(len(ids))
		im.progress.tell(im.stored, 0)
	}
	return nil
}

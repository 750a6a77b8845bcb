package inspector

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"ringback/storage"
)

// Marks are what a person noted on a callback.
type Marks struct {
	Starred bool     `json:"starred,omitempty"`
	Note    string   `json:"note,omitempty"`
	Tags    []string `json:"tags,omitempty"` // sorted, each once
}

func (m Marks) empty() bool { return !m.Starred && m.Note == "" && len(m.Tags) == 0 }

// Limits of marks.
const (
	maxNote = 10_000
	maxTag  = 64
	maxTags = 50
)

func (m Marks) normalise() (Marks, error) {
	if len(m.Note) > maxNote {
		return m, badField("note", "must not be longer than %d bytes", maxNote)
	}
	var tags []string
	for _, tag := range m.Tags {
		if tag = strings.TrimSpace(tag); tag == "" {
			continue
		}
		if len(tag) > maxTag || strings.ContainsFunc(tag, func(r rune) bool { return r < ' ' || r == ',' }) {
			return m, badField("tags", "must be up to %d bytes each, without commas", maxTag)
		}
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	if m.Tags = slices.Compact(tags); len(m.Tags) > maxTags {
		return m, badField("tags", "must be %d at most", maxTags)
	}
	return m, nil
}

// marked are the marks of all callbacks that have some; people make few.
type marked struct {
	mu   sync.RWMutex
	byID map[uint64]Marks
}

// Marks returns what is noted on a callback.
func (i *Inspector) Marks(id uint64) Marks {
	i.marked.mu.RLock()
	defer i.marked.mu.RUnlock()
	return i.marked.byID[id]
}

// Mark changes what is noted on callbacks: change is called for each with what
// stands there. Those that do not exist are [ErrNotFound]; then nothing is
// changed. An error of a value is a [FieldError].
func (i *Inspector) Mark(ids []uint64, change func(*Marks)) error {
	i.edit.Lock()
	defer i.edit.Unlock()
	changed := make(map[uint64]Marks, len(ids))
	for _, id := range ids {
		if _, err := i.Record(id); err != nil {
			return fmt.Errorf("mark: %w", err)
		}
		m := i.Marks(id)
		m.Tags = slices.Clone(m.Tags)
		change(&m)
		m, err := m.normalise()
		if err != nil {
			return fmt.Errorf("mark: %w", err)
		}
		changed[id] = m
	}
	for id, m := range changed {
		if err := i.putMarks(id, m); err != nil {
			return fmt.Errorf("mark: %w", err)
		}
	}
	i.feed.bump(0)
	return nil
}

func (i *Inspector) putMarks(id uint64, m Marks) error {
	key := strconv.FormatUint(id, 10)
	if m.empty() {
		if err := i.store.DeleteDocument(storage.FamilyMarks, key); err != nil {
			return err
		}
	} else {
		v, err := json.Marshal(m)
		if err != nil {
			return err
		}
		if err := i.store.PutDocument(storage.FamilyMarks, key, v); err != nil {
			return err
		}
	}
	i.marked.mu.Lock()
	defer i.marked.mu.Unlock()
	if m.empty() {
		delete(i.marked.byID, id)
	} else {
		i.marked.byID[id] = m
	}
	return nil
}

func (i *Inspector) loadMarks() error {
	docs, err := i.store.Documents(storage.FamilyMarks)
	if err != nil {
		return fmt.Errorf("load marks: %w", err)
	}
	i.marked.byID = make(map[uint64]Marks, len(docs))
	for _, doc := range docs {
		id, err := strconv.ParseUint(doc.Key, 10, 64)
		if err != nil {
			return fmt.Errorf("load marks of %q: %w", doc.Key, err)
		}
		var m Marks
		if err := json.Unmarshal(doc.Value, &m); err != nil {
			return fmt.Errorf("load marks of callback %d: %w", id, err)
		}
		i.marked.byID[id] = m
	}
	return nil
}

// starred tells, for a pass over the index, which ids a person starred.
func (i *Inspector) starred() map[uint64]bool {
	i.marked.mu.RLock()
	defer i.marked.mu.RUnlock()
	ids := map[uint64]bool{}
	for id, m := range i.marked.byID {
		if m.Starred {
			ids[id] = true
		}
	}
	return ids
}

package inspector

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"ringback/inspector/filter"
	"ringback/storage"
)

// Seen is what the recording has, for who completes a filter: a [filter.Provider].
type Seen struct {
	values map[filter.ID]map[string]int // how often
	recent []string
}

// seenRecords is how many of the newest callbacks Seen knows, and seenLength how
// long a value may be that is worth offering, in bytes.
const (
	seenRecords = 1000
	seenLength  = 60
)

// seenFields are the fields whose values come again.
func seenFields() []filter.ID {
	return []filter.ID{
		filter.Webhook, filter.Method, filter.Path, filter.From, filter.To, filter.Keyword, filter.Label, filter.Error, filter.Tag,
	}
}

// Seen reads the newest callbacks. It takes some milliseconds: call it when a
// person begins to type, not for each letter.
func (i *Inspector) Seen() (*Seen, error) {
	s := &Seen{values: map[filter.ID]map[string]int{}}
	for _, id := range seenFields() {
		s.values[id] = map[string]int{}
	}
	way, left := i.routing.Load(), seenRecords
	err := i.store.Walk(0, true, func(rec *storage.Record) bool {
		v := &view{rec: rec, way: way}
		for _, id := range seenFields() {
			if texts := v.Texts(id, ""); len(texts) > 0 && texts[0] != "" && len(texts[0]) <= seenLength {
				s.values[id][texts[0]]++
			}
		}
		left--
		return left > 0
	})
	if err != nil {
		return nil, fmt.Errorf("read values: %w", err)
	}
	for _, m := range i.allMarks() {
		for _, tag := range m.Tags {
			s.values[filter.Tag][tag]++
		}
	}
	s.recent, err = i.RecentFilters()
	return s, err
}

// Values returns values of a field that begin with prefix, the most frequent
// first.
func (s *Seen) Values(id filter.ID, prefix string) []string {
	counts := s.values[id]
	list := slices.DeleteFunc(slices.Collect(maps.Keys(counts)), func(v string) bool {
		return !strings.HasPrefix(filter.Fold(v), filter.Fold(strings.TrimPrefix(prefix, "+")))
	})
	slices.SortFunc(list, func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	return list
}

// Recent returns the filters that were used lately, the latest first.
func (s *Seen) Recent() []string { return s.recent }

const (
	keyRecent = "recent-filters"
	maxRecent = 20
)

// RecentFilters returns the filters that [Inspector.UsedFilter] was told, the
// latest first.
func (i *Inspector) RecentFilters() ([]string, error) {
	doc, err := i.store.GetDocument(familySettings, keyRecent)
	if err != nil {
		return nil, fmt.Errorf("recent filters: %w", err)
	}
	var list []string
	if doc != nil {
		if err := json.Unmarshal(doc, &list); err != nil {
			return nil, fmt.Errorf("recent filters: %w", err)
		}
	}
	return list, nil
}

// UsedFilter keeps that a filter was used.
func (i *Inspector) UsedFilter(f filter.Filter) error {
	if f.Empty() {
		return nil
	}
	i.edit.Lock()
	defer i.edit.Unlock()
	list, err := i.RecentFilters()
	if err != nil {
		return err
	}
	src := f.String()
	list = slices.DeleteFunc(list, func(old string) bool { return old == src })
	list = slices.Insert(list, 0, src)
	doc, err := json.Marshal(list[:min(len(list), maxRecent)])
	if err == nil {
		err = i.store.PutDocument(familySettings, keyRecent, doc)
	}
	if err != nil {
		return fmt.Errorf("recent filters: %w", err)
	}
	return nil
}

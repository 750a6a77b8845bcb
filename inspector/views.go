package inspector

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"ringback/inspector/filter"
)

// familyViews holds the saved views, by their names in small letters.
const familyViews = "views"

// View is a filter that a person gave a name.
type View struct {
	Name string `json:"name"`
	// Filter is in canonical form.
	Filter string `json:"filter"`
	// Notify tells that new matches should be brought to attention.
	Notify bool `json:"notify,omitempty"`
}

// maxViewName bounds a name, in bytes.
const maxViewName = 100

func (v View) normalise() (View, error) {
	v.Name = strings.Join(strings.Fields(v.Name), " ")
	if v.Name == "" || len(v.Name) > maxViewName || strings.ContainsFunc(v.Name, func(r rune) bool { return r < ' ' }) {
		return v, badField("name", "must have 1 to %d bytes, on one line", maxViewName)
	}
	f, err := filter.Parse(v.Filter)
	if err != nil {
		return v, err
	}
	v.Filter = f.String()
	return v, nil
}

func (v View) key() string { return filter.Fold(v.Name) }

// PutView keeps a view and returns it as it is kept. A name that is taken is
// [ErrExists] unless replace; a wrong filter is a [*filter.SyntaxError].
func (i *Inspector) PutView(v View, replace bool) (View, error) {
	i.edit.Lock()
	defer i.edit.Unlock()
	v, err := v.normalise()
	if err != nil {
		return v, fmt.Errorf("keep view: %w", err)
	}
	old, err := i.store.GetDocument(familyViews, v.key())
	if err != nil {
		return v, fmt.Errorf("keep view: %w", err)
	}
	if old != nil && !replace {
		return v, fmt.Errorf("keep view %q: %w", v.Name, ErrExists)
	}
	doc, err := json.Marshal(v)
	if err == nil {
		err = i.store.PutDocument(familyViews, v.key(), doc)
	}
	if err != nil {
		return v, fmt.Errorf("keep view: %w", err)
	}
	i.feed.bump(0)
	return v, nil
}

// RemoveView removes the view of this name, or is [ErrNotFound].
func (i *Inspector) RemoveView(name string) error {
	i.edit.Lock()
	defer i.edit.Unlock()
	v, err := i.View(name)
	if err == nil {
		err = i.store.DeleteDocument(familyViews, v.key())
	}
	if err != nil {
		return fmt.Errorf("remove view: %w", err)
	}
	i.feed.bump(0)
	return nil
}

// View returns the view of this name, in whichever case, or [ErrNotFound].
func (i *Inspector) View(name string) (View, error) {
	key := View{Name: strings.Join(strings.Fields(name), " ")}.key()
	if key == "" || len(key) > 2*maxViewName {
		return View{}, fmt.Errorf("view: %w", ErrNotFound)
	}
	doc, err := i.store.GetDocument(familyViews, key)
	if err != nil {
		return View{}, fmt.Errorf("view: %w", err)
	}
	if doc == nil {
		return View{}, fmt.Errorf("view %q: %w", name, ErrNotFound)
	}
	var v View
	if err := json.Unmarshal(doc, &v); err != nil {
		return View{}, fmt.Errorf("view %q: %w", name, err)
	}
	return v, nil
}

// Views returns all saved views by name.
func (i *Inspector) Views() ([]View, error) {
	docs, err := i.store.Documents(familyViews)
	if err != nil {
		return nil, fmt.Errorf("views: %w", err)
	}
	views := make([]View, len(docs))
	for n, doc := range docs {
		if err := json.Unmarshal(doc.Value, &views[n]); err != nil {
			return nil, fmt.Errorf("view %q: %w", doc.Key, err)
		}
	}
	return views, nil
}

// CountView returns how many callbacks a view has now.
func (i *Inspector) CountView(ctx context.Context, v View, zone *time.Location) (uint64, error) {
	f, err := filter.Parse(v.Filter)
	if err != nil {
		return 0, fmt.Errorf("view %q: %w", v.Name, err)
	}
	s, err := i.Search(ctx, f, zone)
	if err != nil {
		return 0, fmt.Errorf("view %q: %w", v.Name, err)
	}
	t, err := s.Tally(ctx, Span{}, 0, nil)
	if err != nil {
		return 0, fmt.Errorf("view %q: %w", v.Name, err)
	}
	return t.Count, nil
}

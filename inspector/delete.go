package inspector

import "fmt"

// Delete removes callbacks for good, with what was noted on them. Their bytes stay
// in the file until their room is used again. Ids that are
// not there are passed over.
func (i *Inspector) Delete(ids ...uint64) error {
	i.edit.Lock()
	defer i.edit.Unlock()
	if err := i.store.Delete(ids...); err != nil {
		return fmt.Errorf("delete callbacks: %w", err)
	}
	i.index.forget(ids)
	i.marked.mu.Lock()
	for _, id := range ids {
		delete(i.marked.byID, id)
	}
	i.marked.mu.Unlock()
	i.feed.bump(0)
	return nil
}

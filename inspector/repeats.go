package inspector

import (
	"fmt"
	"time"

	"ringback/storage"
)

// Repeats returns how many of the callbacks since a time had come before: what a
// provider sends again that it could not deliver is among them.
func (i *Inspector) Repeats(since time.Time) (uint64, error) {
	// Which keys came lately fits into memory; which ever came may not.
	late, from := map[uint64]uint64{}, since.UnixMicro()
	each := func(do func(rows storage.Block, n int)) error {
		return i.index.scan(func(rows storage.Block) {
			for n := range rows.Len() {
				if rows.Present(n) && rows.DuplicateKey(n) != 0 {
					do(rows, n)
				}
			}
		})
	}
	err := each(func(rows storage.Block, n int) {
		if rows.Received(n) >= from {
			late[rows.DuplicateKey(n)]++
		}
	})
	var repeats uint64
	if err == nil && len(late) > 0 {
		err = each(func(rows storage.Block, n int) {
			if key := rows.DuplicateKey(n); rows.Received(n) < from && late[key] > 0 {
				repeats += late[key]
				delete(late, key)
			}
		})
	}
	if err != nil {
		return 0, fmt.Errorf("count repeats: %w", err)
	}
	for _, times := range late {
		repeats += times - 1
	}
	return repeats, nil
}

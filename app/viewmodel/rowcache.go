package viewmodel

// Request is what a list wants to be loaded.
type Request struct {
	generation uint64
	ids        *IDs
}

// IDs returns the ids wanted, newest first.
func (r Request) IDs() []uint64 { return r.ids.List() }

// rowCache holds the rows around the view.
type rowCache struct {
	rows  map[uint64]Row
	stale *IDs // rows that are shown, and to be read again
	asked *IDs // under way
	// generation makes answers void that were asked for before everything changed.
	generation uint64
}

// maxRows is how many rows are kept: enough for some screens in each direction.
const maxRows = 2000

func newRowCache() rowCache {
	return rowCache{rows: make(map[uint64]Row), stale: &IDs{}, asked: &IDs{}}
}

func (c *rowCache) get(id uint64) (Row, bool) {
	row, ok := c.rows[id]
	return row, ok
}

func (c *rowCache) put(row Row) { c.rows[row.ID] = row }

func (c *rowCache) drop(ids *IDs) {
	for id := range c.rows {
		if ids.Has(id) {
			delete(c.rows, id)
		}
	}
}

// need returns a request for those of wanted that are not here, and forgets rows far from
// them.
func (c *rowCache) need(wanted *IDs) (Request, bool) {
	if len(c.rows) > maxRows {
		for id := range c.rows {
			if !wanted.Has(id) {
				delete(c.rows, id)
			}
		}
	}
	var lacking []uint64
	for id := range wanted.All() {
		if _, here := c.rows[id]; (!here || c.stale.Has(id)) && !c.asked.Has(id) {
			lacking = append(lacking, id)
		}
	}
	if len(lacking) == 0 {
		return Request{}, false
	}
	r := Request{c.generation, IDsOf(lacking...)}
	c.asked = c.asked.With(r.ids)
	// What changes while they are under way makes them stale again.
	c.stale = c.stale.Without(r.ids)
	return r, true
}

// take ends a request; it reports whether its answer still counts.
func (c *rowCache) take(r Request) bool {
	if r.generation != c.generation || r.ids == nil {
		return false
	}
	c.asked = c.asked.Without(r.ids)
	return true
}

// outdate makes rows stale: ids, or those without an answer where ids is nil.
func (c *rowCache) outdate(ids *IDs) {
	if ids != nil {
		c.stale = c.stale.With(ids.And(c.asked))
	}
	var stale []uint64
	for id, row := range c.rows {
		if ids == nil && row.Unsettled || ids != nil && ids.Has(id) {
			stale = append(stale, id)
		}
	}
	c.stale = c.stale.With(IDsOf(stale...))
}

func (c *rowCache) outdateAll() {
	c.generation++
	c.asked = &IDs{}
	var stale []uint64
	for id := range c.rows {
		stale = append(stale, id)
	}
	c.stale = IDsOf(stale...)
}

package storage

// Tail gives rows that are in no block yet, from the id first, the shape of one.
func Tail(first uint64, rows []Row) Columns { return tail{first, rows} }

type tail struct {
	first uint64
	rows  []Row
}

func (t tail) First() uint64             { return t.first }
func (t tail) Len() int                  { return len(t.rows) }
func (t tail) Present(n int) bool        { return t.rows[n].Present }
func (t tail) Kind(n int) uint8          { return t.rows[n].Kind }
func (t tail) Status(n int) uint8        { return t.rows[n].Status }
func (t tail) Verdict(n int) uint8       { return t.rows[n].Verdict }
func (t tail) Origin(n int) uint8        { return t.rows[n].Origin }
func (t tail) Flags(n int) uint16        { return t.rows[n].Flags }
func (t tail) Received(n int) int64      { return t.rows[n].Received }
func (t tail) From(n int) uint64         { return t.rows[n].From }
func (t tail) To(n int) uint64           { return t.rows[n].To }
func (t tail) MessageKey(n int) uint64   { return t.rows[n].MessageKey }
func (t tail) DuplicateKey(n int) uint64 { return t.rows[n].DuplicateKey }

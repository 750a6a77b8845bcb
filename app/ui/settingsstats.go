package ui

import "ringback/inspector"

// statsReader reads what is stored, aside and one time after the other. What
// cannot be read is not shown: the window says elsewhere that storing fails.
type statsReader struct {
	settingsDeps

	show    func(inspector.Stats)
	reading bool
	again   bool // something changed since
}

// read reads and shows, soon.
func (r *statsReader) read() {
	if r.reading {
		r.again = true
		return
	}
	r.reading = true
	var stats inspector.Stats
	r.aside(func() (err error) {
		stats, err = r.engine.Stats()
		return err
	}, func(err error) {
		r.reading = false
		if err == nil {
			r.show(stats)
		}
		if r.again {
			r.again = false
			r.read()
		}
	})
}

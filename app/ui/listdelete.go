package ui

import (
	"ringback/app/viewmodel"
)

// strike marks callbacks to be deleted. They go when the time to undo is over.
func (p *listPane) strike(ids *viewmodel.IDs) {
	p.list.Strike(ids, p.deps.now())
	p.touched()
	p.due()
}

// undo saves what was struck last, and returns how many callbacks that are.
func (p *listPane) undo() int {
	saved := p.list.Undo()
	p.touched()
	return saved
}

// due waits until the next deletion cannot be undone any more, and lets it be
// done then.
func (p *listPane) due() {
	p.cancelDue()
	p.cancelDue = func() {}
	at, pending := p.list.DueAt()
	if !pending {
		return
	}
	p.cancelDue = p.deps.post.after(at.Sub(p.deps.now()), func() {
		if ids := p.list.Due(p.deps.now()); ids.Len() > 0 {
			p.deps.on.deleted(ids)
		}
		p.due()
	})
}

// gone takes out what was deleted.
func (p *listPane) gone(ids *viewmodel.IDs) {
	p.remove(ids)
	p.touched()
	p.load()
}

// remove takes rows out and keeps what is read where it is.
func (p *listPane) remove(ids *viewmodel.IDs) {
	top, part := p.grid.Offset()
	anchor := p.list.ID(top)
	p.list.Gone(ids)
	row, _ := p.list.Position(anchor)
	p.grid.SetOffset(row, part)
}

// spare shows what could not be deleted as it was.
func (p *listPane) spare(ids *viewmodel.IDs) {
	p.list.Spare(ids)
	p.touched()
}

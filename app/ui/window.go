package ui

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/inspector"
)

// window is the main window.
type window struct {
	window fyne.Window
	engine *inspector.Inspector
	post   post
	grid   *controls.Grid
	status *controls.Label
	rows   []*inspector.Callback // newest first
	url    string
}

// mostRows bounds what the list holds.
const mostRows = 2000

func newWindow(fw fyne.Window, o Options, door post) *window {
	w := &window{window: fw, engine: o.Engine, post: door}
	w.grid = controls.NewGrid(w, []controls.Column{
		{ID: "time", Title: "Time", Width: 110, Min: 60},
		{ID: "kind", Title: "Kind", Width: 130, Min: 60},
		{ID: "from", Title: "From", Width: 120, Min: 60},
		{ID: "to", Title: "To", Width: 120, Min: 60},
		{ID: "message", Title: "Message", Width: 300, Min: 160, Flexible: true},
		{ID: "answer", Title: "Response", Width: 80, Min: 60, Align: controls.Right},
	})
	w.status = controls.NewLabel("Starting", look.Text2)
	fw.SetContent(container.NewStack(
		controls.NewPanel(look.Surface, container.NewBorder(nil, w.status, nil, nil, w.grid)),
		controls.NewTips(door.after),
	))
	fw.Resize(fyne.NewSize(1440, 900))
	return w
}

// Len implements [controls.GridModel].
func (w *window) Len() int { return len(w.rows) }

// Row implements [controls.GridModel].
func (w *window) Row(n int, row *controls.Row) {
	c := w.rows[n]
	for k, cell := range []controls.Cell{
		{Text: c.ReceivedAt.Local().Format("15:04:05.000"), Mono: true, Role: look.Text2},
		{Text: string(c.Kind)},
		{Text: c.Parsed.From, Mono: true},
		{Text: c.Parsed.To, Mono: true},
		{Text: c.Parsed.Text + c.Parsed.Status},
		{Text: fmt.Sprint(c.Response.Status), Mono: true, Role: look.Text2},
	} {
		row.Cells[k] = cell
	}
}

// started is told where the receiver listens.
func (w *window) started(url string) {
	w.post(func() {
		w.url = url
		w.say()
	})
}

func (w *window) say() {
	if h := w.engine.Health(); !h.OK {
		w.status.Set("NOT RECORDING: "+h.Err.Error(), look.Bad)
		return
	}
	w.status.Set(fmt.Sprintf("Recording · %d callbacks · %s", w.engine.Count(), w.url), look.Text2)
}

// pace is how often the window is brought up to date at the most.
const pace = 100 * time.Millisecond

// follow shows what comes, until ctx ends: it is woken, reads, and hands over
// one picture at a time.
func (w *window) follow(ctx context.Context) {
	var seen inspector.Mark
	for {
		now, err := w.engine.Next(ctx, seen)
		if err != nil {
			return
		}
		page, err := w.engine.Page(ctx, inspector.Query{Limit: mostRows})
		if err == nil {
			shown := make(chan struct{})
			w.post(func() {
				defer close(shown)
				w.rows = page
				w.say()
				w.grid.Refresh()
			})
			select {
			case <-shown:
			case <-ctx.Done():
				return
			}
			seen = now
		}
		select {
		case <-time.After(pace):
		case <-ctx.Done():
			return
		}
	}
}

package controls

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"ringback/app/look"
)

// brush draws a control anew in each refresh, from objects that it keeps: the n-th text
// of this pass is the n-th text of the last one with other words. What is drawn later lies
// on top.
type brush struct {
	palette *look.Palette
	objects []fyne.CanvasObject
	texts   pool[canvas.Text]
	rects   pool[canvas.Rectangle]
	images  pool[canvas.Image]
	known   fitter
}

// pool keeps the objects of one kind.
type pool[T any] struct {
	all  []*T
	used int
}

// next returns an object to draw with, an old one where there is one.
func (p *pool[T]) next() *T {
	if p.used == len(p.all) {
		p.all = append(p.all, new(T))
	}
	p.used++
	return p.all[p.used-1]
}

// begin starts a pass.
func (b *brush) begin() {
	b.palette = look.Current()
	b.objects = b.objects[:0]
	b.texts.used, b.rects.used, b.images.used = 0, 0, 0
	if b.known == nil {
		b.known = fitter{}
	}
}

// box says how a rectangle is drawn. The zero role of fill or line draws none.
type box struct {
	fill, line look.Role
	radius     float32
	width      float32 // of the line; 1 where there is a line and no width
	shadow     bool    // for what floats
}

// rect draws a rectangle. Nothing is drawn without a size: a rounded one of no height
// would leave a faint line.
func (b *brush) rect(x, y, w, h float32, how box) *canvas.Rectangle {
	if w <= 0 || h <= 0 {
		return nil
	}
	r := b.rects.next()
	r.FillColor = b.palette.Paint(how.fill)
	r.StrokeColor, r.StrokeWidth = nil, 0
	if how.line != look.None {
		r.StrokeColor, r.StrokeWidth = b.palette.Paint(how.line), max(how.width, 1)
	}
	r.CornerRadius, r.Shadow = how.radius, canvas.Shadow{}
	r.TopLeftCornerRadius, r.TopRightCornerRadius, r.BottomLeftCornerRadius, r.BottomRightCornerRadius = 0, 0, 0, 0
	if how.shadow {
		r.Shadow = canvas.Shadow{Color: b.palette.Paint(look.Shadow), BlurRadius: 8, Offset: fyne.NewPos(0, 2)}
	}
	b.put(r, x, y, w, h)
	return r
}

// fill draws a rectangle in one colour.
func (b *brush) fill(x, y, w, h float32, role look.Role) { b.rect(x, y, w, h, box{fill: role}) }

// dot draws a circle of a diameter.
func (b *brush) dot(x, y, d float32, role look.Role) {
	b.rect(x, y, d, d, box{fill: role, radius: d / 2})
}

// ring draws the accent outline of what has the focus, inside its edge.
func (b *brush) ring(size fyne.Size, radius float32) {
	b.rect(0, 0, size.Width, size.Height, box{line: look.Accent, width: 2, radius: radius})
}

// text draws one line with its left edge at x, centred on the line of height h at y, and
// returns how wide it is. It is not cut. What is written from the right, and what needs a
// face of its own, is drawn run by run.
func (b *brush) text(s string, f face, role look.Role, x, y, h float32) float32 {
	if s == "" {
		return 0
	}
	if !needsFaces(s) {
		return b.textRun(s, nil, f, role, x, y, h)
	}
	start := x
	for _, run := range visualRuns(s) {
		eachFace(run, func(part string, source fyne.Resource) { x += b.textRun(part, source, f, role, x, y, h) })
	}
	return x - start
}

// textRun draws what has one face and one direction.
func (b *brush) textRun(s string, source fyne.Resource, f face, role look.Role, x, y, h float32) float32 {
	size := f.measure(s, source)
	t := b.texts.next()
	t.Text, t.TextSize, t.TextStyle, t.FontSource, t.Color = s, f.size, f.style, source, b.palette.Paint(role)
	// A text between two pixels is drawn unsharp.
	t.Move(fyne.NewPos(float32(math.Round(float64(x))), y+float32(math.Round(float64(h-size.Height)/2))))
	t.Resize(size)
	b.objects = append(b.objects, t)
	return size.Width
}

// textIn draws one line cut to a width, and returns how wide it is and whether it was cut.
func (b *brush) textIn(s string, f face, role look.Role, x, y, w, h float32) (width float32, cut bool) {
	shown := b.known.fit(s, f, w)
	return b.text(shown, f, role, x, y, h), shown != s
}

// textRight draws one line that ends at x.
func (b *brush) textRight(s string, f face, role look.Role, x, y, h float32) float32 {
	return b.text(s, f, role, x-f.width(s), y, h)
}

// textCentre draws one line around x.
func (b *brush) textCentre(s string, f face, role look.Role, x, y, h float32) float32 {
	return b.text(s, f, role, x-f.width(s)/2, y, h)
}

// icon draws an icon of the set.
func (b *brush) icon(name string, role look.Role, x, y, size float32) {
	b.picture(look.Icon(name, role), x, y, size)
}

// picture draws a square image.
func (b *brush) picture(res fyne.Resource, x, y, size float32) {
	i := b.images.next()
	changed := i.Resource != res
	i.Resource, i.FillMode = res, canvas.ImageFillContain
	b.put(i, x, y, size, size)
	if changed {
		i.Refresh()
	}
}

// put places an object of the pool.
func (b *brush) put(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
	b.objects = append(b.objects, o)
}

// drawn is a control that a brush draws.
type drawn interface {
	fyne.Widget
	// draw draws all that is seen at a size.
	draw(b *brush, size fyne.Size)
	// least is the smallest size.
	least() fyne.Size
}

// holder is a drawn control that holds others. They lie on top of what it draws.
type holder interface {
	drawn
	// place puts the inner objects where they belong at a size.
	place(size fyne.Size)
	// inner returns the objects that the control holds.
	inner() []fyne.CanvasObject
}

// renderer joins a drawn control to the toolkit.
type renderer struct {
	control drawn
	brush   brush
	size    fyne.Size
	all     []fyne.CanvasObject // of a holder: what is drawn and what is held
}

// newRenderer makes the renderer of a control. The toolkit throws away those of
// controls that were hidden for some minutes, and lays a new one out only when the
// size changes: one that has a size already is drawn at once.
func newRenderer(control drawn) *renderer {
	r := &renderer{control: control, size: control.Size()}
	if h, ok := control.(holder); ok && r.size.Width > 0 && r.size.Height > 0 {
		h.place(r.size)
	}
	r.paint()
	return r
}

func (r *renderer) Destroy()           {}
func (r *renderer) MinSize() fyne.Size { return r.control.least() }

func (r *renderer) Objects() []fyne.CanvasObject {
	if _, ok := r.control.(holder); ok {
		return r.all
	}
	return r.brush.objects
}

// Layout draws at a size. A layout with too little room hands out less than nothing.
func (r *renderer) Layout(size fyne.Size) {
	size = fyne.NewSize(max(size.Width, 0), max(size.Height, 0))
	r.size = size
	if h, ok := r.control.(holder); ok {
		h.place(size)
	}
	r.redraw()
}

// Refresh draws the control anew, and what it holds: a new theme comes this way.
func (r *renderer) Refresh() {
	if h, ok := r.control.(holder); ok {
		h.place(r.size)
	}
	r.redraw()
}

func (r *renderer) redraw() {
	r.paint()
	canvas.Refresh(r.control)
}

func (r *renderer) paint() {
	r.brush.begin()
	if r.size.Width > 0 && r.size.Height > 0 {
		r.control.draw(&r.brush, r.size)
	}
	r.gather()
}

func (r *renderer) gather() {
	if h, ok := r.control.(holder); ok {
		r.all = append(append(r.all[:0], r.brush.objects...), h.inner()...)
	}
}

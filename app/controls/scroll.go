package controls

import (
	"fyne.io/fyne/v2"

	"ringback/app/look"
)

const (
	thumbWidth = 6
	thumbLeast = 32
	thumbHit   = 12 // how far from the edge the pointer still takes the thumb
)

// scrollView is which rows of a long list are in view. The place is a row and a part of it,
// never a height: a height of some million rows has no exact float32.
type scrollView struct {
	top       int     // the first row in view
	part      float32 // how much of it is above, in units
	rows      int
	rowHeight float32
	height    float32 // of the view
}

// resize sets the view's measures and keeps the place within them.
func (v *scrollView) resize(rows int, rowHeight, height float32) {
	v.rows, v.rowHeight, v.height = rows, rowHeight, height
	v.clamp()
}

// last returns the place at which the last row ends the view.
func (v *scrollView) last() (top int, part float32) {
	above := float64(v.rows)*float64(v.rowHeight) - float64(v.height)
	if above <= 0 || v.rowHeight <= 0 {
		return 0, 0
	}
	top = int(above / float64(v.rowHeight))
	return top, float32(above - float64(top)*float64(v.rowHeight))
}

func (v *scrollView) clamp() {
	top, part := v.last()
	if v.top > top || v.top == top && v.part > part {
		v.top, v.part = top, part
	}
	if v.top < 0 || v.top == 0 && v.part < 0 {
		v.top, v.part = 0, 0
	}
}

// by moves the view down by a number of units, and says whether it moved.
func (v *scrollView) by(units float32) bool {
	if v.rowHeight <= 0 {
		return false
	}
	top, part := v.top, v.part
	whole := int(units / v.rowHeight)
	v.top += whole
	v.part += units - float32(whole)*v.rowHeight
	for v.part < 0 {
		v.top, v.part = v.top-1, v.part+v.rowHeight
	}
	for v.part >= v.rowHeight {
		v.top, v.part = v.top+1, v.part-v.rowHeight
	}
	v.clamp()
	return top != v.top || part != v.part
}

// to moves the view to a share of the whole, 0 to 1.
func (v *scrollView) to(share float64) {
	top, part := v.last()
	at := (float64(top) + float64(part)/float64(max(v.rowHeight, 1))) * min(max(share, 0), 1)
	v.top = int(at)
	v.part = float32(at-float64(v.top)) * v.rowHeight
	v.clamp()
}

// share is where the view is, 0 to 1.
func (v *scrollView) share() float64 {
	top, part := v.last()
	whole := float64(top)*float64(v.rowHeight) + float64(part)
	if whole <= 0 {
		return 0
	}
	return (float64(v.top)*float64(v.rowHeight) + float64(v.part)) / whole
}

// y returns where a row begins in the view.
func (v *scrollView) y(row int) float32 { return float32(row-v.top)*v.rowHeight - v.part }

// at returns the row at a height in the view.
func (v *scrollView) at(y float32) int {
	if v.rowHeight <= 0 {
		return 0
	}
	return v.top + int((y+v.part)/v.rowHeight)
}

// end returns the row after the last that is in view in part.
func (v *scrollView) end() int { return min(v.at(v.height)+1, v.rows) }

// page returns how many rows are wholly in view.
func (v *scrollView) page() int {
	if v.rowHeight <= 0 {
		return 1
	}
	return max(int(v.height/v.rowHeight), 1)
}

// reveal moves the view as little as needed for a row to be wholly in it.
func (v *scrollView) reveal(row int) {
	switch y := v.y(row); {
	case row < v.top || y < 0:
		v.top, v.part = row, 0
	case y+v.rowHeight > v.height && v.rowHeight > 0:
		v.top, v.part = row+1, 0
		v.by(-v.height)
	}
	v.clamp()
}

// thumb returns where the scroll thumb is and how long; no length where all is in view.
func (v *scrollView) thumb() (y, length float32) {
	if v.rows == 0 || float64(v.rows)*float64(v.rowHeight) <= float64(v.height) {
		return 0, 0
	}
	seen := float64(v.height) / (float64(v.rows) * float64(v.rowHeight))
	length = min(max(float32(seen*float64(v.height)), thumbLeast), v.height)
	return float32(v.share()) * (v.height - length), length
}

// dragThumb moves the view as the pointer drags the thumb by a distance.
func (v *scrollView) dragThumb(by float32) {
	_, length := v.thumb()
	if room := v.height - length; length > 0 && room > 0 {
		v.to(v.share() + float64(by/room))
	}
}

// drawThumb draws the thumb of a view that begins at top.
func (v *scrollView) drawThumb(b *brush, size fyne.Size, top float32, held bool) {
	y, length := v.thumb()
	role := look.BorderStrong
	if held {
		role = look.Text3
	}
	b.rect(size.Width-thumbWidth-2, top+y+1, thumbWidth, length-2, box{fill: role, radius: thumbWidth / 2})
}

// onThumb says whether a place is on the thumb of a view that begins at top.
func (v *scrollView) onThumb(at fyne.Position, width, top float32) bool {
	y, length := v.thumb()
	return length > 0 && at.X >= width-thumbHit && at.Y >= top+y && at.Y < top+y+length
}

//go:build e2e

package e2e

import (
	"image"
	"testing"
)

const sentStatus = `{"id": 8001907000123, "msisdn": 4520304050, "time": 1795424400, "status": "EXPIRED"}`

// rowShown tells whether something stands in a row of the list, counted from 0.
func rowShown(img image.Image, row int) bool {
	const top, height, left, right = 236, 28, 110, 800
	middle := top + row*height
	r, g, b, _ := img.At(left, middle).RGBA()
	for y := middle - 8; y < middle+8; y++ {
		for x := left; x < right; x++ {
			if r2, g2, b2, _ := img.At(x, y).RGBA(); r2 != r || g2 != g || b2 != b {
				return true
			}
		}
	}
	return false
}

// wantRows waits until the list has so many rows.
func (s *screen) wantRows(t *testing.T, rows int) {
	t.Helper()
	eventually(t, "the rows of the list", func() bool {
		img := s.shot(t, "rows")
		return (rows == 0 || rowShown(img, rows-1)) && !rowShown(img, rows)
	})
}

func TestATypedFilterNarrowsTheListWhileCallbacksCome(t *testing.T) {
	s := openScreen(t, "1600x1000")
	p := start(t, s)
	p.post(t, received)
	p.post(t, sentStatus)
	s.wantRows(t, 2)
	s.do(t, "mousemove", "700", "700", "key", "ctrl+f")
	s.do(t, "type", "--delay", "50", "keyword:foo")
	s.do(t, "key", "Return")
	s.wantRows(t, 1)
	p.post(t, received)
	s.wantRows(t, 2)
	p.post(t, sentStatus)
	p.post(t, received) // when this one is seen, the one before would be
	s.wantRows(t, 3)
	s.do(t, "key", "Escape")
	s.wantRows(t, 5)
}

//go:build e2e

package e2e

import (
	"encoding/json"
	"image"
	"image/color"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ringback/tunnel/tunneltest"
)

// pillArea is where the top bar says how the way in is.
var pillArea = image.Rect(146, 10, 260, 40)

// pillColours are those of its words, in dark and in light.
var pillColours = map[string][2]color.RGBA{
	"connecting":   {{0x5a, 0xa9, 0xf8, 0xff}, {0x16, 0x67, 0xc2, 0xff}},
	"online":       {{0x4c, 0xc3, 0x8a, 0xff}, {0x0f, 0x73, 0x44, 0xff}},
	"reconnecting": {{0xe5, 0xa8, 0x3b, 0xff}, {0x8a, 0x58, 0x00, 0xff}},
}

// says waits until the window and the command line both say how the way in is.
func (p *program) says(t *testing.T, state string) {
	t.Helper()
	eventually(t, "the command line says "+state, func() bool {
		var now struct{ State string }
		if err := json.Unmarshal([]byte(p.ringback(t, "tunnel", "--output", "json")), &now); err != nil {
			t.Fatal(err)
		}
		return now.State == state
	})
	eventually(t, "the window says "+state, func() bool { return pillShows(p.shot(t, "tunnel-"+state), state) })
}

// pillShows tells whether a dot and some letters in the colour of a state are there.
func pillShows(img image.Image, state string) bool {
	const least = 20 // pixels
	for _, want := range pillColours[state] {
		n := 0
		for y := pillArea.Min.Y; y < pillArea.Max.Y; y++ {
			for x := pillArea.Min.X; x < pillArea.Max.X; x++ {
				if got, _ := color.RGBAModel.Convert(img.At(x, y)).(color.RGBA); near(got, want) {
					n++
				}
			}
		}
		if n >= least {
			return true
		}
	}
	return false
}

func near(a, b color.RGBA) bool {
	const most = 10
	apart := func(x, y uint8) bool { return max(x, y)-min(x, y) > most }
	return !apart(a.R, b.R) && !apart(a.G, b.G) && !apart(a.B, b.B)
}

// visit sends a callback to the public address, from outside.
func visit(t *testing.T, edge *tunneltest.Edge, body string) {
	t.Helper()
	resp, err := edge.Visitor().Post(tunneltest.DevURL+"/sms/in", "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("the visitor got %s", resp.Status)
	}
}

// The whole way: the real program with its window, the real SDK, and an edge in this
// process. Nothing goes to the live service.
func TestTheTunnelFromConnectingToADropAndBack(t *testing.T) {
	edge := tunneltest.New(t)
	roots := filepath.Join(t.TempDir(), "edge.pem")
	if err := os.WriteFile(roots, edge.RootsPEM(), 0o600); err != nil {
		t.Fatal(err)
	}
	edge.Down()
	s := openScreen(t, "1600x1000")
	p := start(t, s, "NGROK_AUTHTOKEN=tok_en",
		"RINGBACK_NGROK_EDGE="+edge.Addr(), "RINGBACK_NGROK_PUBLIC="+edge.PublicAddr(), "RINGBACK_NGROK_CA="+roots)
	p.says(t, "connecting")
	edge.Up()
	p.says(t, "online")
	before := p.focused(t, "tunnel-before")
	visit(t, edge, received)
	eventually(t, "the callback in the list", func() bool { return differs(before, s.shot(t, "tunnel-after"), before.Bounds()) > 5000 })
	if list := p.callbacks(t); len(list) != 1 || list[0]["via"] != "tunnel" || list[0]["keyword"] != "foo" {
		t.Errorf("stored: %v", list)
	}
	edge.Down()
	p.says(t, "reconnecting")
	edge.Up()
	p.says(t, "online")
	visit(t, edge, strings.Replace(received, "2840117", "2840118", 1))
	if list := p.callbacks(t); len(list) != 2 {
		t.Errorf("after the drop: %v", list)
	}
}

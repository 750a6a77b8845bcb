package simulate

import (
	"math/rand/v2"
	"path"
	"strconv"
	"strings"
	"time"

	"ringback/inspector"
	"ringback/inspector/gatewayapi"
)

// RCS is what a person sends by RCS: a text, or a location, or a file.
type RCS struct {
	From, Text string
	// Location is "LATITUDE,LONGITUDE" in degrees.
	Location string
	// File is the address of a file, https.
	File    string
	Webhook string
	Edits   []Edit
}

// Callbacks returns the one callback that the provider sends for it.
func (m RCS) Callbacks(at time.Time, r *rand.Rand) ([]Callback, error) {
	from, err := parseMSISDN("from", m.From)
	if err != nil {
		return nil, err
	}
	kind, content := gatewayapi.MOTextRCS, gatewayapi.PlainContent(m.Text)
	switch {
	case m.Location != "":
		latitude, longitude, err := parseLocation(m.Location)
		if err != nil {
			return nil, err
		}
		kind, content = gatewayapi.MOLocationRCS, gatewayapi.LocationContent(latitude, longitude)
	case m.File != "":
		if !strings.HasPrefix(m.File, "https://") {
			return nil, inspector.BadField("file", "must be an address that begins with https://")
		}
		kind, content = gatewayapi.MOFileRCS, fileContent(m.File, r)
	}
	return []Callback{received(kind, from, content, at, m.Edits, m.Webhook, r)}, nil
}

// parseLocation reads "55.6761,12.5683".
func parseLocation(s string) (latitude, longitude float64, err error) {
	before, after, _ := strings.Cut(s, ",")
	latitude, err = strconv.ParseFloat(strings.TrimSpace(before), 64)
	longitude, also := strconv.ParseFloat(strings.TrimSpace(after), 64)
	if err != nil || also != nil || !(latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180) {
		return 0, 0, inspector.BadField("location", "must be LATITUDE,LONGITUDE in degrees, such as 55.6761,12.5683")
	}
	return latitude, longitude, nil
}

// fileContent describes a file by its address, with a size that is drawn.
func fileContent(uri string, r *rand.Rand) gatewayapi.Field {
	name := path.Base(uri)
	mime := map[string]string{".jpg": "image/jpeg", ".png": "image/png", ".mp4": "video/mp4", ".pdf": "application/pdf"}[path.Ext(name)]
	category, _, _ := strings.Cut(mime, "/")
	switch category {
	case "image", "video":
	default:
		category = ""
	}
	if mime == "" {
		mime = "application/octet-stream"
	}
	return gatewayapi.FileContent(category, nil, gatewayapi.File{Name: name, Type: mime, URI: uri, Size: 1000 + r.Uint64N(2_000_000)})
}

package inspector

import (
	"encoding/json"
	"fmt"
	"net"
	"strconv"
	"time"
)

// Settings are what a person chose, kept in the database.
type Settings struct {
	// Listen is host:port of the local receiver.
	Listen string `json:"listen"`
	// BodyLimit is how many bytes of a body are kept; a longer one is answered
	// 413 and its first part recorded.
	BodyLimit int64 `json:"body_limit"`
	// MaxConnections bounds the connections that are open at a time.
	MaxConnections int `json:"max_connections"`
	// HeaderSeconds and BodySeconds bound how long a sender may take for the
	// head of a request, and for all of it.
	HeaderSeconds int `json:"header_seconds"`
	BodySeconds   int `json:"body_seconds"`
	// Retention says how much is kept; all, by default.
	Retention Retention `json:"retention"`
	// Tunnel says how callers from outside come in.
	Tunnel TunnelSettings `json:"tunnel"`
}

// DefaultSettings returns what holds before anybody chose.
func DefaultSettings() Settings {
	return Settings{
		Listen:         "127.0.0.1:4100",
		BodyLimit:      10 << 20,
		MaxConnections: 1024,
		HeaderSeconds:  10,
		BodySeconds:    60,
		Tunnel:         TunnelSettings{Mode: TunnelAuto},
	}
}

// Validate returns a [FieldError] for the first value that cannot work.
func (s Settings) Validate() error {
	if err := validateListen(s.Listen); err != nil {
		return err
	}
	for _, bound := range []struct {
		field         string
		got, from, to int64
		must          string
	}{
		{"body_limit", s.BodyLimit, 1 << 10, 1 << 30, "must be from %d to %d bytes"},
		{"max_connections", int64(s.MaxConnections), 1, 65536, "must be from %d to %d connections"},
		{"header_seconds", int64(s.HeaderSeconds), 1, 600, "must be from %d to %d seconds"},
		{"body_seconds", int64(s.BodySeconds), 1, 3600, "must be from %d to %d seconds"},
	} {
		if bound.got < bound.from || bound.got > bound.to {
			return badField(bound.field, bound.must, bound.from, bound.to)
		}
	}
	if err := s.Retention.validate(); err != nil {
		return err
	}
	return s.Tunnel.Validate()
}

func validateListen(addr string) error {
	_, port, err := net.SplitHostPort(addr)
	if err != nil {
		return badField("listen", "must be HOST:PORT, such as 127.0.0.1:4100")
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return badField("listen", "the port must be a number from 0 to 65535")
	}
	return nil
}

func (s Settings) headerTimeout() time.Duration { return time.Duration(s.HeaderSeconds) * time.Second }
func (s Settings) bodyTimeout() time.Duration   { return time.Duration(s.BodySeconds) * time.Second }

// Settings returns what holds now.
func (i *Inspector) Settings() Settings { return *i.settings.Load() }

// SetSettings checks and keeps s. The body limit holds from the next request on,
// retention from its next look; the tunnel is opened anew, see
// [Inspector.KeepWayIn]; all else holds from the next start of a listener.
func (i *Inspector) SetSettings(s Settings) error {
	if err := s.Validate(); err != nil {
		return fmt.Errorf("set settings: %w", err)
	}
	v, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("set settings: %w", err)
	}
	if err := i.store.PutDocument(familySettings, "receiver", v); err != nil {
		return fmt.Errorf("set settings: %w", err)
	}
	before := i.settings.Swap(&s)
	if before.Tunnel != s.Tunnel {
		i.life.way.switched.tell()
	}
	i.feed.bump(0)
	return nil
}

func (i *Inspector) loadSettings() error {
	s := DefaultSettings()
	v, err := i.store.GetDocument(familySettings, "receiver")
	if err != nil {
		return fmt.Errorf("load settings: %w", err)
	}
	if v != nil {
		if err := json.Unmarshal(v, &s); err != nil {
			return fmt.Errorf("load settings: %w", err)
		}
	}
	i.settings.Store(&s)
	return nil
}

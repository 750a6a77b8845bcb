package owner

import (
	"bytes"
	"errors"
	"testing"
)

func TestReadFrameRefusesWhatNobodySends(t *testing.T) {
	for name, frame := range map[string]string{
		"unknown kind":       "\x63\x00\x00\x00\x00",
		"kind zero":          "\x00\x00\x00\x00\x00",
		"too long output":    "\x06\x00\x00\x80\x01",
		"four gigabytes":     "\x01\xff\xff\xff\xff",
		"half a status":      "\x08\x00\x00\x00\x02\x00\x00",
		"end with a payload": "\x03\x00\x00\x00\x01x",
	} {
		t.Run(name, func(t *testing.T) {
			if _, _, err := readFrame(bytes.NewReader([]byte(frame)), nil); !errors.Is(err, errProtocol) {
				t.Errorf("readFrame = %v, want %v", err, errProtocol)
			}
		})
	}
}

// FuzzReadFrame holds that frames are read back as written, and that any other
// bytes end in an error without a panic or a big allocation.
func FuzzReadFrame(f *testing.F) {
	f.Add([]byte("\x06\x00\x00\x00\x03abc\x08\x00\x00\x00\x04\x00\x00\x00\x01"))
	f.Add([]byte("\x01\x00\x00\x00\x00\x03\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		r := bytes.NewReader(b)
		var again bytes.Buffer
		w := &frameWriter{w: &again}
		read := 0
		for {
			k, payload, err := readFrame(r, nil)
			if err != nil {
				break
			}
			if k == callFrame {
				_, _ = decodeCall(payload)
			}
			if err := w.write(k, payload); err != nil {
				t.Fatal(err)
			}
			read += headerSize + len(payload)
		}
		if !bytes.Equal(again.Bytes(), b[:read]) {
			t.Errorf("%q came back as %q", b[:read], again.Bytes())
		}
	})
}

package ui

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"ringback/app/say"
	"ringback/inspector"
)

// importExtensions are the files that can be imported: callbacks as JSON lines.
func importExtensions() []string { return []string{".jsonl", ".ndjson", ".json"} }

// chooseImport asks which file to import.
func (s *shell) chooseImport() {
	d := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			s.problem(err)
		case file != nil:
			path := file.URI().Path()
			_ = file.Close() // opened again away from the UI goroutine
			s.importFile(path)
		}
	}, s.window)
	d.SetFilter(storage.NewExtensionFileFilter(importExtensions()))
	s.showFiles(d)
}

// showFiles shows a dialog for files, as large as the window allows. Before it is
// shown it has no size that one could change, and none where the system has a
// dialog of its own. Esc closes it while nothing in it has the keys: the toolkit's
// lists and fields take Esc and do nothing with it. So the field of the name gets
// the keys with the first that is typed.
func (s *shell) showFiles(d *dialog.FileDialog) {
	d.Show()
	c := s.window.Canvas()
	if c.Overlays().Top() == nil {
		return
	}
	d.Resize(s.size.SubtractWidthHeight(160, 120))
	name, keys, runes := c.Focused(), c.OnTypedKey(), c.OnTypedRune()
	c.Unfocus()
	d.SetOnClosed(func() {
		c.SetOnTypedKey(keys)
		c.SetOnTypedRune(runes)
	})
	c.SetOnTypedKey(func(ev *fyne.KeyEvent) {
		switch {
		case ev.Name == fyne.KeyEscape:
			d.Dismiss()
		case name != nil:
			c.Focus(name)
			name.TypedKey(ev)
		}
	})
	c.SetOnTypedRune(func(r rune) {
		if name != nil {
			c.Focus(name)
			name.TypedRune(r)
		}
	})
}

// dropped imports a file that was let go over the window.
func (s *shell) dropped(_ fyne.Position, files []fyne.URI) {
	switch {
	case s.whyBusy() != "":
		s.toasts.Say(say.L("Not now: %s", s.whyBusy()), "", nil)
	case len(files) != 1:
		s.toasts.Say(say.L("Drop one file at a time"), "", nil)
	default:
		s.importFile(files[0].Path())
	}
}

// importFile stores the callbacks of a file.
func (s *shell) importFile(path string) {
	s.begin(say.L("Import"), func(ctx context.Context, progress inspector.Progress) (string, error) {
		f, err := os.Open(path)
		if err != nil {
			return "", err
		}
		defer f.Close()
		n, err := s.options.Engine.ImportJSONL(ctx, bufio.NewReader(f), progress)
		return say.L("Imported %s", say.N(n, "%s callback", "%s callbacks")), err
	})
}

// chooseExport asks where to write all callbacks.
func (s *shell) chooseExport() { s.chooseFile("ringback.jsonl", s.exportTo) }

// exportTo writes all callbacks to a file.
func (s *shell) exportTo(path string) {
	s.begin(say.L("Export"), func(ctx context.Context, progress inspector.Progress) (string, error) {
		var n uint64
		err := replaceFile(path, func(f *os.File) (err error) {
			w := bufio.NewWriter(f)
			if n, err = s.options.Engine.ExportJSONL(ctx, w, progress); err != nil {
				return err
			}
			return w.Flush()
		})
		return say.L("Exported %s", say.N(n, "%s callback", "%s callbacks")), err
	})
}

// chooseFile asks for a file to write.
func (s *shell) chooseFile(name string, then func(path string)) {
	d := dialog.NewFileSave(func(file fyne.URIWriteCloser, err error) {
		switch {
		case err != nil:
			s.problem(err)
		case file != nil:
			path := file.URI().Path()
			_ = file.Close() // written by then, as a whole
			then(path)
		}
	}, s.window)
	d.SetFileName(name)
	s.showFiles(d)
}

// saveFile asks where to write content, and writes it.
func (s *shell) saveFile(name string, content []byte) {
	s.chooseFile(name, func(path string) {
		s.aside(func() error {
			return replaceFile(path, func(f *os.File) error {
				_, err := f.Write(content)
				return err
			})
		}, func() { s.toasts.Say(say.L("Saved %s", name), "", nil) })
	})
}

// sampleTimeout is how long a sample may take to be answered.
const sampleTimeout = 10 * time.Second

// sendSample sends a callback to our own receiver, as a gateway would.
func (s *shell) sendSample() {
	address, body := s.receiver.status.URL+"/", sampleBody(s.now())
	s.aside(func() error {
		ctx, cancel := context.WithTimeout(context.Background(), sampleTimeout)
		defer cancel()
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
		if err != nil {
			return err
		}
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("User-Agent", "Ringback sample")
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		_, _ = io.Copy(io.Discard, resp.Body)
		if resp.StatusCode == http.StatusServiceUnavailable {
			return fmt.Errorf("the receiver answered %s", resp.Status)
		}
		return nil
	}, func() { s.toasts.Say(say.L("Sent a sample"), "", nil) })
}

// sampleBody is a received SMS in the provider's form, from a number that nobody
// has.
func sampleBody(now time.Time) []byte {
	return fmt.Appendf(nil, `{"id": %d, "msisdn": 4500000042, "receiver": 451204, "message": "foo hello world", "senttime": %d, "webhook_label": "sample", "country_code": "DK", "country_prefix": 45}`,
		now.UnixMilli(), now.Unix())
}

package tunnel

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"testing"
)

// serveHTTP is the smallest engine: it answers every request with its path.
func serveHTTP(ctx context.Context, l net.Listener) error {
	srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, r.URL.Path)
	})}
	context.AfterFunc(ctx, func() { _ = srv.Close() })
	if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func TestLocalServesUntilItsContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	reports, done := make(chan Status, 4), make(chan error, 1)
	go func() {
		done <- Local{Addr: "127.0.0.1:0"}.Run(ctx, serveHTTP, func(s Status) { reports <- s })
	}()
	up := <-reports
	if up.State != Online {
		t.Fatalf("first report is %v (%v), want online", up.State, up.Err)
	}
	resp, err := http.Get(up.URL + "/hello")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if body, _ := io.ReadAll(resp.Body); string(body) != "/hello" {
		t.Errorf("got %q through the local way in", body)
	}
	cancel()
	if err := <-done; err != nil {
		t.Errorf("Run after cancel: %v", err)
	}
	if down := <-reports; down.State != Off {
		t.Errorf("last report is %v, want off", down.State)
	}
}

func TestLocalNamesTheAddressThatIsTaken(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	var last Status
	err = Local{Addr: taken.Addr().String()}.Run(t.Context(), serveHTTP, func(s Status) { last = s })
	if !errors.Is(err, ErrInUse) {
		t.Fatalf("got %v, want ErrInUse", err)
	}
	if want := "listen on " + taken.Addr().String() + ": address already in use"; err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
	if last.State != Failed || last.Err == nil {
		t.Errorf("last report is %+v, want failed with its cause", last)
	}
}

func TestReachableAddressOfAllInterfaces(t *testing.T) {
	for in, want := range map[string]string{
		"0.0.0.0:4100":   "127.0.0.1:4100",
		"[::]:4100":      "127.0.0.1:4100",
		"127.0.0.1:4100": "127.0.0.1:4100",
		"[::1]:80":       "[::1]:80",
	} {
		a, err := net.ResolveTCPAddr("tcp", in)
		if err != nil {
			t.Fatal(err)
		}
		if got := reachable(a); got != want {
			t.Errorf("reachable(%s) = %s, want %s", in, got, want)
		}
	}
}

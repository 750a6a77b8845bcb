package main

import (
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"ringback/storage"
)

var rounds = flag.Int("rounds", 3, "how often the crash test kills the program")

// crashSenders is how many connections send at a time.
const crashSenders = 6

// A sender that has read a 200 may forget its callback. So it must be stored,
// whenever the program is killed.
func TestNothingAcknowledgedIsLostWhenTheProgramIsKilled(t *testing.T) {
	dir := t.TempDir()
	db := filepath.Join(dir, "ringback.db")
	acknowledged := map[string]bool{}
	for round := range *rounds {
		s, err := startServer(dir, append(os.Environ(), "RINGBACK_KEYRING=off"), "--db", db, "--output", "json")
		if err != nil {
			t.Fatal(err)
		}
		got := sendUntilKilled(t, s, round, 20+rand.IntN(1500))
		for _, nonce := range got {
			acknowledged[nonce] = true
		}
		stored := storedNonces(t, db)
		for nonce := range acknowledged {
			if stored[nonce] != 1 {
				t.Errorf("round %d: %s was acknowledged and is stored %d times", round, nonce, stored[nonce])
			}
		}
		t.Logf("round %d: killed after %d answers; %d callbacks are stored", round, len(got), len(stored))
	}
}

// sendUntilKilled sends callbacks at full speed, kills the receiver after about
// so many answers, and returns the nonces of those that were answered 200.
func sendUntilKilled(t *testing.T, s *server, round, answers int) []string {
	defer s.kill()
	client := &http.Client{Timeout: patience, Transport: &http.Transport{MaxIdleConnsPerHost: crashSenders}}
	defer client.CloseIdleConnections()
	var mu sync.Mutex
	var got []string
	var wg sync.WaitGroup
	for sender := range crashSenders {
		wg.Go(func() {
			for n := 0; ; n++ {
				nonce := fmt.Sprintf("nonce-%d-%d-%d", round, sender, n)
				body := fmt.Sprintf(`{"id": %d, "msisdn": 4520304050, "receiver": 451204, "message": "%s %s", "senttime": 1795436000}`,
					n, nonce, strings.Repeat("x", n%7*400))
				resp, err := client.Post(s.url+"/sms/in", "application/json", strings.NewReader(body))
				if err != nil {
					return // it is dead
				}
				_, err = io.Copy(io.Discard, resp.Body)
				_ = resp.Body.Close()
				if resp.StatusCode != http.StatusOK {
					t.Errorf("%s was answered %s", nonce, resp.Status)
					return
				}
				if err != nil {
					return
				}
				mu.Lock()
				if got = append(got, nonce); len(got) == answers {
					_ = s.cmd.Process.Kill()
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return got
}

// storedNonces recovers a database, checks all of it, and counts the nonces in it.
func storedNonces(t *testing.T, db string) map[string]int {
	t.Helper()
	s, err := storage.Open(db, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Check(); err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	err = s.Walk(0, false, func(r *storage.Record) bool {
		_, rest, _ := strings.Cut(string(r.Request.Body), `"message": "`)
		nonce, _, _ := strings.Cut(rest, " ")
		count[nonce]++
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return count
}

package inspector_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"ringback/inspector"
	"ringback/inspector/inspectortest"
)

func TestTheSecretThatWasInForceDecides(t *testing.T) {
	e := inspectortest.Open(t)
	body := inspectortest.MOSMS(1)
	post := func(secret string) uint64 {
		name, value := inspectortest.Sign(t, body, secret)
		e.Post(t, "/", body, name, value)
		e.Clock.Advance(time.Minute)
		return e.Newest(t).ID
	}
	set := func(secret string) {
		t.Helper()
		if err := e.SetSecret("default", secret); err != nil {
			t.Fatal(err)
		}
		e.Clock.Advance(time.Minute)
	}
	early := post("first") // before any secret was typed in
	set("typo")
	between := post("first")
	set("first")
	set("second")
	stolen := post("first") // the replaced one must not vouch any more
	now := post("second")
	for id, want := range map[uint64]string{early: "valid", between: "valid", stolen: "bad-signature", now: "valid"} {
		c, err := e.Callback(id)
		if err != nil {
			t.Fatal(err)
		}
		if string(c.Verdict.Result) != want {
			t.Errorf("#%d is %s, want %s", id, c.Verdict.Result, want)
		}
	}
	set("")
	if c, _ := e.Callback(now); c.Verdict.Result != "no-secret" {
		t.Errorf("after the secret was removed: %s", c.Verdict.Result)
	}
}

func TestSecretsAreNotInTheDatabase(t *testing.T) {
	e := inspectortest.Open(t)
	if err := e.SetSecret("default", "a-very-special-secret"); err != nil {
		t.Fatal(err)
	}
	var copied bytes.Buffer
	if _, err := e.Backup(&copied); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(copied.Bytes(), []byte("a-very-special-secret")) {
		t.Error("the secret is in the database")
	}
	info, err := os.Stat(e.Path + ".secrets")
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the file of secrets has mode %v", info.Mode())
	}
}

func TestSecretsOutliveARestartAndARemovedWebhook(t *testing.T) {
	path := t.TempDir() + "/r.db"
	t.Run("set", func(t *testing.T) {
		e := inspectortest.OpenAt(t, path, inspector.Options{})
		addWebhook(t, e, inspector.Webhook{Label: "gone", Path: "/gone"})
		for _, label := range []string{"default", "gone"} {
			if err := e.SetSecret(label, "s3"); err != nil {
				t.Fatal(err)
			}
		}
		if err := e.RemoveWebhook("gone"); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("use", func(t *testing.T) {
		e := inspectortest.OpenAt(t, path, inspector.Options{})
		name, value := inspectortest.Sign(t, inspectortest.MOSMS(1), "s3")
		e.Post(t, "/", inspectortest.MOSMS(1), name, value)
		if got := e.Newest(t).Verdict; got.Result != "valid" {
			t.Errorf("verdict %s", got.Result)
		}
		kept, err := os.ReadFile(path + ".secrets")
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(kept, []byte("s3")); n != 1 {
			t.Errorf("%d secrets are kept, want that of the default webhook only", n)
		}
	})
}

func TestTheKeyringIsUsedWhereThereIsOne(t *testing.T) {
	keyring.MockInit()
	e := inspectortest.OpenAt(t, t.TempDir()+"/r.db", inspector.Options{Keeper: inspector.Keyring{}})
	if err := e.SetSecret("default", "in the ring"); err != nil {
		t.Fatal(err)
	}
	body := inspectortest.MOSMS(1)
	name, value := inspectortest.Sign(t, body, "in the ring")
	e.Post(t, "/", body, name, value)
	if got := e.Newest(t).Verdict; got.Result != "valid" {
		t.Errorf("verdict %s", got.Result)
	}
	if err := e.SetSecret("default", ""); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(e.Path + ".secrets"); err == nil {
		t.Error("there is a file of secrets beside the keyring")
	}
}

func TestADamagedFileOfSecretsIsSaidWithoutItsContent(t *testing.T) {
	f := &inspector.SecretFile{Path: t.TempDir() + "/s"}
	if err := os.WriteFile(f.Path, []byte(`{"a": "hush`), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := f.Save("b", []byte(`"x"`)); err == nil || bytes.Contains([]byte(err.Error()), []byte("hush")) {
		t.Errorf("got %v", err)
	}
	if left, _ := os.ReadFile(f.Path); string(left) != `{"a": "hush` {
		t.Errorf("the damaged file was changed to %q", left)
	}
}

// A copy of a database in the same keyring has secrets of its own.
func TestACopyDoesNotChangeTheSecretsOfTheOriginal(t *testing.T) {
	keyring.MockInit()
	folder := t.TempDir()
	e := inspectortest.OpenAt(t, folder+"/r.db", inspector.Options{Keeper: inspector.Keyring{}})
	if err := e.SetSecret("default", "in the ring"); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(folder + "/copy.db")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.Backup(f); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	second := inspectortest.OpenAt(t, folder+"/copy.db", inspector.Options{Keeper: inspector.Keyring{}})
	if err := second.SecretTrouble("default"); !errors.Is(err, inspector.ErrSecretUnavailable) {
		t.Errorf("the copy's secret: %v", err)
	}
	if err := second.SetSecret("default", ""); err != nil {
		t.Fatal(err)
	}
	addWebhook(t, e, inspector.Webhook{Label: "v", Path: "/v", Answer: inspector.DefaultAnswer()}) // reads the secrets again
	if err := e.SecretTrouble("default"); err != nil {
		t.Errorf("the original's secret: %v", err)
	}
}

func TestAWebhookThatCannotBeRemovedKeepsItsSecret(t *testing.T) {
	e := inspectortest.OpenAt(t, filepath.Join(t.TempDir(), "r.db"), inspector.Options{})
	addWebhook(t, e, inspector.Webhook{Label: "v", Path: "/v", Answer: inspector.DefaultAnswer()})
	if err := e.SetSecret("v", "s"); err != nil {
		t.Fatal(err)
	}
	moved := e.Path + ".moved"
	if err := errors.Join(os.Rename(e.Path, moved), os.WriteFile(e.Path, []byte("another file"), 0o600)); err != nil {
		t.Fatal(err)
	}
	err := e.RemoveWebhook("v")
	if err := os.Rename(moved, e.Path); err != nil {
		t.Fatal(err)
	}
	kept, also := os.ReadFile(e.Path + ".secrets")
	if err == nil || also != nil || !bytes.Contains(kept, []byte(`"s"`)) {
		t.Errorf("removing it: %v; kept: %d bytes, %v", err, len(kept), also)
	}
}

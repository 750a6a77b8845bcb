//go:build linux

package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// process is a server under measurement. It prints a ready line in JSON.
type process struct {
	cmd     *exec.Cmd
	addr    string
	readyIn time.Duration
}

// start runs a server and waits until it is ready.
func start(ctx context.Context, name string, args ...string) (*process, error) {
	p := &process{cmd: exec.CommandContext(ctx, name, args...)}
	p.cmd.Stderr = os.Stderr
	p.cmd.Env = append(os.Environ(), "RINGBACK_KEYRING=off")
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	began := time.Now()
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		var ready struct {
			Type string `json:"type"`
			URL  string `json:"local_url"`
		}
		if json.Unmarshal(lines.Bytes(), &ready) == nil && ready.Type == "ready" {
			p.readyIn = time.Since(began)
			p.addr = strings.TrimPrefix(ready.URL, "http://")
			go func() {
				for lines.Scan() { // nothing may wait for us to read
				}
			}()
			return p, nil
		}
	}
	return nil, errors.Join(fmt.Errorf("%s: no ready line", name), p.cmd.Wait())
}

// stop ends the server as a person would. One that does not end says where it
// hangs.
func (p *process) stop() error {
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	hangs := time.AfterFunc(20*time.Second, func() { _ = p.cmd.Process.Signal(syscall.SIGQUIT) })
	defer hangs.Stop()
	return p.cmd.Wait()
}

// kill ends the server as a crash would.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}

// usage is what a process has used so far.
type usage struct {
	cpu     time.Duration
	written int64 // bytes handed to the disk
}

// clockTick is the unit of processor times in /proc; it is 100 on every Linux
// that Go runs on.
const clockTick = time.Second / 100

func (p *process) usage() (u usage, err error) {
	stat, err := p.proc("stat")
	if err != nil {
		return u, err
	}
	fields := strings.Fields(stat[strings.LastIndexByte(stat, ')')+1:])
	for _, n := range []int{11, 12} { // utime and stime
		ticks, err := strconv.ParseInt(fields[n], 10, 64)
		if err != nil {
			return u, err
		}
		u.cpu += time.Duration(ticks) * clockTick
	}
	u.written, err = p.number("io", "write_bytes:")
	return u, err
}

// anonymous returns the bytes of memory that are not a mapped file's.
func (p *process) anonymous() (int64, error) {
	kb, err := p.number("status", "RssAnon:")
	return kb << 10, err
}

func (p *process) number(file, name string) (int64, error) {
	text, err := p.proc(file)
	if err != nil {
		return 0, err
	}
	_, rest, ok := strings.Cut(text, name)
	if !ok {
		return 0, fmt.Errorf("no %s in /proc/PID/%s", name, file)
	}
	return strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
}

func (p *process) proc(file string) (string, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", p.cmd.Process.Pid, file))
	return string(text), err
}

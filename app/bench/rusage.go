//go:build linux

package main

import (
	"os/exec"
	"syscall"
)

// maxRSS returns the peak resident memory of a command that has ended, in bytes.
func maxRSS(cmd *exec.Cmd) int64 {
	if u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		return u.Maxrss << 10
	}
	return 0
}

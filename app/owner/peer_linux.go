package owner

import (
	"net"

	"golang.org/x/sys/unix"
)

// peerUID returns the user at the other end of the connection: who made it, or
// who listened.
func peerUID(c *net.UnixConn) (uid int, known bool) {
	raw, err := c.SyscallConn()
	if err != nil {
		return 0, false
	}
	var cred *unix.Ucred
	var optErr error
	err = raw.Control(func(fd uintptr) {
		cred, optErr = unix.GetsockoptUcred(int(fd), unix.SOL_SOCKET, unix.SO_PEERCRED)
	})
	if err != nil || optErr != nil {
		return 0, false
	}
	return int(cred.Uid), true
}

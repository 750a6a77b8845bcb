// Package owner lets a second command work through the process that owns the
// database file.
//
// One process holds the database's lock. It calls [Listen] and [Serve]; every
// other command that finds the file locked calls [Forward], which hands its
// arguments over and becomes a pipe: stdin goes in, stdout, stderr and the exit
// status come back, as if the command had run where it was typed.
//
// The command line in package main is its only caller. It knows nothing of
// commands, the engine or the database's content, never opens the database and
// must never listen on anything but a socket that only this user can reach.
//
// # On the wire
//
// Both sides open with a greeting of 12 bytes: "ringback" and a version. Then
// frames follow, each a kind (1 byte), a length (4 bytes, big endian) and that
// many bytes: call, stdin, stdin-end and stdin-error from the command; want,
// stdout, stderr and exit from the owner. Input is sent only when the owner
// wants it, so a command that reads no input eats none. A command that has had
// enough closes its writing side, which cancels the call, and still reads what
// the call says at its end.
package owner

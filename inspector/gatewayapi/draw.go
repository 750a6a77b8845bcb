package gatewayapi

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"time"
)

// DrawEventID draws the id of an event: a UUID of version 4.
func DrawEventID(r *rand.Rand) string {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], r.Uint64())
	binary.BigEndian.PutUint64(b[8:], r.Uint64())
	b[6], b[8] = b[6]&0x0F|0x40, b[8]&0x3F|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// crockford are the 32 digits of a ULID.
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// DrawMessageID draws the id of a message of the messaging family: a ULID, whose
// first ten digits are the time.
func DrawMessageID(at time.Time, r *rand.Rand) string {
	var id [26]byte
	for ms, n := at.UnixMilli(), 9; n >= 0; n-- {
		id[n] = crockford[ms&31]
		ms >>= 5
	}
	for n := 10; n < len(id); n++ {
		id[n] = crockford[r.IntN(32)]
	}
	return string(id[:])
}

// DrawMOID draws the id of a received SMS, and DrawSMSID that of a sent one, in
// the sizes that the provider's have.
func DrawMOID(r *rand.Rand) uint64 { return 2_000_000 + r.Uint64N(900_000_000) }

// DrawSMSID draws the id of a sent SMS or e-mail.
func DrawSMSID(r *rand.Rand) uint64 { return 8_000_000_000_000 + r.Uint64N(900_000_000_000) }

package inspector

import (
	"hash/fnv"
	"slices"
	"strconv"

	"ringback/inspector/gatewayapi"
	"ringback/storage"
)

// The tables give names their number in a row. Numbers are positions: append
// only, or raise derivedVersion.
var (
	rowKinds = []gatewayapi.Kind{
		gatewayapi.Unknown, gatewayapi.MOSMS, gatewayapi.DeliveryStatus, gatewayapi.EmailStatus,
		gatewayapi.SMSStatus, gatewayapi.RCSStatus, gatewayapi.MOTextSMS, gatewayapi.MOTextRCS,
		gatewayapi.MOLocationRCS, gatewayapi.MOFileRCS,
	}
	rowStatuses = []string{
		"", "UNKNOWN", "SCHEDULED", "BUFFERED", "ENROUTE", "DELIVERED", "EXPIRED", "DELETED", "UNDELIVERABLE",
		"ACCEPTED", "REJECTED", "SKIPPED", "READ", "PROCESSED", "DEFERRED", "BOUNCED", "BLOCKED",
	}
	rowCharges = []string{"", "NOCHARGE", "AUTHORIZED", "CAPTURED", "CANCELLED", "FAILED", "REFUNDED", "REFUND_FAIL"}
	rowResults = []gatewayapi.Result{
		gatewayapi.Unsigned, gatewayapi.Valid, gatewayapi.NoSecret, gatewayapi.Malformed, gatewayapi.BadAlgorithm,
		gatewayapi.BadSignature, gatewayapi.Mismatch, gatewayapi.UnknownVersion,
	}
)

// rowUnlisted stands for a name that is in no table.
const rowUnlisted = 255

// Bits of a row's flags; the charge state lies above them.
const (
	rowTruncated = 1 << iota
	rowIncomplete
	rowNotTaken    // answered outside 200 to 299
	rowChargeShift = 8
)

func position[T comparable](table []T, name T) uint8 {
	if n := slices.Index(table, name); n >= 0 {
		return uint8(n)
	}
	return rowUnlisted
}

func nameAt(table []string, n uint8) string {
	if int(n) < len(table) {
		return table[n]
	}
	return "?"
}

// keyHash makes a key fit a column; 0 is no key.
func keyHash(key string) uint64 {
	if key == "" {
		return 0
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(key))
	return max(h.Sum64(), 1)
}

// digits returns a number for its column; what is not one is 0.
func digits(s string) uint64 {
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// row derives the row of a record by the secrets of now.
func (i *Inspector) row(rec *storage.Record) storage.Row {
	way := i.routing.Load()
	q := requestOf(rec)
	p := gatewayapi.Understand(q)
	flags := uint16(position(rowCharges, p.Charge)) << rowChargeShift
	switch rec.Request.Cut {
	case storage.Truncated:
		flags |= rowTruncated
	case storage.Incomplete:
		flags |= rowIncomplete
	}
	if rec.Answer.Status < 200 || rec.Answer.Status > 299 {
		flags |= rowNotTaken
	}
	return storage.Row{
		Present:      true,
		Kind:         position(rowKinds, p.Kind),
		Status:       position(rowStatuses, p.Status),
		Verdict:      position(rowResults, way.verify(q, rec.Webhook, rec.ReceivedAt).Result),
		Origin:       uint8(rec.Origin),
		Flags:        flags,
		Received:     rec.ReceivedAt.UnixMicro(),
		From:         digits(p.From),
		To:           digits(p.To),
		MessageKey:   keyHash(p.MessageKey),
		DuplicateKey: keyHash(p.DuplicateKey),
	}
}

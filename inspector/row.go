package inspector

import (
	"bytes"
	"hash/fnv"
	"slices"
	"strconv"

	"ringback/inspector/filter"
	"ringback/inspector/gatewayapi"
	"ringback/inspector/needle"
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
	rowNotTaken // answered outside 200 to 299
	rowTunnel
	rowFromText    // the sender is no number
	rowToText      // the receiver is no number
	rowChargeShift = 8
)

// Numbers that do not fit a column, and errors without a code of the provider's
// form. What they are is only in the callback.
const (
	rowHugeSize  = 1<<32 - 1
	rowHugeCode  = 1<<16 - 1
	rowErrorText = 1<<16 - 1
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
	if rec.Via == storage.Tunnel {
		flags |= rowTunnel
	}
	from, to := filter.Digits(p.From), filter.Digits(p.To)
	if from == 0 && p.From != "" {
		flags |= rowFromText
	}
	if to == 0 && p.To != "" {
		flags |= rowToText
	}
	return storage.Row{
		Present:  true,
		Kind:     position(rowKinds, p.Kind),
		Status:   position(rowStatuses, p.Status),
		Verdict:  position(rowResults, way.verify(q, rec.Webhook, rec.ReceivedAt).Result),
		Origin:   uint8(rec.Origin),
		Flags:    flags,
		Received: rec.ReceivedAt.UnixMicro(),
		From:     from,
		To:       to,
		Keys: storage.Keys{
			MessageKey:   keyHash(p.MessageKey),
			DuplicateKey: keyHash(p.DuplicateKey),
			Keyword:      wordHash(firstWord(&p)),
			Webhook:      wordHash(rec.Webhook),
			ProviderID:   wordHash(p.ProviderID),
		},
		Amounts: storage.Amounts{
			Size:  uint32(min(uint64(rec.Request.BodySize), rowHugeSize)),
			Code:  uint16(min(uint(rec.Answer.Status), rowHugeCode)),
			Error: errorColumn(p.Error),
		},
	}
}

// wordHash makes a word fit a column, in whichever case it is written.
func wordHash(s string) uint64 { return keyHash(filter.Fold(s)) }

// firstWord is the keyword of a received SMS unless the whole number is leased,
// which is not a fact of the callback.
func firstWord(p *gatewayapi.Meaning) string {
	if p.Kind != gatewayapi.MOSMS {
		return ""
	}
	word, _ := gatewayapi.SplitKeyword(p.Text, false)
	return word
}

// errorColumn returns a code that the provider lists; 0 is no error.
func errorColumn(e gatewayapi.ErrorCode) uint16 {
	n, err := strconv.ParseUint(e.Code, 0, 16)
	switch {
	case e.Code == "" && e.Text == "":
		return 0
	case err != nil || n == 0 || !e.Known:
		return rowErrorText
	}
	return uint16(n)
}

// sign takes into a signature what a search looks for in a record.
func sign(rec *storage.Record, s *needle.Signature) {
	line, _, _ := bytes.Cut(rec.Request.Head, []byte("\n"))
	s.Add(line)
	s.Add(rec.Request.Body)
	if needle.Escaped(rec.Request.Body) {
		s.Add(needle.Plain(rec.Request.Body))
	}
}

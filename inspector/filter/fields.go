package filter

// fields is the language. Their order is that of the documentation.
var fields = []Field{
	{ID: Any, Kind: Contains, Help: "a bare word: in text, numbers, path or body", Examples: []string{"vote", `"two words"`}},
	{ID: KindOf, Name: "kind", Kind: Word, Help: "what a callback reports", Examples: []string{"kind:mo", "kind:delivery-status"}, Values: []Value{
		{"mo", "every received message"}, {"status", "every status"},
		{"mo-sms", "received SMS"}, {"delivery-status", "status of a sent SMS"}, {"email-status", "status of a sent e-mail"},
		{"sms-status", "status of an SMS, messaging family"}, {"rcs-status", "status of an RCS message"},
		{"mo-text-sms", "received SMS, messaging family"}, {"mo-text-rcs", "received RCS text"},
		{"mo-location-rcs", "received RCS location"}, {"mo-file-rcs", "received RCS file"}, {"unknown", "not understood"},
	}},
	{ID: Family, Name: "family", Kind: Word, Help: "which interface of the provider sent it", Examples: []string{"family:rest"}, Values: []Value{
		{"rest", "flat objects, signed by JWT"}, {"messaging", "event envelopes, signed by HMAC"}, {"other", "neither"},
	}},
	{ID: Webhook, Name: "webhook", Aliases: []string{"hook"}, Kind: Exact, Help: "the webhook that took it", Examples: []string{"webhook:autumn-vote"}},
	{ID: Origin, Name: "origin", Kind: Word, Help: "where it comes from", Examples: []string{"origin:live"}, Values: []Value{
		{"live", "it came in"}, {"simulated", "made by the simulator"}, {"replayed", "sent again by us"},
		{"imported", "read from a file"}, {"probe", "our own check of the way in"},
	}},
	{ID: Via, Name: "via", Kind: Word, Help: "which way in it took", Examples: []string{"via:tunnel"}, Values: []Value{
		{"local", "the listener on this machine"}, {"tunnel", "the tunnel"},
	}},
	{ID: Method, Name: "method", Kind: Exact, Help: "the HTTP method", Examples: []string{"method:post"}},
	{ID: Path, Name: "path", Kind: Exact, Help: "the path, without its query", Examples: []string{"path:/sms/in", "path:/sms/*"}},
	{ID: From, Name: "from", Aliases: []string{"msisdn"}, Kind: Number, Help: "sender of a received message", Examples: []string{"from:+45*", `from:"20 30 40 50"`}},
	{ID: To, Name: "to", Aliases: []string{"receiver"}, Kind: Number, Help: "receiver, with or without its country prefix", Examples: []string{"to:1204", "to:451204"}},
	{ID: Keyword, Name: "keyword", Aliases: []string{"kw"}, Kind: Exact, Help: "first word of a received SMS", Examples: []string{"keyword:foo", "keyword:vo*"}},
	{ID: Text, Name: "text", Kind: Contains, Help: "text of a received message", Examples: []string{"text:hello", `text:/\bvote [0-9]+/`}},
	{ID: Label, Name: "label", Kind: Exact, Help: "the provider's webhook label", Examples: []string{"label:autumn-vote"}},
	{ID: ProviderID, Name: "id", Kind: Exact, Help: "the provider's id of the message", Examples: []string{"id:2840117"}},
	{ID: Ref, Name: "ref", Aliases: []string{"userref"}, Kind: Exact, Help: "the client's reference", Examples: []string{"ref:order-*"}},
	{ID: Message, Name: "message", Aliases: []string{"thread"}, Kind: Exact, Help: "message key: all callbacks about one message", Examples: []string{"message:rest:8001907000123:4520304050"}},
	{ID: Status, Name: "status", Kind: Word, Help: "state of a message", Examples: []string{"status:failed", "status:delivered"}, Values: []Value{
		{"failed", "every final state that is not success"},
		{"unknown", ""}, {"scheduled", ""}, {"buffered", ""}, {"enroute", ""}, {"delivered", ""}, {"expired", ""},
		{"deleted", ""}, {"undeliverable", ""}, {"accepted", ""}, {"rejected", ""}, {"skipped", ""}, {"read", ""},
		{"processed", ""}, {"deferred", ""}, {"bounced", ""}, {"blocked", ""},
	}},
	{ID: Charge, Name: "charge", Kind: Word, Help: "state of the charge", Examples: []string{"charge:captured"}, Values: []Value{
		{"nocharge", ""}, {"authorized", ""}, {"captured", ""}, {"cancelled", ""}, {"failed", ""}, {"refunded", ""}, {"refund_fail", ""},
	}},
	{ID: Error, Name: "error", Kind: Failure, Help: "error code, or words of its text", Examples: []string{"error:0x1010", "error:subscriber"}},
	{ID: Signature, Name: "sig", Aliases: []string{"signature", "verdict"}, Kind: Word, Help: "verdict of the signature", Examples: []string{"sig:bad", "sig:valid"}, Values: []Value{
		{"valid", "it holds"}, {"bad", "anything that failed"}, {"none", "not signed"},
		{"unsigned", "not signed"}, {"no-secret", "signed, and we have no secret"}, {"malformed", ""}, {"bad-algorithm", ""},
		{"bad-signature", ""}, {"mismatch", "good, and different from the body"}, {"unknown-version", ""},
	}},
	{ID: Code, Name: "code", Kind: Count, Help: "status of our answer", Examples: []string{"code:503", "code:4xx", "code:>=400"}},
	{ID: Took, Name: "took", Kind: Duration, Help: "how long our answer took (ms, s, m)", Examples: []string{"took:>5s", "took:100ms..2s"}},
	{ID: BodySize, Name: "size", Kind: Size, Help: "size of the body (b, kb, mb)", Examples: []string{"size:>10kb"}},
	{ID: Since, Name: "since", Aliases: []string{"after"}, Kind: Moment, Help: "received then or later", Examples: []string{"since:15m", "since:2026-11-01"}},
	{ID: Until, Name: "until", Aliases: []string{"before"}, Kind: Moment, Help: "received before; of a day or minute, its end", Examples: []string{"until:2h", "until:2026-11-01"}},
	{ID: On, Name: "on", Kind: Moment, Help: "received on that day", Examples: []string{"on:today", "on:yesterday", "on:2026-11-23"}},
	{ID: Header, Name: "header", Arg: "NAME", Kind: Exact, Help: "a request header", Examples: []string{"header.user-agent:*curl*"}},
	{ID: JSONPath, Name: "json", Arg: "PATH", Kind: JSON, Help: "a value in a JSON body; names as in the body, points between them", Examples: []string{"json.event.error.hex_code:0x1905", "json.mcc:>=200"}},
	{ID: Body, Name: "body", Kind: Contains, Help: "text in the body", Examples: []string{`body:"unknown subscriber"`, "body:/order-[0-9a-f]+/"}},
	{ID: Is, Name: "is", Kind: Word, Help: "marks", Examples: []string{"is:starred", "-is:duplicate"}, Values: []Value{
		{"starred", "a person starred it"}, {"noted", "a person wrote a note"}, {"duplicate", "it says what an earlier one said"},
		{"late", "an earlier state that came too late"}, {"replayed", "it came by a replay"},
		{"truncated", "its body was over the limit"}, {"incomplete", "the sender broke off"},
	}},
	{ID: Tag, Name: "tag", Kind: Exact, Help: "a person's tag", Examples: []string{"tag:ask-customer"}},
	{ID: OwnID, Name: "#", Kind: Own, Help: "our own ids", Examples: []string{"#42", "#42..#60"}},
}

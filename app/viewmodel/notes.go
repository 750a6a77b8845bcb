package viewmodel

import (
	"ringback/app/say"
	"ringback/inspector"
	"ringback/inspector/gatewayapi"
)

// notesOf lists what was unusual about a callback, the worst first.
func notesOf(c *inspector.Callback) []Note {
	var notes []Note
	add := func(tone Tone, text string) { notes = append(notes, Note{text, tone}) }
	if c.Verdict.Result.Failed() {
		add(Bad, sentences(verdictTitle(c.Verdict)+".", told(c.Verdict.Reason)))
	}
	if answerTone(c.Response).Loud() || millis(c.Response.DurationMS) > limit {
		add(max(answerTone(c.Response), Warn), answerSentence(c.Response))
	}
	if c.Request.Truncated {
		add(Warn, say.L("The body was longer than is kept: %s of %s are here. It was refused with 413.", keptSize(c.Request), Size(c.Request.BodySize)))
	}
	if c.Request.Incomplete {
		add(Warn, say.L("The sender broke off in the middle of the body; what came is here."))
	}
	if c.DuplicateOf != nil {
		add(Muted, say.L("The same event came before, as #%s; this is attempt %d.", Count(*c.DuplicateOf), c.Attempt))
	}
	if n := len(c.Parsed.Elements); n > 0 {
		add(Info, say.L("The body is a list of %s. What is shown here is the first.", say.N(uint64(n), "%s callback", "%s callbacks")))
	}
	for _, flag := range c.Flags {
		if text, tone := flagWords(flag); text != "" {
			add(tone, text)
		}
	}
	if _, _, sentence, ok := originWords(c.Origin); ok {
		add(Muted, sentence)
	}
	return notes
}

func keptSize(q inspector.Request) string {
	body, err := q.RawBody()
	if err != nil {
		return say.L("some")
	}
	return Size(int64(len(body)))
}

// flagWords says in a sentence what a flag of a callback means; those that another note
// tells already are "".
func flagWords(flag string) (string, Tone) {
	switch flag {
	case inspector.FlagLate:
		return say.L("It came late: a later state of the same message was here before it. The later one counts."), Warn
	case inspector.FlagConflicting:
		return say.L("The message had reached another final state before. The first one counts."), Warn
	case inspector.FlagUnlisted:
		return say.L("It came from an address that was not on the allow-list."), Warn
	case gatewayapi.FlagArrayCut:
		return say.L("The list is longer than is understood; the rest is only in the body."), Warn
	case gatewayapi.FlagAlias:
		return say.L("A second spelling was used for a name or a status; it is understood."), Muted
	case gatewayapi.FlagUnrecognisedStatus:
		return say.L("The provider does not list this status."), Warn
	case gatewayapi.FlagUnrecognisedCharge:
		return say.L("The provider does not list this charge status."), Warn
	case gatewayapi.FlagUnexpectedStatus:
		return say.L("This status belongs to another channel."), Muted
	case gatewayapi.FlagUnexpectedScheme:
		return say.L("It is signed in the way of the provider's other interface."), Warn
	case gatewayapi.FlagUnknownEvent:
		return say.L("The type of the event is not known here."), Warn
	case gatewayapi.FlagMilliseconds:
		return say.L("A time stands in milliseconds where the provider promises seconds."), Warn
	case gatewayapi.FlagWrongType:
		return say.L("A field has a value of the wrong type."), Warn
	case gatewayapi.FlagHugeNumber:
		return say.L("A number does not fit into 64 bits."), Warn
	case gatewayapi.FlagDuplicateNames:
		return say.L("A name stands twice in the body; the last one counts."), Warn
	case gatewayapi.FlagInvalidUTF8:
		return say.L("Some text is not valid Unicode; � stands for it."), Warn
	case gatewayapi.FlagNotJSON:
		return say.L("The content type says JSON, and the body is none."), Warn
	case gatewayapi.FlagArray, gatewayapi.FlagOlderHTTP:
		return "", Muted
	}
	return say.L("Flagged: %s.", OneLine(flag, 40)), Muted
}

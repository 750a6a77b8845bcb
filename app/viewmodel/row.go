package viewmodel

import (
	"fmt"
	"strings"
	"time"

	"ringback/app/say"
	"ringback/inspector"
	"ringback/inspector/gatewayapi"
)

// Cell is what stands in one field of a row: a text, with a sign before it, in a badge or
// after a dot.
type Cell struct {
	Text     string
	Tone     Tone
	Mono     bool
	Sign     string // before the text: "↙", "2×"
	SignTone Tone
	Badge    Tone   // puts the text into a badge; Plain for none
	Dot      Tone   // puts a dot before the text; Plain for none
	End      string // a second text, at the right edge of the field
	EndTone  Tone
	Tip      string // shown on hover
}

// Row is one callback as the list shows it.
type Row struct {
	ID       uint64
	Received time.Time
	// Cells stand in the order of [Columns]. The age is filled in by [Row.Age].
	Cells []Cell
	// Edge is Bad for a callback that needs a look, else Plain.
	Edge    Tone
	Starred bool
	// Terms ask for what the cells show; see [RowTerms].
	Terms []string
	// Unsettled tells that the callback was not answered yet when it was read.
	Unsettled bool
}

// slow is from when on the time of an answer is marked; the sender gives up after limit.
const (
	slow  = time.Second
	limit = 5 * time.Second // "the whole answer within 5 seconds", the provider's page on webhooks
)

// NewRow makes the row of a callback and what a person noted on it.
func NewRow(c *inspector.Callback, marks inspector.Marks, zone *time.Location) Row {
	cells := make([]Cell, columnCount)
	cells[colTime] = Cell{Text: Clock(c.ReceivedAt, zone), Mono: true, Tip: FullTime(c.ReceivedAt, zone)}
	cells[colKind] = kindCell(c)
	cells[colFrom], cells[colTo] = fromCell(c), toCell(c)
	cells[colMessage] = messageCell(c, marks)
	cells[colStatus] = statusCell(c)
	sign, tone := verdictSign(c.Verdict.Result)
	cells[colSig] = Cell{Text: sign, Tone: tone, Tip: verdictTitle(c.Verdict) + ". " + told(c.Verdict.Reason)}
	cells[colResponse] = responseCell(c.Response)
	cells[colWebhook] = Cell{Text: OneLine(c.Webhook, cellRunes), Tone: Secondary}
	cells[colAttempt] = Cell{Text: fmt.Sprint(max(c.Attempt, 1)), Tone: Muted, Mono: true}
	cells[colSize] = Cell{Text: Size(c.Request.BodySize), Tone: Muted, Mono: true}
	cells[colPath] = Cell{Text: OneLine(c.Request.Target, cellRunes), Tone: Secondary, Mono: true}
	cells[colNote] = noteCell(marks)
	row := Row{ID: c.ID, Received: c.ReceivedAt, Cells: cells, Starred: marks.Starred, Unsettled: unanswered(c.Response), Terms: RowTerms(c, marks, zone)}
	if needsLook(c) {
		row.Edge = Bad
	}
	return row
}

// Age returns the cell that says how old the row is.
func (r Row) Age(now time.Time) Cell {
	cell := Cell{Text: Age(now.Sub(r.Received)), Tone: Muted, Mono: true}
	if len(r.Cells) > colTime {
		cell.Tip = r.Cells[colTime].Tip
	}
	return cell
}

// needsLook reports whether something about c went wrong for good: its message failed, its
// signature does not hold, or its sender did not get an answer that counts as success.
func needsLook(c *inspector.Callback) bool {
	if OutcomeOf(c).Tone == Bad || c.Verdict.Result.Failed() {
		return true
	}
	return answerTone(c.Response) == Bad || millis(c.Response.DurationMS) > limit
}

func kindCell(c *inspector.Callback) Cell {
	word, title := kindWords(c.Kind)
	sign, tone := kindSign(c.Kind)
	cell := Cell{Text: word, Sign: sign, SignTone: tone, Tip: title}
	if sign, word, sentence, ok := originWords(c.Origin); ok {
		cell.Tip = title + ". " + sentence
		if word != "" {
			cell.Sign, cell.SignTone, cell.Text = sign, Accent, word
		}
	}
	return cell
}

func fromCell(c *inspector.Callback) Cell {
	if c.Parsed.From == "" {
		return nothing(say.L("The callback does not tell who sent the message."))
	}
	return Cell{Text: Phone(c.Parsed.From), Mono: true, Tip: PhoneInGroups(c.Parsed.From)}
}

func toCell(c *inspector.Callback) Cell {
	switch to := c.Parsed.To; {
	case to == "":
		return nothing(say.L("The callback does not tell where the message went."))
	case c.Kind.Received():
		return Cell{Text: Receiver(to, countryPrefix(c)), Mono: true}
	default:
		return Cell{Text: Phone(to), Mono: true, Tip: PhoneInGroups(to)}
	}
}

func nothing(why string) Cell { return Cell{Text: "–", Tone: Muted, Tip: why} }

// countryPrefix returns the calling code that a received SMS names, or "".
func countryPrefix(c *inspector.Callback) string {
	v, _ := c.Fields.Get("country_prefix")
	return strings.Trim(string(v), `"+`)
}

// messageCell says what a callback is about, with a star, a repeat and lateness before it.
func messageCell(c *inspector.Callback, marks inspector.Marks) Cell {
	cell := Cell{Text: OneLine(c.Parsed.Text, cellRunes)}
	switch {
	case c.Kind.Received() && cell.Text == "":
		cell = Cell{Text: say.L("no text"), Tone: Muted}
	case c.Kind.Received():
	case c.Kind.Status():
		cell = Cell{Text: statusMessage(c), Tone: Secondary}
	default:
		cell = Cell{Text: strings.TrimSpace(c.Request.Method + " " + OneLine(c.Request.Target, cellRunes)), Tone: Secondary}
		if start := bodyStart(c.Request); start != "" {
			cell.Text += " · " + start
		}
	}
	var signs []string
	if marks.Starred {
		signs, cell.SignTone = append(signs, "★"), Accent
	}
	if c.Attempt > 1 {
		signs, cell.SignTone = append(signs, fmt.Sprintf("%d×", c.Attempt)), Muted
	}
	for _, flag := range c.Flags {
		switch flag {
		case inspector.FlagLate:
			signs, cell.SignTone = append(signs, say.L("late")), Warn
		case inspector.FlagConflicting:
			signs, cell.SignTone = append(signs, say.L("conflict")), Warn
		case inspector.FlagUnlisted:
			signs, cell.SignTone = append(signs, say.L("unlisted")), Warn
		}
	}
	cell.Sign = strings.Join(signs, " ")
	return cell
}

func statusMessage(c *inspector.Callback) string {
	text := OneLine(c.Parsed.ProviderID, cellRunes)
	if text == "" {
		text = say.L("no message id")
	}
	if err := errorWords(c.Parsed.Error); err != "" && OutcomeOf(c).Tone.Loud() {
		text += " · " + err
	}
	return text
}

// bodyStart returns the beginning of a body that is text.
func bodyStart(q inspector.Request) string {
	if q.BodyEncoding == "base64" {
		return say.L("%s of binary data", Size(q.BodySize))
	}
	return OneLine(strings.TrimSpace(head(q.Body, cellRunes)), 200)
}

func statusCell(c *inspector.Callback) Cell {
	outcome := OutcomeOf(c)
	tip := told(gatewayapi.StatusText(c.Kind, c.Parsed.Status))
	switch {
	case outcome.Tone == Muted:
		return Cell{Text: outcome.Word, Tone: Muted}
	case outcome.Tone.Loud():
		if err := errorWords(c.Parsed.Error); err != "" {
			tip += " " + err + "."
		}
		return Cell{Text: outcome.Word, Tone: outcome.Tone, Badge: outcome.Tone, Tip: tip}
	}
	return Cell{Text: outcome.Word, Tone: Secondary, Dot: outcome.Tone, Tip: tip}
}

func noteCell(marks inspector.Marks) Cell {
	cell := Cell{Text: OneLine(marks.Note, cellRunes), Tone: Secondary, Tip: head(Visible(marks.Note), 1000)}
	if len(marks.Tags) > 0 {
		cell.Sign, cell.SignTone = OneLine(strings.Join(marks.Tags, ", "), 60), Accent
	}
	return cell
}

// unrecorded reports whether there is no word of an answer: a plain body from a file comes
// without one. What arrived here always has a status.
func unrecorded(a inspector.Response) bool { return a.Status == 0 && !a.Undelivered }

// unanswered reports whether nothing is known of the answer yet.
func unanswered(a inspector.Response) bool {
	return a.DurationMS == 0 && !a.Undelivered && !unrecorded(a)
}

// answerTone says how an answer sounds to the sender: anything but 200 to 299 makes it send
// again.
func answerTone(a inspector.Response) Tone {
	switch {
	case unrecorded(a):
		return Muted
	case a.Undelivered || a.Status >= 500:
		return Bad
	case a.Status < 200 || a.Status > 299:
		return Warn
	}
	return Secondary
}

func durationTone(d time.Duration) Tone {
	switch {
	case d > limit:
		return Bad
	case d > slow:
		return Warn
	}
	return Muted
}

func responseCell(a inspector.Response) Cell {
	cell := Cell{Text: fmt.Sprint(a.Status), Tone: answerTone(a), Mono: true, Tip: answerSentence(a)}
	switch {
	case unrecorded(a):
		cell.Text = "–"
	case a.Undelivered:
		cell.Text = say.L("gone")
	}
	if took := millis(a.DurationMS); took > 0 {
		cell.End, cell.EndTone = Duration(took), durationTone(took)
	}
	return cell
}

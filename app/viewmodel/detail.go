package viewmodel

import (
	"time"

	"ringback/app/say"
	"ringback/inspector"
	"ringback/inspector/gatewayapi"
)

// The tabs of the detail, by their ids.
const (
	TabOverview  = "overview"
	TabHeaders   = "headers"
	TabBody      = "body"
	TabResponse  = "response"
	TabSignature = "signature"
	TabTimeline  = "timeline"
)

// Tab is a tab of the detail, with a count or size.
type Tab struct{ ID, Title, Count string }

// Head is what stands above the tabs: what kind of callback it is, and how it went.
type Head struct {
	Icon     string
	IconTone Tone
	Title    string
	Status   Badge // as a badge beside the title; "" where there is nothing to say
	ID       string
	Age      string
	AgeTip   string // date, time and zone
	Line     string // "from → to · time"
	Starred  bool
	Badges   []Badge
	Tabs     []Tab
}

// NewHead describes a callback in a few words. related is how many callbacks its message has,
// itself included, or 0 where that is not known yet.
func NewHead(c *inspector.Callback, marks inspector.Marks, related int, now time.Time, zone *time.Location) Head {
	_, title := kindWords(c.Kind)
	outcome := OutcomeOf(c)
	h := Head{
		Icon: kindIcon(c), IconTone: outcome.Tone, Title: title, Starred: marks.Starred,
		ID: "#" + Count(c.ID), Age: Ago(now.Sub(c.ReceivedAt)), AgeTip: FullTime(c.ReceivedAt, zone),
		Line:   headLine(c, zone),
		Badges: headBadges(c),
		Tabs:   tabs(c, related),
	}
	if outcome.Tone != Muted {
		h.Status = Badge{Text: outcome.Word, Tone: outcome.Tone, Tab: TabOverview}
	}
	return h
}

// headLine returns "+45 20 30 40 50 → +45 1204 · 10:43:31.419".
func headLine(c *inspector.Callback, zone *time.Location) string {
	from, to := PhoneInGroups(c.Parsed.From), PhoneInGroups(c.Parsed.To)
	if c.Kind.Received() {
		to = Receiver(c.Parsed.To, countryPrefix(c))
	}
	way := from
	if to != "" {
		way = joined(" ", from, "→", to)
	}
	return dotted(way, Clock(c.ReceivedAt, zone))
}

func headBadges(c *inspector.Callback) []Badge {
	v := c.Verdict
	badges := []Badge{{Text: verdictTitle(v), Tone: verdictTone(v.Result), Icon: verdictIcon(v.Result), Tab: TabSignature}}
	answer := Badge{Text: say.L("Answer not recorded"), Tone: Muted, Icon: "arrow-up-right", Tab: TabResponse}
	if !unrecorded(c.Response) {
		if answer.Tone = answerTone(c.Response); answer.Tone == Secondary {
			answer.Tone = OK
		}
		answer.Text = say.L("Answered %d", c.Response.Status)
		if took := millis(c.Response.DurationMS); took > 0 {
			answer.Text += say.L(" in %s", Duration(took))
			if tone := durationTone(took); tone.Loud() {
				answer.Tone = max(answer.Tone, tone)
			}
		}
		if c.Response.Undelivered {
			answer.Text = goneWords(answer.Text)
		}
	}
	badges = append(badges, answer)
	if c.Attempt > 1 {
		badges = append(badges, Badge{Text: say.L("Attempt %d", c.Attempt), Tone: Muted, Icon: "history", Tab: TabTimeline})
	}
	if _, word, _, ok := originWords(c.Origin); ok && word != "" {
		badges = append(badges, Badge{Text: word, Tone: Accent, Tab: TabOverview})
	}
	way := c.Request.Method + " " + OneLine(c.Request.Target, 60)
	return append(badges, Badge{Text: way, Tone: Muted, Tab: TabHeaders})
}

func tabs(c *inspector.Callback, related int) []Tab {
	timeline := ""
	if related > 0 {
		timeline = Count(uint64(related))
	}
	return []Tab{
		{TabOverview, say.L("Overview"), ""},
		{TabHeaders, say.L("Headers"), Count(uint64(len(c.Request.Headers)))},
		{TabBody, say.L("Body"), Size(c.Request.BodySize)},
		{TabResponse, say.L("Response"), ""},
		{TabSignature, say.L("Signature"), ""},
		{TabTimeline, say.L("Timeline"), timeline},
	}
}

func kindIcon(c *inspector.Callback) string {
	switch {
	case c.Kind == gatewayapi.MOFileRCS:
		return "file-text"
	case c.Kind.Received():
		return "message-square-text"
	case !c.Kind.Status():
		return "webhook"
	}
	switch outcome := OutcomeOf(c); outcome.Tone {
	case Bad:
		return "circle-x"
	case Warn:
		return "triangle-alert"
	}
	return "check-check"
}

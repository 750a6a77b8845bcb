package scenario

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"ringback/inspector/deliver"
	"ringback/inspector/simulate"
)

// Expect is what must come of a step. The zero value of a field expects nothing.
type Expect struct {
	// Answered is a status, or one of those in answers.
	Answered string
	Within   time.Duration
	End      deliver.End
	Attempts int
	// NotLeased expects that nobody leases what was texted.
	NotLeased bool
	Body      string
	Reply     *Reply
}

// Reply is an SMS that the receiver sends.
type Reply struct {
	Within   time.Duration
	Contains string
}

// Answers that are expected by a word; statuses such as 401 and 4xx are others.
const (
	answeredSame    = "same"
	answeredRefused = "refused"
	answeredAny     = "any"
)

// defaultReply is how long a reply may take.
const defaultReply = 10 * time.Second

func (o *object) expect(key string) Expect {
	x := Expect{Answered: "2xx"}
	if !o.has(key) {
		return x
	}
	in := o.object(key)
	if n := in.value("answered"); n != nil {
		if x.Answered = in.scalar(n); !isAnswer(x.Answered) {
			in.fail(n, "answered is %q: want 2xx or 4xx, a status such as 401, refused, same or any", x.Answered)
		}
	}
	x.Within = in.span("within")
	x.End = deliver.End(in.word("end", string(deliver.Delivered), string(deliver.GaveUp)))
	x.Attempts = in.whole("attempts", 1, 10_000, 0)
	x.NotLeased = in.word("leased", "true", "false") == "false"
	x.Body = in.text("body")
	if in.has("reply") {
		reply := in.object("reply")
		x.Reply = &Reply{Within: reply.span("within"), Contains: reply.text("contains")}
		if x.Reply.Within == 0 {
			x.Reply.Within = defaultReply
		}
		reply.end()
	}
	if x.End == deliver.GaveUp && !in.has("answered") {
		x.Answered = answeredAny
	}
	in.end()
	return x
}

func isAnswer(s string) bool {
	switch s {
	case answeredSame, answeredRefused, answeredAny:
		return true
	}
	if class, found := strings.CutSuffix(s, "xx"); found {
		return len(class) == 1 && class >= "1" && class <= "5"
	}
	n, err := strconv.Atoi(s)
	return err == nil && n >= 200 && n <= 599
}

// judge returns what is wrong with a callback that was sent; before is the
// answer that a repeat must get again, or nil.
func (x Expect) judge(sent simulate.Sent, before *deliver.Attempt) (wrong []string) {
	last := sent.Last()
	if reason := x.answer(last, before); reason != "" {
		wrong = append(wrong, reason)
	}
	if x.Within > 0 && last.Took > x.Within {
		wrong = append(wrong, fmt.Sprintf("took %s, want at most %s", last.Took.Round(time.Millisecond), x.Within))
	}
	if x.End != "" && sent.Climb.End != x.End {
		wrong = append(wrong, fmt.Sprintf("%s, want %s", sent.Climb.End, x.End))
	}
	if n := len(sent.Climb.Rungs); n < x.Attempts {
		wrong = append(wrong, fmt.Sprintf("%d attempts, want at least %d", n, x.Attempts))
	}
	if x.Body != "" && !strings.Contains(string(last.Body), x.Body) {
		wrong = append(wrong, fmt.Sprintf("the answer does not hold %q", x.Body))
	}
	return wrong
}

// answer returns what is wrong with an answer, or "".
func (x Expect) answer(a deliver.Attempt, before *deliver.Attempt) string {
	got := Words(a)
	status := strconv.Itoa(a.Status)
	whole := a.Cause == deliver.Succeeded || a.Cause == deliver.BadStatus
	switch x.Answered {
	case answeredAny:
		return ""
	case answeredRefused:
		if whole && (a.Status == 401 || a.Status == 403) {
			return ""
		}
		return got + ", want it refused with 401 or 403"
	case answeredSame:
		if before == nil {
			return got + ", and there is nothing to compare it with"
		}
		if whole && a.Status == before.Status && string(a.Body) == string(before.Body) {
			return ""
		}
		return got + ", want the same as before: " + Words(*before)
	}
	if class, found := strings.CutSuffix(x.Answered, "xx"); whole && (status == x.Answered || found && strings.HasPrefix(status, class)) {
		return ""
	}
	return got + ", want " + x.Answered
}

// Words returns an attempt in a few words.
func Words(a deliver.Attempt) string {
	if a.Cause == deliver.Succeeded || a.Cause == deliver.BadStatus {
		return "answered " + strconv.Itoa(a.Status)
	}
	return string(a.Cause)
}

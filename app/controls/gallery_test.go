package controls

import (
	"math"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"ringback/app/look"
)

func nothing() {}

// sampleBars are a calm half hour with a burst of failures.
func sampleBars() []Bar {
	bars := make([]Bar, 90)
	for i := range bars {
		bars[i].Total = 40 + int(20*math.Sin(float64(i)/7)) + i*37%17
		switch {
		case i > 60 && i < 66:
			bars[i].Bad = 20 + i%7
		case i%9 == 4:
			bars[i].Bad = 1
		}
	}
	return bars
}

func sampleFields() []Field {
	return []Field{
		{Label: "From", Value: "+447700900213", Mono: true, Hint: "United Kingdom"},
		{Label: "To", Value: "1204", Mono: true, Hint: "Demo short code"},
		{Label: "Keyword", Value: "foo", Mono: true, Hint: "rule: foo → reply", HintRole: look.Accent, HintBadge: true},
		{Label: "Message id", Value: "msg_37230a3f0123456789012345678901234567890123456789", Mono: true, Hint: "3 callbacks in thread", HintLink: true},
		{Label: "Operator", Value: "EE (234-30)"},
		{Label: "Sent at", Value: "2026-11-23 10:43:31 UTC", Hint: "412 ms before we got it"},
		{Label: "Charge status", Value: "missing", Role: look.Warn, Hint: "promised by the format"},
	}
}

func sampleSteps() []Step {
	return []Step{
		{Icon: "arrow-down-left", Role: look.Info, Title: "Received", Detail: "POST /hooks/sms from 203.0.113.24 · HTTP/1.1 · 642 B", Time: "10:43:31.419"},
		{Icon: "shield-check", Role: look.OK, Title: "Signature verified", Detail: "HMAC-SHA256 · X-Signature · secret “production”", Time: "+0.3 ms", Leads: true},
		{Icon: "triangle-alert", Role: look.Warn, Title: "Came out of order", Detail: "the status before it was sent later", Note: true},
		{Icon: "arrow-up-right", Role: look.OK, Title: "Forwarded", Detail: "http://localhost:3000/sms · 200 OK · 31 ms", Time: "+32 ms", Current: true},
		{Icon: "check", Role: look.OK, Title: "Answered the gateway", Detail: "200 OK · text/plain · 24 B “Thanks! You said: hello…”", Time: "+59 ms"},
	}
}

func galleryTop() fyne.CanvasObject {
	pill := NewPill(nothing)
	pill.Set(look.OK, "Online", "eu · 38 ms")
	brand := NewLabel("Ringback", look.Text)
	brand.Bold, brand.TextSize = true, 14
	bell := NewIconButton("bell", "Notes", nothing)
	bell.Badge = true
	off := NewIconButton("qr-code", "QR code", nothing)
	off.DisableFor("There is no public address yet")
	simulate := NewButton(Plain, "Simulate SMS", "message-square-text", nothing)
	bar := Across(look.GapBar, brand, pill, NewLabel("forwards to", look.Text3), layout.NewSpacer(), simulate, off, bell, NewIconButton("moon", "Dark", nothing))
	return NewPanel(look.Surface, Down(0, Fixed(0, look.TopBarHeight-1, Pad(look.GapPanel, 0, bar)), NewRule(false)))
}

func galleryRail() fyne.CanvasObject {
	var entries []fyne.CanvasObject
	for i, e := range [][2]string{
		{"list", "Callbacks"}, {"smartphone", "Simulator"}, {"repeat", "Replay"}, {"chart-bar", "Insights"}, {"route", "Rules"},
	} {
		b := NewRailButton(e[0], e[1], nothing)
		b.Set(i == 0, false)
		entries = append(entries, b)
	}
	return NewPanel(look.Surface, Pad(0, 6, Down(0, append(entries, layout.NewSpacer(), NewRailButton("sliders-horizontal", "Settings", nothing))...)))
}

func galleryList() (fyne.CanvasObject, *Grid) {
	search := NewSearch("Filter: kind:mo  status:failed  from:+4477*  keyword:foo  took:>1s  since:15m", nil)
	search.SetHint("6,921 of 100,000 · 1.1 ms")
	live := NewButton(Tinted, "Live", "", nothing)
	live.Role, live.Dot = look.OK, true
	buttons := Across(look.GapBar, NewButton(Plain, "Save filter", "bookmark", nothing), live,
		NewIconButton("pause", "Pause", nothing), NewIconButton("eraser", "Clear", nothing), NewIconButton("columns-2", "Detail beside", nothing))
	var chips []fyne.CanvasObject
	for i, c := range []struct {
		text, count string
		dot         look.Role
	}{
		{"All", "100,000", look.None}, {"Received SMS", "46,021", look.Info}, {"Delivery status", "48,970", look.Mute}, {"Failed", "9,214", look.Bad},
		{"Bad signature", "474", look.Bad}, {"Slow > 1 s", "1,886", look.Warn}, {"Starred", "12", look.Accent}, {"A saved view", "3", look.Mute}, {"Another", "9", look.Mute},
	} {
		chip := NewChip(c.text, c.dot, func(fyne.KeyModifier) {})
		chip.Set(c.count, map[int]ChipState{0: ChipOn, 5: ChipExcluded}[i])
		chips = append(chips, chip)
	}
	histogram := NewHistogram()
	histogram.SetBars(sampleBars(), [3]string{"30 min ago", "15 min", "now"})
	grid := NewGrid(&fakeRows{n: 100_000, cursor: 3}, gridColumns())
	grid.Sort = SortMark{ID: "time", Down: true}
	head := Pad(look.GapEdge, 10, Down(10, Frame(nil, nil, nil, Pad(look.GapBar, 0, buttons), search), NewOverflow(6, chips...), histogram))
	return NewPanel(look.Surface, Frame(head, nil, nil, nil, grid)), grid
}

func galleryDetail() fyne.CanvasObject {
	title := NewLabel("Received SMS", look.Text)
	title.Bold, title.TextSize = true, look.LeadSize
	signature := NewBadge("Signature valid", look.OK)
	signature.Icon = "shield-check"
	sub := NewLabel("+447700900213 → 1204 · 10:43:31.419", look.Text3)
	sub.Mono, sub.TextSize, sub.Least = true, look.SmallSize, 60
	head := Pad(look.GapPanel, look.GapEdge, Down(10,
		Frame(nil, nil, nil, Across(look.GapBar, NewButton(Primary, "Replay", "repeat", nothing), NewIconButton("star", "Star", nothing), NewIconButton("ellipsis", "More", nothing)),
			Down(2, Across(look.GapBar, title, NewBadge("received", look.Info)), sub)),
		NewOverflow(6, signature, NewBadge("Replied 204 in 59 ms", look.OK), NewBadge("Attempt 1 of 1", look.Mute), NewBadge("POST /hooks/sms", look.Mute), NewBadge("too wide for this row", look.Bad))))
	tabs := NewTabBar([]Tab{{"o", "Overview", ""}, {"h", "Headers", "14"}, {"b", "Body", "642 B"}, {"r", "Response", ""}, {"s", "Signature", ""}, {"t", "Timeline", "3"}}, nil)
	fields, steps := NewFieldList(), NewTimeline()
	fields.SetFields(sampleFields())
	steps.SetSteps(sampleSteps())
	message := NewParagraph("hello world, this is a message that is longer than one line of the card, so that one sees how it is broken", look.Text)
	message.TextSize = look.LeadSize
	code := NewCodeView()
	code.SetCode(Code{Lines: sampleBody(), Colour: colourSample})
	body := Frame(Pad(look.GapPanel, 8, Across(look.GapBar, NewSegmented([]string{"Pretty", "Raw", "Hex", "Tree"}, nil), layout.NewSpacer(), NewIconButton("search", "Find", nothing), NewIconButton("copy", "Copy", nothing))), nil, nil, nil, code)
	overview := Pad(look.GapPanel, look.GapEdge, Down(look.GapBar, NewHead("Message"), NewCard(message),
		NewStateCard(look.Bad, NewLabel("Rejected by the operator: sender not allowed", look.Text)), NewHead("Fields"), fields, NewHead("Timeline"), steps))
	return NewPanel(look.Surface, Frame(Down(0, head, tabs), nil, nil, nil, NewSplit(true, 0.68, overview, body)))
}

// The whole of it, to be looked at, and with nothing outside the window.
func TestGallery(t *testing.T) {
	inBothVariants(t, func(t *testing.T, variant look.Variant) {
		list, grid := galleryList()
		strip := NewStrip(look.Bad, "triangle-alert", "The tunnel is gone", "The account's session was taken over by another place · ERR_NGROK_108", NewButton(Link, "Details", "", nothing), NewButton(Plain, "Fix…", "", nothing))
		status := Across(look.GapBar, NewDot("Recording", look.OK), NewLabel("100,000 callbacks · 12.4/s", look.Text2), NewLabel("31 unread failures", look.Bad), layout.NewSpacer(), NewLabel("127.0.0.1:4100 · 84 MB", look.Text3))
		for _, o := range status.Objects {
			if l, ok := o.(*Label); ok {
				l.TextSize = look.CaptionSize
			}
		}
		bottom := NewPanel(look.Surface, Down(0, NewRule(false), Fixed(0, look.StatusBarHeight-1, Pad(look.GapEdge, 0, status))))
		main := Frame(Down(0, galleryTop(), strip), bottom, Across(0, galleryRail(), NewRule(true)), nil, NewSplit(false, 0.64, list, galleryDetail()))
		s := newStage(t, variant, fyne.NewSize(1600, 1000), main)
		s.window.Canvas().Focus(grid)
		s.save("-1600")
		for _, size := range []fyne.Size{{Width: 1600, Height: 1000}, {Width: 1280, Height: 800}, {Width: 960, Height: 600}} {
			s.window.Resize(size)
			if got := s.window.Canvas().Size(); got != size {
				t.Errorf("the content forces the window to %v, want %v", got, size)
			}
		}
		s.save("-960")
	})
}

func TestGalleryOfWhatFloats(t *testing.T) {
	inBothVariants(t, func(t *testing.T, variant look.Variant) {
		toasts := NewToasts(func(time.Duration, func()) func() { return nothing })
		picks := NewPickList(nil)
		picks.SetPicks("status: outcome of a message", "↑↓ choose   Tab completes   Enter applies", []Pick{
			{Text: "status:failed", Note: "Operator gave up", End: "4,640"}, {Text: "status:rejected", Note: "Refused before delivery", End: "4,574"},
			{Text: "Recent", Head: true}, {Text: "kind:mo keyword:foo", Note: "used 3 min ago"},
		})
		empty := NewEmpty("webhook", "Waiting for the first callback", "Everything that reaches your public address shows up here within a second.",
			NewButton(Primary, "Simulate SMS", "smartphone", nothing), NewButton(Plain, "Copy address", "copy", nothing), NewButton(Danger, "Delete 12,408 callbacks", "trash-2", nothing))
		content := container.NewStack(NewPanel(look.Base, empty), container.NewWithoutLayout(picks), toasts)
		s := newStage(t, variant, fyne.NewSize(1000, 600), content)
		picks.Move(fyne.NewPos(20, 20))
		picks.Resize(fyne.NewSize(560, picks.MinSize().Height))
		toasts.Say("Copied", "", nil)
		toasts.Say("Deleted 3 callbacks", "Undo", nothing)
		s.tips.ShowSoon("A tip that says why, and is longer than what has room in one line of it, so that it is broken at a space", fyne.NewPos(700, 80))
		s.wait()
		s.save("")
		if got := toasts.Shown(); len(got) != 2 {
			t.Errorf("shown are %q", got)
		}
	})
}

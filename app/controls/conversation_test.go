package controls

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"ringback/app/look"
)

func sampleBubbles() []Bubble {
	return []Bubble{
		{Text: "Today 08:41", Between: true},
		{Text: "JOIN summer24", Sent: true, Note: "Delivered · 36 ms", NoteIcon: "check-check"},
		{Text: "You are in! Reply STOP to leave.", Note: "1204 · rule “JOIN”"},
		{Text: "foo hello world", Sent: true, Note: "Answered 200 · 41 ms", NoteIcon: "check-check", NoteRole: look.OK},
		{Text: "Thanks! You said: hello world.\nYour ticket is 8812.", Note: "1204 · from callback response"},
		{Text: "مرحبا 8812 بالعالم", Sent: true, Note: "No answer · timeout 5 s", NoteIcon: "circle-alert", NoteRole: look.Bad},
	}
}

func TestConversationIsDrawn(t *testing.T) {
	inBothVariants(t, func(t *testing.T, variant look.Variant) {
		talk := NewConversation()
		entries := NewEntryList(nil)
		s := newStage(t, variant, fyne.NewSize(660, 420), Frame(nil, nil, Fixed(280, 0, entries), nil, talk))
		talk.SetBubbles(sampleBubbles())
		entries.SetEntries(sampleEntries(), 0)
		laid := talk.laid[1]
		x, y := int(660-look.GapEdge-4), int(laid.y-talk.above)+20
		s.hold()
		s.wantAt(x, y, look.AccentFill, "what was sent")
		s.wantAt(280+int(look.GapEdge)+4, int(talk.laid[2].y-talk.above)+18, look.Press, "what was answered")
		s.wantAt(14, 50, look.Select, "the chosen handset")
		s.save("")
	})
}

func TestConversationKeepsToTheEndUnlessScrolledUp(t *testing.T) {
	talk := NewConversation()
	s := newStage(t, look.Dark, fyne.NewSize(300, 200), talk)
	bubbles := slices.Repeat(sampleBubbles(), 5)
	talk.SetBubbles(bubbles)
	end := talk.above
	if end == 0 || !talk.AtEnd() {
		t.Fatalf("a long talk begins at its end: %v above", end)
	}
	talk.SetBubbles(append(bubbles, Bubble{Text: "one more"}))
	if talk.above <= end {
		t.Error("a new message is not shown")
	}
	test.Scroll(s.window.Canvas(), fyne.NewPos(50, 50), 0, 40)
	read := talk.above
	talk.SetBubbles(append(bubbles, Bubble{Text: "one more"}, Bubble{Text: "and another"}))
	if talk.above != read || talk.AtEnd() {
		t.Errorf("a new message moved what is read from %v to %v", read, talk.above)
	}
	talk.ToEnd()
	if !talk.AtEnd() || talk.above <= read {
		t.Error("the end is not reached")
	}
}

func TestConversationTellsWhichBubble(t *testing.T) {
	talk := NewConversation()
	newStage(t, look.Dark, fyne.NewSize(300, 600), talk)
	talk.SetBubbles(sampleBubbles())
	var tapped []int
	talk.OnTap = func(i int) { tapped = append(tapped, i) }
	for i := range sampleBubbles() {
		test.TapAt(talk, fyne.NewPos(100, talk.laid[i].y-talk.above+5))
	}
	if want := []int{1, 2, 3, 4, 5}; !slices.Equal(tapped, want) {
		t.Errorf("tapped %v, want %v", tapped, want)
	}
}

func TestMixedDirectionsStandAsTheyAreRead(t *testing.T) {
	tests := []struct {
		line string
		want []string // from left to right
	}{
		{"plain text", []string{"plain text"}},
		{"שלום", []string{"שלום"}},
		{"שלום 123 עולם", []string{" עולם", "123", "שלום "}},
		{"call שלום 123 עולם now", []string{"call ", " עולם", "123", "שלום ", " now"}},
		{"foo مرحبا", []string{"foo ", "مرحبا"}},
	}
	for _, tt := range tests {
		if got := visualRuns(tt.line); !slices.Equal(got, tt.want) {
			t.Errorf("%q stands as %q, want %q", tt.line, got, tt.want)
		}
	}
	if !rightToLeft("123 שלום abc") || rightToLeft("abc שלום") || rightToLeft("123") {
		t.Error("the first letter decides the direction")
	}
}

func TestScriptsAreDrawnInTheirFace(t *testing.T) {
	label := NewLabel("foo مرحبا ก", look.Text)
	newStage(t, look.Dark, fyne.NewSize(300, 30), label)
	var faces []string
	for _, o := range test.WidgetRenderer(label).Objects() {
		if text, ok := o.(*canvas.Text); ok {
			name := ""
			if text.FontSource != nil {
				name = text.FontSource.Name()
			}
			faces = append(faces, name)
		}
	}
	if want := []string{"", "NotoSansArabic-Regular.ttf", "NotoSansThai-Regular.ttf"}; !slices.Equal(faces, want) {
		t.Errorf("drawn in %q, want %q", faces, want)
	}
}

func FuzzVisualRunsKeepEveryLetter(f *testing.F) {
	for _, seed := range []string{"", "שלום 123 עולם", "a\u202eb", "مرحبا (x) 1,2", "\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		sorted := func(s string) string {
			runes := []rune(s)
			slices.Sort(runes)
			return string(runes)
		}
		if got := strings.Join(visualRuns(line), ""); sorted(visible(got)) != sorted(visible(line)) {
			t.Errorf("%q became %q", line, got)
		}
	})
}

func sampleEntries() []Entry {
	return []Entry{
		{Lead: "A", LeadRole: look.Info, Title: "Alice · +44 7700 900417", Sub: "Thanks! You said: hello world, and more", Side: "now"},
		{Lead: "B", LeadRole: look.Warn, Title: "Bob · +44 7700 900981", Sub: "STOP", Side: "2m", Count: "1"},
		{Lead: "200", LeadRole: look.OK, Tag: true, Title: "Replay 3", Sub: "edited body · just now", Side: "38 ms"},
		{Lead: "ERR", LeadRole: look.Bad, Tag: true, Title: "Replay 1", Sub: "timeout · 4 min ago", Side: "5.0 s"},
	}
}

func TestEntryListIsWalkedAndTapped(t *testing.T) {
	var chosen []int
	list := NewEntryList(func(i int) { chosen = append(chosen, i) })
	s := newStage(t, look.Light, fyne.NewSize(280, 150), list)
	list.SetEntries(sampleEntries(), 0)
	test.TapAt(list, fyne.NewPos(100, entryInset+look.ThreadHeight+10))
	list.TypedKey(key(fyne.KeyDown))
	list.TypedKey(key(fyne.KeyEnd))
	list.TypedKey(key(fyne.KeyDown)) // there is none
	list.TypedKey(key(fyne.KeyHome))
	if want := []int{1, 2, 3, 0}; !slices.Equal(chosen, want) || list.Chosen() != 0 {
		t.Errorf("chosen %v, want %v", chosen, want)
	}
	if list.view.top != 0 {
		t.Error("the chosen entry is not in view")
	}
	test.Scroll(s.window.Canvas(), fyne.NewPos(50, 50), 0, -500)
	if got := list.view.end(); got != 4 {
		t.Errorf("scrolled to the end, %d of 4 are seen", got)
	}
}

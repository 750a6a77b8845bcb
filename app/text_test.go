package main

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"ringback/inspector"
	"ringback/inspector/gatewayapi"
)

func TestPrintableCannotForgeWhatATerminalShows(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain text", "foo hello ☂ 你好 שלום 👨‍👩‍👧", "foo hello ☂ 你好 שלום 👨‍👩‍👧"},
		{"line ends", "a\r\nb", "a↵↵b"},
		{"tab", "a\tb", "a b"},
		{"colours", "\x1b[31mred", "␛[31mred"},
		{"nul, backspace, delete", "\x00\b\x7f", "␀␈␡"},
		{"a control sequence of one byte more", "\u009b31m", "�31m"},
		{"direction of writing", "\u202eevil\u2066\u200f", "�evil��"},
		{"separators of lines and paragraphs", "a\u2028b\u2029", "a�b�"},
		{"no Unicode", "a\xffb\xc3", "a�b�"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := printable(tt.in); got != tt.want {
				t.Errorf("printable(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func FuzzPrintable(f *testing.F) {
	f.Add("a\x1b]0;title\x07\r\n\u202e\u009b")
	f.Fuzz(func(t *testing.T, s string) {
		got := printable(s)
		if !utf8.ValidString(got) || strings.ContainsFunc(got, func(r rune) bool { return misleading(r) || r < ' ' }) {
			t.Errorf("printable(%q) = %q", s, got)
		}
		if again := printable(got); again != got {
			t.Errorf("printable(%q) = %q, and again %q", s, got, again)
		}
	})
}

func TestARowFitsItsColumnsAndTellsWhatIsRemarkable(t *testing.T) {
	c := &inspector.Callback{ID: 7, ReceivedAt: time.Date(2026, 11, 23, 9, 0, 0, 5e6, time.Local), Origin: "live"}
	c.Kind = gatewayapi.MOSMS
	c.Parsed.From, c.Parsed.To, c.Parsed.Text = "4520304050", "451204", "foo "+strings.Repeat("long ", 30)+"\nend"
	c.Response = inspector.Response{Status: 200, DurationMS: 1.2345}
	c.Verdict.Result = gatewayapi.BadSignature
	c.Attempt = 2
	c.Flags = []string{"late"}

	want := "#7      2026-11-23 09:00:00.005  received SMS   +4520304050 → +451204         " +
		"foo long long long long long long long …  200 in 1.23ms, signature bad-signature, 2×, late"
	if got := rowOf(c, 0); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	narrow, wide := rowOf(c, 20), rowOf(c, 300)
	if !strings.Contains(narrow, "foo long long l…") || !strings.Contains(wide, "↵end") {
		t.Errorf("in a narrow terminal: %q\nin a wide one: %q", narrow, wide)
	}
	c.Response = inspector.Response{}
	c.Origin = "imported"
	if got := rowOf(c, 0); !strings.Contains(got, "answer not recorded") || !strings.HasSuffix(got, "imported, late") {
		t.Errorf("no answer recorded: %q", got)
	}
}

func TestSizeIsShort(t *testing.T) {
	for n, want := range map[int64]string{0: "0 B", 999: "999 B", 1000: "1.0 kB", 16_777_216: "16.8 MB", 2_500_000_000: "2.5 GB"} {
		if got := size(n); got != want {
			t.Errorf("size(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestColourIsForTerminalsThatWantIt(t *testing.T) {
	for _, tt := range []struct {
		terminal, noColor, want bool
	}{{true, false, true}, {true, true, false}, {false, false, false}} {
		p := &program{}
		p.call.StdoutTTY, p.call.NoColor = tt.terminal, tt.noColor
		if got := strings.Contains(p.red("NOT RECORDING"), "\x1b["); got != tt.want {
			t.Errorf("terminal %v, NO_COLOR %v: coloured is %v", tt.terminal, tt.noColor, got)
		}
	}
}

func TestAnAnswerThatNobodyTookSaysSo(t *testing.T) {
	if got := answered(inspector.Response{Status: 400, Undelivered: true}); got != "400, the sender was gone" {
		t.Errorf("it says %q", got)
	}
}

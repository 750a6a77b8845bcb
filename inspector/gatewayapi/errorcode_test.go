package gatewayapi

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestLookupCode(t *testing.T) {
	tests := []struct {
		in, code, group, text string
		known                 bool
	}{
		{"0x1010", "0x1010", "HLR", "Subscriber not known in the home register", true},
		{"0X1010", "0x1010", "HLR", "Subscriber not known in the home register", true},
		{"1010", "0x1010", "HLR", "Subscriber not known in the home register", true},
		{"4112", "0x1010", "HLR", "Subscriber not known in the home register", true},
		{" 0x101a ", "0x101A", "HLR", "Visitor register (VLR) system failure", true},
		{"101A", "0x101A", "HLR", "Visitor register (VLR) system failure", true},
		{"6405", "0x1905", "GWAPI", "Sender not supported for this destination", true},
		{"0x1081", "0x1081", "ESME", "External error; also listed as: IMSI lookup blocked", true},
		{"0x1007", "0x1007", "", "Permission denied", false},
		{"0x0209", "0x0209", "", "Busy, try again", false},
		{"0x100A", "0x100A", "", "", false},
		{"0x0", "0x0000", "", "Success", false},
		{"4106", "0x4106", "", "Out of resources", false}, // nothing listed either way: hex
		{"65535", "0xFFFF", "", "", false},                // five digits fit in decimal only
	}
	for _, tt := range tests {
		got, ok := LookupCode(tt.in)
		if want := (ErrorCode{tt.code, tt.group, tt.text, tt.known}); !ok || got != want {
			t.Errorf("%q: %+v %v, want %+v", tt.in, got, ok, want)
		}
	}
	for _, in := range []string{"", "0x", "x1010", "0x10101", "65536", "99999", "0xZZ", "-1", "+1010", "1.5", "error 0x1010", "٤١١٢"} {
		if got, ok := LookupCode(in); ok || got.Known {
			t.Errorf("%q is a code: %+v", in, got)
		}
	}
}

// TestCodeTable holds the table in the order that it is searched in, and shows
// that every form of every code finds it.
func TestCodeTable(t *testing.T) {
	sorted := slices.IsSortedFunc(codeTable[:], func(a, b codeRow) int { return int(a.code) - int(b.code) })
	if !sorted {
		t.Error("codes out of order")
	}
	for i, row := range codeTable {
		if i > 0 && row.code == codeTable[i-1].code {
			t.Errorf("0x%X twice", row.code)
		}
		if row.text == "" || GroupText(row.group) == "" {
			t.Errorf("0x%X: text %q, group %q", row.code, row.text, row.group)
		}
		for _, form := range []string{"0x%04X", "0x%04x", "%04X", "%04x", "%d"} {
			in := fmt.Sprintf(form, row.code)
			if got, ok := LookupCode(in); !ok || !got.Known || got.Text != row.text {
				t.Errorf("%s: %+v %v", in, got, ok)
			}
		}
	}
	if GroupText("XYZ") != "" {
		t.Error("a group that is not listed has words")
	}
}

func FuzzLookupCode(f *testing.F) {
	for _, s := range []string{"0x1010", "4112", "101a", "65536", "0x", "", " 0X1905\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		code, ok := LookupCode(s)
		if !ok {
			if code.Known {
				t.Errorf("%q: known and no code: %+v", s, code)
			}
			return
		}
		if len(code.Code) != 6 || !strings.HasPrefix(code.Code, "0x") || code.Known && code.Text == "" {
			t.Errorf("%q: %+v", s, code)
		}
		if again, ok := LookupCode(code.Code); !ok || again != code {
			t.Errorf("%q: %+v, and its own code %+v", s, code, again)
		}
	})
}

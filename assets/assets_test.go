package assets

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/png"
	"regexp"
	"strings"
	"testing"
)

func TestIconsKeepToWhatTheReaderDrawsRight(t *testing.T) {
	// Absolute moves, lines, curves and closes only, with plain numbers.
	plain := regexp.MustCompile(`^[MLCZ0-9. -]+$`)
	for _, name := range IconNames() {
		svg, err := Icon(name)
		if err != nil {
			t.Fatal(err)
		}
		var doc struct {
			ViewBox string `xml:"viewBox,attr"`
			Stroke  string `xml:"stroke,attr"`
			Width   string `xml:"stroke-width,attr"`
			Parts   []struct {
				XMLName xml.Name
				D       string `xml:"d,attr"`
			} `xml:",any"`
		}
		if err := xml.Unmarshal(svg, &doc); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if doc.ViewBox != "0 0 24 24" || doc.Stroke != "currentColor" || doc.Width != "1.9" {
			t.Errorf("%s: box %q, stroke %q of width %q", name, doc.ViewBox, doc.Stroke, doc.Width)
		}
		for _, part := range doc.Parts {
			if part.XMLName.Local != "path" || !plain.MatchString(part.D) || !strings.HasPrefix(part.D, "M") {
				t.Errorf("%s: <%s d=%q>", name, part.XMLName.Local, part.D)
			}
		}
		if len(doc.Parts) == 0 {
			t.Errorf("%s is empty", name)
		}
	}
}

func TestIconSaysWhenThereIsNone(t *testing.T) {
	for _, name := range []string{"", "no-such", "../icon", "LICENSE"} {
		if _, err := Icon(name); !errors.Is(err, ErrNoIcon) {
			t.Errorf("Icon(%q) = %v, want ErrNoIcon", name, err)
		}
	}
}

func TestAppIconIsBigEnoughForEverySystem(t *testing.T) {
	size, err := png.DecodeConfig(bytes.NewReader(IconPNG))
	if err != nil || size.Width != 512 || size.Height != 512 {
		t.Errorf("icon is %d by %d, %v", size.Width, size.Height, err)
	}
	if !bytes.Contains(IconSVG, []byte(`viewBox="0 0 512 512"`)) {
		t.Error("the drawing of the icon has another size")
	}
}

func TestWhatIsShippedHasItsLicence(t *testing.T) {
	for what, text := range Licences() {
		if !strings.Contains(text, "Copyright") {
			t.Errorf("%s: no copyright notice in %q", what, text)
		}
	}
	for what, face := range map[string][]byte{
		"Inter": InterRegular, "Inter SemiBold": InterSemiBold, "Inter Italic": InterItalic,
		"mono": MonoRegular, "mono bold": MonoBold, "Arabic": NotoArabic, "Hebrew": NotoHebrew, "Thai": NotoThai,
	} {
		if len(face) < 20_000 {
			t.Errorf("%s has %d bytes", what, len(face))
		}
	}
}

func TestScenarios(t *testing.T) {
	names := ScenarioNames()
	if len(names) < 10 {
		t.Errorf("only %d scenarios", len(names))
	}
	for _, name := range names {
		if text, err := Scenario(name); err != nil || len(text) == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Scenario("../icon"); !errors.Is(err, ErrNoScenario) {
		t.Error(err)
	}
}

package viewmodel

import (
	"strings"

	"ringback/app/say"
)

// told says a sentence that the engine has for a person, such as what a status means. Those
// that there are is known from its source, which the tests of package say read.
func told(sentence string) string {
	if sentence == "" {
		return ""
	}
	return say.L(sentence)
}

// SecretPlace says where the engine keeps secrets.
func SecretPlace(where string) string {
	if path, isFile := strings.CutPrefix(where, "the file "); isFile {
		return say.L("the file %s", path)
	}
	return told(where)
}

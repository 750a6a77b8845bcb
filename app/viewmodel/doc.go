// Package viewmodel is what is on the screen, without a toolkit: the rows of the list and
// which of them are selected, the sections of the detail in words, the lines of a body, the
// texts of the status bar, what stands in a form.
//
// The panes of app/ui give it what they read from the engine and draw what it says. Its
// values belong to the UI goroutine, hold no lock and start no goroutine; what takes long
// (printing a body prettily, searching it) is a plain function with a context that a pane
// runs aside. It must never read the store, a clock or the zone of the machine: callbacks,
// times and zones are given to it.
//
// Everything a person reads is made here or in the panes, never in the engine. Colours are
// [Tone]s, icons are names by meaning.
package viewmodel

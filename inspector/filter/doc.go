// Package filter is the language in which callbacks are picked: for the list,
// saved views, exports, and whatever else needs "these ones". The engine and both
// faces call it.
//
// [Parse] reads a filter and says exactly where one is wrong; a [Filter] prints
// itself in canonical form; [Complete] and [Highlight] serve whoever types one.
// [Filter.At] fixes the times in it ("since:15m") and gives a [Node] that decides
// about a [View] of a callback.
//
// The table in fields.go is the only place that knows the fields: parser, help,
// completion, documentation and tests are made from it.
//
// The package is pure: it must never read a clock, touch a file or know another
// package of this program. [Node.Match] is the meaning of a filter, simple and
// slow; whoever answers faster must give the same answer.
package filter

// Package controls holds the parts that the window is built of: the grid and the code
// view, and the small ones from badge to toast.
//
// The panes use them. They know nothing of callbacks and never act: what the person does
// is raised through On… functions, and what is shown is given to them. They belong to
// the UI goroutine and never start another; who needs a delay is given one.
//
// Most are drawn by a brush, from pooled canvas objects and in one pass for each
// refresh, instead of being composed of widgets. That keeps a grid of a million rows
// and a body of ten megabytes as cheap as what one sees of them.
package controls

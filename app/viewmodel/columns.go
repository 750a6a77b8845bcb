package viewmodel

import (
	"slices"

	"ringback/app/say"
)

// Align says where a column's texts stand.
type Align uint8

// The alignments.
const (
	Left Align = iota
	Right
	Centre
)

// Column is one column of the list. Widths are in units.
type Column struct {
	ID, Title  string
	Width, Min float32
	Align      Align
	FoldOrder  int  // 1 goes first where there is no room; 0 stays
	Flexible   bool // takes the room that is left
	Hidden     bool
	Sorts      bool // tells the order that the list stands in
}

// The places of the columns in [Columns] and in the cells of a [Row].
const (
	colTime = iota
	colAge
	colKind
	colFrom
	colTo
	colMessage
	colStatus
	colSig
	colResponse
	colWebhook
	colAttempt
	colSize
	colPath
	colNote
	columnCount
)

// Columns returns the columns of the list as they are before anybody changed them.
func Columns() []Column {
	return []Column{
		colTime:     {ID: "time", Title: say.L("Time"), Width: 100, Min: 60, Sorts: true},
		colAge:      {ID: "age", Title: say.L("Age"), Width: 44, Min: 36, Align: Right, FoldOrder: 1, Sorts: true},
		colKind:     {ID: "kind", Title: say.L("Kind"), Width: 98, Min: 40},
		colFrom:     {ID: "from", Title: say.L("From"), Width: 112, Min: 60},
		colTo:       {ID: "to", Title: say.L("To"), Width: 112, Min: 60},
		colMessage:  {ID: "message", Title: say.L("Message"), Width: 160, Min: 160, Flexible: true},
		colStatus:   {ID: "status", Title: say.L("Status"), Width: 92, Min: 60},
		colSig:      {ID: "sig", Title: say.L("Sig"), Width: 36, Min: 30, Align: Centre, FoldOrder: 2},
		colResponse: {ID: "response", Title: say.L("Response"), Width: 96, Min: 60, FoldOrder: 3},
		colWebhook:  {ID: "webhook", Title: say.L("Webhook"), Width: 90, Min: 50, Hidden: true},
		colAttempt:  {ID: "attempt", Title: say.L("Attempt"), Width: 60, Min: 36, Align: Right, Hidden: true},
		colSize:     {ID: "size", Title: say.L("Size"), Width: 70, Min: 44, Align: Right, Hidden: true},
		colPath:     {ID: "path", Title: say.L("Path"), Width: 120, Min: 60, Hidden: true},
		colNote:     {ID: "note", Title: say.L("Note"), Width: 140, Min: 60, Hidden: true},
	}
}

// ColumnChoice is what a person changed about the columns, as it is remembered. Names that
// no column has any more are harmless.
type ColumnChoice struct {
	Widths map[string]float32 `json:"widths,omitempty"`
	Shown  []string           `json:"shown,omitempty"`
	Hidden []string           `json:"hidden,omitempty"`
}

// ChoiceOf returns what is different about columns.
func ChoiceOf(columns []Column) ColumnChoice {
	var choice ColumnChoice
	for i, usual := range Columns() {
		c := columns[i]
		if c.Width != usual.Width {
			if choice.Widths == nil {
				choice.Widths = map[string]float32{}
			}
			choice.Widths[c.ID] = c.Width
		}
		switch {
		case c.Hidden && !usual.Hidden:
			choice.Hidden = append(choice.Hidden, c.ID)
		case !c.Hidden && usual.Hidden:
			choice.Shown = append(choice.Shown, c.ID)
		}
	}
	return choice
}

// maxWidth keeps a remembered width from filling the screen.
const maxWidth = 2000

// ColumnsBy returns the columns as somebody chose them. The flexible one is always shown, so
// that a list cannot lose all of its columns.
func ColumnsBy(choice ColumnChoice) []Column {
	columns := Columns()
	for i := range columns {
		c := &columns[i]
		if w, ok := choice.Widths[c.ID]; ok && w > 0 {
			c.Width = min(max(w, c.Min), maxWidth)
		}
		switch {
		case slices.Contains(choice.Hidden, c.ID):
			c.Hidden = !c.Flexible
		case slices.Contains(choice.Shown, c.ID):
			c.Hidden = false
		}
	}
	return columns
}

package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
)

// Bubble is one message of a conversation, or a line between messages.
type Bubble struct {
	Text     string
	Sent     bool      // at the right, in the accent; else at the left
	Between  bool      // Text stands in the middle without a bubble: a day
	Note     string    // below: what happened to it
	NoteIcon string    // name in the set
	NoteRole look.Role // Text3 where there is none
}

// Conversation shows messages as a phone does, newest at the bottom. It keeps to the end while
// the end is in view.
type Conversation struct {
	widget.BaseWidget

	// OnTap is told which bubble was clicked.
	OnTap func(i int)

	bubbles []Bubble
	laid    []laidBubble
	width   float32 // for which they are laid
	height  float32 // of all
	above   float32 // how much of it is above the view
	back    bool    // scrolled away from the end
}

// laidBubble is where a bubble lies from the top of all, and what stands in it.
type laidBubble struct {
	y, width, height float32
	lines            []string
}

const (
	bubbleMost = 240
	bubblePadX = 12
	bubblePadY = 8
	bubbleLine = 20
	bubbleNote = 20
	bubbleGap  = 10
)

var (
	_ drawn              = (*Conversation)(nil)
	_ fyne.Scrollable    = (*Conversation)(nil)
	_ fyne.Tappable      = (*Conversation)(nil)
	_ desktop.Cursorable = (*Conversation)(nil)
)

// NewConversation makes an empty conversation.
func NewConversation() *Conversation {
	c := &Conversation{}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer is for the toolkit.
func (c *Conversation) CreateRenderer() fyne.WidgetRenderer { return newRenderer(c) }

// SetBubbles shows other messages, oldest first.
func (c *Conversation) SetBubbles(bubbles []Bubble) {
	c.bubbles, c.width = bubbles, 0
	c.Refresh()
}

// ToEnd shows the newest message.
func (c *Conversation) ToEnd() {
	c.back = false
	c.Refresh()
}

// AtEnd says whether the newest message is in view.
func (c *Conversation) AtEnd() bool { return !c.back }

func (c *Conversation) least() fyne.Size { return fyne.NewSize(160, 80) }

func bubbleFace() face { return regular(look.BubbleSize) }

// lay breaks the texts and stacks the bubbles for a width.
func (c *Conversation) lay(width float32) {
	if c.width == width {
		return
	}
	c.width, c.laid = width, c.laid[:0]
	y := float32(bubbleGap)
	most := min(bubbleMost, width*0.8)
	for _, bubble := range c.bubbles {
		one := laidBubble{y: y, height: bubbleNote}
		if !bubble.Between {
			one.lines = wrap(bubble.Text, bubbleFace(), most-2*bubblePadX, 60)
			one.height = float32(max(len(one.lines), 1))*bubbleLine + 2*bubblePadY
			one.width = 2*bubblePadX + 8
			for _, line := range one.lines {
				one.width = max(one.width, bubbleFace().width(line)+2*bubblePadX)
			}
		}
		y += one.height
		if bubble.Note != "" {
			y += bubbleNote
		}
		y += bubbleGap
		c.laid = append(c.laid, one)
	}
	c.height = y
}

func (c *Conversation) draw(b *brush, size fyne.Size) {
	c.lay(size.Width)
	end := max(c.height-size.Height, 0)
	if !c.back || c.above >= end {
		c.above, c.back = end, false
	}
	for i, laid := range c.laid {
		y := laid.y - c.above
		if y > size.Height || y+laid.height+bubbleNote < 0 {
			continue
		}
		if c.bubbles[i].Between {
			b.textCentre(c.bubbles[i].Text, regular(look.CaptionSize), look.Text3, size.Width/2, y, bubbleNote)
			continue
		}
		c.drawBubble(b, &c.bubbles[i], laid, y, size.Width)
	}
}

func (c *Conversation) drawBubble(b *brush, bubble *Bubble, laid laidBubble, y, width float32) {
	x, fill, role := look.GapEdge, look.Press, look.Text
	if bubble.Sent {
		x, fill, role = width-look.GapEdge-laid.width, look.AccentFill, look.OnAccent
	}
	r := b.rect(x, y, laid.width, laid.height, box{fill: fill, radius: look.RadiusPill})
	if bubble.Sent {
		r.BottomRightCornerRadius = look.RadiusTab
	} else {
		r.BottomLeftCornerRadius = look.RadiusTab
	}
	for i, line := range laid.lines {
		at := x + bubblePadX
		if rightToLeft(bubble.Text) {
			at = x + laid.width - bubblePadX - bubbleFace().width(line)
		}
		b.text(line, bubbleFace(), role, at, y+bubblePadY+float32(i)*bubbleLine, bubbleLine)
	}
	if bubble.Note == "" {
		return
	}
	f, note := regular(look.CaptionSize), or(bubble.NoteRole, look.Text3)
	long := f.width(bubble.Note)
	y += laid.height + 2
	if bubble.Sent {
		x = width - look.GapEdge - long
	}
	if bubble.NoteIcon != "" {
		const room = look.IconBadge + look.GapTight
		if bubble.Sent {
			b.icon(bubble.NoteIcon, note, x-room, y+3, look.IconBadge)
		} else {
			b.icon(bubble.NoteIcon, note, x, y+3, look.IconBadge)
			x += room
		}
	}
	b.textIn(bubble.Note, f, note, max(x, look.GapEdge), y, width-2*look.GapEdge, bubbleNote-2)
}

// Scrolled moves the view by the wheel.
func (c *Conversation) Scrolled(ev *fyne.ScrollEvent) {
	end := max(c.height-c.Size().Height, 0)
	c.above = min(max(c.above-ev.Scrolled.DY*wheelSpeed, 0), end)
	c.back = c.above < end
	c.Refresh()
}

// Tapped tells which bubble was clicked.
func (c *Conversation) Tapped(ev *fyne.PointEvent) {
	for i, laid := range c.laid {
		y := ev.Position.Y + c.above - laid.y
		if !c.bubbles[i].Between && y >= 0 && y < laid.height+bubbleNote && c.OnTap != nil {
			c.OnTap(i)
			return
		}
	}
}

// Cursor is a hand: a bubble leads to its callback.
func (c *Conversation) Cursor() desktop.Cursor { return desktop.PointerCursor }

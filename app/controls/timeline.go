package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
)

// Step is one event of a timeline.
type Step struct {
	Icon          string // name in the set
	Role          look.Role
	Title, Detail string
	Time          string // at the right
	Note          bool   // an anomaly between two events, not an event
	Current       bool   // the one that is being looked at
	Leads         bool   // a click goes there
}

// Timeline shows events below each other on a line.
type Timeline struct {
	widget.BaseWidget

	OnTap func(step int)

	steps []Step
	over  int
}

const stepCircle = 22

var (
	_ drawn              = (*Timeline)(nil)
	_ fyne.Tappable      = (*Timeline)(nil)
	_ desktop.Hoverable  = (*Timeline)(nil)
	_ desktop.Cursorable = (*Timeline)(nil)
)

// NewTimeline makes an empty timeline.
func NewTimeline() *Timeline {
	l := &Timeline{over: -1}
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer is for the toolkit.
func (l *Timeline) CreateRenderer() fyne.WidgetRenderer { return newRenderer(l) }

// SetSteps shows other events, in order.
func (l *Timeline) SetSteps(steps []Step) {
	l.steps = steps
	l.Refresh()
}

func (l *Timeline) least() fyne.Size {
	return fyne.NewSize(200, float32(len(l.steps))*look.StepHeight)
}

func (l *Timeline) draw(b *brush, size fyne.Size) {
	const h, middle = look.StepHeight, float32(stepCircle) / 2
	for i := range l.steps {
		step, y := &l.steps[i], float32(i)*h
		switch {
		case step.Current:
			b.rect(-6, y-2, size.Width+12, h-2, box{fill: look.AccentBg, radius: look.RadiusField})
		case i == l.over && step.Leads:
			b.rect(-6, y-2, size.Width+12, h-2, box{fill: look.MuteBg, radius: look.RadiusField})
		}
		if i+1 < len(l.steps) {
			b.fill(middle, y+stepCircle+6, 1, h-stepCircle-8, look.BorderStrong)
		}
		top := y + 4
		if !step.Note {
			b.rect(0, top, stepCircle, stepCircle, box{fill: step.Role.Bg(), radius: middle})
		}
		const inset = (stepCircle - look.IconBadge) / 2
		b.icon(step.Icon, step.Role, inset, top+inset, look.IconBadge)
		f := mono(look.CaptionSize)
		end := size.Width - f.width(step.Time)
		b.text(step.Time, f, look.Text3, end, y, 36)
		title := look.Text
		if step.Note {
			title = step.Role
		}
		x := float32(stepCircle + 10)
		b.textIn(step.Title, bold(look.BodySize), title, x, y, end-x-columnGap, 20)
		b.textIn(step.Detail, regular(look.SmallSize), look.Text2, x, y+18, end-x-columnGap, 18)
	}
}

func (l *Timeline) at(pos fyne.Position) int {
	if step := int(pos.Y / look.StepHeight); pos.Y >= 0 && step < len(l.steps) {
		return step
	}
	return -1
}

// MouseIn is MouseMoved.
func (l *Timeline) MouseIn(ev *desktop.MouseEvent) { l.MouseMoved(ev) }

// MouseMoved lights up what leads somewhere, and shows the whole of a detail that was cut.
func (l *Timeline) MouseMoved(ev *desktop.MouseEvent) {
	over := l.at(ev.Position)
	if over == l.over {
		return
	}
	l.over = over
	l.Refresh()
	tip := ""
	if over >= 0 {
		step := &l.steps[over]
		room := l.Size().Width - mono(look.CaptionSize).width(step.Time) - stepCircle - 10 - columnGap
		if regular(look.SmallSize).width(head(step.Detail, 1000)) > room {
			tip = step.Detail
		}
	}
	showTip(l, tip, ev.AbsolutePosition)
}

// MouseOut lets all be as it was.
func (l *Timeline) MouseOut() {
	l.over = -1
	hideTip(l)
	l.Refresh()
}

// Cursor is a hand over what leads somewhere.
func (l *Timeline) Cursor() desktop.Cursor {
	if l.over >= 0 && l.over < len(l.steps) && l.steps[l.over].Leads {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// Tapped goes where a step leads.
func (l *Timeline) Tapped(ev *fyne.PointEvent) {
	if step := l.at(ev.Position); step >= 0 && l.steps[step].Leads && l.OnTap != nil {
		l.OnTap(step)
	}
}

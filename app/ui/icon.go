package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"ringback/app/look"
)

// icon is a picture of the set by itself, in the colour that its role has now.
type icon struct {
	widget.BaseWidget

	name string
	role look.Role
	size float32
}

func newIcon(name string, role look.Role, size float32) *icon {
	i := &icon{name: name, role: role, size: size}
	i.ExtendBaseWidget(i)
	return i
}

func (i *icon) set(name string, role look.Role) {
	if i.name != name || i.role != role {
		i.name, i.role = name, role
		i.Refresh()
	}
}

// CreateRenderer is for the toolkit.
func (i *icon) CreateRenderer() fyne.WidgetRenderer {
	image := canvas.NewImageFromResource(look.Icon(i.name, i.role))
	image.FillMode = canvas.ImageFillContain
	return &iconRenderer{i, image}
}

type iconRenderer struct {
	icon  *icon
	image *canvas.Image
}

func (r *iconRenderer) Destroy()                     {}
func (r *iconRenderer) MinSize() fyne.Size           { return fyne.NewSquareSize(r.icon.size) }
func (r *iconRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.image} }

func (r *iconRenderer) Layout(size fyne.Size) {
	r.image.Resize(fyne.NewSquareSize(r.icon.size))
	r.image.Move(fyne.NewPos((size.Width-r.icon.size)/2, (size.Height-r.icon.size)/2))
}

func (r *iconRenderer) Refresh() {
	r.image.Resource = look.Icon(r.icon.name, r.icon.role)
	r.image.Refresh()
}

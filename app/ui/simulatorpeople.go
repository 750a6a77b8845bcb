package ui

import (
	"errors"

	"fyne.io/fyne/v2"

	"ringback/app/controls"
	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

// askPerson asks who is to be saved.
func (p *simulatorPage) askPerson() {
	view := newFormView(viewmodel.NewPersonForm(), []string{"name"}, []string{"number"})
	var f *floating
	no := func() { f.close() }
	yes := func() {
		person := view.form.Person()
		go func() {
			_, err := p.engine.Person(person.Name)
			if err == nil { // saving would take the place of the other one
				err = inspector.ErrExists
			} else if errors.Is(err, inspector.ErrNotFound) {
				person, err = p.engine.PutPerson(person)
			}
			p.post(func() { p.saved(f, view, person, err) })
		}()
	}
	for _, c := range view.fields {
		c.entry.OnKey = func(key fyne.KeyName) bool {
			switch key {
			case fyne.KeyEscape:
				no()
			case fyne.KeyReturn, fyne.KeyEnter:
				yes()
			default:
				return false
			}
			return true
		}
	}
	f = float(p.window, dialogPlace(), dialogBody(say.L("Add a person"), say.L("Whoever is saved can text, here and on the command line."), view.content,
		controls.NewButton(controls.Plain, say.L("Cancel"), "", no),
		controls.NewButton(controls.Primary, say.L("Add person"), "", yes),
	), answerKeys(no, yes))
	view.goTo(f.canvas, "name")
}

// saved closes the question, or says in it why the person could not be saved.
func (p *simulatorPage) saved(f *floating, view *formView, person inspector.Person, err error) {
	if err != nil {
		words := problemOf(err)
		view.form.Refuse(err, "name", words.title)
		view.refresh()
		view.goTo(f.canvas, view.form.FirstError())
		if view.form.FirstError() == "" {
			tell(p.window, words)
		}
		return
	}
	f.close()
	p.phone.HandTo(person.Number)
	p.refresh()
	p.handTo(person.Number)
	p.say(say.L("%s is saved", person.Name))
}

// askRemovePerson asks whether who has the phone in hand is to be removed.
func (p *simulatorPage) askRemovePerson() {
	person, ok := p.phone.Person()
	if !ok {
		p.say(say.L("Nobody is saved yet"))
		return
	}
	confirm(p.window, confirmation{
		title:  say.L("Remove %s?", person.Name),
		text:   say.L("The name and number go. What was sent stays among the callbacks."),
		yes:    say.L("Remove person"),
		danger: true,
		do: func() {
			go func() {
				err := p.engine.RemovePerson(person.Name)
				p.post(func() {
					if err != nil {
						tell(p.window, problemOf(err))
						return
					}
					p.refresh()
					p.say(say.L("%s is removed", person.Name))
				})
			}()
		},
	})
}

// personMenu offers what can be done about somebody in the list.
func (p *simulatorPage) personMenu(i int, at fyne.Position) {
	number := p.lines[i].Number
	p.handTo(number)
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(say.L("Copy number"), func() { p.copy("+"+number, say.L("number")) }),
		fyne.NewMenuItem(say.L("Remove this person…"), p.askRemovePerson),
	}
	_, items[1].Disabled = p.phone.Person()
	items[1].Disabled = !items[1].Disabled
	popUp(p.people, at, items...)
}

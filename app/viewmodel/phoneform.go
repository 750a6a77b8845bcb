package viewmodel

import (
	"ringback/app/say"
	"ringback/inspector"
	"ringback/inspector/gatewayapi"
)

// PhoneOptions say how the phone's SMS are sent.
type PhoneOptions struct {
	Family gatewayapi.Family
	// Webhook is where they go; "" is as the leases say.
	Webhook string
	Signing gatewayapi.Signing
	// Schedule is the name of that by which failures are repeated; "" tries once.
	Schedule string
}

// worded is a value of the engine and what a person reads for it.
type worded struct{ value, word string }

func families() []worded {
	return []worded{
		{string(gatewayapi.REST), say.L("REST: the whole text")},
		{string(gatewayapi.Messaging), say.L("Messaging: part by part")},
	}
}

func signings() []worded {
	return []worded{
		{string(gatewayapi.SignRight), say.L("With the webhook's secret")},
		{string(gatewayapi.SignNot), say.L("Wrong: not at all")},
		{string(gatewayapi.SignOtherSecret), say.L("Wrong: another secret")},
		{string(gatewayapi.SignOtherAlgorithm), say.L("Wrong: another algorithm")},
		{string(gatewayapi.SignAlgNone), say.L("Wrong: alg none")},
		{string(gatewayapi.SignOtherClaims), say.L("Wrong: claims of another body")},
		{string(gatewayapi.SignChangedBody), say.L("Wrong: body changed later")},
	}
}

func schedules() []worded {
	return []worded{
		{"", say.L("Try once")},
		{"fast", say.L("Repeat quickly")},
		{"current", say.L("Repeat as today")},
		{"historic", say.L("Repeat as in 2018")},
	}
}

func webhookChoices(webhooks []inspector.Webhook) []worded {
	all := []worded{{"", say.L("As the leases say")}}
	for _, w := range webhooks {
		all = append(all, worded{w.Label, w.Label})
	}
	return all
}

func wordsOf(all []worded) (words []string) {
	for _, one := range all {
		words = append(words, one.word)
	}
	return words
}

func wordFor(all []worded, value string) string {
	for _, one := range all {
		if one.value == value {
			return one.word
		}
	}
	return all[0].word
}

func valueFor(all []worded, word string) string {
	for _, one := range all {
		if one.word == word {
			return one.value
		}
	}
	return all[0].value
}

// NewPhoneForm makes the form of how the phone's SMS are sent, as o says.
func NewPhoneForm(webhooks []inspector.Webhook, o PhoneOptions) *Form {
	choice := func(id, label, hint string, all []worded, value string) FormField {
		return FormField{ID: id, Label: label, Hint: hint, Control: ChoiceControl, Choices: wordsOf(all), Value: wordFor(all, value)}
	}
	return newForm(
		choice("webhook", say.L("Goes to"), say.L("A webhook needs no lease."), webhookChoices(webhooks), o.Webhook),
		choice("family", say.L("Callback format"), say.L("As the provider is set for you."), families(), string(o.Family)),
		choice("signing", say.L("Sign"), SigningHint(true), signings(), string(o.Signing)),
		choice("schedule", say.L("When it fails"), say.L("Anything but 200 to 299 within 5 s."), schedules(), o.Schedule),
	)
}

// SigningHint says below the choice of how to sign what there is to know of it.
func SigningHint(secret bool) string {
	if !secret {
		return say.L("The webhook has no secret: nothing is signed.")
	}
	return say.L("A receiver must refuse what is wrong.")
}

// Phone reads the form of [NewPhoneForm].
func (f *Form) Phone(webhooks []inspector.Webhook) PhoneOptions {
	return PhoneOptions{
		Webhook:  valueFor(webhookChoices(webhooks), f.Value("webhook")),
		Family:   gatewayapi.Family(valueFor(families(), f.Value("family"))),
		Signing:  gatewayapi.Signing(valueFor(signings(), f.Value("signing"))),
		Schedule: valueFor(schedules(), f.Value("schedule")),
	}
}

// NewPersonForm makes the form of somebody who texts.
func NewPersonForm() *Form {
	return newForm(
		FormField{ID: "name", Label: say.L("Name"), Hint: say.L("Unique among those who text.")},
		FormField{ID: "number", Label: say.L("Number"), Value: "+45", Hint: say.L("With its country code, such as +45 20 30 40 50.")},
	)
}

// Person reads the form of [NewPersonForm]. The engine checks it when it is saved; see
// [Form.Refuse].
func (f *Form) Person() inspector.Person {
	f.clear()
	return inspector.Person{Name: f.Value("name"), Number: f.Value("number")}
}

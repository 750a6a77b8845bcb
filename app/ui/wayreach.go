package ui

import (
	"context"
	"time"

	"ringback/app/controls"
	"ringback/app/look"
	"ringback/app/say"
	"ringback/app/viewmodel"
	"ringback/inspector"
)

// wayReach shows whether the public address was proven, and when it was open.
type wayReach struct {
	proof, closed *controls.Paragraph
	band          *controls.Band
}

func newWayReach() wayReach {
	r := wayReach{proof: controls.NewParagraph("", look.Text2), closed: controls.NewParagraph("", look.Text2), band: controls.NewBand()}
	r.proof.Hide()
	r.closed.Hide()
	return r
}

// prove says what the last proof was, or that one is under way.
func (r wayReach) prove(text string, tone viewmodel.Tone) {
	role := roleOf(tone)
	if tone == viewmodel.OK || tone == viewmodel.Plain {
		role = look.Text2
	}
	r.proof.Set(text, role)
	seen(r.proof, text != "")
}

// show shows when the way in was open.
func (r wayReach) show(b viewmodel.ReachBand) {
	parts := make([]controls.BandPart, len(b.Parts))
	for i, p := range b.Parts {
		parts[i] = controls.BandPart{From: p.From, To: p.To, Role: look.OK, Tip: p.Tip}
	}
	r.band.SetParts(parts, b.Captions)
	r.closed.Set(b.When+" "+b.Text, look.Text2)
	seen(r.closed, b.Text != "")
}

// loadReach reads when the way in was open, for the card.
func (s *shell) loadReach() {
	s.readReach(func(band viewmodel.ReachBand, err error) {
		switch {
		case err != nil:
			s.problem(err)
		case s.public.card != nil:
			s.public.card.reach.show(band)
			s.public.card.body.Refresh()
		}
	})
}

// readReach reads when the way in was open, and what came again since it was closed.
func (s *shell) readReach(then func(viewmodel.ReachBand, error)) {
	now := s.now()
	go func() {
		var band viewmodel.ReachBand
		spans, err := s.options.Engine.Reach(viewmodel.ReachSince(now), time.Time{}) // what opens right now too
		if err == nil {
			band = viewmodel.NewReachBand(spans, now, s.zone)
		}
		if !band.Closed.IsZero() {
			var repeats uint64
			repeats, err = s.options.Engine.Repeats(band.Since)
			band.Say(repeats, s.zone)
		}
		s.post(func() { then(band, err) })
	}()
}

// prove sends a request through the public address and back.
func (s *shell) prove() {
	url := s.public.status.URL
	s.public.proving = true
	s.showCard()
	var proof inspector.Proof
	s.aside(func() (err error) {
		proof, err = s.options.Engine.Prove(context.Background(), url)
		s.post(func() { s.public.proving = false })
		return err
	}, func() {
		if s.public.status.URL == url {
			s.public.status.Proof = &proof
		}
		s.showWay()
	})
}

// showCard shows in the card, where it is open, how the way in is.
func (s *shell) showCard() {
	if s.public.card != nil {
		s.public.card.show(s.wayModel())
	}
}

func (s *shell) whyNoProof() string {
	switch {
	case s.public.status.URL == "":
		return say.L("There is no public address")
	case s.public.proving:
		return say.L("It is being checked")
	}
	return ""
}

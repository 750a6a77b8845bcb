// Package scenario reads and runs scenarios: what a provider sends step by step,
// and what the receiver must make of it. A scenario is a YAML file that a person
// can read and write.
//
//	name: Sign up by keyword
//	about: What it is for, in a sentence or two.
//	seed: 7                     # the same seed draws the same ids, states and delays
//	variables:                  # $person stands for the value in any text below
//	  person: 4520304050
//	leases:                     # leased for this run only, besides those that are kept
//	  - {receiver: 451204, keyword: join, webhook: default}
//	steps:
//	  - sms: {from: $person, to: 451204, text: join me}
//	    expect: {answered: 2xx, within: 5s}
//
// A step does one thing:
//
//	sms: {from, to, text, family: rest|messaging, fields: {…}, without: […], faults: […]}
//	rcs: {from, text | location | file}
//	status: {to, state, channel: sms|rcs|email, family, charge, ref, faults: […], pace}
//	storm: {count, rate, connections, sms: {…} | status: {…}}   # all must be delivered
//	repeat: {times, new_id}     # the callbacks of the last step that sent some, again
//	wait: 2s
//
// Beside it may stand: name; webhook (a label; for an sms it takes the place of a
// lease); sign (right, none, other-secret, other-algorithm, alg-none,
// other-claims, changed-body); retry (current, historic, fast, or what differs
// from one: {like, first, longest, spread, least_attempts, least_age}); factor, how
// many times as fast as time it is; away, as long as which nothing gets through;
// and expect:
//
//	answered: 2xx               # of each callback; or 401, 4xx, refused (401 or 403), same, any
//	within: 5s                  # of each answer
//	end: delivered              # of repeats by retry; or gave-up
//	attempts: 12                # at least
//	leased: false               # the SMS would not come, and is not sent
//	body: text                  # each answer holds it
//	reply: {within: 10s, contains: text}   # the receiver sent an SMS, with our
//	                            # address in place of the provider's
//
// What asks the provider to send (POST …/rest/mtsms, …/mobile/single, …/mobile/multi)
// is answered by the webhook of that path: give it the body that the receiver
// wants to see, such as {"ids": [1]}.
//
// Without expect, a step expects 2xx. With answered: same, a repeat must be
// answered as what it repeats. A dollar sign is written $$.
//
// [Parse] reads and checks all of it before anything is sent; its errors tell
// line and column. [Run] carries it out with package simulate. The faces call
// both. It must never fetch anything but what a scenario says.
package scenario

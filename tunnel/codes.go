package tunnel

import (
	"errors"
	"slices"
	"strconv"
	"strings"
)

// About is what a person looks at to heal a fault.
type About string

// What faults are about.
const (
	AboutToken   About = "token"
	AboutURL     About = "url"
	AboutAccount About = "account"
	AboutNetwork About = "network"
	AboutService About = "service" // the provider's own trouble, or what else runs there
	AboutVersion About = "version" // of this program
)

// Advice says in plain words what is wrong and what to do.
type Advice struct {
	About         About
	Cause, Remedy string
}

// retry says what to do after a refusal.
type retry int

const (
	never retry = iota
	graced
	always
)

// refusal is what one or more codes of the service mean.
type refusal struct {
	codes []int
	retry retry
	Advice
}

const (
	tokenPage   = "https://dashboard.ngrok.com/get-started/your-authtoken"
	domainsPage = "https://dashboard.ngrok.com/domains"
	billingPage = "https://dashboard.ngrok.com/billing"
	agentsPage  = "https://dashboard.ngrok.com/agents"
)

// refusals are the codes that concern us, by ngrok's documentation
// (https://ngrok.com/docs/errors/).
func refusals() []refusal {
	return slices.Concat(tokenRefusals(), accountRefusals(), domainRefusals(), serviceRefusals(), visitorRefusals())
}

func tokenRefusals() []refusal {
	const again = "Copy it anew from " + tokenPage + " and set it again."
	return []refusal{
		{[]int{4018}, never, Advice{AboutToken, "No authtoken was given to ngrok.", "Get one (free) from " + tokenPage + " and set it."}},
		{[]int{105}, never, Advice{AboutToken, "This is not an ngrok authtoken.", again}},
		{[]int{106}, never, Advice{AboutToken, "This is an authtoken of ngrok's old version 1.", again}},
		{[]int{107}, never, Advice{AboutToken, "ngrok does not accept the authtoken: it was reset, or belongs to an account that you left.", again}},
		{[]int{300}, never, Advice{AboutToken, "The authtoken was revoked.", again}},
		{[]int{120, 121}, never, Advice{AboutVersion, "ngrok no longer accepts the version of its SDK that is in this program.", "Update Ringback."}},
		{[]int{119}, never, Advice{AboutVersion, "ngrok does not accept how this program names its version.", "Update Ringback."}},
	}
}

func accountRefusals() []refusal {
	return []refusal{
		{[]int{102}, never, Advice{AboutAccount, "The last payment for the ngrok account failed, and the account is suspended.", "See " + billingPage + "."}},
		{[]int{103}, never, Advice{AboutAccount, "The ngrok account is suspended.", "Ask ngrok's support why."}},
		{[]int{123, 382}, never, Advice{AboutAccount, "The e-mail address of the ngrok account is not verified.", "Verify it at https://dashboard.ngrok.com/user/settings."}},
		{[]int{115, 116}, never, Advice{AboutAccount, "The ngrok account does not let agents in from this network's address.", "Change the IP restrictions at https://dashboard.ngrok.com/ip-restrictions, or use another network."}},
		{[]int{122, 126, 127}, never, Advice{AboutAccount, "The ngrok account may not use this agent ingress.", "Ask whoever manages the account."}},
		{[]int{9009}, never, Advice{AboutAccount, "An HTTP proxy on the way to ngrok needs a paid plan.", "Connect without the proxy, or see " + billingPage + "."}},
		{[]int{324}, never, Advice{AboutAccount, "The plan allows no further endpoint in this session.", "Stop other endpoints, or see " + billingPage + "."}},
		{[]int{4026}, never, Advice{AboutAccount, "The ngrok account has run out of credit.", "See " + billingPage + ", or use your dev domain without a paid traffic policy."}},
	}
}

func domainRefusals() []refusal {
	const other = "Correct it, or leave it empty to use your account's own dev domain. Yours are at " + domainsPage + "."
	return []refusal{
		{[]int{307, 319, 354}, never, Advice{AboutURL, "This domain is not reserved for your ngrok account.", "Reserve it at " + domainsPage + ", or leave it empty to use your account's own dev domain."}},
		{[]int{309, 320}, never, Advice{AboutURL, "This domain belongs to another ngrok account.", other + " If it is yours, set the authtoken of the account that has it."}},
		{[]int{313, 314, 315}, never, Advice{AboutURL, "Only paid plans may use such a domain.", "Leave it empty to use your account's own dev domain, or see " + billingPage + "."}},
		{[]int{317, 322}, never, Advice{AboutURL, "This domain is reserved in another region.", other}},
		{[]int{326, 327, 328, 329, 330, 331, 347, 396, 397}, never, Advice{AboutURL, "This is not a domain that the internet can reach.", other}},
	}
}

func serviceRefusals() []refusal {
	return []refusal{
		{[]int{334}, graced, Advice{AboutService, "The address is online already: in another Ringback or ngrok agent, or still from before a crash.", "Stop the other one: " + agentsPage + " lists what is connected."}},
		{[]int{108, 348}, graced, Advice{AboutAccount, "As many ngrok agents are connected as the plan allows.", "Stop one: " + agentsPage + " lists them."}},
		{[]int{350}, graced, Advice{AboutAccount, "As many endpoints are online as the plan allows.", "Stop one: https://dashboard.ngrok.com/endpoints lists them."}},
		{[]int{349, 351}, always, Advice{AboutService, "ngrok asks to connect less often.", "It is tried again by itself."}},
		{[]int{742, 743}, always, Advice{AboutService, "This server of ngrok is busy or about to stop.", "It is tried again by itself."}},
		{[]int{128, 380, 722, 741}, always, Advice{AboutService, "ngrok has trouble of its own.", "It is tried again by itself; https://status.ngrok.com knows more."}},
	}
}

// visitorRefusals are what visitors get; the agent hears nothing of them.
func visitorRefusals() []refusal {
	return []refusal{
		{[]int{725, 726, 727, 728, 729, 730, 731}, never, Advice{AboutAccount, "The ngrok account has reached a limit of this month, and ngrok answers callers in our place.", "See " + billingPage + "."}},
		{[]int{3200}, never, Advice{AboutURL, "Nothing is online at this address.", "Check the address, and whether the tunnel is online."}},
		{[]int{3004}, never, Advice{AboutService, "ngrok got no proper answer from this program.", "Try again; look whether the receiver runs."}},
		{[]int{6024}, never, Advice{AboutService, "ngrok shows its warning page to browsers. Callbacks do not see it.", "Nothing, unless the sender calls itself a browser: a paid plan removes the page."}},
	}
}

// lookUp returns what a code means.
func lookUp(code string) refusal {
	number, err := strconv.Atoi(strings.TrimPrefix(code, "ERR_NGROK_"))
	for _, r := range refusals() {
		if err == nil && slices.Contains(r.codes, number) {
			return r
		}
	}
	r := refusal{Advice: Advice{AboutService, "ngrok refused: " + code + ".", "See https://ngrok.com/docs/errors/" + strings.ToLower(code) + "."}}
	if number >= 2200 && number < 2300 {
		r.Cause = "ngrok does not accept the traffic policy (" + code + ")."
	}
	return r
}

// AdviseCode says what a code of ngrok means, such as ERR_NGROK_3200 from an
// Ngrok-Error-Code header.
func AdviseCode(code string) Advice { return lookUp(code).Advice }

// Advise says what the error of a [Status] means, and what to do. It is empty for
// errors that have their own words, such as those of a broken configuration.
func Advise(err error) Advice {
	var f *Fault
	if errors.As(err, &f) && f.Code != "" {
		return AdviseCode(f.Code)
	}
	for _, known := range []struct {
		err error
		Advice
	}{
		{ErrNoToken, Advice{AboutToken, "No authtoken of ngrok is known.", "Get one (free) from " + tokenPage + " and set it."}},
		{ErrNoName, Advice{AboutNetwork, "The name of ngrok's server cannot be looked up.", "Look whether this machine is online. It is tried again by itself."}},
		{ErrUnreachable, Advice{AboutNetwork, "ngrok's server cannot be reached.", "Look whether this machine is online, and whether a firewall lets port 443 out. It is tried again by itself."}},
		{ErrIntercepted, Advice{AboutNetwork, "Something on your network intercepts TLS: ngrok's server shows a certificate that is not ngrok's.", "Use another network, or ask whoever runs this one to let connect.ngrok-agent.com through untouched."}},
		{ErrLost, Advice{AboutNetwork, "The connection to ngrok broke.", "It is tried again by itself."}},
		{ErrConfig, Advice{AboutNetwork, "The connection to ngrok cannot be tried as it is set up.", "Look at the settings of the tunnel."}},
		{ErrEnded, Advice{AboutService, "ngrok ended the tunnel.", "Start it again."}},
		{ErrInUse, Advice{AboutURL, "Another program listens at this address already.", "End it, or choose another address."}},
	} {
		if errors.Is(err, known.err) {
			return known.Advice
		}
	}
	return Advice{}
}

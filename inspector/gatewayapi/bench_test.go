package gatewayapi

import "testing"

func BenchmarkUnderstand(b *testing.B) {
	for _, name := range []string{"mo-sms-short-code", "delivery-status-error", "sms-status"} {
		b.Run(name, func(b *testing.B) {
			r := example(b, name)
			b.ReportAllocs()
			b.SetBytes(int64(len(r.Body)))
			for b.Loop() {
				if Understand(r).Kind == Unknown {
					b.Fatal("not understood")
				}
			}
		})
	}
}

func BenchmarkVerify(b *testing.B) {
	for _, name := range []string{"mo-sms-short-code", "sms-status"} {
		b.Run(name, func(b *testing.B) {
			r, secret := example(b, name), []byte(exampleSecret)
			b.ReportAllocs()
			for b.Loop() {
				if v := Verify(r, secret); v.Result != Valid {
					b.Fatal(v)
				}
			}
		})
	}
}

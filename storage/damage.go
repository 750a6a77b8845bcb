package storage

import (
	"fmt"
	"runtime/debug"
)

// guard runs fn, and makes an error, [ErrDamaged], of what bbolt says of a
// damaged page: it panics. So does reading beyond the end of a file that was
// cut off meanwhile, which else would end the program, and with it the taking
// of callbacks.
func guard(fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	return fn()
}

// cutOff is the error of a file that is shorter than what it must hold.
func cutOff(size, used int64) error {
	return fmt.Errorf("%w: it is cut off, %d bytes of %d are there", ErrDamaged, size, used)
}

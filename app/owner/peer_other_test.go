//go:build !linux

package owner

const strangerEnv = "RINGBACK_TEST_STRANGER_DB"

func beStranger() int { return 1 }

package storage

// LookEvery is how soon a store notices that its file is gone.
const LookEvery = lookEvery

// Path returns where the database is.
func (s *Store) Path() string { return s.path }

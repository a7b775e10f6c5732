import Database

/// Why the store could not do what it was asked.
///
/// `taken` and `refused` are the caller's to mend, `busy`, `collided` and `lostConnection` pass, `diskFull` and
/// `corrupt` need a person; see `isTransient`.
package typealias StoreError = DatabaseError

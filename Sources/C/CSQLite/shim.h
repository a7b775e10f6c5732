#pragma once
#include <malloc.h>
#include <sqlite3.h>

// SQLITE_TRANSIENT is a cast macro, which Swift cannot import: SQLite copies the bytes before these return.
// A nil pointer would bind NULL, and the empty text is not null.
static inline int harrier_bind_text(sqlite3_stmt *statement, int index, const char *text, int length) {
  return sqlite3_bind_text(statement, index, text ? text : "", length, SQLITE_TRANSIENT);
}

static inline int harrier_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int length) {
  return sqlite3_bind_blob(statement, index, bytes, length, SQLITE_TRANSIENT);
}

// Gives what the C heap keeps for later back to the system; <malloc.h> is not in Swift's Glibc module.
static inline void harrier_return_free_memory(void) { malloc_trim(0); }

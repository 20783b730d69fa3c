#ifndef CSQLITE_SHIM_H
#define CSQLITE_SHIM_H
#include <sqlite3.h>
// sqlite3_db_config is variadic and the destructor constants are casts: neither is imported into Swift as it stands.
static inline sqlite3_destructor_type lifang_sqlite_transient(void) { return SQLITE_TRANSIENT; }
static inline int lifang_sqlite_switch(sqlite3 *handle, int option, int on) {
    return sqlite3_db_config(handle, option, on, (int *)0);
}
#endif

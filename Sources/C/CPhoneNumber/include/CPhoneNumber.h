#pragma once
#include <stdbool.h>
#include <stdint.h>

/* A plain C face for libphonenumber. No call throws; text that is no number is simply not found. */

#ifdef __cplusplus
extern "C" {
#endif

/* What sort of line a number belongs to; the values are i18n::phonenumbers::PhoneNumberType's. */
typedef struct {
    int32_t start;   /* first byte of the number in the text handed in */
    int32_t length;  /* bytes it takes there */
    char e164[24];   /* "+" and at most 17 digits, NUL-terminated */
    char region[8];  /* CLDR region or "001" for a number of no country; empty when unknown */
    int32_t kind;    /* fixed 0, mobile 1, either 2, toll free 3, … unknown 11 */
    bool valid;      /* false: only its length is plausible */
} harrier_phone;

/* Writes up to `capacity` numbers found in UTF-8 text and returns how many. After `max_tries`
   candidates that turned out to be no number it stops looking. */
int32_t harrier_phone_find(const char *utf8, int32_t length, const char *region, bool valid_only,
                           int32_t max_tries, harrier_phone *out, int32_t capacity);

/* Reads the whole text as one number; false when it is none. */
bool harrier_phone_parse(const char *utf8, int32_t length, const char *region, harrier_phone *out);

#ifdef __cplusplus
}
#endif

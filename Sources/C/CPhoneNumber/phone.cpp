#include "CPhoneNumber.h"

#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumbermatch.h>
#include <phonenumbers/phonenumbermatcher.h>
#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <cstring>
#include <string>

using i18n::phonenumbers::NullLogger;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberMatch;
using i18n::phonenumbers::PhoneNumberMatcher;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {

// The library's own logger writes to standard output, which belongs to our callers' JSON lines.
PhoneNumberUtil &util() {
    static PhoneNumberUtil *shared = [] {
        PhoneNumberUtil *made = PhoneNumberUtil::GetInstance();
        made->SetLogger(new NullLogger());
        return made;
    }();
    return *shared;
}

// The matcher takes a NUL for the end of the text; a blank keeps every offset.
std::string blanked(const char *utf8, int32_t length) {
    std::string text(utf8, static_cast<size_t>(length));
    std::replace(text.begin(), text.end(), '\0', ' ');
    return text;
}

void copy(char *to, size_t capacity, const std::string &from) {
    const size_t length = from.size() < capacity ? from.size() : capacity - 1;
    std::memcpy(to, from.data(), length);
    to[length] = 0;
}

void describe(const PhoneNumber &number, harrier_phone *out) {
    std::string text;
    util().Format(number, PhoneNumberUtil::E164, &text);
    copy(out->e164, sizeof out->e164, text);
    text.clear();
    util().GetRegionCodeForNumber(number, &text);
    copy(out->region, sizeof out->region, text == "ZZ" ? "" : text);
    out->kind = static_cast<int32_t>(util().GetNumberType(number));
    out->valid = util().IsValidNumber(number);
}

}  // namespace

extern "C" int32_t harrier_phone_find(const char *utf8, int32_t length, const char *region, bool valid_only,
                                      int32_t max_tries, harrier_phone *out, int32_t capacity) {
    try {
        const auto leniency = valid_only ? PhoneNumberMatcher::VALID : PhoneNumberMatcher::POSSIBLE;
        PhoneNumberMatcher matcher(util(), blanked(utf8, length), region, leniency, max_tries);
        int32_t count = 0;
        PhoneNumberMatch match;
        while (count < capacity && matcher.HasNext() && matcher.Next(&match)) {
            out[count].start = match.start();
            out[count].length = match.length();
            describe(match.number(), &out[count]);
            count += 1;
        }
        return count;
    } catch (...) {
        return 0;
    }
}

extern "C" bool harrier_phone_parse(const char *utf8, int32_t length, const char *region,
                                    harrier_phone *out) {
    try {
        PhoneNumber number;
        const std::string text(utf8, static_cast<size_t>(length));
        if (util().Parse(text, region, &number) != PhoneNumberUtil::NO_PARSING_ERROR) return false;
        out->start = 0;
        out->length = length;
        describe(number, out);
        return true;
    } catch (...) {
        return false;
    }
}

#pragma once
#include <arpa/inet.h>
#include <curl/curl.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

/* libcurl sets options through variadic functions, which Swift cannot call: one typed wrapper each. */

typedef size_t (*harrier_curl_write)(char *bytes, size_t size, size_t count, void *context);
typedef curl_socket_t (*harrier_curl_open)(void *context, curlsocktype purpose, struct curl_sockaddr *peer);

static inline CURLcode harrier_curl_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode harrier_curl_set_offset(CURL *easy, CURLoption option, int64_t value) {
    return curl_easy_setopt(easy, option, (curl_off_t)value);
}
static inline CURLcode harrier_curl_set_string(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode harrier_curl_set_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode harrier_curl_set_body_sink(CURL *easy, harrier_curl_write call, void *context) {
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, context);
    return curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, call);
}
static inline CURLcode harrier_curl_set_header_sink(CURL *easy, harrier_curl_write call, void *context) {
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, context);
    return curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, call);
}
static inline CURLcode harrier_curl_set_opener(CURL *easy, harrier_curl_open call, void *context) {
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, context);
    return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, call);
}
static inline int64_t harrier_curl_offset(CURL *easy, CURLINFO info) {
    curl_off_t value = 0;
    return curl_easy_getinfo(easy, info, &value) == CURLE_OK ? (int64_t)value : 0;
}
static inline long harrier_curl_long(CURL *easy, CURLINFO info) {
    long value = 0;
    return curl_easy_getinfo(easy, info, &value) == CURLE_OK ? value : 0;
}
static inline CURLMcode harrier_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}
static inline CURLcode harrier_curl_result(const CURLMsg *message) { return message->data.result; }

/* Copies the address a connection is about to go to, in network order; 4 or 16 bytes, 0 for another family. */
static inline int harrier_curl_peer(const struct curl_sockaddr *peer, uint8_t out[16]) {
    if (peer->family == AF_INET) {
        memcpy(out, &((const struct sockaddr_in *)&peer->addr)->sin_addr, 4);
        return 4;
    }
    if (peer->family == AF_INET6) {
        memcpy(out, &((const struct sockaddr_in6 *)&peer->addr)->sin6_addr, 16);
        return 16;
    }
    return 0;
}
static inline curl_socket_t harrier_curl_socket(const struct curl_sockaddr *peer) {
    return socket(peer->family, peer->socktype | SOCK_CLOEXEC, peer->protocol);
}

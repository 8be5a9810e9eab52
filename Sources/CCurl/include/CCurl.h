#ifndef CHARGEBACK_CCURL_H
#define CHARGEBACK_CCURL_H
#include <curl/curl.h>

// curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call: one function per kind of value.
CURLcode chargeback_curl_set_long(CURL *handle, CURLoption option, long value);
CURLcode chargeback_curl_set_string(CURL *handle, CURLoption option, const char *value);
CURLcode chargeback_curl_set_pointer(CURL *handle, CURLoption option, void *value);
CURLcode chargeback_curl_set_writer(CURL *handle, size_t (*writer)(char *, size_t, size_t, void *));
CURLcode chargeback_curl_get_long(CURL *handle, CURLINFO info, long *value);
// What is called with every piece of the answer's headers.
CURLcode chargeback_curl_set_header_writer(CURL *handle, size_t (*writer)(char *, size_t, size_t, void *));
// Asked with every address before a socket is made for it: 0 refuses the address. It must outlive the transfer.
struct chargeback_address_check {
    int (*check)(const struct sockaddr *address, void *context);
    void *context;
};
CURLcode chargeback_curl_set_address_check(CURL *handle, struct chargeback_address_check *check);
#endif

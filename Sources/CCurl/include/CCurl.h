#ifndef CHARGEBACK_CCURL_H
#define CHARGEBACK_CCURL_H
#include <curl/curl.h>

// curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call: one function per kind of value.
CURLcode chargeback_curl_set_long(CURL *handle, CURLoption option, long value);
CURLcode chargeback_curl_set_string(CURL *handle, CURLoption option, const char *value);
CURLcode chargeback_curl_set_pointer(CURL *handle, CURLoption option, void *value);
CURLcode chargeback_curl_set_writer(CURL *handle, size_t (*writer)(char *, size_t, size_t, void *));
CURLcode chargeback_curl_get_long(CURL *handle, CURLINFO info, long *value);
#endif

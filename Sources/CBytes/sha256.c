#include "CBytes.h"

#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

void bytes_sha256(const uint8_t *first, size_t first_count, const uint8_t *second, size_t second_count, uint8_t hash[32]) {
    SHA256_CTX context;
    SHA256_Init(&context);
    SHA256_Update(&context, first, first_count);
    if (second_count > 0) SHA256_Update(&context, second, second_count);
    SHA256_Final(hash, &context);
}

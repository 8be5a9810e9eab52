#include "CBytes.h"

#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
#include <string.h>

static void sha256_openssl(
    const uint8_t *first, size_t first_count, const uint8_t *second, size_t second_count, uint8_t hash[32]
) {
    SHA256_CTX context;
    SHA256_Init(&context);
    SHA256_Update(&context, first, first_count);
    if (second_count > 0) SHA256_Update(&context, second, second_count);
    SHA256_Final(hash, &context);
}

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>

// The processor's own rounds: S. Gulley et al., "Intel SHA Extensions" (Intel, 2013).
#define ROUNDS __attribute__((target("sha,sse4.1,ssse3")))

static const uint32_t constants[64] __attribute__((aligned(16))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01,
    0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc,
    0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
    0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08,
    0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

ROUNDS static inline void take_blocks(__m128i state[2], const uint8_t *bytes, size_t count) {
    const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    __m128i abef = state[0], cdgh = state[1];
    for (; count > 0; count--, bytes += 64) {
        __m128i abef_before = abef, cdgh_before = cdgh, words[4];
        for (int i = 0; i < 4; i++)
            words[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(bytes + 16 * i)), swap);
#pragma clang loop unroll(full)
        for (int i = 0; i < 16; i++) {
            __m128i sum = _mm_add_epi32(words[i & 3], _mm_load_si128((const __m128i *)(constants + 4 * i)));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0e));
            if (i < 12) {
                __m128i next = _mm_sha256msg1_epu32(words[i & 3], words[(i + 1) & 3]);
                next = _mm_add_epi32(next, _mm_alignr_epi8(words[(i + 3) & 3], words[(i + 2) & 3], 4));
                words[i & 3] = _mm_sha256msg2_epu32(next, words[(i + 3) & 3]);
            }
        }
        abef = _mm_add_epi32(abef, abef_before), cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }
    state[0] = abef, state[1] = cdgh;
}

ROUNDS static void sha256_processor(const uint8_t *bytes, size_t count, uint8_t hash[32]) {
    // The words a, b, e, f and c, d, g, h, the first one highest.
    __m128i state[2] = {
        _mm_set_epi32(0x6a09e667, (int)0xbb67ae85, 0x510e527f, (int)0x9b05688c),
        _mm_set_epi32(0x3c6ef372, (int)0xa54ff53a, 0x1f83d9ab, 0x5be0cd19),
    };
    take_blocks(state, bytes, count / 64);
    uint8_t rest[128] = {0};
    size_t left = count % 64, padded = left < 56 ? 64 : 128;
    if (left > 0) memcpy(rest, bytes + count - left, left);
    rest[left] = 0x80;
    uint64_t bits = __builtin_bswap64((uint64_t)count * 8);
    memcpy(rest + padded - 8, &bits, 8);
    take_blocks(state, rest, padded / 64);
    uint32_t words[8] = {
        (uint32_t)_mm_extract_epi32(state[0], 3), (uint32_t)_mm_extract_epi32(state[0], 2),
        (uint32_t)_mm_extract_epi32(state[1], 3), (uint32_t)_mm_extract_epi32(state[1], 2),
        (uint32_t)_mm_extract_epi32(state[0], 1), (uint32_t)_mm_extract_epi32(state[0], 0),
        (uint32_t)_mm_extract_epi32(state[1], 1), (uint32_t)_mm_extract_epi32(state[1], 0),
    };
    for (int i = 0; i < 8; i++) {
        uint32_t word = __builtin_bswap32(words[i]);
        memcpy(hash + 4 * i, &word, 4);
    }
}

static int has_rounds(void) {
    unsigned a, b = 0, c, d;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b >> 29 & 1) && __builtin_cpu_supports("sse4.1")
        && __builtin_cpu_supports("ssse3");
}

void bytes_sha256(const uint8_t *first, size_t first_count, const uint8_t *second, size_t second_count, uint8_t hash[32]) {
    static _Atomic int known = -1;
    int has = known;
    if (has < 0) known = has = has_rounds();
    if (!has || second_count > 0) return sha256_openssl(first, first_count, second, second_count, hash);
    sha256_processor(first, first_count, hash);
}
#else
void bytes_sha256(const uint8_t *first, size_t first_count, const uint8_t *second, size_t second_count, uint8_t hash[32]) {
    sha256_openssl(first, first_count, second, second_count, hash);
}
#endif

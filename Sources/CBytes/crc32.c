#include "CBytes.h"

#include <zlib.h>

// Folding by carry-less multiplication: V. Gopal et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ
// Instruction" (Intel, 2009), in the bit-reflected form; the constants are those of its table for gzip's polynomial.
#if defined(__x86_64__)
#include <immintrin.h>

#define FOLDING __attribute__((target("pclmul,sse4.1")))

FOLDING static __m128i fold(__m128i value, __m128i factors, __m128i next) {
    __m128i low = _mm_clmulepi64_si128(value, factors, 0x00);
    __m128i high = _mm_clmulepi64_si128(value, factors, 0x11);
    return _mm_xor_si128(_mm_xor_si128(low, high), next);
}

FOLDING static __m128i load(const uint8_t *bytes) { return _mm_loadu_si128((const __m128i *)bytes); }

// `count` is at least 64 and a multiple of 16; the state is the complement of the CRC.
FOLDING static uint32_t crc32_folded(uint32_t state, const uint8_t *bytes, size_t count) {
    const __m128i by_512 = _mm_set_epi64x(0x01c6e41596, 0x0154442bd4);
    const __m128i by_128 = _mm_set_epi64x(0x00ccaa009e, 0x01751997d0);
    const __m128i by_64 = _mm_set_epi64x(0, 0x0163cd6124);
    const __m128i polynomial = _mm_set_epi64x(0x01f7011641, 0x01db710641);
    const __m128i low_words = _mm_setr_epi32(~0, 0, ~0, 0);

    __m128i lane[4];
    for (int i = 0; i < 4; i++) lane[i] = load(bytes + 16 * i);
    lane[0] = _mm_xor_si128(lane[0], _mm_cvtsi32_si128((int)state));
    for (bytes += 64, count -= 64; count >= 64; bytes += 64, count -= 64)
        for (int i = 0; i < 4; i++) lane[i] = fold(lane[i], by_512, load(bytes + 16 * i));
    __m128i value = lane[0];
    for (int i = 1; i < 4; i++) value = fold(value, by_128, lane[i]);
    for (; count >= 16; bytes += 16, count -= 16) value = fold(value, by_128, load(bytes));

    // 128 bits to 64, then Barrett's reduction to 32.
    value = _mm_xor_si128(_mm_srli_si128(value, 8), _mm_clmulepi64_si128(value, by_128, 0x10));
    __m128i upper = _mm_srli_si128(value, 4);
    value = _mm_xor_si128(_mm_clmulepi64_si128(_mm_and_si128(value, low_words), by_64, 0x00), upper);
    __m128i quotient = _mm_clmulepi64_si128(_mm_and_si128(value, low_words), polynomial, 0x10);
    __m128i product = _mm_clmulepi64_si128(_mm_and_si128(quotient, low_words), polynomial, 0x00);
    return (uint32_t)_mm_extract_epi32(_mm_xor_si128(value, product), 1);
}

static size_t folded_count(size_t count) {
    return count >= 64 && __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("sse4.1") ? count & ~(size_t)15 : 0;
}
#else
static uint32_t crc32_folded(uint32_t state, const uint8_t *bytes, size_t count) { return state; }
static size_t folded_count(size_t count) { return 0; }
#endif

uint32_t bytes_crc32(uint32_t crc, const uint8_t *bytes, size_t count) {
    size_t folded = folded_count(count);
    if (folded > 0) crc = ~crc32_folded(~crc, bytes, folded);
    return (uint32_t)crc32_z(crc, bytes + folded, count - folded);
}

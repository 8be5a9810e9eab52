#pragma once
#include <stddef.h>
#include <stdint.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// What the processor does to many bytes at once and Swift has no words for.

// The CRC-32 of gzip over more bytes: that of the bytes before is given, 0 for none. With the processor's carry-less
// multiplication where it has one it takes a quarter of zlib's time; elsewhere it is zlib's.
uint32_t bytes_crc32(uint32_t crc, const uint8_t *bytes, size_t count);

#if defined(__SSE2__)
static inline uint64_t bytes_shapes16(const uint8_t *bytes) {
    __m128i text = _mm_loadu_si128((const __m128i *)bytes);
    __m128i cells = _mm_or_si128(_mm_cmpeq_epi8(text, _mm_set1_epi8(',')), _mm_cmpeq_epi8(text, _mm_set1_epi8('"')));
    __m128i lines = _mm_or_si128(_mm_cmpeq_epi8(text, _mm_set1_epi8('\n')), _mm_cmpeq_epi8(text, _mm_set1_epi8('\r')));
    return (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_or_si128(cells, lines));
}

// How many bytes from the start are ASCII and not NUL, in steps of 16.
static inline size_t bytes_plain(const uint8_t *bytes, size_t count) {
    size_t index = 0;
    // As signed numbers NUL and bytes beyond ASCII are not above nought.
    while (index + 16 <= count
           && _mm_movemask_epi8(_mm_cmpgt_epi8(_mm_loadu_si128((const __m128i *)(bytes + index)), _mm_setzero_si128())) == 0xFFFF)
        index += 16;
    return index;
}

// A bit for each of 64 bytes that is a comma, a quotation mark, a line feed or a carriage return.
static inline uint64_t bytes_shapes64(const uint8_t *bytes) {
    return bytes_shapes16(bytes) | bytes_shapes16(bytes + 16) << 16 | bytes_shapes16(bytes + 32) << 32
        | bytes_shapes16(bytes + 48) << 48;
}
#endif

// SHA-256 of two stretches of bytes, one behind the other; the second may be empty. For records of a few dozen bytes, of
// which OpenSSL's newer interface spends half of the time on setting up.
void bytes_sha256(const uint8_t *first, size_t first_count, const uint8_t *second, size_t second_count, uint8_t hash[32]);

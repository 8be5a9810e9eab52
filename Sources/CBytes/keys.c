#include "CBytes.h"

// The hash of a row's item columns, by one of two ways: the processor's, or 64-bit products. Which is taken holds for a whole run.

static inline uint64_t word_at(const uint8_t *bytes) {
    uint64_t word;
    memcpy(&word, bytes, 8);
    return word;
}

static inline uint64_t folded(uint64_t left, uint64_t right) {
    unsigned __int128 product = (unsigned __int128)left * right;
    return (uint64_t)(product >> 64) ^ (uint64_t)product;
}

static inline __attribute__((always_inline)) struct bytes_key fold(
    struct bytes_key key, uint64_t left, uint64_t right, const uint64_t secrets[4]
) {
    struct bytes_key next = {
        folded(left ^ secrets[0], right ^ key.first), folded(left ^ key.second, right ^ secrets[1]) + secrets[3]};
    return next;
}

// Takes some bytes and their count into a hash. Long stretches go through two chains, which meet at the end.
static inline struct bytes_key mix(struct bytes_key key, const uint8_t *bytes, size_t count, const uint64_t secrets[4]) {
    size_t offset = 0;
    if (count >= 64) {
        struct bytes_key other = {key.second ^ secrets[2], key.first ^ secrets[3]};
        for (; offset + 32 <= count; offset += 32) {
            key = fold(key, word_at(bytes + offset), word_at(bytes + offset + 8), secrets);
            other = fold(other, word_at(bytes + offset + 16), word_at(bytes + offset + 24), secrets);
        }
        key = fold(key, other.first, other.second, secrets);
    }
    for (; offset + 16 <= count; offset += 16) key = fold(key, word_at(bytes + offset), word_at(bytes + offset + 8), secrets);
    size_t left = count - offset;
    uint64_t low = 0, high = 0;
    if (left >= 8) {
        // The two words overlap.
        low = word_at(bytes + offset), high = word_at(bytes + count - 8);
    } else if (left >= 4) {
        uint32_t start, end;
        memcpy(&start, bytes + offset, 4);
        memcpy(&end, bytes + count - 4, 4);
        low = (uint64_t)start << 32 | end;
    } else if (left > 0) {
        low = (uint64_t)bytes[offset] << 16 | (uint64_t)bytes[offset + left / 2] << 8 | bytes[count - 1];
    }
    key = fold(key, low, high, secrets);
    // Their count, too, so that no two stretches look alike.
    key.first ^= count, key.second ^= (uint64_t)count << 32;
    return key;
}

static inline const uint8_t *start_of(const struct bytes_row_cells row, struct bytes_stretch stretch) {
    return row.bytes + (stretch.first == 0 ? row.start : row.cells[stretch.first - 1].end + 1);
}

static struct bytes_key key_by_words(
    struct bytes_row_cells row, const struct bytes_stretch *stretches, size_t count, const struct bytes_secrets *secrets, uint64_t seed
) {
    struct bytes_key key = {secrets->fold[2] ^ seed, secrets->fold[3]};
    for (size_t i = 0; i < count; i++) {
        const uint8_t *start = start_of(row, stretches[i]);
        key = mix(key, start, (size_t)(row.bytes + row.cells[stretches[i].last].end - start), secrets->fold);
    }
    return key;
}

#if defined(__x86_64__)
#include <immintrin.h>

#define WIDE __attribute__((target("avx512f,avx512bw,vpclmulqdq,pclmul,bmi,bmi2,popcnt,lzcnt")))

// Sums of carry-less products, two of them with secrets of their own.
struct sums {
    __m512i first, second;
};

WIDE static inline __m128i sum_of_lanes(__m512i lanes) {
    __m256i half = _mm256_xor_si256(_mm512_castsi512_si256(lanes), _mm512_extracti64x4_epi64(lanes, 1));
    return _mm_xor_si128(_mm256_castsi256_si128(half), _mm256_extracti128_si256(half, 1));
}

WIDE static inline struct bytes_key ended(struct sums sums, uint64_t counts, const uint64_t secrets[4]) {
    __m128i first = sum_of_lanes(sums.first), second = sum_of_lanes(sums.second);
    struct bytes_key key = {
        folded((uint64_t)_mm_cvtsi128_si64(first) ^ secrets[0] ^ counts, (uint64_t)_mm_extract_epi64(first, 1) ^ secrets[1]),
        folded((uint64_t)_mm_cvtsi128_si64(second) ^ secrets[2], (uint64_t)_mm_extract_epi64(second, 1) ^ secrets[3] ^ counts),
    };
    return key;
}

// 64 bytes at a time, each group with secrets of its own place, as UMASH has it (P. Khuong, 2020): most stretches are shorter, so
// that there is little to guess for the processor, on which the other way spends most of its time. What is missing to 64 bytes
// is zeros, which no text has, and the counts are taken in.
WIDE static struct bytes_key key_by_groups(
    struct bytes_row_cells row, const struct bytes_stretch *stretches, size_t count, const struct bytes_secrets *secrets, uint64_t seed
) {
    struct sums sums = {_mm512_setzero_si512(), _mm512_setzero_si512()};
    uint64_t counts = secrets->fold[2] ^ seed;
    size_t place = 0;
    for (size_t i = 0; i < count; i++) {
        const uint8_t *start = start_of(row, stretches[i]), *end = row.bytes + row.cells[stretches[i].last].end;
        counts = counts * secrets->fold[0] + (uint64_t)(end - start);
        do {
            size_t left = (size_t)(end - start);
            __m512i text = _mm512_maskz_loadu_epi8(_bzhi_u64(~0ull, left > 64 ? 64 : (uint32_t)left), start);
            __m512i first = _mm512_xor_si512(text, _mm512_loadu_si512(secrets->groups[0][place]));
            __m512i second = _mm512_xor_si512(text, _mm512_loadu_si512(secrets->groups[1][place]));
            sums.first = _mm512_xor_si512(sums.first, _mm512_clmulepi64_epi128(first, first, 0x10));
            sums.second = _mm512_xor_si512(sums.second, _mm512_clmulepi64_epi128(second, second, 0x10));
            if (++place == bytes_group_count) {
                struct bytes_key key = ended(sums, counts, secrets->fold);
                sums.first = _mm512_set1_epi64((long long)key.first), sums.second = _mm512_set1_epi64((long long)key.second);
                counts ^= key.first, place = 0;
            }
            start += 64;
        } while (start < end);
    }
    return ended(sums, counts, secrets->fold);
}
#endif

int bytes_keys_are_wide(void) {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("vpclmulqdq")
        && __builtin_cpu_supports("bmi2");
#else
    return 0;
#endif
}

struct bytes_key bytes_row_key(
    struct bytes_row_cells row, const struct bytes_stretch *stretches, size_t count, const struct bytes_secrets *secrets, uint64_t seed,
    int is_wide
) {
#if defined(__x86_64__)
    if (is_wide) return key_by_groups(row, stretches, count, secrets, seed);
#endif
    return key_by_words(row, stretches, count, secrets, seed);
}

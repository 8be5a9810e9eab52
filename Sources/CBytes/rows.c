#include "CBytes.h"

// Rows of a CSV file, 64 bytes at a time, by bits: one for each comma, line feed, quotation mark and carriage return. What lies
// between quotation marks is the running parity of the marks' bits (G. Langdale, D. Lemire, "Parsing Gigabytes of JSON per
// Second", 2019).

struct shapes {
    uint64_t comma, line, quote, turn;
};

struct scan {
    const uint8_t *bytes;
    size_t end;
    uint32_t columns;
    size_t row_max;
    struct bytes_cell *cells;
    struct bytes_row *rows;
    size_t rows_max;
};

// Writes the places of a mask's bits; up to fifteen cells behind the last one are written, too.
static inline __attribute__((always_inline)) uint32_t put_by_bit(struct bytes_cell *cells, uint64_t mask, uint32_t place) {
    uint32_t count = (uint32_t)__builtin_popcountll(mask);
    for (uint32_t done = 0; done < count; done += 8)
        for (uint32_t i = 0; i < 8; i++) {
            // Of no bit left the place is that of bit 63, or any: it is written over.
            cells[done + i].end = place + (uint32_t)__builtin_ctzll(mask | 1ull << 63);
            cells[done + i].kind = 0;
            mask &= mask - 1;
        }
    return count;
}

static inline __attribute__((always_inline)) enum bytes_scan_end scan_rows(
    struct scan scan, size_t start, struct shapes (*find)(const uint8_t *),
    uint32_t (*put_cells)(struct bytes_cell *, uint64_t, uint32_t), size_t *row_count, size_t *next
) {
    struct bytes_cell *cells = scan.cells;
    size_t row_start = start, count = 0;
    uint32_t cell = 0, lines = 1, doubled_in_row = 0;
    uint64_t carry = 0, before_is_edge = 1, before_is_close = 0, before_is_turn = 0;
    enum bytes_scan_end outcome = bytes_scan_cut;
    for (size_t place = start; place < scan.end; place += 64) {
        struct shapes found = find(scan.bytes + place);
        uint64_t valid = scan.end - place >= 64 ? ~0ull : (1ull << (scan.end - place)) - 1;
        found.comma &= valid, found.line &= valid, found.quote &= valid, found.turn &= valid;
        uint64_t inside = carry, doubled = 0, bad = 0, edges = found.comma | found.line | found.quote;
        if (found.quote | found.turn | before_is_close | before_is_turn) {
            uint64_t parity = found.quote;
            parity ^= parity << 1, parity ^= parity << 2, parity ^= parity << 4;
            parity ^= parity << 8, parity ^= parity << 16, parity ^= parity << 32;
            inside ^= parity;
            uint64_t close = found.quote & ~inside, turn = found.turn & ~inside;
            uint64_t closed = close << 1 | before_is_close;
            // A mark opens a cell, or is the second of two.
            bad = found.quote & inside & ~(edges << 1 | before_is_edge);
            // A mark that closes ends a cell, or is the first of two.
            bad |= closed & ~(edges | found.turn) & valid;
            bad |= (turn << 1 | before_is_turn) & ~found.line & valid;
            doubled = closed & found.quote;
            before_is_close = close >> 63, before_is_turn = turn >> 63;
            carry = (uint64_t)((int64_t)inside >> 63);
        }
        before_is_edge = edges >> 63;
        uint64_t ends = (found.comma | found.line) & ~inside;
        if (bad) ends &= (bad & -bad) - 1;
        uint64_t row_ends = ends & found.line, inner_lines = found.line & inside;
        while (row_ends) {
            uint64_t mark = row_ends & -row_ends, up_to = mark - 1;
            cell += put_cells(cells + cell, ends & up_to, (uint32_t)place);
            size_t line_end = place + (size_t)__builtin_ctzll(mark);
            size_t row_end = line_end > row_start && scan.bytes[line_end - 1] == '\r' ? line_end - 1 : line_end;
            // A line without anything is no row; what is longer than its limit is for libcsv to refuse.
            if (cell + 1 != scan.columns || row_end == row_start || row_end - row_start > scan.row_max) {
                *row_count = count, *next = row_start;
                return bytes_scan_doubtful;
            }
            cells[cell].end = (uint32_t)row_end, cells[cell].kind = 0;
            lines += (uint32_t)__builtin_popcountll(inner_lines & up_to);
            scan.rows[count].start = (uint32_t)row_start;
            scan.rows[count].lines = lines;
            scan.rows[count].is_doubled = doubled_in_row | ((doubled & up_to) != 0);
            count += 1, cells += scan.columns;
            row_start = line_end + 1, cell = 0, lines = 1, doubled_in_row = 0;
            ends &= ~(up_to | mark), row_ends &= row_ends - 1, inner_lines &= ~up_to, doubled &= ~up_to;
            if (count == scan.rows_max) {
                *row_count = count, *next = row_start;
                return bytes_scan_full;
            }
        }
        cell += put_cells(cells + cell, ends, (uint32_t)place);
        lines += (uint32_t)__builtin_popcountll(inner_lines);
        doubled_in_row |= doubled != 0;
        if (bad || cell >= scan.columns) {
            outcome = bytes_scan_doubtful;
            break;
        }
    }
    *row_count = count, *next = row_start;
    return outcome;
}

static inline __attribute__((always_inline)) struct shapes find_bytewise(const uint8_t *bytes) {
    struct shapes found = {0, 0, 0, 0};
    for (int i = 0; i < 64; i++) {
        found.comma |= (uint64_t)(bytes[i] == ',') << i, found.line |= (uint64_t)(bytes[i] == '\n') << i;
        found.quote |= (uint64_t)(bytes[i] == '"') << i, found.turn |= (uint64_t)(bytes[i] == '\r') << i;
    }
    return found;
}

#if defined(__x86_64__)
#include <immintrin.h>

#define WIDE __attribute__((target("avx512f,avx512bw,avx512vbmi2,bmi,bmi2,popcnt,lzcnt")))
#define HALF __attribute__((target("avx2,bmi,bmi2,popcnt,lzcnt")))

WIDE static inline struct shapes find_512(const uint8_t *bytes) {
    __m512i text = _mm512_loadu_si512(bytes);
    struct shapes found = {
        _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8(',')), _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8('\n')),
        _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8('"')), _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8('\r')),
    };
    return found;
}

// The places of a mask's bits are what of 0, 1, 2 … 63 the mask keeps. Sixteen are written in any case: most groups have fewer, and
// to guess which of them have more takes longer.
WIDE static inline uint32_t put_512(struct bytes_cell *cells, uint64_t mask, uint32_t place) {
    const __m512i numbers = _mm512_set_epi8(
        63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32,
        31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    uint32_t count = (uint32_t)__builtin_popcountll(mask);
    __m512i kept = _mm512_maskz_compress_epi8(mask, numbers), base = _mm512_set1_epi64(place);
    __m128i first = _mm512_castsi512_si128(kept);
    _mm512_storeu_si512(cells, _mm512_add_epi64(_mm512_cvtepu8_epi64(first), base));
    _mm512_storeu_si512(cells + 8, _mm512_add_epi64(_mm512_cvtepu8_epi64(_mm_srli_si128(first, 8)), base));
    for (uint32_t done = 16; done < count; done += 8) {
        uint64_t eight;
        memcpy(&eight, (const uint8_t *)&kept + done, 8);
        _mm512_storeu_si512(cells + done, _mm512_add_epi64(_mm512_cvtepu8_epi64(_mm_cvtsi64_si128((long long)eight)), base));
    }
    return count;
}

HALF static inline uint64_t equal_256(__m256i low, __m256i high, char byte) {
    __m256i wanted = _mm256_set1_epi8(byte);
    uint32_t lower = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
    uint32_t upper = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted));
    return (uint64_t)upper << 32 | lower;
}

HALF static inline struct shapes find_256(const uint8_t *bytes) {
    __m256i low = _mm256_loadu_si256((const __m256i *)bytes), high = _mm256_loadu_si256((const __m256i *)(bytes + 32));
    struct shapes found = {
        equal_256(low, high, ','), equal_256(low, high, '\n'), equal_256(low, high, '"'), equal_256(low, high, '\r'),
    };
    return found;
}

static inline uint64_t equal_128(const uint8_t *bytes, char byte) {
    uint64_t bits = 0;
    for (int i = 0; i < 4; i++) {
        __m128i text = _mm_loadu_si128((const __m128i *)(bytes + 16 * i));
        bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(text, _mm_set1_epi8(byte))) << (16 * i);
    }
    return bits;
}

static inline struct shapes find_128(const uint8_t *bytes) {
    struct shapes found = {equal_128(bytes, ','), equal_128(bytes, '\n'), equal_128(bytes, '"'), equal_128(bytes, '\r')};
    return found;
}

WIDE static enum bytes_scan_end scan_512(struct scan scan, size_t start, size_t *row_count, size_t *next) {
    return scan_rows(scan, start, find_512, put_512, row_count, next);
}

HALF static enum bytes_scan_end scan_256(struct scan scan, size_t start, size_t *row_count, size_t *next) {
    return scan_rows(scan, start, find_256, put_by_bit, row_count, next);
}

static enum bytes_scan_end scan_128(struct scan scan, size_t start, size_t *row_count, size_t *next) {
    return scan_rows(scan, start, find_128, put_by_bit, row_count, next);
}
#endif

static enum bytes_scan_end scan_bytewise(struct scan scan, size_t start, size_t *row_count, size_t *next) {
    return scan_rows(scan, start, find_bytewise, put_by_bit, row_count, next);
}

enum bytes_scan_end bytes_scan_rows(
    const uint8_t *bytes, size_t start, size_t end, uint32_t columns, size_t row_max, struct bytes_cell *cells,
    struct bytes_row *rows, size_t rows_max, size_t *row_count, size_t *next, int width
) {
    struct scan scan = {bytes, end, columns, row_max, cells, rows, rows_max};
#if defined(__x86_64__)
    switch (width) {
    case 512: return scan_512(scan, start, row_count, next);
    case 256: return scan_256(scan, start, row_count, next);
    case 128: return scan_128(scan, start, row_count, next);
    }
#endif
    return scan_bytewise(scan, start, row_count, next);
}

int bytes_scan_width(void) {
#if defined(__x86_64__)
    if (!__builtin_cpu_supports("bmi") || !__builtin_cpu_supports("bmi2") || !__builtin_cpu_supports("popcnt")) return 128;
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi2")) return 512;
    return __builtin_cpu_supports("avx2") ? 256 : 128;
#else
    return 0;
#endif
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static size_t plain_256(const uint8_t *bytes, size_t count) {
    size_t index = 0;
    __m256i nought = _mm256_setzero_si256();
    // As signed numbers NUL and bytes beyond ASCII are not above nought.
    for (; index + 64 <= count; index += 64) {
        __m256i low = _mm256_loadu_si256((const __m256i *)(bytes + index));
        __m256i high = _mm256_loadu_si256((const __m256i *)(bytes + index + 32));
        __m256i both = _mm256_and_si256(_mm256_cmpgt_epi8(low, nought), _mm256_cmpgt_epi8(high, nought));
        if (_mm256_movemask_epi8(both) != -1) break;
    }
    return index;
}
#endif

size_t bytes_plain(const uint8_t *bytes, size_t count) {
    size_t index = 0;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) index = plain_256(bytes, count);
    while (index + 16 <= count
           && _mm_movemask_epi8(_mm_cmpgt_epi8(_mm_loadu_si128((const __m128i *)(bytes + index)), _mm_setzero_si128())) == 0xFFFF)
        index += 16;
#endif
    return index;
}

#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// What the processor does to many bytes at once and Swift has no words for.

// The CRC-32 of gzip over more bytes: that of the bytes before is given, 0 for none. With the processor's carry-less
// multiplication where it has one it takes a quarter of zlib's time; elsewhere it is zlib's.
uint32_t bytes_crc32(uint32_t crc, const uint8_t *bytes, size_t count);

// How many bytes from the start are ASCII and not NUL, as far as the processor sees them in groups; 0 where it has no groups.
size_t bytes_plain(const uint8_t *bytes, size_t count);

// Where a cell ends; the kind is for whoever looks at it later and 0 here.
struct bytes_cell {
    uint32_t end, kind;
};

// Where a row starts, over how many lines it goes, and whether quotation marks are doubled in it.
struct bytes_row {
    uint32_t start, lines, is_doubled;
};

// Why no more rows were taken: the bytes end before a row does; a row is not beyond doubt; there was no room for more.
enum bytes_scan_end { bytes_scan_cut, bytes_scan_doubtful, bytes_scan_full };

// Takes the rows beyond doubt from `start` on, each of `columns` cells, of no more than `row_max` bytes: each cell without quotation
// marks, or quoted from its first to its last byte with doubled marks inside, ended by LF or CRLF.
//
// The memory must go on for 63 bytes behind `end`. There must be room for `rows_max * columns + 72` cells. Tells how many rows
// there are and where the first row starts that was not taken. `width` is that of `bytes_scan_width`, or of a lesser processor.
enum bytes_scan_end bytes_scan_rows(
    const uint8_t *bytes, size_t start, size_t end, uint32_t columns, size_t row_max, struct bytes_cell *cells,
    struct bytes_row *rows, size_t rows_max, size_t *row_count, size_t *next, int width);

// How many bits the processor compares at once: 512, 256 or 128; 0 where only single bytes are looked at.
int bytes_scan_width(void);

// A hash of 128 bits, of two lanes of folded products of 64 bits (as wyhash and foldhash have it), and its secrets.
struct bytes_key {
    uint64_t first, second;
};

static inline void bytes_prefetch(const void *place) { __builtin_prefetch(place); }

static inline uint64_t bytes_word(const uint8_t *bytes) {
    uint64_t word;
    memcpy(&word, bytes, 8);
    return word;
}

static inline __attribute__((always_inline)) struct bytes_key bytes_fold(
    struct bytes_key key, uint64_t left, uint64_t right, const uint64_t secrets[4]
) {
    unsigned __int128 first = (unsigned __int128)(left ^ secrets[0]) * (right ^ key.first);
    unsigned __int128 second = (unsigned __int128)(left ^ key.second) * (right ^ secrets[1]);
    struct bytes_key folded = {
        (uint64_t)(first >> 64) ^ (uint64_t)first, ((uint64_t)(second >> 64) ^ (uint64_t)second) + secrets[3]};
    return folded;
}

// Takes some bytes and their count into a hash. Long stretches go through two chains, which meet at the end.
static inline struct bytes_key bytes_mix(struct bytes_key key, const uint8_t *bytes, size_t count, const uint64_t secrets[4]) {
    size_t offset = 0;
    if (count >= 64) {
        struct bytes_key other = {key.second ^ secrets[2], key.first ^ secrets[3]};
        for (; offset + 32 <= count; offset += 32) {
            key = bytes_fold(key, bytes_word(bytes + offset), bytes_word(bytes + offset + 8), secrets);
            other = bytes_fold(other, bytes_word(bytes + offset + 16), bytes_word(bytes + offset + 24), secrets);
        }
        key = bytes_fold(key, other.first, other.second, secrets);
    }
    for (; offset + 16 <= count; offset += 16)
        key = bytes_fold(key, bytes_word(bytes + offset), bytes_word(bytes + offset + 8), secrets);
    size_t left = count - offset;
    uint64_t low = 0, high = 0;
    if (left >= 8) {
        // The two words overlap.
        low = bytes_word(bytes + offset), high = bytes_word(bytes + count - 8);
    } else if (left >= 4) {
        uint32_t start, end;
        memcpy(&start, bytes + offset, 4);
        memcpy(&end, bytes + count - 4, 4);
        low = (uint64_t)start << 32 | end;
    } else if (left > 0) {
        low = (uint64_t)bytes[offset] << 16 | (uint64_t)bytes[offset + left / 2] << 8 | bytes[count - 1];
    }
    key = bytes_fold(key, low, high, secrets);
    // Their count, too, so that no two stretches look alike.
    key.first ^= count, key.second ^= (uint64_t)count << 32;
    return key;
}

// SHA-256 of two stretches of bytes, one behind the other; the second may be empty. For records of a few dozen bytes, of
// which OpenSSL's newer interface spends half of the time on setting up.
void bytes_sha256(const uint8_t *first, size_t first_count, const uint8_t *second, size_t second_count, uint8_t hash[32]);

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

// A hash of 128 bits.
struct bytes_key {
    uint64_t first, second;
};

// What nobody outside of the process may know, drawn at random; `fold[0]` and `fold[1]` are odd.
enum { bytes_group_count = 64 };
struct bytes_secrets {
    uint64_t fold[4], groups[2][bytes_group_count][8];
};

// Columns from one to another, whose bytes lie side by side in a row.
struct bytes_stretch {
    uint32_t first, last;
};

// A row: where its first cell starts, and where its cells end.
struct bytes_row_cells {
    const uint8_t *bytes;
    size_t start;
    const struct bytes_cell *cells;
};

// The hash of a row's bytes in some stretches. Two rows that differ there have the same one with a probability of about 2⁻⁶⁰ in each
// half. `is_wide` is what `bytes_keys_are_wide` says, or 0; keys of one way and of the other have nothing in common.
struct bytes_key bytes_row_key(
    struct bytes_row_cells row, const struct bytes_stretch *stretches, size_t count, const struct bytes_secrets *secrets, uint64_t seed,
    int is_wide);

// Whether the processor multiplies 64 bytes without carry at once.
int bytes_keys_are_wide(void);

static inline void bytes_prefetch(const void *place) { __builtin_prefetch(place); }

// SHA-256 of two stretches of bytes, one behind the other; the second may be empty. For records of a few dozen bytes, of
// which OpenSSL's newer interface spends half of the time on setting up.
void bytes_sha256(const uint8_t *first, size_t first_count, const uint8_t *second, size_t second_count, uint8_t hash[32]);

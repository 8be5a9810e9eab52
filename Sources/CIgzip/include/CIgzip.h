#pragma once
#include <stddef.h>
#include <stdint.h>

// isa-l's gzip decompressor, where this was built with its header and the library is installed where it runs.
typedef struct igzip_inflater igzip_inflater;

typedef enum { IGZIP_MORE, IGZIP_END, IGZIP_DAMAGED } igzip_outcome;

// A decompressor at the start of a gzip member, or null without isa-l.
igzip_inflater *igzip_new(void);
void igzip_free(igzip_inflater *inflater);
// Back to the start of a member.
void igzip_reset(igzip_inflater *inflater);
// Takes bytes of `input` and fills `output`; both counts become what was used.
igzip_outcome igzip_step(igzip_inflater *inflater, uint8_t *input, uint32_t *input_count, uint8_t *output,
                         uint32_t *output_count);

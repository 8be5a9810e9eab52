#include "CIgzip.h"

// The library is opened while the program runs: it stays one file that starts without isa-l. Its state is a public
// struct, whose layout the header gives and the library's major version promises.
#if __has_include(<isa-l/igzip_lib.h>)
#include <dlfcn.h>
#include <isa-l/igzip_lib.h>
#include <pthread.h>
#include <stdlib.h>

struct igzip_inflater {
    struct inflate_state state;
};

static void (*init)(struct inflate_state *);
static void (*reset)(struct inflate_state *);
static int (*inflate)(struct inflate_state *);

static void find_library(void) {
    void *library = dlopen("libisal.so.2", RTLD_NOW | RTLD_LOCAL);
    if (!library) return;
    *(void **)&init = dlsym(library, "isal_inflate_init");
    *(void **)&reset = dlsym(library, "isal_inflate_reset");
    *(void **)&inflate = dlsym(library, "isal_inflate");
}

igzip_inflater *igzip_new(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, find_library);
    if (!init || !reset || !inflate) return NULL;
    igzip_inflater *inflater = calloc(1, sizeof *inflater);
    if (!inflater) return NULL;
    init(&inflater->state);
    inflater->state.crc_flag = ISAL_GZIP;
    return inflater;
}

void igzip_free(igzip_inflater *inflater) { free(inflater); }

void igzip_reset(igzip_inflater *inflater) {
    reset(&inflater->state);
    inflater->state.crc_flag = ISAL_GZIP;
}

igzip_outcome igzip_step(igzip_inflater *inflater, uint8_t *input, uint32_t *input_count, uint8_t *output,
                         uint32_t *output_count) {
    struct inflate_state *state = &inflater->state;
    state->next_in = input;
    state->avail_in = *input_count;
    state->next_out = output;
    state->avail_out = *output_count;
    int status = inflate(state);
    *input_count -= state->avail_in;
    *output_count -= state->avail_out;
    // Positive codes ask for more input or room, or say that a member's name is longer than we keep it.
    if (status < 0 || status == ISAL_NEED_DICT) return IGZIP_DAMAGED;
    return state->block_state == ISAL_BLOCK_FINISH ? IGZIP_END : IGZIP_MORE;
}
#else
igzip_inflater *igzip_new(void) { return NULL; }
void igzip_free(igzip_inflater *inflater) { (void)inflater; }
void igzip_reset(igzip_inflater *inflater) { (void)inflater; }
igzip_outcome igzip_step(igzip_inflater *inflater, uint8_t *input, uint32_t *input_count, uint8_t *output,
                         uint32_t *output_count) {
    (void)inflater, (void)input, (void)input_count, (void)output, (void)output_count;
    return IGZIP_DAMAGED;
}
#endif

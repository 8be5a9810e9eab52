// A peer of the range-export reader: simdjson on-demand, which parses each sample and adds up, and keeps nothing.
// c++ -O3 -std=c++17 bench/peer_simdjson.cpp -lsimdjson -o .bench/peer_simdjson && .bench/peer_simdjson FILE
#include <sys/resource.h>
#include <cmath>
#include <cstdio>
#include "simdjson.h"

int main(int count, char **arguments) {
    if (count != 2) return 64;
    auto content = simdjson::padded_string::load(arguments[1]);
    simdjson::ondemand::parser parser;
    auto document = parser.iterate(content);
    long samples = 0;
    double sum = 0;
    size_t label_bytes = 0;
    for (auto series : document["data"]["result"].get_array()) {
        for (auto label : series["metric"].get_object()) {
            label_bytes += std::string_view(label.value().get_string()).size();
        }
        for (auto sample : series["values"].get_array()) {
            double time = 0;
            double value = 0;
            int place = 0;
            for (auto part : sample.get_array()) {
                if (place++ == 0) time = double(part);
                else if (part.get_double_in_string().get(value)) value = NAN;  // "NaN"
            }
            if (std::isfinite(value)) sum += value * (time > 0);
            samples++;
        }
    }
    rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    double seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    double megabytes = content.value().size() / 1e6;
    std::printf("simdjson on-demand: %ld samples, %.0f MB, %.2f CPU s, %.0f MB per CPU-second, peak %ld MiB (%g, %zu)\n",
        samples, megabytes, seconds, megabytes / seconds, usage.ru_maxrss / 1024, sum, label_bytes);
}

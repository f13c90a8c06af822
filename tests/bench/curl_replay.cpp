// SPDX-License-Identifier: GPL-3.0-or-later
// The yardstick of bench_jobs: a plain libcurl-multi program that sends a list of requests and reads the answers away.
// Standard input: a line for each, "VERB URL BODY-OR-DASH"; arguments: headers. Six connections to the host, kept open.
#include <curl/curl.h>

#include <array>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

namespace {

struct Line {
    std::string verb, url, body;
};

std::size_t readAway(char *, std::size_t size, std::size_t count, void *) { return size * count; }

void prepare(CURL *easy, const Line &line, curl_slist *headers)
{
    curl_easy_setopt(easy, CURLOPT_URL, line.url.c_str());
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, readAway);
    if (line.verb == "POST") {
        curl_easy_setopt(easy, CURLOPT_POST, 1L);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, long(line.body.size()));
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, line.body.c_str());
    } else {
        curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
    }
}

} // namespace

int main(int count, char **arguments)
{
    std::vector<Line> lines;
    for (std::string text; std::getline(std::cin, text);) {
        Line line;
        std::istringstream(text) >> line.verb >> line.url >> line.body;
        if (line.body == "-")
            line.body.clear();
        lines.push_back(line);
    }
    curl_slist *headers = nullptr;
    for (int i = 1; i < count; ++i)
        headers = curl_slist_append(headers, arguments[i]);
    CURLM *multi = curl_multi_init();
    std::size_t next = 0, done = 0;
    std::array<CURL *, 6> handles{};
    for (CURL *&easy : handles) {
        if (next == lines.size())
            break;
        easy = curl_easy_init();
        prepare(easy, lines[next++], headers);
        curl_multi_add_handle(multi, easy);
    }
    while (done < lines.size()) {
        int running = 0, left = 0;
        curl_multi_perform(multi, &running);
        while (CURLMsg *message = curl_multi_info_read(multi, &left)) {
            CURL *easy = message->easy_handle;
            ++done;
            curl_multi_remove_handle(multi, easy);
            if (next < lines.size()) {
                prepare(easy, lines[next++], headers);
                curl_multi_add_handle(multi, easy);
            }
        }
        if (done < lines.size())
            curl_multi_poll(multi, nullptr, 0, 1000, nullptr);
    }
    return 0;
}

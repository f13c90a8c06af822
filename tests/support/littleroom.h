// SPDX-License-Identifier: GPL-3.0-or-later
// LittleRoom: for as long as it lives no file of this process can grow beyond a number of bytes, as on a full disk.
#pragma once

#include <csignal>
#include <sys/resource.h>

namespace support {

class LittleRoom
{
public:
    explicit LittleRoom(rlim_t bytes)
    {
        m_signal = std::signal(SIGXFSZ, SIG_IGN); // else the process ends there
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit little{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &little);
    }
    ~LittleRoom()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_signal);
    }
    LittleRoom(const LittleRoom &) = delete;
    LittleRoom &operator=(const LittleRoom &) = delete;

private:
    rlimit m_before{};
    void (*m_signal)(int) = SIG_DFL;
};

} // namespace support

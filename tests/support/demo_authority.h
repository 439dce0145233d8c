// The test authority of `certpress keys demo` in a folder.
#pragma once

#include <ctime>
#include <filesystem>
#include <string>

namespace certpress::tests {

// Emptied first. Certificates are valid from a day before `time`; see certpress/demo.h for `url`.
std::filesystem::path make_demo_authority(const std::filesystem::path& folder, std::time_t time,
                                          const std::string& url = "http://test.invalid");

}  // namespace certpress::tests

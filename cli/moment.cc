#include "moment.h"

#include <chrono>
#include <string_view>

#include <fmt/chrono.h>

#include "terminal.h"

namespace certpress::cli {

std::optional<std::time_t> read_moment(const std::string& text) {
  if (text.empty()) {
    return std::nullopt;
  }
  const UsageError bad({"--time takes UTC as 2024-03-01T08:00:00Z",
                        "--time 须为 UTC 时间，如 2024-03-01T08:00:00Z"});
  int part[6] = {};
  constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:ddZ";
  if (text.size() != kShape.size()) {
    throw bad;
  }
  std::size_t index = 0;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (kShape[i] == 'd' ? !digit : text[i] != kShape[i]) {
      throw bad;
    }
    if (digit) {
      part[index] = part[index] * 10 + (text[i] - '0');
    } else {
      ++index;
    }
  }
  using namespace std::chrono;
  const year_month_day date{year{part[0]}, month{static_cast<unsigned>(part[1])},
                            day{static_cast<unsigned>(part[2])}};
  if (!date.ok() || part[3] > 23 || part[4] > 59 || part[5] > 59) {
    throw bad;
  }
  return system_clock::to_time_t(sys_days{date} + hours{part[3]} + minutes{part[4]} +
                                 seconds{part[5]});
}

std::time_t now() { return std::time(nullptr); }

std::string today() { return fmt::format("{:%Y-%m-%d}", fmt::localtime(now())); }

}  // namespace certpress::cli

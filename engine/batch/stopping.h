// How a run stops in its middle: the row is told, and what the machine lacks.
#pragma once

#include <cstdint>
#include <string>
#include <system_error>

#include <fmt/format.h>

#include "certpress/batch.h"

#include "serials.h"

namespace certpress::batch {

// Runs `work`, and says of what the machine throws in which row that was; 0: behind the last one.
template <typename Work>
auto stopping_at(int row, Work work) {
  const auto message = [&](const std::string& en, const std::string& zh) {
    return row == 0 ? Message{"stopped at the end: " + en, "在结束时停止：" + zh}
                    : Message{fmt::format("stopped at row {}: {}", row, en),
                              fmt::format("在第 {} 行停止：{}", row, zh)};
  };
  try {
    return work();
  } catch (const std::system_error& error) {
    throw Stopped(row, message(error.what(), error.what()));
  } catch (const SigningFailure& failure) {
    throw Stopped(row, message(failure.message().en + " [" + failure.code() + "]",
                               failure.message().zh + " [" + failure.code() + "]"));
  }
}

// Takes the next serial number; throws Stopped when none is left.
std::string next_serial(Serials& serials, int row);
// Throws Refused (batch/serials-too-few). No serial numbers at all are enough: nobody counts
// sheets.
void require_enough(const Serials& serials, std::int64_t rows, const std::string& table);

}  // namespace certpress::batch

// Structured logs: one JSON object a line. Any thread; the writer never waits for the reader of the
// lines: when too many are on their way, the oldest are lost.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace certpress::service {

enum class LogLevel { kDebug, kInfo, kWarn, kError };

class Log {
 public:
  // "debug", "info", "warn", "error". Writes to standard output.
  explicit Log(const std::string& level);
  // Writes what is on its way.
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  // A line that is written when it goes.
  class Line {
   public:
    Line(Log* log, LogLevel level, std::string_view event);
    ~Line();
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    Line& add(std::string_view name, std::string_view value);  // left out when empty
    Line& add(std::string_view name, std::int64_t value);
    Line& add(std::string_view name, double value);
    Line& add_json(std::string_view name, std::string_view json);

   private:
    Log* log_;  // null when the level is not wanted
    LogLevel level_;
    std::string text_;
  };
  Line line(LogLevel level, std::string_view event);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// A text as JSON, with its quotation marks.
std::string json_string(std::string_view text);

// "2026-05-01T08:00:00.123Z", now.
std::string timestamp();

}  // namespace certpress::service

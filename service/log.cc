#include "log.h"

#include <chrono>
#include <ctime>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <spdlog/async.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace certpress::service {

namespace {

constexpr std::size_t kLinesOnTheirWay = 8'192;

spdlog::level::level_enum level_of(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return spdlog::level::debug;
    case LogLevel::kInfo:
      return spdlog::level::info;
    case LogLevel::kWarn:
      return spdlog::level::warn;
    case LogLevel::kError:
      break;
  }
  return spdlog::level::err;
}

std::string_view name_of(LogLevel level) {
  constexpr std::string_view kNames[] = {"debug", "info", "warn", "error"};
  return kNames[static_cast<int>(level)];
}

}  // namespace

std::string json_string(std::string_view text) {
  using Json = nlohmann::json;
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string timestamp() {
  const auto now = std::chrono::system_clock::now();
  const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  const auto milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1'000;
  std::tm utc{};
  ::gmtime_r(&seconds, &utc);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", utc.tm_year + 1900,
                     utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec,
                     milliseconds);
}

struct Log::Parts {
  std::shared_ptr<spdlog::async_logger> logger;
  // Ends first, and with it the thread that still holds the logger.
  std::shared_ptr<spdlog::details::thread_pool> writer;
};

Log::Log(const std::string& level) : parts_(std::make_unique<Parts>()) {
  parts_->writer = std::make_shared<spdlog::details::thread_pool>(kLinesOnTheirWay, 1);
  parts_->logger = std::make_shared<spdlog::async_logger>(
      "certpressd", std::make_shared<spdlog::sinks::stdout_sink_mt>(), parts_->writer,
      spdlog::async_overflow_policy::overrun_oldest);
  parts_->logger->set_pattern("%v");
  parts_->logger->set_level(spdlog::level::from_str(level));
  parts_->logger->flush_on(spdlog::level::debug);
}

Log::~Log() = default;

Log::Line Log::line(LogLevel level, std::string_view event) {
  const bool wanted = parts_->logger->should_log(level_of(level));
  return {wanted ? this : nullptr, level, event};
}

Log::Line::Line(Log* log, LogLevel level, std::string_view event) : log_(log), level_(level) {
  if (log_ != nullptr) {
    text_ = fmt::format(R"({{"time":"{}","level":"{}","event":"{}")", timestamp(), name_of(level),
                        event);
  }
}

Log::Line::~Line() {
  if (log_ != nullptr) {
    text_ += '}';
    log_->parts_->logger->log(level_of(level_), text_);
  }
}

Log::Line& Log::Line::add(std::string_view name, std::string_view value) {
  return value.empty() ? *this : add_json(name, log_ != nullptr ? json_string(value) : "");
}

Log::Line& Log::Line::add(std::string_view name, std::int64_t value) {
  return add_json(name, std::to_string(value));
}

Log::Line& Log::Line::add(std::string_view name, double value) {
  return add_json(name, fmt::format("{:.3f}", value));
}

Log::Line& Log::Line::add_json(std::string_view name, std::string_view json) {
  if (log_ != nullptr) {
    text_.append(",\"").append(name).append("\":").append(json);
  }
  return *this;
}

}  // namespace certpress::service

// What is counted and measured, for Prometheus. Any thread.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace certpress::service {

class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  void answered(std::string_view route, std::string_view method, int status, std::size_t bytes,
                double seconds);
  void abandoned();
  void connected();
  void disconnected();
  void closed(std::string_view reason);
  void rendered(std::string_view template_id, std::string_view format, double seconds);
  void signed_by(std::string_view profile);
  void cache_hit();
  void cache_miss();
  void reloaded(bool good);

  // How much there is at the moment: read when somebody asks for the text.
  struct Levels {
    std::size_t cache_bytes = 0;
    std::size_t cache_entries = 0;
    std::size_t queue = 0;
    std::size_t busy_workers = 0;
    std::size_t workers = 0;
    bool ready = false;
  };
  // All of it in Prometheus' text format 0.0.4.
  [[nodiscard]] std::string text(const Levels& levels);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace certpress::service

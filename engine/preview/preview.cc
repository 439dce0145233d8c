// The parts together: files are watched, the template is prepared anew, browsers are told.
#include "certpress/preview.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <thread>
#include <utility>

#include <preview_page.h>

#include "http_server.h"
#include "watcher.h"
#include "workbench.h"

namespace certpress::preview {

namespace {

// Finer than this a browser enlarges: 400 dpi of an A3 page are 120 MB of pixels.
constexpr double kFinestDpi = 400;

double dpi_of(const std::string& text) {
  double dpi = 96;
  std::from_chars(text.data(), text.data() + text.size(), dpi);
  return std::clamp(dpi, kMinDpi, kFinestDpi);
}

std::string html(Language language) {
  constexpr std::string_view kMark = "@LANG@";
  std::string out(kPage);
  return out.replace(out.find(kMark), kMark.size(), language == Language::kChinese ? "zh" : "en");
}

}  // namespace

class Server::Parts {
 public:
  explicit Parts(const Settings& settings)
      : page_(html(settings.language)),
        bench_(settings),
        http_(
            settings.port, [this](const Request& request) { return respond(request); }, "/events",
            [this] { return events(); }) {}

  [[nodiscard]] std::uint16_t port() const { return http_.port(); }

  void run() {
    watcher_.watch(bench_.folders());
    std::thread watching([this] {
      while (watcher_.wait()) {
        bench_.reload();
        watcher_.watch(bench_.folders());  // a new asset may be in a new folder
      }
    });
    http_.run();
    watching.join();
  }

  void stop() {
    bench_.close();
    watcher_.wake();
    http_.stop();
  }

 private:
  [[nodiscard]] Response respond(const Request& request) const {
    const std::string sample = request.value("sample");
    if (request.path == "/") {
      return {200, "text/html; charset=utf-8", page_};
    }
    if (request.path == "/state") {
      return {200, "application/json", bench_.state(sample)};
    }
    if (request.path == "/page.png") {
      auto png = bench_.page(sample, dpi_of(request.value("dpi")),
                             layer_named(request.value("layer")).value_or(LayerChoice::kAll));
      return png ? Response{200, "image/png", std::move(*png)}
                 : Response{404, "text/plain", "there is no picture yet\n"};
    }
    return {404, "text/plain", "not found\n"};
  }

  // The version at once, so that a browser that comes back learns what it missed, then each new
  // one.
  EventSource events() {
    return [this, seen = std::uint64_t{0}]() mutable -> std::string {
      seen = bench_.wait_for_other(seen);
      return bench_.closed() ? "" : std::to_string(seen);
    };
  }

  const std::string page_;
  Workbench bench_;
  Watcher watcher_;
  HttpServer http_;
};

Server::Server(const Settings& settings) : parts_(std::make_unique<Parts>(settings)) {}
Server::~Server() = default;
std::uint16_t Server::port() const { return parts_->port(); }
void Server::run() { parts_->run(); }
void Server::stop() { parts_->stop(); }

}  // namespace certpress::preview

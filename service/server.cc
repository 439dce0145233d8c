#include "server.h"

#include <csignal>
#include <ctime>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <boost/asio.hpp>
#include <systemd/sd-daemon.h>
#include <time.h>

#include "certpress/version.h"

#include "api.h"
#include "listener.h"
#include "problem.h"
#include "routes.h"
#include "service.h"
#include "sockets.h"

namespace certpress::service {

namespace {

namespace asio = boost::asio;

// Tells log and metrics what happens on the connections.
class Telemetry final : public Observer {
 public:
  Telemetry(Log& log, Metrics& metrics) : log_(log), metrics_(metrics) {}

  void answered(const Exchange& exchange) override {
    metrics_.answered(exchange.facts.route, exchange.method, exchange.status, exchange.bytes,
                      exchange.seconds);
    constexpr double kMilliseconds = 1'000;
    log_.line(LogLevel::kInfo, "request")
        .add("method", exchange.method)
        .add("route", exchange.facts.route)
        .add("template", exchange.facts.template_id)
        .add("status", std::int64_t{exchange.status})
        .add("bytes", static_cast<std::int64_t>(exchange.bytes))
        .add("ms", exchange.seconds * kMilliseconds)
        .add("client", exchange.facts.client)
        .add("cache", exchange.facts.cache)
        .add("request_id", exchange.request_id)
        .add("trace_id", exchange.trace_id);
  }
  void abandoned(const Facts& facts) override {
    metrics_.abandoned();
    log_.line(LogLevel::kInfo, "abandoned").add("route", facts.route);
  }
  void connected() override { metrics_.connected(); }
  void disconnected() override { metrics_.disconnected(); }
  void closed(std::string_view reason) override {
    metrics_.closed(reason);
    log_.line(LogLevel::kDebug, "closed").add("reason", reason);
  }
  void failed(std::string_view type, std::string_view request_id) override {
    log_.line(LogLevel::kError, "failed").add("type", type).add("request_id", request_id);
  }

 private:
  Log& log_;
  Metrics& metrics_;
};

class Server {
 public:
  Server(const Settings& settings, Log& log)
      : settings_(settings),
        log_(log),
        audit_(settings.audit_log),
        cache_(settings.cache_bytes),
        telemetry_(log, metrics_),
        sockets_(open_sockets(settings)),
        service_{settings, log, metrics_, audit_, renderers_, cache_, load_state(settings)},
        public_site_(service_, public_routes(), /*trusted=*/false),
        operator_site_(service_, operator_routes([this] { return reload(); }),
                       settings.metrics_listen.is_loopback()),
        signals_(loop_, SIGTERM, SIGINT, SIGHUP),
        key_timer_(loop_),
        watchdog_(loop_),
        renderers_(settings.workers, settings.queue),
        clerk_(1, 1) {}

  bool run() {
    // Whoever reads the log may go away before us.
    std::signal(SIGPIPE, SIG_IGN);
    listen();
    await_signal();
    check_keys_later();
    feed_watchdog();
    tell_start();
    loop_.run();
    return !late_;
  }

 private:
  void listen() {
    Listener::Options options{.limits = settings_.limits, .shared_socket = sockets_.main.handed_in};
    if (service_.state->tls) {
      options.tls = [this] { return service_.state->tls; };
    }
    public_listener_.emplace(loop_, sockets_.main.descriptor, std::move(options), public_site_,
                             renderers_, telemetry_);
    Limits patient = settings_.limits;
    patient.deadline = kReloadDeadline;
    operator_listener_.emplace(
        loop_, sockets_.metrics.descriptor,
        Listener::Options{.limits = patient, .shared_socket = sockets_.metrics.handed_in},
        operator_site_, clerk_, telemetry_);
  }

  void tell_start() {
    log_.line(LogLevel::kInfo, "listening")
        .add("address", sockets_.main.address)
        .add("metrics_address", sockets_.metrics.address)
        .add("tls", service_.state->tls ? "yes" : "no")
        .add("version", version())
        .add("workers", static_cast<std::int64_t>(settings_.workers))
        .add("templates", static_cast<std::int64_t>(service_.state->templates.size()));
    for (const auto& [name, profile] : service_.state->profiles) {
      if (profile.is_test) {
        log_.line(LogLevel::kWarn, "test-profile").add("profile", name);
      }
    }
    if (!settings_.listen.is_loopback() && !service_.state->tls) {
      log_.line(LogLevel::kWarn, "tokens-in-clear").add("address", sockets_.main.address);
    }
    constexpr std::size_t kOtherFiles = 100;
    if (const std::size_t files = raise_file_limit();
        files < settings_.limits.connections + kOtherFiles) {
      log_.line(LogLevel::kWarn, "few-file-descriptors")
          .add("limit", static_cast<std::int64_t>(files));
    }
    ::sd_notify(0, "READY=1");
  }

  void await_signal() {
    signals_.async_wait([this](const boost::system::error_code& error, int signal) {
      if (error) {
        return;
      }
      if (signal == SIGHUP) {
        reload_in_background();
      } else if (service_.ending) {
        late_ = true;  // asked twice: at once
        loop_.stop();
      } else {
        end();
      }
      await_signal();
    });
  }

  // By the clerk. Throws Refused; the old stays.
  std::function<void()> reload() {
    try {
      auto loaded = load_state(settings_);
      audit_.reopen();
      return [this, loaded = std::move(loaded)]() mutable {
        service_.state = std::move(loaded);
        service_.keys_work = true;
        cache_.clear();
        metrics_.reloaded(true);
        log_.line(LogLevel::kInfo, "reloaded")
            .add("templates", static_cast<std::int64_t>(service_.state->templates.size()));
      };
    } catch (const Refused& refused) {
      metrics_.reloaded(false);
      log_.line(LogLevel::kError, "reload-refused")
          .add_json("diagnostics", diagnostics_json(refused.diagnostics()));
      throw;
    }
  }

  void reload_in_background() {
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    ::sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%lld",
                 static_cast<long long>(now.tv_sec) * 1'000'000 + now.tv_nsec / 1'000);
    const auto run = [this] {
      std::function<void()> replace = [] {};
      try {
        replace = reload();
      } catch (const Refused&) {
        // It was told, and the old stays.
      } catch (const std::exception& error) {
        log_.line(LogLevel::kError, "reload-failed").add("type", typeid(error).name());
      }
      asio::post(loop_, [replace] {
        replace();
        ::sd_notify(0, "READY=1");
      });
    };
    // When one waits already, it will see what this one would.
    (void)clerk_.submit({.run = run, .is_wanted = [] { return true; }});
  }

  void check_keys_later() {
    key_timer_.expires_after(kKeyCheck);
    key_timer_.async_wait([this](const boost::system::error_code& error) {
      if (error) {
        return;
      }
      if (!service_.state->profiles.empty()) {
        check_keys();
      }
      check_keys_later();
    });
  }

  void check_keys() {
    const auto run = [this, state = service_.state] {
      bool work = true;
      for (const auto& [name, profile] : state->profiles) {
        try {
          try_key(profile);
        } catch (const SigningFailure& failure) {
          work = false;
          log_.line(LogLevel::kError, "key-unusable")
              .add("profile", name)
              .add("code", failure.code());
        }
      }
      asio::post(loop_, [this, work, state] {
        if (state == service_.state) {
          service_.keys_work = work;
        }
      });
    };
    (void)clerk_.submit({.run = run, .is_wanted = [] { return true; }});
  }

  void feed_watchdog() {
    std::uint64_t microseconds = 0;
    if (::sd_watchdog_enabled(0, &microseconds) <= 0) {
      return;
    }
    watchdog_.expires_after(std::chrono::microseconds(microseconds / 2));
    watchdog_.async_wait([this](const boost::system::error_code& error) {
      if (!error) {
        ::sd_notify(0, "WATCHDOG=1");
        feed_watchdog();
      }
    });
  }

  void end() {
    service_.ending = true;
    ::sd_notify(0, "STOPPING=1");
    log_.line(LogLevel::kInfo, "draining");
    key_timer_.cancel();
    late_timer_.emplace(loop_, settings_.drain_timeout);
    late_timer_->async_wait([this](const boost::system::error_code& error) {
      if (!error) {
        late_ = true;
        loop_.stop();
      }
    });
    // Probes and metrics are there until the last answer is given.
    public_listener_->drain([this] {
      log_.line(LogLevel::kInfo, "drained");
      loop_.stop();
    });
  }

  static constexpr std::chrono::seconds kKeyCheck{30};
  // Loading is slower than rendering.
  static constexpr Milliseconds kReloadDeadline{120'000};

  const Settings& settings_;
  Log& log_;
  Metrics metrics_;
  Audit audit_;
  RenderCache cache_;
  Telemetry telemetry_;
  ListeningSockets sockets_;
  Service service_;
  RoutedSite public_site_;
  RoutedSite operator_site_;
  // With its connections, which use what stands above.
  asio::io_context loop_{1};
  asio::signal_set signals_;
  asio::steady_timer key_timer_;
  asio::steady_timer watchdog_;
  std::optional<asio::steady_timer> late_timer_;
  // They end first: their work is posted to the loop.
  WorkerPool renderers_;
  WorkerPool clerk_;  // reloads and tries keys, beside the renderers
  std::optional<Listener> public_listener_;
  std::optional<Listener> operator_listener_;
  bool late_ = false;
};

}  // namespace

bool serve(const Settings& settings, Log& log) { return Server(settings, log).run(); }

}  // namespace certpress::service

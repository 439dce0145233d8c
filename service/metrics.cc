#include "metrics.h"

#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <sys/resource.h>
#include <unistd.h>

#include "certpress/version.h"

namespace certpress::service {

namespace {

using prometheus::Counter;
using prometheus::Family;
using prometheus::Gauge;
using prometheus::Histogram;

const Histogram::BucketBoundaries& time_buckets() {
  static const Histogram::BucketBoundaries seconds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                   0.1,    0.25,  0.5,    1,     2.5,  5,     10};
  return seconds;
}

Family<Counter>& counter(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}
Family<Gauge>& gauge(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry);
}
Family<Histogram>& histogram(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
}

double resident_bytes() {
  std::ifstream in("/proc/self/statm");
  double all = 0;
  double resident = 0;
  in >> all >> resident;
  return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double open_files() {
  std::error_code error;
  return static_cast<double>(
      std::distance(std::filesystem::directory_iterator("/proc/self/fd", error), {}));
}

}  // namespace

struct Metrics::Parts {
  prometheus::Registry registry;

  Family<Counter>& requests = counter(registry, "certpress_http_requests_total",
                                      "Requests answered, by route, method and status.");
  Family<Histogram>& request_seconds =
      histogram(registry, "certpress_http_request_seconds",
                "From the last byte of a request to the first of its answer.");
  Counter& response_bytes =
      counter(registry, "certpress_http_response_bytes_total", "Of bodies.").Add({});
  Counter& abandoned = counter(registry, "certpress_http_abandoned_total",
                               "Requests whose client went away before the answer.")
                           .Add({});
  Gauge& connections = gauge(registry, "certpress_http_connections", "Open now.").Add({});
  Family<Counter>& closed =
      counter(registry, "certpress_http_connections_closed_total",
              "Connections that the service closed, by the limit or timeout that they met.");
  Family<Counter>& renders =
      counter(registry, "certpress_renders_total", "Certificates drawn, by template and format.");
  Family<Histogram>& render_seconds =
      histogram(registry, "certpress_render_seconds", "To draw a certificate and sign it.");
  Family<Counter>& signatures =
      counter(registry, "certpress_signatures_total", "Certificates signed, by profile.");
  Counter& cache_hits =
      counter(registry, "certpress_cache_hits_total",
              "Requests answered without rendering: from the cache, or as not modified.")
          .Add({});
  Counter& cache_misses =
      counter(registry, "certpress_cache_misses_total", "Requests that were rendered.").Add({});
  Gauge& cache_bytes = gauge(registry, "certpress_cache_bytes", "Kept.").Add({});
  Gauge& cache_entries = gauge(registry, "certpress_cache_entries", "Kept.").Add({});
  Gauge& queue =
      gauge(registry, "certpress_queue_length", "Requests that wait for a worker.").Add({});
  Gauge& busy = gauge(registry, "certpress_workers_busy", "Workers that render now.").Add({});
  Gauge& workers = gauge(registry, "certpress_workers", "Threads that render.").Add({});
  Gauge& ready = gauge(registry, "certpress_ready", "1 when /readyz says so.").Add({});
  Family<Counter>& reloads = counter(registry, "certpress_reloads_total",
                                     "Reloads, by result: done, or refused and the old kept.");
  Gauge& reload_time = gauge(registry, "certpress_last_reload_timestamp_seconds",
                             "When what is served now was loaded.")
                           .Add({});
  // By the names that every Prometheus client library uses.
  Gauge& memory =
      gauge(registry, "process_resident_memory_bytes", "Resident memory size in bytes.").Add({});
  Gauge& cpu =
      gauge(registry, "process_cpu_seconds_total", "User and system CPU time in seconds.").Add({});
  Gauge& files = gauge(registry, "process_open_fds", "Number of open file descriptors.").Add({});
  Gauge& start = gauge(registry, "process_start_time_seconds",
                       "Start time of the process since the Unix epoch in seconds.")
                     .Add({});
};

Metrics::Metrics() : parts_(std::make_unique<Parts>()) {
  gauge(parts_->registry, "certpress_build_info", "The version that runs.")
      .Add({{"version", version()}})
      .Set(1);
  const auto now = static_cast<double>(std::time(nullptr));
  parts_->start.Set(now);
  parts_->reload_time.Set(now);
}

Metrics::~Metrics() = default;

void Metrics::answered(std::string_view route, std::string_view method, int status,
                       std::size_t bytes, double seconds) {
  const std::string name(route);
  parts_->requests
      .Add({{"route", name}, {"method", std::string(method)}, {"status", std::to_string(status)}})
      .Increment();
  parts_->request_seconds.Add({{"route", name}}, time_buckets()).Observe(seconds);
  parts_->response_bytes.Increment(static_cast<double>(bytes));
}

void Metrics::abandoned() { parts_->abandoned.Increment(); }
void Metrics::connected() { parts_->connections.Increment(); }
void Metrics::disconnected() { parts_->connections.Decrement(); }

void Metrics::closed(std::string_view reason) {
  parts_->closed.Add({{"reason", std::string(reason)}}).Increment();
}

void Metrics::rendered(std::string_view template_id, std::string_view format, double seconds) {
  parts_->renders.Add({{"template", std::string(template_id)}, {"format", std::string(format)}})
      .Increment();
  parts_->render_seconds.Add({{"format", std::string(format)}}, time_buckets()).Observe(seconds);
}

void Metrics::signed_by(std::string_view profile) {
  parts_->signatures.Add({{"profile", std::string(profile)}}).Increment();
}

void Metrics::cache_hit() { parts_->cache_hits.Increment(); }
void Metrics::cache_miss() { parts_->cache_misses.Increment(); }

void Metrics::reloaded(bool good) {
  parts_->reloads.Add({{"result", good ? "done" : "refused"}}).Increment();
  if (good) {
    parts_->reload_time.Set(static_cast<double>(std::time(nullptr)));
  }
}

std::string Metrics::text(const Levels& levels) {
  parts_->cache_bytes.Set(static_cast<double>(levels.cache_bytes));
  parts_->cache_entries.Set(static_cast<double>(levels.cache_entries));
  parts_->queue.Set(static_cast<double>(levels.queue));
  parts_->busy.Set(static_cast<double>(levels.busy_workers));
  parts_->workers.Set(static_cast<double>(levels.workers));
  parts_->ready.Set(levels.ready ? 1 : 0);
  parts_->memory.Set(resident_bytes());
  parts_->cpu.Set(cpu_seconds());
  parts_->files.Set(open_files());
  return prometheus::TextSerializer().Serialize(parts_->registry.Collect());
}

}  // namespace certpress::service

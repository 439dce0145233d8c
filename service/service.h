// The parts of the running service that answers are made with.
#pragma once

#include <ctime>
#include <functional>
#include <memory>

#include "audit.h"
#include "log.h"
#include "metrics.h"
#include "render_cache.h"
#include "settings.h"
#include "state.h"
#include "worker_pool.h"

namespace certpress::service {

struct Service {
  const Settings& settings;
  Log& log;
  Metrics& metrics;
  Audit& audit;
  WorkerPool& renderers;
  RenderCache& cache;

  // The event loop's alone. Whoever answers from a state keeps it for as long as that takes.
  std::shared_ptr<const State> state;
  bool keys_work = true;
  bool ending = false;

  [[nodiscard]] bool is_ready() const { return keys_work && !ending; }
};

}  // namespace certpress::service

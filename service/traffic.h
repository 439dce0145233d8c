// What the connections of a listener share: their limits, whom they ask and tell, and what they
// hold together. The event loop's alone.
#pragma once

#include <cstddef>

#include "connections.h"
#include "listener.h"
#include "message.h"
#include "observer.h"
#include "worker_pool.h"

namespace certpress::service {

struct Traffic {
  Limits limits;
  Site& site;
  WorkerPool& pool;
  Observer& observer;
  Connections connections{};
  std::size_t body_bytes = 0;  // of all bodies in memory
  bool draining = false;
};

// While the service ends, a connection may bring one more request within this time.
inline constexpr Milliseconds kDrainGrace{1'000};

// Counts a body among all that are in memory, for as long as it may be there.
class BodyBytes {
 public:
  explicit BodyBytes(Traffic& traffic) : traffic_(traffic) {}
  ~BodyBytes() { traffic_.body_bytes -= bytes_; }
  BodyBytes(const BodyBytes&) = delete;
  BodyBytes& operator=(const BodyBytes&) = delete;

  // False when there is no room for so much.
  [[nodiscard]] bool grow_to(std::size_t bytes) {
    traffic_.body_bytes += bytes - bytes_;
    bytes_ = bytes;
    return traffic_.body_bytes <= traffic_.limits.all_body_bytes;
  }

 private:
  Traffic& traffic_;
  std::size_t bytes_ = 0;
};

}  // namespace certpress::service

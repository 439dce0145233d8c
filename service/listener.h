// A listening socket and its connections, all on one event loop: reading, timeouts, the order of
// answers, limits, and an end that loses no request.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

#include "message.h"
#include "observer.h"
#include "worker_pool.h"

namespace boost::asio {
class io_context;
namespace ssl {
class context;
}
}  // namespace boost::asio

namespace certpress::service {

using Milliseconds = std::chrono::milliseconds;

struct Limits {
  std::size_t header_bytes = 16U << 10U;
  std::size_t target_bytes = 2U << 10U;
  // Of all bodies that are being read or answered at one time.
  std::size_t all_body_bytes = 512U << 20U;
  std::size_t connections = 10'000;
  std::size_t connections_per_address = 1'000;
  Milliseconds header_timeout{10'000};  // from a request's first byte to the end of its head
  Milliseconds idle_timeout{60'000};    // between requests
  // A body may take this, and the time of its bytes at kSlowestRate.
  Milliseconds body_timeout{20'000};
  Milliseconds send_timeout{20'000};
  Milliseconds deadline{10'000};  // from the end of a request to its answer
};

inline constexpr std::size_t kSlowestRate = 16U << 10U;  // bytes a second

using TlsContext = std::shared_ptr<boost::asio::ssl::context>;

class Listener {
 public:
  struct Options {
    Limits limits{};
    // The context for the next connection; empty: no TLS.
    std::function<TlsContext()> tls{};
    // Requests whose connections wait in the kernel are somebody else's when we end: the socket
    // was handed in and lives on.
    bool shared_socket = false;
  };

  // Owns `socket`, which listens. Whatever is referred to must outlive the event loop's run.
  Listener(boost::asio::io_context& loop, int socket, Options options, Site& site, WorkerPool& pool,
           Observer& observer);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  // On the event loop: accepts no more, answers what was asked and closes. `done` is called when
  // the last connection is gone.
  void drain(std::function<void()> done);

 private:
  class Parts;
  std::shared_ptr<Parts> parts_;
};

}  // namespace certpress::service

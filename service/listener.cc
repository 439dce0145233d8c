#include "listener.h"

#include <utility>

#include "connection.h"

namespace certpress::service {

namespace {

using asio::ip::tcp;

// Timeouts are as exact as this.
constexpr Milliseconds kSweep{200};
// When there are no file descriptors left.
constexpr Milliseconds kPause{50};

asio::ip::tcp protocol_of(int socket) {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length);
  return address.ss_family == AF_INET6 ? tcp::v6() : tcp::v4();
}

}  // namespace

class Listener::Parts : public std::enable_shared_from_this<Parts> {
 public:
  Parts(asio::io_context& loop, int socket, Options options, Site& site, WorkerPool& pool,
        Observer& observer)
      : loop_(loop),
        acceptor_(loop, protocol_of(socket), socket),
        sweeper_(loop),
        options_(std::move(options)),
        traffic_(std::make_shared<Traffic>(Traffic{options_.limits, site, pool, observer})) {
    acceptor_.non_blocking(true);
  }

  void start() {
    asio::co_spawn(loop_, accept(shared_from_this()), asio::detached);
    asio::co_spawn(loop_, sweep(shared_from_this()), asio::detached);
  }

  void stop() {
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    sweeper_.cancel();
  }

  void drain(std::function<void()> done) {
    // Whoever is connected already, as the kernel sees it, has been accepted.
    boost::system::error_code error;
    while (!options_.shared_socket && !error) {
      tcp::socket socket(loop_);
      tcp::endpoint from;
      acceptor_.accept(socket, from, error);
      if (!error) {
        take(std::move(socket), from.address());
      }
    }
    acceptor_.close(error);
    traffic_->draining = true;
    traffic_->connections.hurry(Clock::now() + kDrainGrace);
    drained_ = std::move(done);
  }

 private:
  static asio::awaitable<void> accept(std::shared_ptr<Parts> self) {
    while (self->acceptor_.is_open()) {
      boost::system::error_code error;
      tcp::socket socket(self->loop_);
      tcp::endpoint from;
      co_await self->acceptor_.async_accept(socket, from,
                                            asio::redirect_error(asio::use_awaitable, error));
      if (!error) {
        self->take(std::move(socket), from.address());
      } else if (error != asio::error::operation_aborted) {
        asio::steady_timer pause(self->loop_, kPause);
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
      }
    }
  }

  void take(tcp::socket socket, const asio::ip::address& from) {
    const Limits& limits = options_.limits;
    if (traffic_->connections.size() >= limits.connections) {
      traffic_->observer.closed("connections");
      return;
    }
    if (traffic_->connections.from(from) >= limits.connections_per_address) {
      traffic_->observer.closed("address");
      return;
    }
    boost::system::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    if (options_.tls) {
      TlsContext tls = options_.tls();
      TlsStream stream(std::move(socket), *tls);
      spawn<TlsStream>(std::move(stream), from, std::move(tls));
    } else {
      spawn<PlainStream>(std::move(socket), from, {});
    }
  }

  template <typename Stream>
  void spawn(Stream stream, const asio::ip::address& from, TlsContext tls) {
    auto connection =
        std::make_shared<Connection<Stream>>(std::move(stream), from, traffic_, std::move(tls));
    asio::co_spawn(loop_, run(std::move(connection)), asio::detached);
  }

  template <typename Stream>
  static asio::awaitable<void> run(std::shared_ptr<Connection<Stream>> connection) {
    co_await connection->run();
  }

  static asio::awaitable<void> sweep(std::shared_ptr<Parts> self) {
    while (true) {
      boost::system::error_code error;
      self->sweeper_.expires_after(kSweep);
      co_await self->sweeper_.async_wait(asio::redirect_error(asio::use_awaitable, error));
      if (error) {
        co_return;
      }
      self->traffic_->connections.sweep(Clock::now());
      if (self->drained_ && self->traffic_->connections.size() == 0) {
        std::exchange(self->drained_, {})();
        co_return;
      }
    }
  }

  asio::io_context& loop_;
  tcp::acceptor acceptor_;
  asio::steady_timer sweeper_;
  Options options_;
  std::shared_ptr<Traffic> traffic_;
  std::function<void()> drained_;
};

Listener::Listener(asio::io_context& loop, int socket, Options options, Site& site,
                   WorkerPool& pool, Observer& observer)
    : parts_(std::make_shared<Parts>(loop, socket, std::move(options), site, pool, observer)) {
  parts_->start();
}

Listener::~Listener() { parts_->stop(); }

void Listener::drain(std::function<void()> done) { parts_->drain(std::move(done)); }

}  // namespace certpress::service

// One connection: reads requests one after the other, has them answered, and sends the answers in
// their order. A coroutine on the event loop; only listener.cc includes this.
#pragma once

#include <atomic>
#include <ctime>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <typeinfo>
#include <utility>

#include <boost/asio.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <poll.h>

#include "http_rules.h"
#include "letter_case.h"
#include "problem.h"
#include "tls.h"
#include "trace.h"
#include "traffic.h"
#include "wire.h"

namespace certpress::service {

namespace asio = boost::asio;
namespace http = boost::beast::http;

using PlainStream = asio::ip::tcp::socket;
using TlsStream = asio::ssl::stream<asio::ip::tcp::socket>;

template <typename Stream>
class Connection {
 public:
  Connection(Stream stream, const asio::ip::address& address, std::shared_ptr<Traffic> traffic,
             TlsContext tls = {})
      : tls_(std::move(tls)),
        stream_(std::move(stream)),
        traffic_(std::move(traffic)),
        place_(traffic_->connections, socket(), address),
        buffer_(traffic_->limits.header_bytes + kBlock) {
    traffic_->observer.connected();
  }
  ~Connection() { traffic_->observer.disconnected(); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  asio::awaitable<void> run() {
    // One co_await a statement: g++ 12 makes wrong code of `a && co_await b`.
    bool goes_on = co_await shake_hands();
    if (!goes_on) {
      co_return;
    }
    while (goes_on) {
      goes_on = co_await await_request();
      if (goes_on) {
        goes_on = co_await exchange();
      }
    }
    co_await end();
  }

 private:
  using Error = boost::system::error_code;
  using Parser = http::request_parser<http::string_body>;

  static constexpr std::size_t kBlock = 64U << 10U;
  static constexpr bool kSecure = std::is_same_v<Stream, TlsStream>;

  static auto told(Error& error) { return asio::redirect_error(asio::use_awaitable, error); }

  asio::ip::tcp::socket& socket() {
    if constexpr (kSecure) {
      return stream_.next_layer();
    } else {
      return stream_;
    }
  }

  void wait_at_most(Clock::duration time) { place_->expires = Clock::now() + time; }
  void wait_for_ever() { place_->expires = Clock::time_point::max(); }

  asio::awaitable<bool> shake_hands() {
    if constexpr (kSecure) {
      wait_at_most(traffic_->limits.header_timeout);
      Error error;
      co_await stream_.async_handshake(asio::ssl::stream_base::server, told(error));
      if (error) {
        traffic_->observer.closed("handshake");
        co_return false;
      }
      peer_ = peer_certificate(stream_.native_handle());
    }
    co_return true;
  }

  // The first byte of a request. False when none came.
  asio::awaitable<bool> await_request() {
    place_->idle = true;
    wait_at_most(traffic_->draining ? kDrainGrace
                 : first_           ? traffic_->limits.header_timeout
                                    : traffic_->limits.idle_timeout);
    first_ = false;
    while (nothing_came_yet()) {
      Error error;
      const std::size_t read =
          co_await stream_.async_read_some(buffer_.prepare(kFirstBlock), told(error));
      if (error) {
        co_return false;
      }
      buffer_.commit(read);
    }
    place_->idle = false;
    co_return true;
  }

  // Empty lines before a request are nothing (RFC 9112, 2.2).
  bool nothing_came_yet() {
    const auto starts_empty = [this] {
      const auto data = buffer_.data();
      const auto* text = static_cast<const char*>(data.data());
      return data.size() >= 2 && text[0] == '\r' && text[1] == '\n';
    };
    while (starts_empty()) {
      buffer_.consume(2);
    }
    return buffer_.size() == 0;
  }

  // One request and its answer. Returns whether the connection goes on.
  asio::awaitable<bool> exchange() {
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(traffic_->limits.header_bytes));
    parser.body_limit(boost::none);  // until it is known who asks for what
    wait_at_most(traffic_->limits.header_timeout);
    Error error;
    co_await http::async_read_header(stream_, buffer_, parser, told(error));
    Request request = take_head(parser);
    if (error) {
      co_return co_await refuse_head(error);
    }
    keep_alive_ = parser.keep_alive();

    const bool has_body = parser.chunked() || parser.content_length().value_or(0) > 0;
    Admitted admitted = admit(parser, request);
    if (auto* refused = std::get_if<Response>(&admitted)) {
      // The body was not asked for; whoever sends it all the same reads the answer and is done.
      keep_alive_ = keep_alive_ && !has_body;
      unread_ = has_body;
      co_return co_await send(std::move(*refused));
    }
    auto& admission = std::get<Admission>(admitted);
    facts_ = admission.facts;
    parser.body_limit(admission.max_body);
    BodyBytes bytes(*traffic_);
    if (has_body) {
      if (auto refused = co_await read_body(parser, bytes, request)) {
        keep_alive_ = false;
        unread_ = true;
        co_return co_await send(std::move(*refused));
      }
    }
    if (!parser.is_done()) {
      co_return false;  // the client ended in the middle of its request
    }
    wait_for_ever();  // it is the server's turn
    request.body = std::move(parser.get().body());
    auto response = co_await carry_out(std::move(admission), std::move(request));
    if (!response) {
      traffic_->observer.abandoned(facts_);
      co_return false;
    }
    co_return co_await send(std::move(*response));
  }

  Request take_head(Parser& parser) {
    asked_at_ = Clock::now();
    const auto& head = parser.get();
    Request request;
    request.method = head.method_string();
    request.target = head.target();
    for (const auto& field : head) {
      request.headers.push_back({std::string(field.name_string()), std::string(field.value())});
    }
    request.peer = peer_;
    request.id = request_id(request.header("X-Request-Id"));
    id_ = request.id;
    method_ = known_method(head.method());
    http_minor_ = head.version() == 11 ? 1 : 0;
    facts_ = {};
    trace_ = continue_trace(request.header("traceparent"));
    return request;
  }

  asio::awaitable<bool> refuse_head(Error error) {
    keep_alive_ = false;
    unread_ = true;
    std::optional<Fault> fault = fault_of_head(error);
    if (place_->expired) {
      traffic_->observer.closed("header");
      fault = Fault::kTimeout;
    }
    if (!fault) {
      co_return false;
    }
    co_return co_await send(refusal(*fault));
  }

  // Rules of HTTP itself first, then those of the site.
  Admitted admit(const Parser& parser, const Request& request) {
    if (const auto fault = ambiguity(parser.get(), request)) {
      keep_alive_ = false;
      return refusal(*fault);
    }
    if (request.target.size() > traffic_->limits.target_bytes) {
      return refusal(Fault::kTargetTooLong);
    }
    const auto expected = request.header("Expect");
    if (expected && !is_same_in_any_case(*expected, "100-continue")) {
      return refusal(Fault::kExpectation);
    }
    Admitted admitted = guarded<Admitted>([&] { return traffic_->site.admit(request); });
    const auto* admission = std::get_if<Admission>(&admitted);
    if (admission != nullptr && parser.content_length().value_or(0) > admission->max_body) {
      return refusal(Fault::kBodyTooLarge);
    }
    return admitted;
  }

  // Nothing when it was read; an answer when it may not be read to its end.
  asio::awaitable<std::optional<Response>> read_body(Parser& parser, BodyBytes& bytes,
                                                     const Request& request) {
    Error error;
    const Clock::time_point start = Clock::now();
    if (request.header("Expect") && http_minor_ == 1 && buffer_.size() == 0) {
      wait_at_most(traffic_->limits.send_timeout);
      constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      co_await asio::async_write(stream_, asio::buffer(kContinue), told(error));
    }
    parser.eager(true);
    while (!error && !parser.is_done()) {
      const std::size_t received = parser.get().body().size();
      if (!bytes.grow_to(received)) {
        co_return refusal(Fault::kBodyMemory);
      }
      place_->expires =
          start + traffic_->limits.body_timeout + std::chrono::seconds(received / kSlowestRate);
      co_await http::async_read_some(stream_, buffer_, parser, told(error));
    }
    asked_at_ = Clock::now();
    if (place_->expired) {
      traffic_->observer.closed("body");
      co_return refusal(Fault::kTimeout);
    }
    if (const auto fault = fault_of_body(error)) {
      co_return refusal(*fault);
    }
    co_return std::nullopt;  // read, or the client went away
  }

  // An answer in the place of one that could not be made.
  template <typename Result, typename Function>
  Result guarded(const Function& function) {
    try {
      return function();
    } catch (const std::bad_alloc& error) {
      traffic_->observer.failed(typeid(error).name(), id_);
      return refusal(Fault::kMemory);
    } catch (const std::exception& error) {
      traffic_->observer.failed(typeid(error).name(), id_);
      return refusal(Fault::kInternal);
    }
  }

  Response refusal(Fault fault) const {
    Response response = problem(fault, id_);
    response.facts = facts_;
    return response;
  }

  struct Pending {
    explicit Pending(const asio::any_io_executor& executor) : alarm(executor) {}
    std::atomic<bool> wanted{true};
    // The rest is the event loop's.
    bool done = false;
    std::function<Answer()> next;
    asio::steady_timer alarm;  // cancelled when it is done
  };

  // Nothing when the client went away.
  asio::awaitable<std::optional<Response>> carry_out(Admission admission, Request request) {
    const auto deadline = asked_at_ + traffic_->limits.deadline;
    Answer answer = guarded<Answer>([&] { return admission.respond(std::move(request)); });
    while (auto* work = std::get_if<Work>(&answer)) {
      auto pending = submit(std::move(*work));
      if (!pending) {
        co_return refusal(Fault::kQueueFull);
      }
      while (!pending->done) {
        Error ignored;
        pending->alarm.expires_at(std::min(deadline, Clock::now() + kLookAfterClient));
        co_await pending->alarm.async_wait(told(ignored));
        if (pending->done) {
          break;
        }
        const bool late = Clock::now() >= deadline;
        if (late || client_went_away()) {
          pending->wanted = false;
          co_return late ? std::optional(refusal(Fault::kDeadline)) : std::nullopt;
        }
      }
      answer = guarded<Answer>([&] { return pending->next(); });
    }
    co_return std::move(std::get<Response>(answer));
  }

  // Null when the queue is full.
  std::shared_ptr<Pending> submit(Work work) {
    auto pending = std::make_shared<Pending>(stream_.get_executor());
    auto finish = [pending](std::function<Answer()> next) {
      asio::post(pending->alarm.get_executor(), [pending, next = std::move(next)] {
        pending->done = true;
        pending->next = next;
        pending->alarm.cancel();
      });
    };
    const bool taken =
        traffic_->pool.submit({.run =
                                   [work = std::move(work), finish] {
                                     try {
                                       finish(work());
                                     } catch (...) {
                                       finish([error = std::current_exception()]() -> Answer {
                                         std::rethrow_exception(error);
                                       });
                                     }
                                   },
                               .is_wanted = [pending] { return pending->wanted.load(); }});
    return taken ? pending : nullptr;
  }

  // Closed its side, or reset: whoever waits for an answer keeps both open.
  bool client_went_away() {
    pollfd state{socket().native_handle(), POLLRDHUP, 0};
    return ::poll(&state, 1, 0) > 0 && (state.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
  }

  asio::awaitable<bool> send(Response response) {
    place_->expired = false;
    keep_alive_ = keep_alive_ && !traffic_->draining;
    const std::string head = head_of(response, {.http_minor = http_minor_,
                                                .keep_alive = keep_alive_,
                                                .secure = kSecure,
                                                .time = std::time(nullptr),
                                                .request_id = id_,
                                                .traceparent = trace_.to_traceparent()});
    const bool bodiless = method_ == "HEAD" || response.status == 304 || response.status == 204;
    const std::size_t bytes = bodiless ? 0 : response.body.size();
    const std::chrono::duration<double> passed = Clock::now() - asked_at_;
    traffic_->observer.answered({.method = method_,
                                 .status = response.status,
                                 .bytes = bytes,
                                 .seconds = passed.count(),
                                 .facts = response.facts,
                                 .request_id = id_,
                                 .trace_id = trace_.trace_id});
    wait_at_most(traffic_->limits.send_timeout + std::chrono::seconds(bytes / kSlowestRate));
    Error error;
    const std::array<asio::const_buffer, 2> parts{asio::buffer(head),
                                                  asio::buffer(response.body.data(), bytes)};
    // Most certificates at once: by Asio's own measure, 64 KiB, they take sixteen calls and waits.
    const auto at_once = [](const boost::system::error_code& failed, std::size_t /*sent*/) {
      return failed ? std::size_t{0} : std::size_t{1} << 20U;
    };
    co_await asio::async_write(stream_, parts, at_once, told(error));
    if (place_->expired) {
      traffic_->observer.closed("send");
    }
    broken_ = static_cast<bool>(error);
    co_return !error && keep_alive_;
  }

  // What was not read is read and thrown away for a moment: closing on it would reset the
  // connection, and the client would lose the answer (RFC 9112, 9.6).
  asio::awaitable<void> end() {
    Error error;
    if (broken_ || place_->expired) {
      co_return;
    }
    wait_at_most(kLinger);
    if constexpr (kSecure) {
      co_await stream_.async_shutdown(told(error));
      error = {};
    }
    socket().shutdown(asio::ip::tcp::socket::shutdown_send, error);
    std::size_t left = kMostLingered;
    while (unread_ && !error && left > 0) {
      buffer_.consume(buffer_.size());
      const std::size_t read = co_await socket().async_read_some(
          buffer_.prepare(std::min(left, buffer_.max_size())), told(error));
      left -= read;
    }
  }

  static constexpr std::size_t kFirstBlock = 2'048;
  static constexpr std::size_t kMostLingered = 4U << 20U;
  static constexpr Milliseconds kLinger{2'000};
  static constexpr Milliseconds kLookAfterClient{100};

  TlsContext tls_;  // outlives the stream
  Stream stream_;
  std::shared_ptr<Traffic> traffic_;
  Connections::Place place_;
  boost::beast::flat_buffer buffer_;
  std::optional<PeerCertificate> peer_;
  bool first_ = true;
  bool broken_ = false;  // nothing more can be sent
  bool unread_ = false;  // there may be more of a request than was read

  // Of the present exchange.
  Clock::time_point asked_at_;
  Trace trace_;
  Facts facts_;
  std::string id_;
  std::string_view method_;
  bool keep_alive_ = false;
  int http_minor_ = 1;
};

}  // namespace certpress::service

#include "http_server.h"

#include <atomic>
#include <chrono>
#include <list>
#include <mutex>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

namespace certpress::preview {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

namespace {

constexpr std::size_t kMaxConnections = 64;

int hex_digit(char c) {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

// RFC 3986, 2.1, and '+' for a space as forms write it.
std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
        hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

}  // namespace

std::string Request::value(const std::string& name) const {
  std::string_view rest = query;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('&'), rest.size());
    const std::string_view pair = rest.substr(0, end);
    const std::size_t equals = std::min(pair.find('='), pair.size());
    if (pair.substr(0, equals) == name) {
      return decoded(pair.substr(std::min(equals + 1, pair.size())));
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

class HttpServer::Parts {
 public:
  Parts(std::uint16_t port, std::function<Response(const Request&)> respond,
        std::string events_path, std::function<EventSource()> events)
      : acceptor_(context_),
        respond_(std::move(respond)),
        events_path_(std::move(events_path)),
        events_(std::move(events)) {
    const tcp::endpoint loopback(asio::ip::address_v4::loopback(), port);
    try {
      acceptor_.open(loopback.protocol());
      acceptor_.set_option(tcp::acceptor::reuse_address(true));
      acceptor_.bind(loopback);
      acceptor_.listen();
    } catch (const boost::system::system_error& error) {
      throw std::system_error(error.code().value(), std::generic_category(), "listen");
    }
  }

  [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

  void run() {
    accept();
    context_.run();
    close_all();
  }

  void stop() {
    asio::post(context_, [this] {
      boost::system::error_code ignored;
      acceptor_.close(ignored);
      context_.stop();
    });
  }

 private:
  struct Connection {
    explicit Connection(tcp::socket accepted) : socket(std::move(accepted)) {}
    tcp::socket socket;
    std::atomic<bool> done{false};
    std::thread thread;
  };

  void accept() {
    acceptor_.async_accept([this](const boost::system::error_code& error, tcp::socket socket) {
      if (error) {
        return;
      }
      reap();
      if (connections_.size() < kMaxConnections) {
        connections_.emplace_back(std::move(socket));
        Connection& connection = connections_.back();
        connection.thread = std::thread([this, &connection] {
          serve(connection.socket);
          connection.done = true;
        });
      }
      accept();
    });
  }

  void reap() {
    for (auto it = connections_.begin(); it != connections_.end();) {
      if (it->done) {
        it->thread.join();
        it = connections_.erase(it);
      } else {
        ++it;
      }
    }
  }

  void close_all() {
    for (Connection& connection : connections_) {
      // By the number, because the thread uses the socket: shutdown wakes it up.
      ::shutdown(connection.socket.native_handle(), SHUT_RDWR);
      connection.thread.join();
    }
    connections_.clear();
  }

  // A page of another site may not talk to us through a name of its own (DNS rebinding).
  [[nodiscard]] bool is_for_us(std::string_view host) const {
    const std::string port = ":" + std::to_string(this->port());
    return host == "127.0.0.1" + port || host == "localhost" + port;
  }

  void serve(tcp::socket& socket) {
    try {
      beast::flat_buffer buffer;
      while (true) {
        http::request<http::empty_body> request;
        http::read(socket, buffer, request);
        const std::string target(request.target());
        const std::size_t mark = std::min(target.find('?'), target.size());
        const Request asked{target.substr(0, mark),
                            target.substr(std::min(mark + 1, target.size()))};
        if (!is_for_us(std::string(request[http::field::host]))) {
          send(socket, {403, "text/plain", "not for this host\n"}, request);
        } else if (request.method() != http::verb::get) {
          send(socket, {405, "text/plain", "GET only\n"}, request);
        } else if (asked.path == events_path_) {
          stream(socket);
          return;
        } else {
          send(socket, answer(asked), request);
        }
        if (!request.keep_alive()) {
          return;
        }
      }
    } catch (const boost::system::system_error&) {
      return;  // the browser went away
    }
  }

  // A failure is told and does not end the program.
  [[nodiscard]] Response answer(const Request& asked) const {
    try {
      return respond_(asked);
    } catch (const std::exception& error) {
      return {500, "text/plain", std::string(error.what()) + "\n"};
    }
  }

  static void send(tcp::socket& socket, Response answer,
                   const http::request<http::empty_body>& request) {
    http::response<http::string_body> response(static_cast<http::status>(answer.status),
                                               request.version());
    response.set(http::field::content_type, answer.type);
    response.set(http::field::cache_control, "no-store");
    response.set("X-Content-Type-Options", "nosniff");
    response.keep_alive(request.keep_alive());
    response.body() = std::move(answer.body);
    response.prepare_payload();
    http::write(socket, response);
  }

  void stream(tcp::socket& socket) {
    http::response<http::empty_body> head(http::status::ok, 11);
    head.set(http::field::content_type, "text/event-stream");
    head.set(http::field::cache_control, "no-store");
    http::response_serializer<http::empty_body> serializer(head);
    http::write_header(socket, serializer);
    const EventSource next = events_();
    for (std::string event = next(); !event.empty(); event = next()) {
      asio::write(socket, asio::buffer("data: " + event + "\n\n"));
    }
  }

  asio::io_context context_{1};
  tcp::acceptor acceptor_;
  std::function<Response(const Request&)> respond_;
  std::string events_path_;
  std::function<EventSource()> events_;
  std::list<Connection> connections_;  // touched by the thread of run() only
};

HttpServer::HttpServer(std::uint16_t port, std::function<Response(const Request&)> respond,
                       std::string events_path, std::function<EventSource()> events)
    : parts_(std::make_unique<Parts>(port, std::move(respond), std::move(events_path),
                                     std::move(events))) {}
HttpServer::~HttpServer() = default;
std::uint16_t HttpServer::port() const { return parts_->port(); }
void HttpServer::run() { parts_->run(); }
void HttpServer::stop() { parts_->stop(); }

}  // namespace certpress::preview

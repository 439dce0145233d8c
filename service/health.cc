#include "health.h"

#include <chrono>
#include <iostream>
#include <string>

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

namespace certpress::service {

bool is_ready(const Endpoint& metrics_listener) {
  namespace asio = boost::asio;
  namespace http = boost::beast::http;
  constexpr std::chrono::seconds kPatience{5};
  // Whoever listens everywhere listens on loopback too; on "::" perhaps by IPv6 alone.
  const std::string address = metrics_listener.address == "0.0.0.0" ? "127.0.0.1"
                              : metrics_listener.address == "::"    ? "::1"
                                                                    : metrics_listener.address;
  asio::io_context loop;
  boost::beast::tcp_stream stream(loop);
  boost::beast::flat_buffer buffer;
  http::request<http::empty_body> request(http::verb::get, "/readyz", 11);
  request.set(http::field::host, "localhost");
  http::response<http::string_body> response;
  std::string failure;
  const auto ask = [&]() -> asio::awaitable<void> {
    stream.expires_after(kPatience);
    co_await stream.async_connect({asio::ip::make_address(address), metrics_listener.port},
                                  asio::use_awaitable);
    co_await http::async_write(stream, request, asio::use_awaitable);
    co_await http::async_read(stream, buffer, response, asio::use_awaitable);
  };
  asio::co_spawn(loop, ask, [&](const std::exception_ptr& error) {
    try {
      if (error) {
        std::rethrow_exception(error);
      }
    } catch (const std::exception& thrown) {
      failure = thrown.what();
    }
  });
  loop.run();
  std::cout << (failure.empty() ? response.body() : failure) << '\n';
  return failure.empty() && response.result() == http::status::ok;
}

}  // namespace certpress::service

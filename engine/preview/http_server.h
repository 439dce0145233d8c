// A small HTTP server on loopback: one thread for each connection, for one person's browser.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace certpress::preview {

struct Request {
  std::string path;   // "/page.png"
  std::string query;  // "dpi=96&sample=standard", as it was sent

  // The value of a name of the query, decoded; "" when it is not there.
  [[nodiscard]] std::string value(const std::string& name) const;
};

struct Response {
  int status = 200;
  std::string type;  // media type
  std::string body;
};

// Gives the next event of a stream (text/event-stream), or "" to end it. May block.
using EventSource = std::function<std::string()>;

class HttpServer {
 public:
  // `respond` is called from many threads. A request of `events_path` gets a stream of what a new
  // EventSource gives. Throws std::system_error when the port is taken.
  HttpServer(std::uint16_t port, std::function<Response(const Request&)> respond,
             std::string events_path, std::function<EventSource()> events);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  [[nodiscard]] std::uint16_t port() const;
  // Until stop(); then every connection is closed. Event sources must end by themselves.
  void run();
  void stop();

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace certpress::preview

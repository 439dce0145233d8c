// What an HTTP exchange is made of, free of any network library: a request comes in, an answer goes
// out, at once or after work that a render worker does.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "certpress/bytes.h"

namespace certpress::service {

struct Header {
  std::string name;
  std::string value;
};

// Who presented a certificate that the TLS authority vouches for.
struct PeerCertificate {
  std::string subject;      // its common name
  std::string fingerprint;  // SHA-256 of its DER, hexadecimal, small letters
};

struct Request {
  std::string method;
  std::string target;  // as it was sent
  std::vector<Header> headers;
  std::optional<PeerCertificate> peer;
  std::string id;  // X-Request-Id: the client's own, or a new one
  std::string body;

  // All values of the name, which is compared without regard to case, joined by ", ";
  // nothing when it is not there.
  [[nodiscard]] std::optional<std::string> header(std::string_view name) const;
};

// What logs and metrics tell of an exchange. No text in it is the client's own.
struct Facts {
  std::string_view route = "none";  // "/v1/templates/{id}/render"
  std::string template_id{};        // one that exists
  std::string client{};             // its name in the access file, or in its certificate
  std::string_view cache{};         // "hit", "miss" or nothing
};

struct Response {
  int status = 200;
  std::vector<Header> headers{};  // all but those that every answer has (wire.h)
  Bytes body{};
  Facts facts{};
};

struct Answer;
// Done by a render worker. What it returns is called on the event loop, and answers.
using Work = std::function<std::function<Answer()>()>;
struct Answer : std::variant<Response, Work> {
  using variant::variant;
};

// What is said of a request before its body is read: that it may come, or the answer.
struct Admission {
  Facts facts{};
  std::size_t max_body = 0;
  // Takes the request that was admitted, with its body.
  std::function<Answer(Request)> respond{};
};
using Admitted = std::variant<Admission, Response>;

// A site: what the requests of a listener are answered by. Called on the event loop only.
class Site {
 public:
  Site() = default;
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;
  virtual ~Site() = default;

  [[nodiscard]] virtual Admitted admit(const Request& request) = 0;
};

}  // namespace certpress::service

#include "document.h"

#include <stdexcept>
#include <utility>

#include <zlib.h>

#include "digest.h"
#include "negotiation.h"

namespace certpress::service {

namespace {

std::string gzip(std::string_view text) {
  constexpr int kGzip = 15 + 16;  // the largest window, and gzip's head instead of zlib's
  z_stream stream{};
  if (::deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kGzip, 8, Z_DEFAULT_STRATEGY) !=
      Z_OK) {
    throw std::runtime_error("deflateInit2");
  }
  std::string out(::deflateBound(&stream, text.size()), '\0');
  // zlib's interface knows no const.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  ::deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  ::deflateEnd(&stream);
  return out;
}

}  // namespace

Document::Document(std::string media_type, Bytes bytes)
    : media_type_(std::move(media_type)),
      plain_(std::move(bytes)),
      tag_(sha256(plain_.text()).substr(0, 32)) {
  std::string shorter = gzip(plain_.text());
  if (shorter.size() < plain_.size()) {
    gzipped_ = Bytes::from_string(std::move(shorter));
  }
}

Response Document::answer(const Request& request) const {
  const bool compressed = !gzipped_.empty() && wants_gzip(request.header("Accept-Encoding"));
  // Another form of the same has another strong tag (RFC 9110, 8.8.1).
  const std::string tag = '"' + tag_ + (compressed ? "-gzip\"" : "\"");
  Response response{.headers = {{"ETag", tag},
                                {"Cache-Control", "private, no-cache"},
                                {"Vary", "Accept-Encoding"}}};
  if (names_tag(request.header("If-None-Match"), tag)) {
    response.status = 304;
    return response;
  }
  response.headers.push_back({"Content-Type", media_type_});
  if (compressed) {
    response.headers.push_back({"Content-Encoding", "gzip"});
  }
  response.body = compressed ? gzipped_ : plain_;
  return response;
}

Response json_answer(std::string json) {
  return {.headers = {{"Content-Type", "application/json"}},
          .body = Bytes::from_string(std::move(json))};
}

}  // namespace certpress::service

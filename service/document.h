// A text that is the same for everybody until the next reload: made once, with its tag and its
// compressed form.
#pragma once

#include <string>
#include <string_view>

#include "certpress/bytes.h"

#include "message.h"

namespace certpress::service {

class Document {
 public:
  Document(std::string media_type, Bytes bytes);

  // 200, or 304 when the client has it already.
  [[nodiscard]] Response answer(const Request& request) const;

 private:
  std::string media_type_;
  Bytes plain_;
  Bytes gzipped_;    // empty when that is not shorter
  std::string tag_;  // without quotation marks
};

// JSON for this client alone: compressed by nobody, kept by nobody.
Response json_answer(std::string json);

}  // namespace certpress::service

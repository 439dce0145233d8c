// The objects of one document while it is written: their numbers, and where they go.
#pragma once

#include <string>
#include <string_view>

#include "../cos/writer.h"
#include "deflate.h"

namespace certpress::pdf {

class Objects {
 public:
  // `cache`, which may be null, is for streams and must outlive the objects.
  explicit Objects(Effort effort, const Cache* cache = nullptr) : cache_(cache), effort_(effort) {}
  // Goes on from a copy of what other documents begin with too.
  Objects(const Objects& begun, Effort effort)
      : writer_(begun.writer_), next_(begun.next_), effort_(effort) {}

  // A number for an object that is written later.
  int reserve() { return next_++; }
  [[nodiscard]] int next() const { return next_; }

  void add(int number, std::string_view body) { writer_.add(number, body); }
  // `entries` is a dictionary's text without << >>, /Length and /Filter.
  void add_stream(int number, std::string_view entries, std::string_view data) {
    writer_.add_stream(number, entries, data);
  }
  void add_deflated(int number, std::string entries, std::string_view data) {
    entries += entries.empty() ? "/Filter /FlateDecode" : " /Filter /FlateDecode";
    writer_.add_stream(number, entries, deflated(data, effort_, cache_));
  }

  [[nodiscard]] Effort effort() const { return effort_; }
  [[nodiscard]] cos::Writer& writer() { return writer_; }
  [[nodiscard]] const cos::Writer& writer() const { return writer_; }

 private:
  cos::Writer writer_;
  int next_ = 1;
  const Cache* cache_ = nullptr;
  Effort effort_;
};

}  // namespace certpress::pdf

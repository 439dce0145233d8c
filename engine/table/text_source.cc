#include "text_source.h"

namespace certpress::table {

bool TextSource::refill() {
  constexpr std::size_t kBlock = 1U << 16U;
  // A block may decode to nothing: half a character.
  while (!ended_) {
    const std::string bytes = file_.read(offset_, kBlock);
    offset_ += bytes.size();
    ended_ = bytes.size() < kBlock;
    text_ = decoder_.decode(bytes, ended_);
    at_ = 0;
    next_lost_ = 0;
    if (!text_.utf8.empty()) {
      return true;
    }
  }
  return false;
}

}  // namespace certpress::table

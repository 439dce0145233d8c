#include "json_members.h"

namespace certpress::service {

namespace {

class MemberScanner {
 public:
  explicit MemberScanner(std::string_view text) : text_(text) {}

  std::optional<std::vector<JsonMember>> scan() {
    std::vector<JsonMember> members;
    skip_space();
    if (!take('{')) {
      return std::nullopt;
    }
    skip_space();
    bool more = !take('}');
    while (more) {
      skip_space();
      const auto key = string();
      skip_space();
      if (key.empty() || !take(':')) {
        return std::nullopt;
      }
      skip_space();
      const auto value = this->value();
      if (value.empty()) {
        return std::nullopt;
      }
      members.push_back({key, value});
      skip_space();
      more = take(',');
      if (!more && !take('}')) {
        return std::nullopt;
      }
    }
    skip_space();
    return at_ == text_.size() ? std::optional(std::move(members)) : std::nullopt;
  }

 private:
  [[nodiscard]] char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool take(char c) {
    const bool there = next() == c;
    at_ += there ? 1 : 0;
    return there;
  }

  void skip_space() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }

  // Empty when there is none, or it has no end.
  std::string_view string() {
    const std::size_t start = at_;
    if (!take('"')) {
      return {};
    }
    while (true) {
      at_ = text_.find_first_of("\"\\", at_);
      if (at_ == std::string_view::npos) {
        at_ = text_.size();
        return {};
      }
      if (text_[at_++] == '"') {
        return text_.substr(start, at_ - start);
      }
      ++at_;  // whatever was escaped
    }
  }

  std::string_view value() {
    const std::size_t start = at_;
    if (next() == '"') {
      return string();
    }
    if (next() != '{' && next() != '[') {  // a number or a word
      at_ = std::min(text_.find_first_of(",}] \t\r\n", at_), text_.size());
      return text_.substr(start, at_ - start);
    }
    int depth = 0;
    do {
      at_ = text_.find_first_of("\"{}[]", at_);
      if (at_ == std::string_view::npos) {
        at_ = text_.size();
        return {};
      }
      const char found = text_[at_];
      if (found == '"') {
        if (string().empty()) {
          return {};
        }
        continue;
      }
      depth += found == '{' || found == '[' ? 1 : -1;
      ++at_;
    } while (depth > 0);
    return text_.substr(start, at_ - start);
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<std::vector<JsonMember>> json_members(std::string_view object) {
  return MemberScanner(object).scan();
}

}  // namespace certpress::service

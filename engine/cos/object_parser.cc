#include "object_parser.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <set>

namespace certpress::cos {

namespace {

constexpr int kMaxDepth = 32;
constexpr std::size_t kMaxNumberLength = 32;
constexpr double kMaxReal = 1e15;  // whose digits can be written and read again

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

bool is_delimiter(char c) { return std::string_view("()<>[]{}/%").find(c) != std::string::npos; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int hex_value(char c) {
  if (is_digit(c)) {
    return c - '0';
  }
  if (c >= 'A' && c <= 'F') {
    return c - 'A' + 10;
  }
  if (c >= 'a' && c <= 'f') {
    return c - 'a' + 10;
  }
  return -1;
}

}  // namespace

void ObjectParser::fail(const char* what) const { throw Malformed(what, at_); }

void ObjectParser::skip_space() {
  while (!at_end()) {
    if (is_space(peek())) {
      ++at_;
    } else if (peek() == '%') {
      while (!at_end() && peek() != '\n' && peek() != '\r') {
        ++at_;
      }
    } else {
      return;
    }
  }
}

bool ObjectParser::take(std::string_view word) {
  if (bytes_.substr(at_, word.size()) != word) {
    return false;
  }
  at_ += word.size();
  return true;
}

void ObjectParser::expect(std::string_view word) {
  skip_space();
  if (!take(word)) {
    fail("a keyword is missing");
  }
}

void ObjectParser::end_of_line() {
  if (!take("\r\n") && !take("\n")) {
    take("\r");
  }
}

std::int64_t ObjectParser::whole_number() {
  skip_space();
  const char* begin = bytes_.data() + at_;
  std::int64_t number = 0;
  if (!is_digit(peek())) {
    fail("a whole number is missing");
  }
  const auto [end, error] = std::from_chars(begin, bytes_.data() + bytes_.size(), number);
  if (error != std::errc{}) {
    fail("a number is too large");
  }
  at_ += static_cast<std::size_t>(end - begin);
  return number;
}

Object ObjectParser::object() {
  skip_space();
  const std::size_t begin = at_;
  if (++depth_ > kMaxDepth) {
    fail("objects are nested too deep");
  }
  Object object = value();
  --depth_;
  object.begin = begin;
  object.end = at_;
  return object;
}

Object ObjectParser::value() {
  if (peek() == '/') {
    return {name()};
  }
  if (peek() == '(') {
    return {literal_string()};
  }
  if (peek() == '[') {
    return {array()};
  }
  if (bytes_.substr(at_, 2) == "<<") {
    return {dictionary()};
  }
  if (peek() == '<') {
    return {hexadecimal_string()};
  }
  if (is_digit(peek()) || peek() == '+' || peek() == '-' || peek() == '.') {
    return number_or_reference();
  }
  const std::size_t begin = at_;
  while (!at_end() && !is_space(peek()) && !is_delimiter(peek())) {
    ++at_;
  }
  const std::string_view word = bytes_.substr(begin, at_ - begin);
  if (word == "true" || word == "false") {
    return {word == "true"};
  }
  if (word == "null") {
    return {Null{}};
  }
  at_ = begin;
  fail("this is no object");
}

Name ObjectParser::name() {
  ++at_;
  Name name;
  while (!at_end() && !is_space(peek()) && !is_delimiter(peek())) {
    if (peek() != '#') {
      name.text += bytes_[at_++];
      continue;
    }
    const int high = at_ + 2 < bytes_.size() ? hex_value(bytes_[at_ + 1]) : -1;
    const int low = at_ + 2 < bytes_.size() ? hex_value(bytes_[at_ + 2]) : -1;
    if (high < 0 || low < 0 || high + low == 0) {
      fail("a name has a bad #xx");
    }
    name.text += static_cast<char>(high * 16 + low);
    at_ += 3;
  }
  return name;
}

String ObjectParser::literal_string() {
  ++at_;
  String string;
  for (int open = 1; open > 0;) {
    if (at_end()) {
      fail("a string has no end");
    }
    const char c = bytes_[at_++];
    if (c == '\\') {
      if (take("\r\n") || take("\n") || take("\r")) {
        continue;
      }
      string.bytes += escaped_character();
      continue;
    }
    open += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (open > 0) {
      // An end of line in a string counts as one line feed (ISO 32000-1, 7.3.4.2).
      if (c == '\r') {
        take("\n");
      }
      string.bytes += c == '\r' ? '\n' : c;
    }
  }
  return string;
}

// What stands behind a reverse solidus (ISO 32000-1, table 3).
char ObjectParser::escaped_character() {
  constexpr std::string_view kLetters = "nrtbf";
  constexpr std::string_view kMeaning = "\n\r\t\b\f";
  if (at_end()) {
    fail("a string has no end");
  }
  const char c = bytes_[at_++];
  if (const auto found = kLetters.find(c); found != std::string_view::npos) {
    return kMeaning[found];
  }
  if (c < '0' || c > '7') {
    return c;
  }
  int code = c - '0';
  for (int i = 0; i < 2 && peek() >= '0' && peek() <= '7'; ++i) {
    code = code * 8 + (bytes_[at_++] - '0');
  }
  return static_cast<char>(code & 0xFF);
}

String ObjectParser::hexadecimal_string() {
  ++at_;
  String string;
  int pending = -1;
  for (;; ++at_) {
    if (at_end()) {
      fail("a string has no end");
    }
    if (peek() == '>') {
      break;
    }
    if (is_space(peek())) {
      continue;
    }
    const int digit = hex_value(peek());
    if (digit < 0) {
      fail("a hexadecimal string holds something else");
    }
    if (pending < 0) {
      pending = digit;
    } else {
      string.bytes += static_cast<char>(pending * 16 + digit);
      pending = -1;
    }
  }
  ++at_;
  if (pending >= 0) {
    string.bytes += static_cast<char>(pending * 16);
  }
  return string;
}

Array ObjectParser::array() {
  ++at_;
  Array array;
  for (;;) {
    skip_space();
    if (take("]")) {
      return array;
    }
    if (at_end()) {
      fail("an array has no end");
    }
    array.push_back(object());
  }
}

Dictionary ObjectParser::dictionary() {
  at_ += 2;
  Dictionary dictionary;
  std::set<std::string> keys;
  for (;;) {
    skip_space();
    if (take(">>")) {
      return dictionary;
    }
    if (peek() != '/') {
      fail(at_end() ? "a dictionary has no end" : "a dictionary's key is no name");
    }
    std::string key = name().text;
    if (!keys.insert(key).second) {
      fail("a dictionary has a key twice");
    }
    dictionary.entries.emplace_back(std::move(key), object());
  }
}

Object ObjectParser::number_or_reference() {
  const std::size_t begin = at_;
  std::size_t end = at_;
  while (end < bytes_.size() && !is_space(bytes_[end]) && !is_delimiter(bytes_[end])) {
    ++end;
  }
  std::string_view text = bytes_.substr(begin, end - begin);
  if (text.size() > kMaxNumberLength) {
    fail("a number is too long");
  }
  at_ = end;
  const bool is_signed = text.starts_with('+') || text.starts_with('-');
  if (text.starts_with('+')) {
    text.remove_prefix(1);
  }
  const auto read = [&](auto& number) {
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && stop == text.data() + text.size();
  };
  std::int64_t integer = 0;
  if (!read(integer)) {
    const bool plain = text.find_first_not_of("+-.0123456789") == std::string_view::npos;
    double real = 0;
    if (!plain || !read(real)) {
      at_ = begin;
      fail("a number is not well-formed");
    }
    if (std::abs(real) >= kMaxReal) {
      fail("a number is too large");
    }
    return {real};
  }
  if (is_signed || integer > std::numeric_limits<int>::max()) {
    return {integer};
  }
  // "12 0 R": looked at ahead, because it begins as two numbers do.
  ObjectParser ahead = *this;
  ahead.skip_space();
  if (is_digit(ahead.peek())) {
    const std::int64_t generation = ahead.whole_number();
    ahead.skip_space();
    const bool ends = ahead.at_ + 1 >= bytes_.size() || is_space(bytes_[ahead.at_ + 1]) ||
                      is_delimiter(bytes_[ahead.at_ + 1]);
    if (ahead.peek() == 'R' && ends) {
      if (integer == 0 || generation != 0) {
        fail("a reference is not of the form n 0 R");
      }
      at_ = ahead.at_ + 1;
      return {Reference{static_cast<int>(integer), 0}};
    }
  }
  return {integer};
}

Object parse_object(std::string_view bytes, std::size_t at) {
  return ObjectParser(bytes, at).object();
}

}  // namespace certpress::cos

// The objects that a PDF is made of (ISO 32000-1, 7.3), as values.
//
// Reading is strict: what a careful writer would not write is refused, because a file in which two
// readers see two things is how signed documents are forged.
#pragma once

#include <cstddef>
#include <cstdint>
#include <ctime>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace certpress::cos {

// The bytes are not a PDF that this reader accepts. `at` is the offset of the trouble.
class Malformed : public std::runtime_error {
 public:
  Malformed(const std::string& what, std::size_t at) : std::runtime_error(what), at_(at) {}
  [[nodiscard]] std::size_t at() const { return at_; }

 private:
  std::size_t at_;
};

struct Null {
  bool operator==(const Null&) const = default;
};
struct Name {
  std::string text;  // without the slash, #xx undone
  bool operator==(const Name&) const = default;
};
struct String {
  std::string bytes;  // decoded
  bool operator==(const String&) const = default;
};
struct Reference {
  int number = 0;
  int generation = 0;
  bool operator==(const Reference&) const = default;
};

struct Object;
using Array = std::vector<Object>;

// Keys in the file's order; each at most once.
struct Dictionary {
  using Entries = std::vector<std::pair<std::string, Object>>;
  Entries entries;

  // Defined where Object is complete: clang cannot make them before.
  Dictionary();
  Dictionary(Entries of);
  Dictionary(const Dictionary&);
  Dictionary(Dictionary&&) noexcept;
  Dictionary& operator=(const Dictionary&);
  Dictionary& operator=(Dictionary&&) noexcept;
  ~Dictionary();

  // Null when there is no such key.
  [[nodiscard]] const Object* find(std::string_view key) const;
  void set(std::string_view key, Object value);
  void remove(std::string_view key);
};

struct Object {
  std::variant<Null, bool, std::int64_t, double, Name, String, Array, Dictionary, Reference> value;
  // Where it stood in the bytes it was read from: [begin, end). 0, 0 when it was made here.
  std::size_t begin = 0;
  std::size_t end = 0;

  template <typename T>
  [[nodiscard]] const T* as() const {
    return std::get_if<T>(&value);
  }
  [[nodiscard]] bool is_name(std::string_view text) const {
    const auto* name = as<Name>();
    return name != nullptr && name->text == text;
  }
};

Object name(std::string_view text);
Object reference(int number);

// Reads one object that starts at `at` (white space before it is skipped). Nesting, and the number
// of objects, are bounded. Throws Malformed.
Object parse_object(std::string_view bytes, std::size_t at);

// As PDF text, ready to stand in a file: "<< /Type /Page /Parent 2 0 R >>".
std::string to_text(const Object& object);
std::string to_text(const Dictionary& dictionary);
// A text string (ISO 32000-1, 7.9.2.2): ASCII as it is, anything else as UTF-16BE with its mark.
String text_string(std::string_view utf8);
// A date (7.9.4), in UTC.
String date(std::time_t time);

}  // namespace certpress::cos

#include "object.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "../base/utf8.h"

namespace certpress::cos {

namespace {

constexpr std::string_view kHex = "0123456789ABCDEF";

// ISO 32000-1, 7.3.5: everything but regular printable ASCII is written as #xx.
void append(std::string& out, const Name& name) {
  out += '/';
  for (const char c : name.text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool regular =
        byte > ' ' && byte < 0x7F && std::string_view("()<>[]{}/%#").find(c) == std::string::npos;
    if (regular) {
      out += c;
    } else {
      out += '#';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
}

void append(std::string& out, const String& string) {
  const bool printable = std::ranges::all_of(string.bytes, [](char c) {
    return c >= ' ' && c < 0x7F && c != '(' && c != ')' && c != '\\';
  });
  if (printable) {
    out += '(';
    out += string.bytes;
    out += ')';
    return;
  }
  out += '<';
  for (const char c : string.bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
  out += '>';
}

// At most five digits behind the point, which is what readers keep (ISO 32000-1, annex C).
void append(std::string& out, double number) {
  std::array<char, 400> text{};
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed, 5)
          .ptr;
  std::string_view digits(text.data(), static_cast<std::size_t>(end - text.data()));
  while (digits.ends_with('0')) {
    digits.remove_suffix(1);
  }
  if (digits.ends_with('.')) {
    digits.remove_suffix(1);
  }
  out += digits == "-0" ? "0" : digits;
}

void append(std::string& out, const Object& object);

void append(std::string& out, const Dictionary& dictionary) {
  out += "<<";
  for (const auto& [key, value] : dictionary.entries) {
    out += ' ';
    append(out, Name{key});
    out += ' ';
    append(out, value);
  }
  out += " >>";
}

struct Append {
  std::string& out;

  void operator()(Null /*none*/) const { out += "null"; }
  void operator()(bool value) const { out += value ? "true" : "false"; }
  void operator()(std::int64_t value) const { out += std::to_string(value); }
  void operator()(double value) const { append(out, value); }
  void operator()(const Name& value) const { append(out, value); }
  void operator()(const String& value) const { append(out, value); }
  void operator()(const Dictionary& value) const { append(out, value); }
  void operator()(const Reference& value) const {
    out += std::to_string(value.number) + ' ' + std::to_string(value.generation) + " R";
  }
  void operator()(const Array& value) const {
    out += '[';
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (i != 0) {
        out += ' ';
      }
      append(out, value[i]);
    }
    out += ']';
  }
};

void append(std::string& out, const Object& object) { std::visit(Append{out}, object.value); }

}  // namespace

Dictionary::Dictionary() = default;
Dictionary::Dictionary(Entries of) : entries(std::move(of)) {}
Dictionary::Dictionary(const Dictionary&) = default;
Dictionary::Dictionary(Dictionary&&) noexcept = default;
Dictionary& Dictionary::operator=(const Dictionary&) = default;
Dictionary& Dictionary::operator=(Dictionary&&) noexcept = default;
Dictionary::~Dictionary() = default;

const Object* Dictionary::find(std::string_view key) const {
  const auto found = std::ranges::find(
      entries, key, [](const auto& entry) { return std::string_view(entry.first); });
  return found == entries.end() ? nullptr : &found->second;
}

void Dictionary::set(std::string_view key, Object value) {
  const auto found = std::ranges::find(
      entries, key, [](const auto& entry) { return std::string_view(entry.first); });
  if (found == entries.end()) {
    entries.emplace_back(key, std::move(value));
  } else {
    found->second = std::move(value);
  }
}

void Dictionary::remove(std::string_view key) {
  std::erase_if(entries, [&](const auto& entry) { return entry.first == key; });
}

std::string to_text(const Object& object) {
  std::string out;
  append(out, object);
  return out;
}

std::string to_text(const Dictionary& dictionary) {
  std::string out;
  append(out, dictionary);
  return out;
}

Object name(std::string_view text) { return {Name{std::string(text)}}; }

Object reference(int number) { return {Reference{number, 0}}; }

String text_string(std::string_view utf8) {
  if (std::ranges::all_of(utf8, [](char c) { return c >= ' ' && c < 0x7F; })) {
    return {std::string(utf8)};
  }
  std::string out = "\xFE\xFF";
  for (const char16_t unit : to_utf16(utf8)) {
    out += static_cast<char>(unit >> 8);
    out += static_cast<char>(unit & 0xFF);
  }
  return {std::move(out)};
}

String date(std::time_t time) {
  return {fmt::format("D:{:%Y%m%d%H%M%S}+00'00'", fmt::gmtime(time))};
}

}  // namespace certpress::cos

#include "image.h"

#include <algorithm>
#include <array>

#include "../picture_intake.h"

namespace certpress::parse {

namespace {

constexpr std::string_view kScheme = "data:";
constexpr std::array<std::string_view, 3> kHeads{
    "data:image/png;base64,", "data:image/jpeg;base64,", "data:image/jpg;base64,"};
constexpr std::size_t kMaxPathLength = 1024;
constexpr std::uint8_t kNotBase64 = 0xFF;

std::array<std::uint8_t, 256> base64_values() {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::array<std::uint8_t, 256> values{};
  values.fill(kNotBase64);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    values.at(static_cast<unsigned char>(kAlphabet[i])) = static_cast<std::uint8_t>(i);
  }
  return values;
}

// Relative, with '/' between its parts, and never climbing out.
bool is_safe_path(std::string_view path) {
  const bool plain = std::ranges::none_of(
      path, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\\' || c == ':'; });
  if (!plain || path.empty() || path.size() > kMaxPathLength || path.front() == '/') {
    return false;
  }
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    if (path.substr(0, slash) == "..") {
      return false;
    }
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return true;
}

std::optional<Bytes> decode_uri(std::string_view uri, const FieldReport& report) {
  const auto* const head =
      std::ranges::find_if(kHeads, [&](std::string_view known) { return uri.starts_with(known); });
  if (head == kHeads.end()) {
    report.error("record/bad-picture-uri",
                 {"a picture's data: URI begins with data:image/png;base64, or "
                  "data:image/jpeg;base64,",
                  "图片的 data: URI 应以 data:image/png;base64, 或 data:image/jpeg;base64, 开头"});
    return std::nullopt;
  }
  auto bytes = decode_base64(uri.substr(head->size()));
  if (!bytes) {
    report.error("record/bad-picture-uri",
                 {"the data: URI is not valid base64", "data: URI 不是有效的 base64"});
    return std::nullopt;
  }
  return Bytes::from_string(std::move(*bytes));
}

std::optional<Bytes> resolve_path(std::string_view path, const KindInput& input) {
  if (!input.pictures) {
    input.report.error(
        "record/picture-path-not-allowed",
        {"a picture must be given as a data: URI here", "此处的图片必须以 data: URI 给出"});
    return std::nullopt;
  }
  if (!is_safe_path(path)) {
    input.report.error("record/picture-path-not-allowed",
                       {"a picture's path must be relative and stay inside its folder",
                        "图片路径必须是相对路径，且不得越出所在文件夹"});
    return std::nullopt;
  }
  auto bytes = input.pictures(path);
  if (!bytes) {
    input.report.error("record/picture-not-found", {"the picture was not found", "找不到图片"});
  }
  return bytes;
}

}  // namespace

std::optional<std::string> decode_base64(std::string_view text) {
  static const std::array<std::uint8_t, 256> values = base64_values();
  if (text.empty() || text.size() % 4 != 0) {
    return std::nullopt;
  }
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  text.remove_suffix(padding);
  std::string out;
  out.reserve(text.size() / 4 * 3 + 3);
  std::uint32_t bits = 0;
  std::uint32_t count = 0;
  for (const char c : text) {
    const std::uint8_t value = values.at(static_cast<unsigned char>(c));
    if (value == kNotBase64) {
      return std::nullopt;
    }
    bits = (bits << 6U | value) & 0xFFFFFFU;
    count += 6;
    if (count >= 8) {
      count -= 8;
      out.push_back(static_cast<char>(bits >> count & 0xFFU));
    }
  }
  const bool unused_bits_clear = (bits & ((1U << count) - 1U)) == 0;
  return unused_bits_clear ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<model::Value> read_image(const KindInput& input) {
  if (!input.value.is_string()) {
    input.report.error("record/wrong-type", {"this must be a string", "此处应为字符串"});
    return std::nullopt;
  }
  const std::string_view text = input.value.text;
  const auto bytes =
      text.starts_with(kScheme) ? decode_uri(text, input.report) : resolve_path(text, input);
  if (!bytes) {
    return std::nullopt;
  }
  auto picture =
      take_in_picture(*bytes, input.report.place(), input.report.refusals(), input.wanted_pixels);
  return picture != nullptr ? std::optional<model::Value>(std::move(picture)) : std::nullopt;
}

}  // namespace certpress::parse

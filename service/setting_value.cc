#include "setting_value.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <arpa/inet.h>

namespace certpress::service {

namespace {

namespace fs = std::filesystem;

template <typename Number>
std::optional<Number> whole(std::string_view text) {
  Number number{};
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  return code == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                 : std::nullopt;
}

std::vector<std::string> split(const std::string& text, char mark) {
  std::vector<std::string> parts;
  std::size_t start = 0;
  while (start <= text.size()) {
    const std::size_t end = std::min(text.find(mark, start), text.size());
    parts.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

bool is_address(const std::string& text) {
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  return ::inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 ||
         ::inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
}

}  // namespace

std::optional<std::string> SettingValue::text() const {
  const bool good = yaml.kind == YamlValue::Kind::kScalar && !yaml.text.empty();
  return good ? std::optional(yaml.text) : std::nullopt;
}

std::optional<std::size_t> SettingValue::number(std::size_t least, std::size_t most) const {
  const auto read = text() ? whole<std::size_t>(*text()) : std::nullopt;
  return read && *read >= least && *read <= most ? read : std::nullopt;
}

std::optional<std::size_t> SettingValue::bytes() const {
  std::string digits = text().value_or("");
  unsigned shift = 0;
  for (const auto& [unit, bits] : {std::pair{"KiB", 10U}, {"MiB", 20U}, {"GiB", 30U}}) {
    if (digits.ends_with(unit)) {
      digits.resize(digits.size() - 3);
      shift = bits;
    }
  }
  const auto count = whole<std::size_t>(digits);
  constexpr std::size_t kMost = std::size_t{1} << 40U;
  return count && *count <= (kMost >> shift) ? std::optional(*count << shift) : std::nullopt;
}

std::optional<Milliseconds> SettingValue::seconds() const {
  const auto read = text() ? whole<double>(*text()) : std::nullopt;
  constexpr double kLongest = 3'600;
  return read && *read >= 0.001 && *read <= kLongest
             ? std::optional(Milliseconds(static_cast<long>(*read * 1'000)))
             : std::nullopt;
}

std::optional<Endpoint> SettingValue::endpoint() const {
  const std::string given = text().value_or("");
  const std::size_t colon = given.rfind(':');
  if (colon == std::string::npos) {
    return std::nullopt;
  }
  std::string address = given.substr(0, colon);
  const bool bracketed = address.starts_with('[') && address.ends_with(']');
  if (bracketed) {
    address = address.substr(1, address.size() - 2);
  }
  const auto port = whole<std::uint16_t>(given.substr(colon + 1));
  const bool is_v6 = address.find(':') != std::string::npos;
  if (!port || !is_address(address) || is_v6 != bracketed) {
    return std::nullopt;
  }
  return Endpoint{std::move(address), *port};
}

std::optional<fs::path> SettingValue::path() const {
  return text() ? std::optional((folder / *text()).lexically_normal()) : std::nullopt;
}

std::optional<std::vector<fs::path>> SettingValue::paths() const {
  std::vector<std::string> texts;
  if (yaml.kind == YamlValue::Kind::kSequence) {
    for (const YamlValue& item : yaml.items) {
      texts.push_back(item.text);
    }
  } else if (text()) {
    texts = split(*text(), ':');
  }
  std::vector<fs::path> out;
  for (const std::string& one : texts) {
    if (one.empty()) {
      return std::nullopt;
    }
    out.push_back((folder / one).lexically_normal());
  }
  return out.empty() ? std::nullopt : std::optional(std::move(out));
}

std::optional<std::map<std::string, fs::path>> SettingValue::named_paths() const {
  std::vector<std::pair<std::string, std::string>> pairs;
  if (yaml.kind == YamlValue::Kind::kMapping) {
    for (const YamlEntry& entry : yaml.entries) {
      pairs.emplace_back(entry.key.text, entry.value.text);
    }
  } else if (text()) {
    for (const std::string& one : split(*text(), ',')) {
      const std::size_t equals = std::min(one.find('='), one.size());
      pairs.emplace_back(one.substr(0, equals), one.substr(std::min(equals + 1, one.size())));
    }
  }
  std::map<std::string, fs::path> out;
  for (const auto& [name, file] : pairs) {
    // Names go into logs and answers as they are.
    const bool plain = !name.empty() && std::ranges::all_of(name, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
    if (!plain || file.empty() || !out.emplace(name, (folder / file).lexically_normal()).second) {
      return std::nullopt;
    }
  }
  return out.empty() ? std::nullopt : std::optional(std::move(out));
}

}  // namespace certpress::service

#include "negotiation.h"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "letter_case.h"

namespace certpress::service {

namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
    text.remove_prefix(1);
  }
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
    text.remove_suffix(1);
  }
  return text;
}

// The parts between the marks that stand outside of quotes; at least one.
std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  bool quoted = false;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i == text.size() || (text[i] == mark && !quoted)) {
      parts.push_back(trimmed(text.substr(start, i - start)));
      start = i + 1;
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (text[i] == '\\' && quoted && i + 1 < text.size()) {
      ++i;  // never past the end, which closes the last part
    }
  }
  return parts;
}

// An item of a list with weights: "image/*;q=0.8".
struct Weighted {
  std::string name;
  double quality = 1;
};

std::vector<Weighted> read_weighted(std::string_view list) {
  std::vector<Weighted> items;
  for (const std::string_view item : split(list, ',')) {
    const auto parts = split(item, ';');
    Weighted read{lowered(parts.front()), 1};
    for (const std::string_view parameter : std::span(parts).subspan(1)) {
      if (parameter.starts_with("q=") || parameter.starts_with("Q=")) {
        const std::string_view number = parameter.substr(2);
        const auto [end, code] =
            std::from_chars(number.data(), number.data() + number.size(), read.quality);
        const bool good = code == std::errc() && end == number.data() + number.size();
        read.quality = good ? std::clamp(read.quality, 0.0, 1.0) : 0;
      }
    }
    if (!read.name.empty()) {
      items.push_back(std::move(read));
    }
  }
  return items;
}

// How exactly the range names the type: 0 not at all.
int closeness(std::string_view range, std::string_view type) {
  if (range == type) {
    return 3;
  }
  const std::string_view family = type.substr(0, type.find('/') + 1);  // "image/"
  if (range.size() == family.size() + 1 && range.starts_with(family) && range.ends_with('*')) {
    return 2;
  }
  return range == "*/*" || range == "*" ? 1 : 0;
}

// The weight that the closest range gives (RFC 9110, 12.5.1); 0 when none names it.
double quality_of(std::string_view type, const std::vector<Weighted>& ranges) {
  int closest = 0;
  double quality = 0;
  for (const Weighted& range : ranges) {
    const int close = closeness(range.name, type);
    if (close > closest) {
      closest = close;
      quality = range.quality;
    }
  }
  return quality;
}

}  // namespace

std::optional<std::size_t> preferred_type(const std::optional<std::string>& accept,
                                          std::span<const std::string_view> offered) {
  if (!accept || trimmed(*accept).empty()) {
    return 0;
  }
  const auto ranges = read_weighted(*accept);
  std::optional<std::size_t> best;
  double best_quality = 0;
  for (std::size_t i = 0; i < offered.size(); ++i) {
    const double quality = quality_of(offered[i], ranges);
    if (quality > best_quality) {
      best = i;
      best_quality = quality;
    }
  }
  return best;
}

bool wants_gzip(const std::optional<std::string>& accept_encoding) {
  return accept_encoding && quality_of("gzip", read_weighted(*accept_encoding)) > 0;
}

bool names_tag(const std::optional<std::string>& if_none_match, std::string_view tag) {
  if (!if_none_match) {
    return false;
  }
  return std::ranges::any_of(split(*if_none_match, ','), [&](std::string_view named) {
    if (named.starts_with("W/")) {
      named.remove_prefix(2);
    }
    return named == tag || named == "*";
  });
}

MediaType read_media_type(std::string_view text) {
  const auto parts = split(text, ';');
  MediaType type{lowered(parts.front()), {}};
  for (const std::string_view parameter : std::span(parts).subspan(1)) {
    const std::size_t equals = std::min(parameter.find('='), parameter.size());
    if (lowered(parameter.substr(0, equals)) == "boundary") {
      std::string_view value = parameter.substr(std::min(equals + 1, parameter.size()));
      if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
        value = value.substr(1, value.size() - 2);
      }
      type.boundary = value;
    }
  }
  return type;
}

std::string inline_as(std::string_view ascii_name, std::string_view name) {
  std::string encoded;
  for (const char c : name) {
    // attr-char of RFC 8187, 3.2.1, as far as names have them.
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       c == '-' || c == '.' || c == '_';
    encoded += plain ? std::string(1, c)
                     : fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
  return fmt::format("inline; filename=\"{}\"; filename*=UTF-8''{}", ascii_name, encoded);
}

}  // namespace certpress::service

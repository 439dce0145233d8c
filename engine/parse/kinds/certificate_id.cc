#include "certificate_id.h"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "characters.h"
#include "uscc.h"

namespace certpress::parse {

namespace {

constexpr std::string_view kRoot = "1.2.156.3005.2.";
constexpr std::string_view kAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kDigits = "0123456789";
constexpr int kModulus = 36;
// The standard leaves the serial's length to the issuer; identifiers are stored in 128 characters.
constexpr std::size_t kMaxLength = 128;

struct Part {
  std::string_view en;
  std::string_view zh;
  std::size_t min_length;
  std::size_t max_length;
  std::string_view alphabet;
};

constexpr std::array<Part, 5> kParts{{
    {"type code", "证照类型代码", 21, 21, kAlphabet},
    {"issuer's code", "颁发机构代码", 18, 18, kAlphabet},
    {"serial", "流水号", 1, 64, kAlphabet},
    {"version", "版本号", 3, 3, kDigits},
    {"check character", "校验位", 1, 1, kAlphabet},
}};
constexpr std::size_t kIssuer = 1;
// Some cities write their region code (GB/T 2260) where the issuer's code belongs.
constexpr std::size_t kRegionLength = 6;

bool is_region_code(std::string_view text) {
  return text.size() == kRegionLength && text.find_first_not_of(kDigits) == std::string_view::npos;
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> out;
  for (;;) {
    const std::size_t dot = text.find('.');
    out.push_back(text.substr(0, dot));
    if (dot == std::string_view::npos) {
      return out;
    }
    text.remove_prefix(dot + 1);
  }
}

bool check_part(std::string_view text, const Part& part, const FieldReport& report) {
  if (text.size() < part.min_length || text.size() > part.max_length) {
    report.error("record/bad-certificate-id",
                 {fmt::format("the {} has {} characters, not {}", part.en, text.size(),
                              part.max_length > part.min_length
                                  ? fmt::format("{} to {}", part.min_length, part.max_length)
                                  : fmt::to_string(part.min_length)),
                  fmt::format("{}的长度为 {}，不符合要求", part.zh, text.size())});
    return false;
  }
  if (text.find_first_not_of(part.alphabet) != std::string_view::npos) {
    const bool digits = part.alphabet == kDigits;
    report.error("record/bad-certificate-id",
                 {fmt::format("the {} holds a character that is not {}", part.en,
                              digits ? "0-9" : "0-9 or A-Z"),
                  fmt::format("{}含有{}以外的字符", part.zh, digits ? "数字" : "数字和字母")});
    return false;
  }
  return true;
}

// What somebody else issued may hold what we do not make.
enum class Origin { kMade, kIssued };

bool check_parts(const std::vector<std::string_view>& parts, Origin origin,
                 const FieldReport& report) {
  const bool region = origin == Origin::kIssued && is_region_code(parts[kIssuer]);
  bool good = true;
  for (std::size_t i = 0; i < kParts.size(); ++i) {
    good = ((region && i == kIssuer) || check_part(parts[i], kParts.at(i), report)) && good;
  }
  if (good && region) {
    report.warning("record/certificate-id-region",
                   {"a region code stands where the issuer's code of 18 characters belongs",
                    "颁发机构代码（应为 18 位）处写的是行政区划代码"});
  }
  return good && (region || check_uscc(parts[kIssuer], report));
}

// The last character against those before it.
bool check_character(std::string_view body, char printed, const FieldReport& report) {
  if (certificate_id_check_character(body) == printed) {
    return true;
  }
  if (variant_check_character(body) == printed) {
    report.warning(
        "record/certificate-id-variant",
        {"the check character is that of a wrong computation in circulation (A counted as 11); "
         "taken as issued",
         "校验位出自一种流传的错误算法（字母 A 按 11 计），已按原样采用"},
        {"certpress id new makes the identifier with the right one",
         "certpress id new 可生成校验位正确的标识"});
    return true;
  }
  report.error("record/bad-certificate-id",
               {"the check character (the last) does not fit the others", "校验位（末位）不正确"});
  return false;
}

}  // namespace

char certificate_id_check_character(std::string_view body) {
  int product = kModulus;
  for (const char c : body) {
    const std::size_t value = kAlphabet.find(c);
    if (value == std::string_view::npos) {
      return 0;
    }
    const int sum = (product + static_cast<int>(value)) % kModulus;
    product = (sum == 0 ? kModulus : sum) * 2 % (kModulus + 1);
  }
  return kAlphabet[static_cast<std::size_t>((kModulus + 1 - product) % kModulus)];
}

char variant_check_character(std::string_view body) {
  int product = kModulus;
  for (const char c : body) {
    const std::size_t value = kAlphabet.find(c);
    if (value == std::string_view::npos) {
      return 0;
    }
    const bool letter = kDigits.find(c) == std::string_view::npos;
    int sum = product + static_cast<int>(value) + (letter ? 1 : 0);
    // Letters are reduced by the other modulus first.
    sum = letter && sum > kModulus + 1 ? sum % (kModulus + 1) : sum;
    sum %= kModulus;
    product = (sum == 0 ? kModulus : sum) * 2 % (kModulus + 1);
  }
  // The check value 37 - product counts the alphabet from 1 here.
  return kAlphabet[static_cast<std::size_t>(kModulus - product)];
}

std::optional<std::string> make_certificate_id(const std::array<std::string, 4>& parts,
                                               const FieldReport& report) {
  const std::string check_to_come = "0";
  std::vector<std::string_view> all(parts.begin(), parts.end());
  all.emplace_back(check_to_come);
  if (!check_parts(all, Origin::kMade, report)) {
    return std::nullopt;
  }
  std::string body;
  std::string text(kRoot);
  for (const std::string& part : parts) {
    body += part;
    text += part + '.';
  }
  return text + certificate_id_check_character(body);
}

std::optional<model::Value> read_certificate_id(const KindInput& input) {
  const FieldReport& report = input.report;
  const auto text = clean_identifier(input.value, kMaxLength, report);
  if (!text) {
    return std::nullopt;
  }
  if (!text->starts_with(kRoot)) {
    report.error("record/bad-certificate-id",
                 {fmt::format("the identifier does not begin with {}", kRoot),
                  fmt::format("标识不是以 {} 开头", kRoot)});
    return std::nullopt;
  }
  const auto parts = split(std::string_view(*text).substr(kRoot.size()));
  if (parts.size() != kParts.size()) {
    report.error("record/bad-certificate-id",
                 {"type code, issuer's code, serial, version and check character must follow the "
                  "root, parted by dots",
                  "根标识之后应为以点分隔的证照类型代码、颁发机构代码、流水号、版本号和校验位"});
    return std::nullopt;
  }
  if (!check_parts(parts, Origin::kIssued, report)) {
    return std::nullopt;
  }
  std::string body;
  std::for_each(parts.begin(), parts.end() - 1, [&](std::string_view part) { body += part; });
  return check_character(body, parts.back().front(), report) ? std::optional<model::Value>(*text)
                                                             : std::nullopt;
}

}  // namespace certpress::parse

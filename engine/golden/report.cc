// One HTML file that holds everything: the page, its script, and the data and pictures of a run.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>
#include <report_page.h>

#include "certpress/golden.h"

#include "results_json.h"

namespace certpress::golden {

namespace {

// RFC 4648, 4.
std::string base64(std::string_view bytes) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t block = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      const bool there = i + j < bytes.size();
      block = block << 8U | (there ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    }
    for (std::size_t j = 0; j < 4; ++j) {
      out += i + j > bytes.size() ? '=' : kAlphabet[(block >> (18 - 6 * j)) & 0x3fU];
    }
  }
  return out;
}

Json case_data(const CaseResult& one) {
  Json out = to_json(one);
  out["dpi"] = one.dpi;
  out["lost"] = one.lost;
  const auto add_page = [&](const char* name, const std::optional<std::string>& page) {
    if (page && one.needs_attention()) {
      out[name] = "data:image/png;base64," + base64(*page);
    }
  };
  add_page("expected", one.expected.page);
  add_page("actual", one.actual.page);
  const auto add_texts = [&](const char* name, const std::optional<std::string>& was,
                             const std::optional<std::string>& is) {
    if (is && was != is) {
      out[name] = Json::array({was.value_or(""), *is});
    }
  };
  add_texts("text", one.expected.text, one.actual.text);
  add_texts("refusal", one.expected.diagnostics, one.actual.diagnostics);
  out.erase("diagnostics");
  if (one.outcome == Outcome::kFailed) {
    Message why;
    for (const Diagnostic& diagnostic : one.diagnostics) {
      why.en += to_text(diagnostic, Language::kEnglish);
      why.zh += to_text(diagnostic, Language::kChinese);
    }
    out["diagnostics"] = {{"en", why.en}, {"zh", why.zh}};
  }
  return out;
}

// Inside <script> no text may end the element or begin a comment (HTML, 4.12.1.3).
std::string without_tags(const std::string& json) {
  std::string out;
  out.reserve(json.size());
  for (const char c : json) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::string to_html(const SuiteResult& result, Language language) {
  const char* lang = language == Language::kChinese ? "zh" : "en";
  const Message environment = result.about_environment();
  Json cases = Json::array();
  for (const CaseResult& one : result.cases) {
    cases.push_back(case_data(one));
  }
  const Json data{{"language", lang},
                  {"environment", {{"en", environment.en}, {"zh", environment.zh}}},
                  {"cases", std::move(cases)}};
  std::string out;
  std::string_view rest = kPage;
  const auto up_to = [&](std::string_view mark, std::string_view content) {
    const std::size_t at = rest.find(mark);
    out += rest.substr(0, at);
    out += content;
    rest.remove_prefix(at + mark.size());
  };
  up_to("@LANG@", lang);
  up_to("@DATA@", without_tags(data.dump()));
  out += rest;
  return out;
}

}  // namespace certpress::golden

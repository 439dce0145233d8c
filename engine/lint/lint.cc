#include "lint.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "legibility.h"
#include "places.h"

namespace certpress::lint {

namespace {

using model::Element;
using model::Objection;

std::string_view word_of(Objection objection) {
  return model::kObjectionWords.at(static_cast<std::size_t>(objection));
}

Diagnostic warning(const Element& element, std::string code, Message message, Message hint) {
  Diagnostic out;
  out.severity = Severity::kWarning;
  out.code = std::move(code);
  out.place.file = element.file;
  out.place.line = element.span.line;
  out.place.column = element.span.column;
  out.place.element = element.name;
  out.message = std::move(message);
  out.hint = std::move(hint);
  return out;
}

Diagnostic warning(Finding finding) {
  if (finding.hint.empty() && finding.objection) {
    const std::string_view word = word_of(*finding.objection);
    finding.hint = {fmt::format("when it is meant so: allow: [{}]", word),
                    fmt::format("若确有意如此，请写 allow: [{}]", word)};
  }
  return warning(*finding.element, std::move(finding.code), std::move(finding.message),
                 std::move(finding.hint));
}

bool is_allowed(const Finding& finding) {
  return finding.objection && finding.element->allows(*finding.objection);
}

// Of a shared element one certificate may need what another does not.
void add_unneeded(const model::Template& of, const Element& element, const Findings& found,
                  std::vector<Diagnostic>& out) {
  for (const Objection allowed : element.allow) {
    const bool needed = std::ranges::any_of(found, [&](const Finding& finding) {
      return finding.element == &element && finding.objection == allowed;
    });
    if (!needed && element.file == of.file) {
      out.push_back(warning(element, "lint/unneeded-allow",
                            {fmt::format("nothing here needs allow: [{}]", word_of(allowed)),
                             fmt::format("此处不需要 allow: [{}]", word_of(allowed))},
                            {}));
    }
  }
}

}  // namespace

std::vector<Diagnostic> lint(const model::Template& of, const text::FontBook& fonts) {
  Findings found;
  find_overlaps(of, found);
  find_outside_margin(of, found);
  find_small_text(of, found);
  find_low_contrast(of, found);
  find_weak_codes(of, found);
  find_unspread_labels(of, fonts, found);
  std::vector<Diagnostic> out;
  for (const Element& element : of.elements) {
    for (const Finding& finding : found) {
      if (finding.element == &element && !is_allowed(finding)) {
        out.push_back(warning(finding));
      }
    }
    add_unneeded(of, element, found, out);
  }
  return out;
}

Diagnostic unused_asset(std::string file) {
  Diagnostic out;
  out.severity = Severity::kWarning;
  out.code = "lint/unused-asset";
  out.place.file = std::move(file);
  out.message = {"no element shows this file", "没有元素使用该文件"};
  return out;
}

}  // namespace certpress::lint

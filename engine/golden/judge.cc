#include "judge.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "../base/geometry.h"
#include "text_difference.h"

namespace certpress::golden {

namespace fs = std::filesystem;

namespace {

std::optional<std::string> file_if(bool wanted, const fs::path& path) {
  std::error_code error;
  return wanted && fs::is_regular_file(path, error) ? std::optional(read_file(path)) : std::nullopt;
}

class Judge {
 public:
  Judge(const Case& of, Witnesses expected, Workshop::Made made) : case_(of) {
    result_.name = of.name;
    result_.dpi = of.dpi;
    result_.expected = std::move(expected);
    result_.actual = std::move(made.witnesses);
    result_.diagnostics = std::move(made.diagnostics);
    refused_ = made.refused;
  }

  CaseResult judge() {
    if (refused_ && !case_.expect.diagnostics) {
      result_.outcome = Outcome::kFailed;
    } else if (is_new()) {
      result_.outcome = Outcome::kNew;
    } else {
      compare_sheets();
      compare_pages();
      compare_texts();
      result_.outcome = differs_ ? Outcome::kDiffers : Outcome::kPassed;
    }
    if (!case_.xfail.empty()) {
      result_.remarks.push_back({"known to be bad: " + case_.xfail, "已知问题：" + case_.xfail});
      result_.outcome = result_.outcome == Outcome::kPassed ? Outcome::kFixed : Outcome::kKnownBad;
    }
    return std::move(result_);
  }

 private:
  // A refusal has no sheet, page or text; that its diagnostics say so is enough.
  [[nodiscard]] bool is_new() const {
    const Witnesses& expected = result_.expected;
    const auto lacks = [](bool wanted, const auto& there) { return wanted && !there; };
    return lacks(case_.expect.diagnostics, expected.diagnostics) ||
           (!refused_ &&
            (lacks(case_.expect.sheet, expected.sheet) || lacks(case_.expect.page, expected.page) ||
             lacks(case_.expect.text, expected.text)));
  }

  void compare_sheets() {
    if (!result_.expected.sheet || !result_.actual.sheet) {
      return;
    }
    try {
      result_.changes = certpress::compare_sheets(*result_.expected.sheet, *result_.actual.sheet);
    } catch (const Refused& refused) {
      result_.remarks.push_back({"sheet.txt is no sheet", "sheet.txt 不是排版结果"});
      differs_ = true;
      return;
    }
    std::erase_if(result_.changes, [&](const Change& change) {
      return !change.is_visible() ||
             std::ranges::find(case_.ignore, change.element) != case_.ignore.end();
    });
    differs_ = differs_ || !result_.changes.empty();
  }

  // Where the elements lie that are left out, before and now, in pixels.
  [[nodiscard]] std::vector<Area> ignored() const {
    const double px_per_mm = case_.dpi / kMmPerInch;
    std::vector<Area> areas;
    for (const auto& sheet : {result_.expected.sheet, result_.actual.sheet}) {
      for (const std::string& element : case_.ignore) {
        if (!sheet) {
          continue;
        }
        for (const Area& mm : areas_of(*sheet, element)) {
          areas.push_back({mm.x * px_per_mm - 1, mm.y * px_per_mm - 1, mm.width * px_per_mm + 2,
                           mm.height * px_per_mm + 2});
        }
      }
    }
    return areas;
  }

  void compare_pages() {
    if (!case_.expect.page || !result_.expected.page || !result_.actual.page) {
      return;
    }
    const PixelDifference found = compare_pictures(*result_.expected.page, *result_.actual.page,
                                                   case_.budget.threshold, ignored());
    if (found.equal()) {
      return;
    }
    result_.pixels = found;
    if (found.within(case_.budget)) {
      result_.remarks.push_back(
          {fmt::format("{} pixels differ, within the budget", found.differing),
           fmt::format("{} 个像素不同，在允许范围内", found.differing)});
      return;
    }
    differs_ = true;
    if (result_.changes.empty()) {
      tell_pixels(found);
    }
  }

  // No sheet says more: the picture was drawn otherwise. The elements there are suspects.
  void tell_pixels(const PixelDifference& found) {
    if (!found.same_size) {
      result_.remarks.push_back({"the picture has another size", "图片大小不同"});
      return;
    }
    std::string suspects;
    if (result_.actual.sheet && !found.blobs.empty()) {
      const double mm = kMmPerInch / case_.dpi;
      const Area& blob = found.blobs.front();
      for (const std::string& name :
           elements_at(*result_.actual.sheet,
                       {blob.x * mm, blob.y * mm, blob.width * mm, blob.height * mm})) {
        suspects += (suspects.empty() ? "" : ", ") + name;
      }
    }
    const bool same_sheet = result_.expected.sheet.has_value();
    result_.remarks.push_back({fmt::format("{}{} pixels differ, {} in one spot, at {}",
                                           same_sheet ? "the sheets are equal and " : "",
                                           found.perceptible, found.largest_blob, suspects),
                               fmt::format("{}有 {} 个像素不同，最大一处 {} 个，位于 {}",
                                           same_sheet ? "排版相同，但" : "", found.perceptible,
                                           found.largest_blob, suspects)});
  }

  void compare_texts() {
    if (case_.expect.text && result_.actual.text &&
        *result_.expected.text != *result_.actual.text) {
      differs_ = true;
      result_.remarks.push_back(text_difference(*result_.expected.text, *result_.actual.text,
                                                {"the text of the PDF", "PDF 文字"}));
    }
    if (case_.expect.diagnostics && *result_.expected.diagnostics != *result_.actual.diagnostics) {
      differs_ = true;
      result_.remarks.push_back(text_difference(*result_.expected.diagnostics,
                                                *result_.actual.diagnostics,
                                                {"what it is refused for", "拒绝原因"}));
    }
  }

  const Case& case_;
  CaseResult result_;
  bool refused_ = false;
  bool differs_ = false;
};

}  // namespace

Witnesses expected_of(const Case& of) {
  return {file_if(of.expect.sheet, of.folder / "sheet.txt"),
          file_if(of.expect.page, of.folder / "page.png"),
          file_if(of.expect.text, of.folder / "text.txt"),
          file_if(of.expect.diagnostics, of.folder / "diagnostics.txt")};
}

CaseResult judge(const Case& of, Witnesses expected, Workshop::Made made) {
  return Judge(of, std::move(expected), std::move(made)).judge();
}

}  // namespace certpress::golden

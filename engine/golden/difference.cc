// Templates against templates, files against files.
#include "certpress/difference.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "text_difference.h"
#include "tool.h"

namespace certpress {

namespace {

// As printers see a page, and fine enough for a tenth of a millimetre.
constexpr const char* kPdfDpi = "150";

enum class FileKind { kPng, kPdf, kDump, kUnknown };

FileKind kind_of(std::string_view bytes) {
  constexpr std::array<std::pair<std::string_view, FileKind>, 3> kBeginnings{
      {{"\x89PNG\r\n\x1a\n", FileKind::kPng},
       {"%PDF-", FileKind::kPdf},
       {"sheet ", FileKind::kDump}}};
  const auto found = std::ranges::find_if(
      kBeginnings, [&](const auto& beginning) { return bytes.starts_with(beginning.first); });
  return found != kBeginnings.end() ? found->second : FileKind::kUnknown;
}

std::string first_page(std::string_view pdf) {
  std::string png =
      golden::run_tool({"pdftoppm", "-png", "-r", kPdfDpi, "-singlefile", "-"}, std::string(pdf));
  if (kind_of(png) != FileKind::kPng) {
    throw std::runtime_error("pdftoppm drew nothing");
  }
  return png;
}

void compare_pixels(std::string_view before, std::string_view after, Difference& out) {
  const double threshold = PixelBudget{}.threshold;
  const PixelDifference found = compare_pictures(before, after, threshold, {});
  if (!found.equal()) {
    out.pixels = found;
    out.picture = difference_picture(before, after, threshold);
  }
}

void compare_pdfs(std::string_view before, std::string_view after, Difference& out) {
  const std::string was = golden::text_of_pdf(std::string(before));
  const std::string is = golden::text_of_pdf(std::string(after));
  if (was != is) {
    out.remarks.push_back(golden::text_difference(was, is, {"the text", "文字"}));
  }
  compare_pixels(first_page(before), first_page(after), out);
}

void add(Difference& out, Change change, const std::string& record) {
  const auto same = std::ranges::find_if(out.changes, [&](const Difference::Found& found) {
    return found.change.kind == change.kind && found.change.element == change.element &&
           found.change.message.en == change.message.en;
  });
  if (same != out.changes.end()) {
    same->records.push_back(record);
  } else {
    out.changes.push_back({std::move(change), {record}});
  }
}

// The sheet, or nothing and a remark when the record is refused.
std::optional<std::string> sheet_of(const Rendition& side, const RecordInput& record,
                                    Message side_name, Difference& out) {
  try {
    return side.engine.inspect(side.prepared, record);
  } catch (const Refused& refused) {
    const Diagnostic& first = refused.diagnostics().front();
    out.remarks.push_back(
        {fmt::format("{} refuses {}: {}", side_name.en, record.name, first.message.en),
         fmt::format("{}拒绝 {}：{}", side_name.zh, record.name, first.message.zh)});
    return std::nullopt;
  }
}

}  // namespace

bool Difference::any() const {
  return pixels.has_value() || !remarks.empty() ||
         std::ranges::any_of(changes, [](const Found& found) { return found.change.is_visible(); });
}

Difference compare_templates(const Rendition& before, const Rendition& after,
                             const std::vector<RecordInput>& records) {
  Difference out;
  for (const RecordInput& record : records) {
    Difference refusals;
    const auto was = sheet_of(before, record, {"the first", "前者"}, refusals);
    const auto is = sheet_of(after, record, {"the second", "后者"}, refusals);
    if (was && is) {
      for (Change& change : compare_sheets(*was, *is)) {
        add(out, std::move(change), record.name);
      }
    } else if (was || is) {  // a record that both refuse shows no difference
      out.remarks.insert(out.remarks.end(), refusals.remarks.begin(), refusals.remarks.end());
    }
  }
  return out;
}

Difference compare_files(std::string_view before, std::string_view after) {
  const FileKind kind = kind_of(before);
  if (kind == FileKind::kUnknown || kind != kind_of(after)) {
    throw Refused({Severity::kError,
                   "diff/unlike",
                   {},
                   {"two PNG files, two PDF files or two dumps of sheets can be compared",
                    "只能比较两个 PNG、两个 PDF 或两个排版结果文本"},
                   {}});
  }
  Difference out;
  if (kind == FileKind::kPng) {
    compare_pixels(before, after, out);
  } else if (kind == FileKind::kPdf) {
    compare_pdfs(before, after, out);
  } else {
    for (Change& change : compare_sheets(before, after)) {
      out.changes.push_back({std::move(change), {}});
    }
  }
  return out;
}

}  // namespace certpress

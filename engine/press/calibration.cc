#include "calibration.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "calibration_marks.h"
#include "deviation.h"

namespace certpress {

namespace press {

namespace {

// Beyond these a printer is out of order, or the sheet was printed with "fit to page", or somebody
// read the wrong mark: the remedy is another than a correction.
constexpr double kMostOffset = 10;  // mm
constexpr double kMostScale = 0.02;
constexpr double kMostRotation = 2;    // degrees
constexpr double kMostSkew = 1;        // degrees
constexpr double kMostResidual = 0.3;  // mm
constexpr std::size_t kFewestMarks = 4;

AffineFit fit(const std::vector<PrintedMark>& marks) {
  std::vector<PointPair> pairs;
  pairs.reserve(marks.size());
  for (const PrintedMark& mark : marks) {
    pairs.push_back({mark.nominal, mark.printed});
  }
  return fit_affine(pairs);
}

double largest_residual(const AffineFit& fit) { return std::ranges::max(fit.residuals); }

// The one mark without which the others agree; nothing when there is no such mark.
std::optional<int> misread(const std::vector<PrintedMark>& marks) {
  if (marks.size() <= kFewestMarks) {
    return std::nullopt;
  }
  std::optional<int> found;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    std::vector<PrintedMark> others = marks;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
    try {
      if (largest_residual(fit(others)) <= kMostResidual) {
        if (found) {
          return std::nullopt;
        }
        found = marks[i].number;
      }
    } catch (const std::invalid_argument&) {
      continue;  // The others lie in a line, and tell nothing.
    }
  }
  return found;
}

void check_bounds(const PrintDeviation& deviation, Refusals& refusals) {
  const double offset = std::hypot(deviation.right_mm, deviation.down_mm);
  if (offset > kMostOffset) {
    refusals.error(
        "calibration/offset", {},
        {fmt::format("the print is shifted by {:.1f} mm; at most {:g} mm are believed", offset,
                     kMostOffset),
         fmt::format("打印偏移达 {:.1f} 毫米，超过可信上限 {:g} 毫米", offset, kMostOffset)},
        {"check which paper and tray the printer believes to have",
         "请检查打印机设置的纸张和纸盒"});
  }
  const double scale = std::max(std::abs(deviation.scale_x - 1), std::abs(deviation.scale_y - 1));
  if (scale > kMostScale) {
    refusals.error(
        "calibration/scale", {},
        {fmt::format("the print is scaled to {:.2f} % across and {:.2f} % along the page; at most "
                     "{:g} % off are believed",
                     deviation.scale_x * 100, deviation.scale_y * 100, kMostScale * 100),
         fmt::format("打印比例为横向 {:.2f} %、纵向 {:.2f} %，偏差超过可信上限 {:g} %",
                     deviation.scale_x * 100, deviation.scale_y * 100, kMostScale * 100)},
        {"print the sheet at actual size, without \"fit to page\"",
         "请按实际大小打印校准页，不要选择“适合页面”"});
  }
  if (std::abs(deviation.rotation_deg) > kMostRotation) {
    refusals.error("calibration/rotation", {},
                   {fmt::format("the print is turned by {:.2f}°; at most {:g}° are believed",
                                deviation.rotation_deg, kMostRotation),
                    fmt::format("打印倾斜 {:.2f}°，超过可信上限 {:g}°", deviation.rotation_deg,
                                kMostRotation)},
                   {"set the tray's paper guides closely", "请将纸盒导纸板贴紧纸张"});
  }
  if (std::abs(deviation.skew_deg) > kMostSkew) {
    refusals.error(
        "calibration/skew", {},
        {fmt::format("the print is skewed by {:.2f}°; at most {:g}° are believed",
                     deviation.skew_deg, kMostSkew),
         fmt::format("打印歪斜 {:.2f}°，超过可信上限 {:g}°", deviation.skew_deg, kMostSkew)});
  }
}

void check_residual(const Calibration& found, const std::vector<PrintedMark>& marks,
                    Refusals& refusals) {
  if (found.residual_mm <= kMostResidual) {
    return;
  }
  const auto worst = std::ranges::max_element(found.marks, {}, &MeasuredMark::residual_mm);
  const int number = misread(marks).value_or(worst->mark);
  refusals.error(
      "calibration/residual", {},
      {fmt::format("the marks do not agree: {:.2f} mm are left after the best fit, at most {:g} mm "
                   "are believed",
                   found.residual_mm, kMostResidual),
       fmt::format("各标记不一致：最佳拟合后仍差 {:.2f} 毫米，可信上限为 {:g} 毫米",
                   found.residual_mm, kMostResidual)},
      {fmt::format("measure mark {} again", number), fmt::format("请重新测量标记 {}", number)});
}

}  // namespace

void check_calibration_page(const PaperSize& page) {
  constexpr double kLeastWidth = 100;
  constexpr double kLeastHeight = 140;
  if (page.width_mm < kLeastWidth || page.height_mm < kLeastHeight) {
    throw Refused(
        {Severity::kError,
         "calibration/page-size",
         {},
         {fmt::format("a calibration sheet is at least {:g} × {:g} mm, upright", kLeastWidth,
                      kLeastHeight),
          fmt::format("校准页至少为 {:g} × {:g} 毫米（竖放）", kLeastWidth, kLeastHeight)},
         {}});
  }
}

Calibration calibrate_marks(const PaperSize& page, const std::vector<PrintedMark>& marks) {
  Refusals refusals;
  if (marks.size() < kFewestMarks) {
    refusals.error(
        "calibration/too-few-marks", {},
        {fmt::format("{} marks were measured; at least {} are needed", marks.size(), kFewestMarks),
         fmt::format("只测量了 {} 个标记，至少需要 {} 个", marks.size(), kFewestMarks)});
  }
  refusals.throw_if_any();
  Calibration out;
  try {
    const AffineFit found = fit(marks);
    out.deviation = deviation_of(found.transform, page);
    out.residual_mm = largest_residual(found);
    for (std::size_t i = 0; i < marks.size(); ++i) {
      const PrintedMark& mark = marks[i];
      out.marks.push_back({mark.number, mark.printed.x - mark.nominal.x,
                           mark.printed.y - mark.nominal.y, found.residuals[i]});
    }
  } catch (const std::invalid_argument&) {
    refusals.error("calibration/marks-in-line", {},
                   {"the measured marks lie in a line", "所测标记位于同一直线上"},
                   {"measure the four in the corners at least: 1, 3, 7, 9",
                    "请至少测量四角的标记：1、3、7、9"});
    refusals.throw_if_any();
  }
  check_bounds(out.deviation, refusals);
  check_residual(out, marks, refusals);
  refusals.throw_if_any();
  return out;
}

}  // namespace press

Calibration calibrate(const PaperSize& page, const std::vector<MarkReading>& readings) {
  press::check_calibration_page(page);
  const auto known = press::calibration_marks(page);
  Refusals refusals;
  std::set<int> seen;
  std::vector<press::PrintedMark> marks;
  for (const MarkReading& reading : readings) {
    const auto mark = std::ranges::find(known, reading.mark, &press::CalibrationMark::number);
    if (mark == known.end() || !seen.insert(reading.mark).second) {
      refusals.error("calibration/unknown-mark", {},
                     {fmt::format("mark {} is not on the sheet, or was given twice", reading.mark),
                      fmt::format("校准页上没有标记 {}，或该标记重复", reading.mark)});
      continue;
    }
    marks.push_back(
        {reading.mark, mark->at, {mark->at.x + reading.right_mm, mark->at.y + reading.down_mm}});
  }
  refusals.throw_if_any();
  return press::calibrate_marks(page, marks);
}

namespace {

// Reads a number, with a sign if there is one, and what must follow it.
template <typename T>
bool take(std::string_view& text, T& value, char end) {
  text.remove_prefix(text.starts_with('+') ? 1 : 0);
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || stop == text.data() + text.size() || *stop != end) {
    return false;
  }
  text.remove_prefix(static_cast<std::size_t>(stop - text.data()) + 1);
  return true;
}

}  // namespace

std::vector<MarkReading> mark_readings(std::string_view text) {
  std::string joined;
  std::ranges::copy_if(text, std::back_inserter(joined), [](char c) { return c != ' '; });
  joined += joined.ends_with(';') ? "" : ";";
  std::vector<MarkReading> out;
  std::string_view rest = joined;
  while (!rest.empty()) {
    MarkReading reading;
    if (!take(rest, reading.mark, ':') || !take(rest, reading.right_mm, ',') ||
        !take(rest, reading.down_mm, ';') || !std::isfinite(reading.right_mm) ||
        !std::isfinite(reading.down_mm)) {
      throw Refused({Severity::kError,
                     "calibration/unreadable",
                     {},
                     {fmt::format("reading {} is not MARK:RIGHT,DOWN", out.size() + 1),
                      fmt::format("第 {} 组读数不是“标记:向右,向下”的形式", out.size() + 1)},
                     {"1:+0.4,-0.2;3:+0.5,-0.1;7:+0.3,-0.3;9:+0.4,-0.2",
                      "1:+0.4,-0.2;3:+0.5,-0.1;7:+0.3,-0.3;9:+0.4,-0.2"}});
    }
    out.push_back(reading);
  }
  return out;
}

}  // namespace certpress

#include "scan_calibration.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "../parse/picture_intake.h"
#include "affine_fit.h"
#include "calibration.h"
#include "mark_matching.h"
#include "paper_frame.h"

namespace certpress {

namespace press {

namespace {

Match matched(const std::vector<CalibrationMark>& sheet, const GreyImage& scan) {
  const auto match = match_marks(sheet, find_marks(scan));
  Refusals refusals;
  std::string missing;
  for (const CalibrationMark& mark : sheet) {
    if (!match || !match->marks.contains(mark.number)) {
      missing += (missing.empty() ? "" : ", ") + std::to_string(mark.number);
    }
  }
  if (!match) {
    refusals.error(
        "calibration/marks-missing", {},
        {"the scan does not show the marks of a calibration sheet", "扫描图中找不到校准页的标记"},
        {"scan the whole sheet, in grey or colour, at 150 to 600 dpi",
         "请以灰度或彩色、150 至 600 dpi 扫描整张校准页"});
  } else if (match->mirrored) {
    refusals.error("calibration/mirrored", {},
                   {"the scan shows the sheet as in a mirror", "扫描图左右颠倒（镜像）"},
                   {"switch mirroring off, in the scanner and in the printer",
                    "请关闭扫描仪和打印机的镜像选项"});
  } else if (!missing.empty()) {
    refusals.error("calibration/marks-missing", {},
                   {fmt::format("the scan does not show all marks; missing: {}", missing),
                    fmt::format("扫描图缺少以下标记：{}", missing)},
                   {"scan the whole sheet; print it again when a mark is smeared or cut off",
                    "请扫描整张校准页；标记不清或被裁掉时请重新打印"});
  }
  refusals.throw_if_any();
  return *match;
}

// The map from the sheet to the picture, printer and scanner in one.
Transform sheet_to_pixels(const std::vector<CalibrationMark>& sheet, const Match& match) {
  std::vector<PointPair> pairs;
  pairs.reserve(sheet.size());
  for (const CalibrationMark& mark : sheet) {
    pairs.push_back({mark.at, match.marks.at(mark.number).centre});
  }
  return fit_affine(pairs).transform;
}

// Two opposite edges, the way between them, and how far apart they are on paper.
struct Axis {
  std::optional<Edge> near;  // left, top
  std::optional<Edge> far;
  double length = 0;     // mm
  double px_per_mm = 0;  // as the marks have it, printer and scanner together
  Message name;
};

// Resolutions that scanners offer; marks alone tell which of them it was.
double usual_resolution(double dpi) {
  constexpr std::array kUsual{75.0, 96.0, 100.0, 150.0, 200.0, 240.0, 300.0, 400.0, 600.0, 1200.0};
  const double nearest = *std::ranges::min_element(
      kUsual, {}, [&](double usual) { return std::abs(std::log(usual / dpi)); });
  constexpr double kNear = 0.03;  // the printer's own scale is at most 2 % off
  return std::abs(nearest / dpi - 1) <= kNear ? nearest : 0;
}

// Measures along one axis: distances from the near edge, in mm.
class Ruler {
 public:
  Ruler(const Axis& axis, const ScanOptions& options, Refusals& refusals) : axis_(axis) {
    if (axis.near && axis.far) {
      check_length(refusals);
      return;
    }
    if (!axis.near && !axis.far) {
      refusals.error(
          "calibration/no-edges", {},
          {fmt::format("the scan shows neither edge of the paper {}", axis.name.en),
           fmt::format("扫描图看不到纸张{}的任何一边", axis.name.zh)},
          {"lay a black sheet behind the paper, or say that the picture is trimmed to it",
           "请在纸后垫黑纸再扫描；若图片已按纸边裁切，请注明"});
      return;
    }
    const double dpi =
        options.dpi > 0 ? options.dpi : usual_resolution(axis.px_per_mm * kMmPerInch);
    px_per_mm_ = dpi / kMmPerInch;
    if (dpi == 0) {
      refusals.error("calibration/resolution", {},
                     {"the resolution of the scan is not known, and only one edge of the paper is "
                      "seen",
                      "扫描图只显示一侧纸边，且无法判断其分辨率"},
                     {"say it: --dpi 300", "请注明：--dpi 300"});
      return;
    }
    refusals.note(
        "calibration/one-edge", {},
        {fmt::format("only one edge of the paper is seen {}: the scanner's {:g} dpi are "
                     "believed there",
                     axis.name.en, dpi),
         fmt::format("{}只看到一侧纸边：该方向按扫描仪的 {:g} dpi 计算", axis.name.zh, dpi)});
  }

  [[nodiscard]] double measure(Point p) const {
    if (axis_.near && axis_.far) {
      const double before = axis_.near->distance(p);
      return axis_.length * before / (before + axis_.far->distance(p));
    }
    return axis_.near ? axis_.near->distance(p) / px_per_mm_
                      : axis_.length - axis_.far->distance(p) / px_per_mm_;
  }

 private:
  void check_length(Refusals& refusals) const {
    const double pixels = axis_.far->distance(axis_.near->at);
    const double measured = pixels / axis_.px_per_mm;
    // "Fit to page" shrinks by less, and is told by the scale.
    constexpr double kMostOff = 0.1;
    if (std::abs(measured / axis_.length - 1) > kMostOff) {
      refusals.error(
          "calibration/wrong-page", {},
          {fmt::format("by the marks the paper is {:.0f} mm {}; the sheet was made for {:g} mm",
                       measured, axis_.name.en, axis_.length),
           fmt::format("按标记推算纸张{}为 {:.0f} 毫米，而校准页为 {:g} 毫米", axis_.name.zh,
                       measured, axis_.length)});
      return;
    }
    refusals.note("calibration/scanner", {},
                  {fmt::format("the scanner sees {:.1f} pixels an inch {}, by the paper's edges",
                               pixels / axis_.length * kMmPerInch, axis_.name.en),
                   fmt::format("按纸边计算，扫描仪{}为每英寸 {:.1f} 像素", axis_.name.zh,
                               pixels / axis_.length * kMmPerInch)});
  }

  Axis axis_;
  double px_per_mm_ = 0;
};

}  // namespace

Calibration calibrate_scan(const PaperSize& page, const GreyImage& scan,
                           const ScanOptions& options) {
  const auto sheet = calibration_marks(page);
  Match match = matched(sheet, scan);
  for (auto& [number, mark] : match.marks) {
    mark.centre = exact_centre(scan, mark);
  }
  const Transform to_pixels = sheet_to_pixels(sheet, match);
  const PaperEdges edges =
      options.trimmed ? picture_borders(scan, to_pixels) : find_edges(scan, page, to_pixels);
  Refusals refusals;
  const Ruler across({edges.left,
                      edges.right,
                      page.width_mm,
                      std::hypot(to_pixels.xx, to_pixels.yx),
                      {"across", "横向"}},
                     options, refusals);
  const Ruler down({edges.top,
                    edges.bottom,
                    page.height_mm,
                    std::hypot(to_pixels.xy, to_pixels.yy),
                    {"from top to bottom", "纵向"}},
                   options, refusals);
  refusals.throw_if_any();
  std::vector<PrintedMark> marks;
  for (const CalibrationMark& mark : sheet) {
    const Point centre = match.marks.at(mark.number).centre;
    marks.push_back({mark.number, mark.at, {across.measure(centre), down.measure(centre)}});
  }
  Calibration out = calibrate_marks(page, marks);
  out.remarks = refusals.take();
  return out;
}

}  // namespace press

Calibration calibrate(const PaperSize& page, const Bytes& scan, const ScanOptions& options) {
  press::check_calibration_page(page);
  Refusals refusals;
  const auto picture =
      parse::take_in_picture(scan, {}, refusals, parse::kEveryPixel, parse::kScanLimits);
  refusals.throw_if_any();
  press::GreyImage grey{picture->width, picture->height, {}};
  grey.pixels.reserve(picture->rgba.size() / 4);
  for (std::size_t i = 0; i < picture->rgba.size(); i += 4) {
    // Luma of ITU-R BT.601, in whole numbers.
    const int luma =
        299 * picture->rgba[i] + 587 * picture->rgba[i + 1] + 114 * picture->rgba[i + 2];
    grey.pixels.push_back(static_cast<std::uint8_t>((luma + 500) / 1000));
  }
  return press::calibrate_scan(page, grey, options);
}

}  // namespace certpress

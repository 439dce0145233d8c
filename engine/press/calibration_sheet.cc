#include "calibration_sheet.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "../text/lettering.h"
#include "calibration.h"
#include "calibration_marks.h"

namespace certpress::press {

namespace {

constexpr Color kBlack{0, 0, 0, 1};
constexpr double kHairline = 0.12;  // mm; a laser printer of 600 dpi draws three dots
// Most printers leave 4.2 mm (1/6 inch) free.
constexpr double kRulerAt = 5.5;  // mm from the edge to the ruler's foot

class SheetWriter {
 public:
  SheetWriter(const PaperSize& page, Duplex back, const text::FontBook& fonts)
      : page_(page),
        back_(back),
        fonts_(fonts),
        scale_(std::min({1.0, page.width_mm / 210, page.height_mm / 297})),
        margin_(std::min(30.0, page.width_mm / 7)) {}

  sheet::Sheet write() {
    rulers();
    for (const CalibrationMark& mark : calibration_marks(page_)) {
      draw(mark);
    }
    heading();
    instructions();
    fields();
    table();
    return finish();
  }

  sheet::Sheet write_front() {
    const double y = page_.height_mm / 2 - 12 * scale_;
    text("标记在背面：请翻面测量或扫描。\nThe marks are on the back: turn the sheet over.",
         {margin_, y, page_.width_mm - 2 * margin_, 24 * scale_}, 15 * scale_,
         model::Align::kCentre);
    return finish();
  }

 private:
  sheet::Sheet finish() {
    sheet::Sheet out;
    out.page = {page_.width_mm, page_.height_mm};
    out.title = "打印机校准页 Printer calibration sheet";
    out.template_id = "calibration-sheet";
    out.template_version = "1";
    out.items = std::move(items_);
    return out;
  }

  void add(sheet::Path path, const Rect& bounds) {
    sheet::Item item;
    item.element = "calibration";
    item.in_base = true;
    item.bounds = bounds;
    item.content = std::move(path);
    items_.push_back(std::make_shared<const sheet::Item>(std::move(item)));
  }

  void fill(const Outline& outline) {
    sheet::Path path;
    path.outline = outline;
    path.fill = kBlack;
    add(std::move(path), sheet::extent(outline));
  }

  void stroke(const Outline& outline, double width) {
    sheet::Path path;
    path.outline = outline;
    path.stroke = Stroke{kBlack, width};
    add(std::move(path), sheet::extent(outline).grown(width / 2));
  }

  static void line(Outline& outline, Point from, Point to) {
    outline.move_to(from);
    outline.line_to(to);
  }

  double text(std::string_view words, const Rect& box, double size_pt,
              model::Align align = model::Align::kLeft, const char* role = "hei") {
    text::Lettering lettering;
    lettering.style.font = role;
    lettering.style.size_pt = size_pt;
    lettering.style.color = kBlack;
    lettering.align = align;
    return text::letter(fonts_, words, box, lettering, items_);
  }

  // A line every millimetre, at its distance from the edge that its number counts from: the left
  // one for the rulers at the top and the foot, the top one for those at the sides.
  void rulers() {
    Outline ticks;
    const double w = page_.width_mm;
    const double h = page_.height_mm;
    const auto length = [](int at) { return at % 10 == 0 ? 3.2 : at % 5 == 0 ? 2.3 : 1.4; };
    constexpr int kFirst = 12;
    for (int at = kFirst; at <= w - kFirst; ++at) {
      line(ticks, {double(at), kRulerAt}, {double(at), kRulerAt + length(at)});
      line(ticks, {double(at), h - kRulerAt}, {double(at), h - kRulerAt - length(at)});
      if (at % 10 == 0) {
        const Rect box{at - 5.0, kRulerAt + 3.4, 10, 3};
        text(std::to_string(at), box, 5.5, model::Align::kCentre);
        text(std::to_string(at), {box.x, h - kRulerAt - 5.5, 10, 3}, 5.5, model::Align::kCentre);
      }
    }
    for (int at = kFirst; at <= h - kFirst; ++at) {
      line(ticks, {kRulerAt, double(at)}, {kRulerAt + length(at), double(at)});
      line(ticks, {w - kRulerAt, double(at)}, {w - kRulerAt - length(at), double(at)});
      if (at % 10 == 0) {
        text(std::to_string(at), {kRulerAt + 3.6, at - 1.0, 8, 3}, 5.5);
        text(std::to_string(at), {w - kRulerAt - 11.6, at - 1.0, 8, 3}, 5.5, model::Align::kRight);
      }
    }
    stroke(ticks, kHairline);
  }

  void draw(const CalibrationMark& mark) {
    const auto circle = [&](double radius) {
      return Rect{mark.at.x - radius, mark.at.y - radius, 2 * radius, 2 * radius};
    };
    Outline disc;
    disc.add_ellipse(circle(kDiscRadius));
    fill(disc);
    Outline ring;
    ring.add_ellipse(circle((kRingInner + kRingOuter) / 2));
    stroke(ring, kRingOuter - kRingInner);
    if (mark.number == kOrientationMark) {
      return;
    }
    Outline arms;
    for (const Point way : {Point{1, 0}, Point{-1, 0}, Point{0, 1}, Point{0, -1}}) {
      line(arms, {mark.at.x + way.x * kRingOuter, mark.at.y + way.y * kRingOuter},
           {mark.at.x + way.x * kArmEnd, mark.at.y + way.y * kArmEnd});
    }
    stroke(arms, kHairline);
    caption(mark);
  }

  // Its number and its place, on the side that looks to the middle of the page.
  void caption(const CalibrationMark& mark) {
    const bool right = mark.at.x > page_.width_mm * 0.6;
    const model::Align align = right ? model::Align::kRight : model::Align::kLeft;
    const double x = right ? mark.at.x - 4.4 - 22 : mark.at.x + 4.4;
    text(std::to_string(mark.number), {x, mark.at.y - 6.6, 22, 5}, 10, align);
    text(fmt::format("左 {:g}　上 {:g}", mark.at.x, mark.at.y), {x, mark.at.y + 4.2, 22, 3}, 6,
         align);
  }

  void heading() {
    const double x = (page_.width_mm * 1.5 - 22) / 2;  // between marks 2 and 3
    Outline arrow;
    arrow.move_to({x, 13.5});
    arrow.line_to({x + 2.6, 18});
    arrow.line_to({x - 2.6, 18});
    arrow.close();
    fill(arrow);
    text("页面上边\nTOP OF PAGE", {x - 12, 19, 24, 8}, 7 * scale_, model::Align::kCentre);
    const Rect box{margin_, 34, page_.width_mm - 2 * margin_, 7 * scale_};
    text(is_back() ? "打印机校准页（背面）　Printer calibration sheet, back"
                   : "打印机校准页　Printer calibration sheet",
         box, 15 * scale_, model::Align::kCentre);
    text(fmt::format("{:g} × {:g} mm　刻度为距左边、上边的毫米数　"
                     "scales count mm from the left and the top edge",
                     page_.width_mm, page_.height_mm),
         {margin_, box.bottom() + 1, box.width, 4}, 7 * scale_, model::Align::kCentre);
  }

  void instructions() {
    const std::array chinese{
        fmt::format("1. 按实际大小（100 %）{}打印，不要选“适合页面”。", sides_in_chinese()),
        std::string("2. 用钢尺测量每个十字中心到纸张左边和上边的距离，填入下表；"
                    "至少测量四角：1、3、7、9。"),
        std::string("3. 偏差＝量得－应有：偏右、偏下为正（＋），偏左、偏上为负（－）。"),
        std::string(is_back() ? "4. 运行下面的命令求解偏差，生成背面的配置；批量打印时用 "
                                "--back-printer 指定。"
                              : "4. 运行下面的命令求解偏差，生成打印机配置。"),
        std::string("5. 也可扫描本页：纸后垫黑纸，露出纸张四边，150 至 600 dpi，"
                    "用 --scan 代替 --measured。")};
    const std::array english{
        fmt::format("1. Print at actual size (100 %), {}, never with \"fit to page\".",
                    sides_in_english()),
        std::string("2. With a steel rule measure from the paper's left and top edge to the centre "
                    "of each cross; the corners at least: 1, 3, 7, 9."),
        std::string("3. Deviation = measured − stated: + to the right and downwards, − to the left "
                    "and upwards."),
        std::string(is_back()
                        ? "4. The command below makes the profile of backs, which a run takes "
                          "with --back-printer."
                        : "4. The command below makes the printer's profile of it."),
        std::string("5. Or scan this sheet: black paper behind it, all four edges in view, 150 to "
                    "600 dpi, with --scan instead of --measured.")};
    const double gap = 6;
    const double width = (page_.width_mm - 2 * margin_ - gap) / 2;
    const double top = 34 + 16 * scale_;
    const double height = page_.height_mm / 2 - 14 - top - 10 * scale_;
    const auto column = [&](const auto& steps, double x) {
      double y = top;
      for (const std::string& step : steps) {
        y = text(step, {x, y, width, height / 3}, 9 * scale_) + 1.6 * scale_;
      }
      return y;
    };
    const double y = std::max(column(chinese, margin_), column(english, margin_ + width + gap));
    text(fmt::format("certpress calibrate solve --printer QUEUE --tray 2 -o {}\n"
                     "    --measured '1:+0.4,-0.2;3:+0.5,-0.1;7:+0.3,-0.3;9:+0.4,-0.2'",
                     is_back() ? "printer-back.yaml" : "printer.yaml"),
         {margin_, y + 1 * scale_, page_.width_mm - 2 * margin_, 9 * scale_}, 8.5 * scale_);
  }

  [[nodiscard]] bool is_back() const { return back_ != Duplex::kNone; }
  [[nodiscard]] const char* sides_in_chinese() const {
    return back_ == Duplex::kNone       ? "单面"
           : back_ == Duplex::kLongEdge ? "双面（沿长边翻转）"
                                        : "双面（沿短边翻转）";
  }
  [[nodiscard]] const char* sides_in_english() const {
    return back_ == Duplex::kNone       ? "on one side"
           : back_ == Duplex::kLongEdge ? "on both sides, flipped on the long edge"
                                        : "on both sides, flipped on the short edge";
  }

  [[nodiscard]] double lower_top() const { return page_.height_mm / 2 + 14; }
  [[nodiscard]] double table_width() const { return 84 * scale_; }

  void fields() {
    constexpr std::array kNames{"打印机 Printer", "纸盒 Tray", "日期 Date", "测量人 Measured by"};
    const double width = page_.width_mm - 2 * margin_ - table_width() - 8 * scale_;
    double y = lower_top() + 2 * scale_;
    Outline rules;
    for (const char* name : kNames) {
      text(name, {margin_, y, width, 4 * scale_}, 9 * scale_);
      y += 11 * scale_;
      line(rules, {margin_, y}, {margin_ + width, y});
      y += 2.5 * scale_;
    }
    stroke(rules, kHairline);
    text("先进纸的一边 Edge fed first", {margin_, y, width, 4 * scale_}, 9 * scale_);
    y += 6 * scale_;
    constexpr std::array kEdges{"上 top", "下 foot", "左 left", "右 right"};
    Outline boxes;
    for (std::size_t i = 0; i < kEdges.size(); ++i) {
      const double x = margin_ + static_cast<double>(i % 2) * width / 2;
      const double row = y + (i < 2 ? 0 : 6) * scale_;
      boxes.add_rect({x, row, 3.2 * scale_, 3.2 * scale_});
      text(kEdges[i], {x + 5 * scale_, row, width / 2 - 5 * scale_, 4 * scale_}, 9 * scale_);
    }
    stroke(boxes, kHairline);
  }

  void table() {
    constexpr std::array kHeads{"标记\nMark", "应距左\nleft", "量得\nmeasured", "应距上\ntop",
                                "量得\nmeasured"};
    constexpr std::array kShares{0.13, 0.17, 0.265, 0.17, 0.265};
    const double left = page_.width_mm - margin_ - table_width();
    const double row = 7.2 * scale_;
    const double head = 9 * scale_;
    const double top = lower_top();
    const double bottom = top + head + 9 * row;
    Outline grid;
    grid.add_rect({left, top, table_width(), bottom - top});
    double x = left;
    const auto marks = calibration_marks(page_);
    for (std::size_t column = 0; column < kHeads.size(); ++column) {
      const double width = kShares[column] * table_width();
      text(kHeads[column], {x, top + 1.2 * scale_, width, head}, 7 * scale_, model::Align::kCentre);
      for (std::size_t i = 0; i < 9; ++i) {
        const double y = top + head + static_cast<double>(i) * row;
        const std::string value = column == 0   ? std::to_string(marks[i].number)
                                  : column == 1 ? fmt::format("{:g}", marks[i].at.x)
                                  : column == 3 ? fmt::format("{:g}", marks[i].at.y)
                                                : std::string();
        if (!value.empty()) {
          text(value, {x, y + row * 0.28, width, row}, 9 * scale_, model::Align::kCentre);
        }
        if (column == 0) {
          line(grid, {left, y}, {left + table_width(), y});
        }
      }
      x += width;
      line(grid, {x, top}, {x, bottom});
    }
    stroke(grid, kHairline);
  }

  const PaperSize& page_;
  Duplex back_;  // how the sheet turns over when this is its back
  const text::FontBook& fonts_;
  double scale_;   // of what is written, on a page smaller than A4
  double margin_;  // of text, mm
  sheet::Items items_;
};

}  // namespace

sheet::Sheet calibration_sheet(const PaperSize& page, Duplex back, const text::FontBook& fonts) {
  check_calibration_page(page);
  return SheetWriter(page, back, fonts).write();
}

sheet::Sheet calibration_front(const PaperSize& page, const text::FontBook& fonts) {
  check_calibration_page(page);
  return SheetWriter(page, Duplex::kNone, fonts).write_front();
}

}  // namespace certpress::press

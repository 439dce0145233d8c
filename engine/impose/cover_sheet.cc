#include "cover_sheet.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "../base/refusals.h"
#include "../text/lettering.h"

namespace certpress::impose {

namespace {

constexpr Color kBlack{0, 0, 0, 1};
constexpr double kHairline = 0.15;  // mm
// On a page of this size or more everything has its own size; on a smaller one all is smaller,
// down to half of it: type of 5 pt.
constexpr Size kFull{148, 180};
constexpr double kLeastScale = 0.5;

// Lengths are those of a full page; they are scaled where they are drawn.
constexpr double kMargin = 16;
constexpr double kFactHeight = 8;
constexpr double kLineHeight = 7;
constexpr double kSignatures = 14;  // with the room above them

class CoverWriter {
 public:
  CoverWriter(const CoverSheet& cover, const text::FontBook& fonts)
      : cover_(cover),
        fonts_(fonts),
        scale_(std::min(
            {1.0, cover.page.width_mm / kFull.width, cover.page.height_mm / kFull.height})),
        margin_(kMargin * scale_),
        width_(cover.page.width_mm - 2 * margin_) {
    if (scale_ < kLeastScale) {
      throw Refused({Severity::kError,
                     "printing/cover-too-small",
                     {},
                     {fmt::format("a cover sheet needs a page of {:g} × {:g} mm or more",
                                  kFull.width * kLeastScale, kFull.height * kLeastScale),
                      fmt::format("封面至少需要 {:g} × {:g} 毫米的页面", kFull.width * kLeastScale,
                                  kFull.height * kLeastScale)},
                     {"lay the certificates on larger sheets (--n-up), or leave the cover out",
                      "请拼版到大纸（--n-up），或不加封面"}});
    }
  }

  std::vector<sheet::Sheet> write() {
    double y = facts(heading());
    for (std::size_t line = 0; line < cover_.lines.size();) {
      line = list(y, line);
      if (line < cover_.lines.size()) {
        finish_page();
        y = margin_;
      }
    }
    signatures();
    finish_page();
    number_pages();
    if (cover_.two_sided && pages_.size() % 2 != 0) {
      finish_page();
    }
    return std::move(pages_);
  }

 private:
  [[nodiscard]] double bottom() const {
    return cover_.page.height_mm - margin_ - kSignatures * scale_;
  }

  double text(std::string_view words, const Rect& box, double size_pt, const char* role,
              model::Align align = model::Align::kLeft) {
    if (words.empty()) {
      return box.y;
    }
    text::Lettering lettering;
    lettering.style.font = role;
    lettering.style.size_pt = size_pt * scale_;
    lettering.style.color = kBlack;
    lettering.align = align;
    return text::letter(fonts_, words, box, lettering, items_);
  }

  void rule(Point from, Point to, double width = kHairline) {
    sheet::Path path;
    path.outline.move_to(from);
    path.outline.line_to(to);
    path.stroke = Stroke{kBlack, width};
    sheet::Item item;
    item.element = "rule";
    item.layer = Layer::kBoth;
    item.bounds = sheet::extent(path.outline).grown(width);
    item.content = std::move(path);
    items_.push_back(std::make_shared<const sheet::Item>(std::move(item)));
  }

  double heading() {
    double y = text(cover_.title, {margin_, margin_, width_, 12 * scale_}, 22, "song-bold",
                    model::Align::kCentre);
    y = text(cover_.subtitle, {margin_, y + 2 * scale_, width_, 7 * scale_}, 12, "song",
             model::Align::kCentre);
    y += 4 * scale_;
    rule({margin_, y}, {margin_ + width_, y}, 0.5 * scale_);
    return y + 4 * scale_;
  }

  // In two columns where the page is wide.
  double facts(double y) {
    const std::size_t columns = cover_.page.width_mm > cover_.page.height_mm ? 2 : 1;
    const std::size_t rows = (cover_.facts.size() + columns - 1) / columns;  // of each column
    const double column = width_ / static_cast<double>(columns);
    const double name = 26 * scale_;
    const double height = kFactHeight * scale_;
    for (std::size_t i = 0; i < cover_.facts.size(); ++i) {
      const double x = margin_ + static_cast<double>(i / rows) * column;
      const double top = y + static_cast<double>(i % rows) * height;
      text(cover_.facts[i].first, {x, top, name, height}, 11, "kai");
      text(cover_.facts[i].second, {x + name, top, column - name - 4 * scale_, height}, 11, "song");
    }
    return y + static_cast<double>(rows) * height + 3 * scale_;
  }

  // As many lines as the page has room for, from `line` on; returns the one behind them.
  std::size_t list(double y, std::size_t line) {
    const double height = kLineHeight * scale_;
    if (y + 2 * height > bottom()) {
      return line;
    }
    const double top = y;
    rule({margin_, y}, {margin_ + width_, y});
    row(
        y, [](const CoverSheet::Column& column, std::size_t) { return column.head; }, "hei-bold");
    y += height;
    rule({margin_, y}, {margin_ + width_, y});
    for (; line < cover_.lines.size() && y + height <= bottom(); ++line) {
      const bool is_sum = line + 1 == cover_.lines.size();
      const auto& texts = cover_.lines[line];
      row(
          y, [&](const CoverSheet::Column&, std::size_t i) { return texts[i]; },
          is_sum ? "hei-bold" : "song");
      y += height;
      rule({margin_, y}, {margin_ + width_, y});
    }
    double x = margin_;
    for (const CoverSheet::Column& column : cover_.columns) {
      rule({x, top}, {x, y});
      x += width_of(column);
    }
    rule({margin_ + width_, top}, {margin_ + width_, y});
    return line;
  }

  template <typename Text>
  void row(double y, Text text_of, const char* role) {
    constexpr double kPad = 1.5;
    double x = margin_;
    for (std::size_t i = 0; i < cover_.columns.size(); ++i) {
      const CoverSheet::Column& column = cover_.columns[i];
      const double width = width_of(column);
      text(text_of(column, i),
           {x + kPad * scale_, y + 1.6 * scale_, width - 2 * kPad * scale_,
            (kLineHeight - 2) * scale_},
           10, role, column.is_number ? model::Align::kRight : model::Align::kLeft);
      x += width;
    }
  }

  [[nodiscard]] double width_of(const CoverSheet::Column& column) const {
    if (column.width_mm > 0) {
      return column.width_mm * scale_;
    }
    double rest = width_;
    for (const CoverSheet::Column& other : cover_.columns) {
      rest -= other.width_mm * scale_;
    }
    return rest;
  }

  void signatures() {
    const double share =
        width_ / static_cast<double>(std::max<std::size_t>(1, cover_.signatures.size()));
    const double y = cover_.page.height_mm - margin_ - 6 * scale_;
    double x = margin_;
    for (const std::string& words : cover_.signatures) {
      text(words, {x, y, share * 0.4, 6 * scale_}, 11, "kai");
      rule({x + 14 * scale_, y + 5 * scale_}, {x + share - 4 * scale_, y + 5 * scale_});
      x += share;
    }
  }

  void finish_page() {
    sheet::Sheet page;
    page.page = {cover_.page.width_mm, cover_.page.height_mm};
    page.title = cover_.title;
    page.items = std::exchange(items_, {});
    pages_.push_back(std::move(page));
  }

  void number_pages() {
    for (std::size_t i = 0; pages_.size() > 1 && i < pages_.size(); ++i) {
      text(fmt::format("第 {} 页　共 {} 页", i + 1, pages_.size()),
           {margin_, cover_.page.height_mm - margin_ + 2 * scale_, width_, 5 * scale_}, 8, "song",
           model::Align::kCentre);
      pages_[i].items.insert(pages_[i].items.end(), items_.begin(), items_.end());
      items_.clear();
    }
  }

  const CoverSheet& cover_;
  const text::FontBook& fonts_;
  double scale_;
  double margin_;
  double width_;  // between the margins
  sheet::Items items_;
  std::vector<sheet::Sheet> pages_;
};

}  // namespace

std::vector<sheet::Sheet> cover_sheets(const CoverSheet& cover, const text::FontBook& fonts) {
  return CoverWriter(cover, fonts).write();
}

}  // namespace certpress::impose

#include "correction.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "../base/refusals.h"
#include "bleed.h"
#include "deviation.h"
#include "ink_box.h"

namespace certpress::press {

namespace {

// Paper is cut to less than this, and a template may round its size.
constexpr double kSameSize = 0.5;  // mm
// As far as a profile may shift a page, so that what reaches its edge still does.
constexpr double kOverEdge = 20;  // mm

bool same(double a, double b) { return std::abs(a - b) <= kSameSize; }

// From the sheet to the page as it is fed.
std::optional<Transform> turn_onto(const PaperSize& fed, Size page, LandscapeTurn turn) {
  if (same(page.width, fed.width_mm) && same(page.height, fed.height_mm)) {
    return Transform{};
  }
  if (!same(page.width, fed.height_mm) || !same(page.height, fed.width_mm)) {
    return std::nullopt;
  }
  // A left turn puts the sheet's right edge at the head of the page, a right turn its left edge.
  return turn == LandscapeTurn::kLeft ? Transform{0, -1, 1, 0, 0, page.width}
                                      : Transform{0, 1, -1, 0, page.height, 0};
}

struct Loss {
  double mm = 0;
  Message side;
};

// How far the ink of an item leaves the page. A side on which it reaches the edge is not counted:
// there it is meant to run over it, and is drawn on.
Loss loss(const Rect& ink, const Rect& moved, Size page) {
  const std::array<Loss, 4> sides{
      {{ink.x > kReaches ? -moved.x : 0, {"left", "左"}},
       {ink.right() < page.width - kReaches ? moved.right() - page.width : 0, {"right", "右"}},
       {ink.y > kReaches ? -moved.y : 0, {"upper", "上"}},
       {ink.bottom() < page.height - kReaches ? moved.bottom() - page.height : 0,
        {"lower", "下"}}}};
  return *std::ranges::max_element(sides, {}, &Loss::mm);
}

void check_ink(const sheet::Sheet& sheet, const Transform& turn, const Transform& correction,
               Size page) {
  constexpr double kNoticed = 0.005;  // mm
  std::map<std::string, Loss> worst;
  for (const auto& item : sheet.items) {
    if (const auto box = ink_box(*item)) {
      const Rect ink = turn.bounds(*box);
      const Loss lost = loss(ink, correction.bounds(ink), page);
      Loss& known = worst[item->element];
      known = lost.mm > known.mm ? lost : known;
    }
  }
  Refusals refusals;
  for (const auto& [element, lost] : worst) {
    if (lost.mm > kNoticed) {
      Place place;
      place.element = element;
      refusals.error(
          "printing/off-page", place,
          {fmt::format("corrected for this printer it would lose {:.2f} mm over the {} edge of the "
                       "paper",
                       lost.mm, lost.side.en),
           fmt::format("按该打印机校正后，将超出纸张{}边 {:.2f} 毫米", lost.side.zh, lost.mm)},
          {"set the tray's paper guides and calibrate again", "请调整纸盒导纸板后重新校准"});
    }
  }
  refusals.throw_if_any();
}

}  // namespace

sheet::Sheet corrected(const sheet::Sheet& sheet, const PrinterProfile& profile) {
  const auto turn = turn_onto(profile.page, sheet.page, profile.landscape);
  if (!turn) {
    throw Refused({Severity::kError,
                   "printing/page-size",
                   {},
                   {fmt::format("the printer was measured with paper of {:g} × {:g} mm; this page "
                                "is {:g} × {:g} mm",
                                profile.page.width_mm, profile.page.height_mm, sheet.page.width,
                                sheet.page.height),
                    fmt::format("打印机是用 {:g} × {:g} 毫米的纸校准的，而本页为 {:g} × {:g} 毫米",
                                profile.page.width_mm, profile.page.height_mm, sheet.page.width,
                                sheet.page.height)},
                   {"calibrate with this paper: certpress calibrate sheet --page WIDTHxHEIGHT",
                    "请用该纸张校准：certpress calibrate sheet --page 宽x高"}});
  }
  const Transform correction = transform_of(profile.deviation, profile.page).inverse();
  sheet::Sheet out = sheet;
  out.page = {profile.page.width_mm, profile.page.height_mm};
  check_ink(sheet, *turn, correction, out.page);

  sheet::Group group;
  group.transform = turn->then(correction);
  group.items = with_bleed(sheet.items, sheet.page, kOverEdge);
  sheet::Item item;
  item.element = "page";
  item.variability = sheet::Variability::kVariable;
  item.layer = Layer::kBoth;
  item.bounds = {0, 0, out.page.width, out.page.height};
  item.content = std::move(group);
  out.items = {std::make_shared<const sheet::Item>(std::move(item))};
  if (out.cut) {
    out.cut = {turn->bounds(out.cut->trim), turn->bounds(out.cut->bleed)};
  }
  return out;
}

}  // namespace certpress::press

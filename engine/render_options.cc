#include "render_options.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/refusals.h"
#include "parse/record_parser.h"

namespace certpress {

namespace {

constexpr std::array<std::pair<std::string_view, LayerChoice>, 4> kLayers{
    {{"all", LayerChoice::kAll},
     {"stock", LayerChoice::kStock},
     {"ink", LayerChoice::kInk},
     {"proof", LayerChoice::kProof}}};

// A PDF has neither resolution nor quality.
void check_picture(const RenderOptions& options, Size page, Refusals& found) {
  if (options.format == Format::kPdf) {
    return;
  }
  const auto resolution = resolution_of(options, page);
  if (!(resolution.dpi >= kMinDpi && resolution.dpi <= kMaxDpi)) {
    found.error(
        "options/resolution", {},
        {"the resolution must be between 50 and 1200 dpi", "分辨率须在 50 至 1200 dpi 之间"});
  } else if (options.format == Format::kWebp &&
             std::max(resolution.width, resolution.height) > raster::kMaxWebpSide) {
    found.error(
        "options/resolution", {},
        {"a WebP picture has at most 16383 pixels on a side", "WebP 图片的边长不能超过 16383 像素"},
        {"choose a lower resolution, or PNG", "请降低分辨率，或改用 PNG"});
  }
  if (options.quality < kMinQuality || options.quality > kMaxQuality) {
    found.error("options/quality", {},
                {"the quality must be between 1 and 100", "图片质量须在 1 至 100 之间"});
  }
}

void check_for_paper(const RenderOptions& options, Refusals& found) {
  if (is_for_paper(options) &&
      (options.format != Format::kPdf || options.layer == LayerChoice::kProof)) {
    found.error("printing/not-for-paper", {},
                {"only a PDF of the whole, the ink or the stock is made for paper",
                 "只有完整证照、套打内容或底版的 PDF 可以拼版或按打印机校正"});
  }
}

}  // namespace

std::optional<LayerChoice> layer_named(std::string_view name) {
  const auto* const found =
      std::ranges::find(kLayers, name, [](const auto& layer) { return layer.first; });
  return found == kLayers.end() ? std::nullopt : std::optional(found->second);
}

std::string_view to_string(LayerChoice layer) {
  return std::ranges::find(kLayers, layer, [](const auto& named) { return named.second; })->first;
}

void check(const RenderOptions& options, Size page) {
  Refusals found;
  check_picture(options, page, found);
  check_for_paper(options, found);
  found.throw_if_any();
}

raster::Resolution resolution_of(const RenderOptions& options, Size page) {
  return options.width_px != 0 ? raster::Resolution::from_width(page, options.width_px)
                               : raster::Resolution::from_dpi(page, options.dpi);
}

double pixels_per_mm(const RenderOptions& options, Size page) {
  if (options.format == Format::kPdf) {
    return 0;
  }
  return options.drawing == Drawing::kPlain ? parse::kFullSize
                                            : resolution_of(options, page).px_per_mm();
}

bool is_for_paper(const RenderOptions& options) { return options.printer || options.imposition; }

sheet::Sheet chosen(const sheet::Sheet& sheet, LayerChoice layer) {
  switch (layer) {
    case LayerChoice::kStock:
      return sheet::without_signature(sheet::only(sheet, Layer::kStock));
    case LayerChoice::kInk:
      return sheet::without_signature(sheet::only(sheet, Layer::kInk));
    case LayerChoice::kProof:
      return sheet::without_signature(sheet::proof(sheet));
    case LayerChoice::kAll:
      break;
  }
  return sheet;
}

}  // namespace certpress

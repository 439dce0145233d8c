#include "asset_loader.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "element_parser.h"
#include "picture_intake.h"
#include "relative_path.h"
#include "style_parser.h"
#include "yaml_document.h"

namespace certpress::parse {

namespace {

constexpr std::size_t kMaxElements = 2000;    // drawn, of a template with all of its artworks
constexpr std::size_t kMaxArtworkDepth = 4;   // artworks that show artworks
constexpr std::size_t kMaxAssets = 100;       // files
constexpr long kMaxAssetPixels = 50'000'000;  // 200 MB decoded, of all pictures together

const Table& artwork_page_table() {
  static const Table table{
      "'artwork'",
      "'artwork' ",
      {{.name = "size",
        .type = Type::kSize,
        .unit = Unit::kMm,
        .required = true,
        .maximum = 2000,
        .says = "Width and height of the drawing; it is scaled to the box that "
                "shows it.",
        .example = "[20, 20]"}}};
  return table;
}

bool has_extension(std::string_view path, std::initializer_list<std::string_view> extensions) {
  return std::ranges::any_of(extensions, [&](std::string_view end) { return path.ends_with(end); });
}

}  // namespace

const Table& artwork_table() {
  static const Table table{
      "an artwork",
      "图稿",
      {
          {.name = "certpress",
           .type = Type::kInteger,
           .required = true,
           .minimum = 1,
           .maximum = 1,
           .says = "Version of this language.",
           .example = "1"},
          {.name = "artwork",
           .type = Type::kMapping,
           .required = true,
           .table = artwork_page_table,
           .says = "The drawing's own page.",
           .example = "{\"size\": [20, 20]}"},
          {.name = "colors",
           .type = Type::kColors,
           .says = "Names for colours.",
           .example = "{\"gold\": \"#A8842C\"}"},
          {.name = "styles",
           .type = Type::kStyles,
           .says = "Names for the looks of text.",
           .example = "{\"label\": {\"font\": \"kai\", \"size\": 15}}"},
          {.name = "elements",
           .type = Type::kElements,
           .required = true,
           .says = "What is drawn, in drawing order.",
           .example = "[{\"type\": \"circle\", \"name\": \"rim\", \"box\": [0.4, 0.4, 19.2, 19.2], "
                      "\"stroke\": {\"color\": \"gold\"}}]"},
      }};
  return table;
}

std::optional<model::Asset> AssetLoader::load(MappingReader& element, std::string_view key) {
  const std::string written = element.text(key);
  if (written.empty()) {
    return std::nullopt;
  }
  const auto path = resolved(element.folder(key), written);
  if (!path) {
    element.error("template/asset-escapes", key,
                  {"the path leads out of the templates' folder", "路径超出了模板目录"},
                  {"write a path relative to this file's folder, with / between its parts",
                   "请写相对于本文件所在目录的路径，以 / 分隔"});
    return std::nullopt;
  }
  if (std::ranges::find(open_, *path) != open_.end()) {
    element.error("template/asset-cycle", key, {"the artwork shows itself", "图稿引用了自身"});
    return std::nullopt;
  }
  const auto known = known_.find(*path);
  if (known != known_.end()) {
    const auto& loaded = known->second;
    const bool fits = !loaded || count_elements(loaded->elements, element, key);
    return loaded && fits ? std::optional(loaded->asset) : std::nullopt;
  }
  auto loaded = read(element, key, *path);
  const bool fits = !loaded || count_elements(loaded->elements, element, key);
  known_[*path] = loaded;
  return loaded && fits ? std::optional(loaded->asset) : std::nullopt;
}

std::optional<AssetLoader::Loaded> AssetLoader::read(MappingReader& element, std::string_view key,
                                                     const std::string& path) {
  if (known_.size() == kMaxAssets) {
    element.error("template/too-many", key,
                  {fmt::format("a template has at most {} assets", kMaxAssets),
                   fmt::format("模板最多有 {} 个素材文件", kMaxAssets)});
    return std::nullopt;
  }
  const bool is_artwork = has_extension(path, {".yaml"});
  if (!is_artwork && !has_extension(path, {".png", ".jpg", ".jpeg"})) {
    element.error("template/asset-missing", key,
                  {"an asset is a .png, .jpg or .jpeg picture, or a .yaml artwork",
                   "素材须为 .png、.jpg、.jpeg 图片或 .yaml 图稿"});
    return std::nullopt;
  }
  const auto bytes = resources_.template_file(path);
  if (!bytes) {
    element.error("template/asset-missing", key,
                  {fmt::format("there is no file '{}' in the templates' folder", path),
                   fmt::format("模板目录下没有文件 '{}'", path)});
    return std::nullopt;
  }
  return is_artwork ? read_artwork(element, key, path, *bytes) : read_picture(element, key, *bytes);
}

std::optional<AssetLoader::Loaded> AssetLoader::read_picture(MappingReader& element,
                                                             std::string_view key,
                                                             const Bytes& bytes) {
  Refusals refusals;
  auto picture = take_in_picture(bytes, element.scope().findings.place(element.offset(key)),
                                 refusals, kEveryPixel);
  for (Diagnostic& diagnostic : refusals.take()) {
    report_.add(std::move(diagnostic));
  }
  if (picture == nullptr) {
    return std::nullopt;
  }
  pixels_ += static_cast<long>(picture->width) * picture->height;
  if (pixels_ > kMaxAssetPixels) {
    element.error("template/too-large", key,
                  {fmt::format("the pictures of a template have more than {} pixels together",
                               kMaxAssetPixels),
                   fmt::format("模板的图片合计超过 {} 像素", kMaxAssetPixels)});
    return std::nullopt;
  }
  return Loaded{std::move(picture), 0};
}

std::optional<AssetLoader::Loaded> AssetLoader::read_artwork(MappingReader& element,
                                                             std::string_view key,
                                                             const std::string& path,
                                                             const Bytes& bytes) {
  if (open_.size() == kMaxArtworkDepth) {
    element.error("template/too-deep", key,
                  {fmt::format("artworks show artworks more than {} deep", kMaxArtworkDepth),
                   fmt::format("图稿嵌套超过 {} 层", kMaxArtworkDepth)});
    return std::nullopt;
  }
  const SourceText source(resources_.display_name(path), bytes.text(), folder_of(path));
  Findings findings(source, report_);
  const auto root = read_yaml(source, findings);
  if (!root) {
    return std::nullopt;
  }
  open_.push_back(path);
  const std::size_t outside = std::exchange(elements_, 0);
  Scope& shown_by = element.scope();
  Scope scope{findings, shown_by.fields, shown_by.font_roles, *this};
  MappingReader file(*root, artwork_table(), scope);
  check_language_version(file);
  if (const YamlNode* page = file.find("artwork")) {
    scope.page = MappingReader(*page, artwork_page_table(), scope).size("size");
  }
  read_names(file);
  auto artwork = std::make_shared<model::Artwork>();
  artwork->size = scope.page;
  artwork->elements = read_elements(file);
  warn_of_unused_names(scope);
  const std::size_t inside = std::exchange(elements_, outside);
  open_.pop_back();
  return Loaded{std::shared_ptr<const model::Artwork>(std::move(artwork)), inside};
}

std::vector<std::string> AssetLoader::files() const {
  std::vector<std::string> out;
  for (const auto& [path, loaded] : known_) {
    out.push_back(path);
  }
  return out;
}

bool AssetLoader::count_elements(std::size_t more, MappingReader& at, std::string_view key) {
  elements_ += more;
  if (elements_ <= kMaxElements) {
    return true;
  }
  at.error("template/too-many", key,
           {fmt::format("more than {} elements would be drawn", kMaxElements),
            fmt::format("要绘制的元素超过 {} 个", kMaxElements)});
  elements_ -= more;
  return false;
}

void check_language_version(MappingReader& file) {
  if (file.has("certpress") && file.text("certpress") != "1") {
    file.error("template/version-unsupported", "certpress",
               {"this program knows version 1 of the language only", "本程序只支持模板语言版本 1"});
  }
}

}  // namespace certpress::parse

#include "template.h"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <utility>
#include <variant>

namespace certpress::model {

namespace {

constexpr std::array<std::pair<Kind, std::string_view>, 16> kKinds{{
    {Kind::kText, "text"},
    {Kind::kName, "name"},
    {Kind::kDate, "date"},
    {Kind::kDateOrLongTerm, "date-or-long-term"},
    {Kind::kPeriod, "period"},
    {Kind::kUscc, "uscc"},
    {Kind::kIdCard, "id-card"},
    {Kind::kPlate, "plate"},
    {Kind::kLicenceNumber, "licence-number"},
    {Kind::kCertificateId, "certificate-id"},
    {Kind::kCode, "code"},
    {Kind::kInteger, "integer"},
    {Kind::kDecimal, "decimal"},
    {Kind::kDimensions, "dimensions"},
    {Kind::kFlag, "flag"},
    {Kind::kImage, "image"},
}};

bool shows(const Element& element, std::size_t field);

bool shows(const Asset& asset, std::size_t field) {
  const auto* artwork = std::get_if<std::shared_ptr<const Artwork>>(&asset);
  return artwork != nullptr &&
         std::ranges::any_of((*artwork)->elements,
                             [&](const Element& element) { return shows(element, field); });
}

bool shows(const Element& element, std::size_t field) {
  const auto* image = std::get_if<ImageElement>(&element.content);
  const auto* seal = std::get_if<SealElement>(&element.content);
  return (image != nullptr &&
          (image->field == field || (image->asset && shows(*image->asset, field)))) ||
         (seal != nullptr && shows(seal->asset, field));
}

}  // namespace

std::string_view to_string(Kind kind) {
  const auto* found = std::ranges::find(kKinds, kind, &std::pair<Kind, std::string_view>::first);
  return found->second;
}

std::optional<Kind> kind_from(std::string_view spelling) {
  const auto* found =
      std::ranges::find(kKinds, spelling, &std::pair<Kind, std::string_view>::second);
  return found == kKinds.end() ? std::nullopt : std::optional(found->first);
}

const std::vector<Kind>& all_kinds() {
  static const std::vector<Kind> kinds = [] {
    std::vector<Kind> list;
    list.reserve(kKinds.size());
    for (const auto& [kind, spelling] : kKinds) {
      list.push_back(kind);
    }
    return list;
  }();
  return kinds;
}

std::optional<std::size_t> Template::field_index(std::string_view name_or_label) const {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == name_or_label || fields[i].label == name_or_label) {
      return i;
    }
  }
  return std::nullopt;
}

Size Template::picture_size(std::size_t field) const {
  constexpr double kInfinite = std::numeric_limits<double>::infinity();
  Size size;
  for (const Element& element : elements) {
    const auto* image = std::get_if<ImageElement>(&element.content);
    if (image != nullptr && image->field == field) {
      size = {std::max(size.width, element.box.width), std::max(size.height, element.box.height)};
    } else if (shows(element, field)) {
      return {kInfinite, kInfinite};
    }
  }
  return size;
}

}  // namespace certpress::model

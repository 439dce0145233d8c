#include "shipped.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "parse/template_parser.h"
#include "places.h"

namespace certpress::fuzz {

namespace {

const std::vector<std::string>& ids() {
  static const std::vector<std::string> all = shipped_resources()->template_ids();
  return all;
}

}  // namespace

std::shared_ptr<const Resources> shipped_resources() {
  static const auto resources = [] {
    const std::string root = CERTPRESS_SOURCE_DIR;
    FolderResources::Folders folders;
    // The tour has an element of every type.
    folders.templates = {root + "/templates", root + "/tests/data"};
    folders.fonts = root + "/fonts";
    return std::make_shared<const FolderResources>(std::move(folders));
  }();
  return resources;
}

const text::FontBook& shipped_fonts() {
  static const text::FontBook fonts(shipped_resources());
  return fonts;
}

std::size_t shipped_template_count() { return ids().size(); }

const ShippedTemplate& shipped_template(std::size_t index) {
  static std::map<std::size_t, ShippedTemplate> known;
  const auto found = known.find(index);
  if (found != known.end()) {
    return found->second;
  }
  Refusals remarks;
  ShippedTemplate made{parse::parse_template(*shipped_resources(), ids().at(index),
                                             shipped_fonts().roles(), remarks),
                       {}};
  made.fixed = layout::lay_out_static(made.tmpl, shipped_fonts());
  return known.emplace(index, std::move(made)).first->second;
}

}  // namespace certpress::fuzz

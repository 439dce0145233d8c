#include "prepared.h"

#include <algorithm>
#include <utility>

#include "base/sha256.h"
#include "render_options.h"
#include "sheet/content.h"

namespace certpress {

namespace {

// Equal names, equal looks.
std::string ground_of(const layout::StaticLayout& fixed, const std::vector<Rect>& places) {
  std::string content;
  const auto add = [&](const sheet::Items& items) {
    for (const auto& item : items) {
      sheet::append_content(*item, content);
      content += item->in_base ? 'b' : 'a';
    }
  };
  add(fixed.paper);
  std::ranges::for_each(fixed.elements, add);
  content.append(reinterpret_cast<const char*>(places.data()), places.size() * sizeof(Rect));
  return sha256_hex(content);
}

TemplateInfo describe(const model::Template& tmpl, std::string fingerprint) {
  TemplateInfo info{
      tmpl.id, tmpl.title, tmpl.version, tmpl.standard, tmpl.page.width, tmpl.page.height, {},
      {},      {}};
  for (const model::Field& field : tmpl.fields) {
    info.fields.push_back({field.name, field.label, std::string(to_string(field.kind)),
                           field.required, field.max_length});
  }
  for (const model::Element& element : tmpl.elements) {
    info.elements.push_back({element.name, element.file, element.span.line, element.box.x,
                             element.box.y, element.box.width, element.box.height});
  }
  info.fingerprint = std::move(fingerprint);
  return info;
}

}  // namespace

Prepared::Prepared(model::Template checked, layout::StaticLayout laid_out, std::string fingerprint,
                   std::vector<Diagnostic> warnings)
    : tmpl(std::move(checked)),
      fixed(std::move(laid_out)),
      places(layout::variable_places(tmpl)),
      ground(ground_of(fixed, places)),
      info_(describe(tmpl, std::move(fingerprint))),
      remarks_(std::move(warnings)) {
  for (const LayerChoice layer : {LayerChoice::kAll, LayerChoice::kStock, LayerChoice::kInk}) {
    statics_.emplace(layer, std::make_shared<const sheet::Sheet>(
                                chosen(layout::static_sheet(tmpl, fixed), layer)));
  }
  statics_.emplace(LayerChoice::kProof, statics(LayerChoice::kStock));  // above it all is changed
}

}  // namespace certpress

#include "emitter.h"

#include <algorithm>
#include <type_traits>
#include <variant>

#include "text_setting.h"

namespace certpress::layout {

namespace {

struct VariablePart {
  bool operator()(const model::TextElement& text) const { return !text.text.is_static(); }
  bool operator()(const model::FieldElement& field) const { return !field.value.is_static(); }
  bool operator()(const model::VerticalTextElement& text) const { return !text.text.is_static(); }
  bool operator()(const model::ArcTextElement& text) const { return !text.text.is_static(); }
  bool operator()(const model::WatermarkElement& text) const { return !text.text.is_static(); }
  bool operator()(const model::ImageElement& image) const {
    return image.field.has_value() || has_variable_part(*image.asset);
  }
  bool operator()(const model::CodeElement& /*code*/) const { return true; }
  bool operator()(const model::SealElement& /*seal*/) const { return true; }
  bool operator()(const model::LineElement& /*line*/) const { return false; }
  bool operator()(const model::ShapeElement& /*shape*/) const { return false; }
  bool operator()(const model::BorderElement& /*border*/) const { return false; }
  bool operator()(const model::WavesElement& /*waves*/) const { return false; }
  bool operator()(const model::GuillocheElement& /*rose*/) const { return false; }
};

}  // namespace

bool has_variable_part(const model::Asset& asset) {
  const auto* artwork = std::get_if<std::shared_ptr<const model::Artwork>>(&asset);
  return artwork != nullptr &&
         std::ranges::any_of((*artwork)->elements, [](const model::Element& element) {
           return has_variable_part(element);
         });
}

bool changes_with_record(const model::Element& element) {
  return std::visit(VariablePart{}, element.content);
}

bool has_variable_part(const model::Element& element) {
  return element.when.has_value() || changes_with_record(element);
}

Rect variable_bounds(const model::Element& element) {
  if (const auto* text = std::get_if<model::TextElement>(&element.content)) {
    return element.box.grown(overhang(text->style));
  }
  if (const auto* text = std::get_if<model::VerticalTextElement>(&element.content)) {
    return element.box.grown(overhang(text->style));
  }
  if (const auto* field = std::get_if<model::FieldElement>(&element.content)) {
    const Rect& box = element.box;
    return Rect{field->value_x, box.y, box.right() - field->value_x, box.height}.grown(
        overhang(field->value_style));
  }
  if (const auto* image = std::get_if<model::ImageElement>(&element.content)) {
    return image->caption.empty() ? element.box : element.box.grown(overhang(image->caption_style));
  }
  if (const auto* code = std::get_if<model::CodeElement>(&element.content)) {
    // The fewest modules a QR code has on a side, hence the widest quiet zone (ISO/IEC 18004).
    constexpr double kFewestModules = 21;
    return element.box.grown(code->quiet_zone * element.box.width / kFewestModules);
  }
  return element.box;
}

bool Emitter::wants(bool depends_on_record) const {
  switch (scope_.part) {
    case Part::kStatic:
      return !depends_on_record && !element_.when;
    case Part::kVariable:
      return depends_on_record || element_.when;
    case Part::kBoth:
      return true;
  }
  return true;
}

Emitter Emitter::on(Layer layer) const {
  Emitter other = *this;
  other.layer_ = layer;
  return other;
}

void Emitter::emit(decltype(sheet::Item::content) content, bool depends_on_record,
                   const Rect& bounds, bool seal) {
  const bool variable = depends_on_record || element_.when;
  sheet::Item item;
  item.element = element_.name;
  item.variability = variable ? sheet::Variability::kVariable : sheet::Variability::kStatic;
  item.fixed = !depends_on_record;
  item.layer = element_.layer.value_or(layer_.value_or(variable ? Layer::kInk : Layer::kStock));
  item.bounds = bounds;
  item.seal = seal;
  item.content = std::move(content);
  out_.push_back(std::make_shared<const sheet::Item>(std::move(item)));
}

// A run and a path are painted as one mask each, so that their colour can carry the opacity.
void Emitter::add(sheet::GlyphRun run, bool depends_on_record, const Rect& bounds) {
  run.color = run.color.faded(element_.opacity);
  emit(std::move(run), depends_on_record, bounds);
}

void Emitter::add(sheet::Path path, bool depends_on_record, const Rect& bounds) {
  if (path.fill) {
    path.fill = path.fill->faded(element_.opacity);
  }
  if (path.stroke) {
    path.stroke->color = path.stroke->color.faded(element_.opacity);
  }
  emit(std::move(path), depends_on_record, bounds);
}

void Emitter::add(sheet::Image image, bool depends_on_record, const Rect& bounds) {
  if (element_.opacity >= 1) {
    emit(std::move(image), depends_on_record, bounds);
    return;
  }
  sheet::Item item;
  item.element = element_.name;
  item.content = std::move(image);
  sheet::Group group;
  group.items.push_back(std::make_shared<const sheet::Item>(std::move(item)));
  add(std::move(group), depends_on_record, bounds);
}

void Emitter::add(sheet::Group group, bool depends_on_record, const Rect& bounds) {
  group.opacity *= element_.opacity;
  emit(std::move(group), depends_on_record, bounds);
}

void Emitter::add_seal(sheet::Group group) {
  group.opacity *= element_.opacity;
  emit(std::move(group), true, element_.box, true);
}

void Emitter::refuse(std::string code, std::string field, Message message, Message hint) const {
  Place place;
  place.file = element_.file;
  place.line = element_.span.line;
  place.column = element_.span.column;
  place.element = element_.name;
  place.field = std::move(field);
  scope_.refusals.error(std::move(code), std::move(place), std::move(message), std::move(hint));
}

void lay_out_element(const model::Element& element, const Scope& scope, sheet::Items& out) {
  if (element.when && !scope.record.is_true(*element.when)) {
    return;
  }
  Emitter emitter(scope, element, out);
  std::visit([&](const auto& content) { lay_out(content, emitter); }, element.content);
}

}  // namespace certpress::layout

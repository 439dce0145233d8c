// Where the elements' layouts put their items, and what all of them share.
#pragma once

#include <optional>

#include "../base/refusals.h"
#include "../model/record.h"
#include "../model/template.h"
#include "../sheet/sheet.h"
#include "../text/font_book.h"

namespace certpress::layout {

// Which parts of an element are wanted: those that no record changes, the others, or both (inside
// an artwork, which is laid out as a whole).
enum class Part { kStatic, kVariable, kBoth };

struct Scope {
  const model::Template& of;
  const model::Record& record;  // empty while static parts are laid out
  const text::FontBook& fonts;
  Part part = Part::kBoth;
  Refusals& refusals;
};

// One element in the making: gives its items their name, layer and opacity.
class Emitter {
 public:
  Emitter(const Scope& scope, const model::Element& element, sheet::Items& out)
      : scope_(scope), element_(element), out_(out) {}

  [[nodiscard]] const Scope& scope() const { return scope_; }
  [[nodiscard]] const model::Element& element() const { return element_; }
  [[nodiscard]] const Rect& box() const { return element_.box; }

  // Whether this part is asked for now. All parts of an element with `when` depend on the record.
  [[nodiscard]] bool wants(bool depends_on_record) const;

  // `bounds`: the most that the item may touch. The element's opacity is applied here.
  void add(sheet::GlyphRun run, bool depends_on_record, const Rect& bounds);
  void add(sheet::Path path, bool depends_on_record, const Rect& bounds);
  void add(sheet::Image image, bool depends_on_record, const Rect& bounds);
  void add(sheet::Group group, bool depends_on_record, const Rect& bounds);
  void add_seal(sheet::Group group);

  // The same element, with another layer for what it adds unless the author chose one.
  [[nodiscard]] Emitter on(Layer layer) const;

  void refuse(std::string code, std::string field, Message message, Message hint = {}) const;

 private:
  void emit(decltype(sheet::Item::content) content, bool depends_on_record, const Rect& bounds,
            bool seal = false);

  const Scope& scope_;
  const model::Element& element_;
  sheet::Items& out_;
  std::optional<Layer> layer_;
};

// Static or variable parts of one element, as the scope asks, in drawing order.
void lay_out_element(const model::Element& element, const Scope& scope, sheet::Items& out);

// True when some part of the element looks different from record to record.
bool changes_with_record(const model::Element& element);
// True when some part of the element can differ from record to record, or be left out.
bool has_variable_part(const model::Element& element);
bool has_variable_part(const model::Asset& asset);
// The most that the variable part of the element may touch, the same for every record.
Rect variable_bounds(const model::Element& element);

// text_elements.cc
void lay_out(const model::TextElement& text, Emitter& out);
void lay_out(const model::FieldElement& field, Emitter& out);
void lay_out(const model::WatermarkElement& watermark, Emitter& out);
void add_text(const model::TextElement& text, bool depends_on_record, Emitter& out);
// directed_text_elements.cc: characters placed one by one
void lay_out(const model::VerticalTextElement& text, Emitter& out);
void lay_out(const model::ArcTextElement& text, Emitter& out);
// A column of upright characters, centred in the element's box.
void add_column(const model::VerticalTextElement& text, bool depends_on_record, Emitter& out);
// picture_elements.cc
void lay_out(const model::ImageElement& image, Emitter& out);
void lay_out(const model::CodeElement& code, Emitter& out);
void lay_out(const model::SealElement& seal, Emitter& out);
// shape_elements.cc
void lay_out(const model::LineElement& line, Emitter& out);
void lay_out(const model::ShapeElement& shape, Emitter& out);
void lay_out(const model::BorderElement& border, Emitter& out);
void lay_out(const model::WavesElement& waves, Emitter& out);
void lay_out(const model::GuillocheElement& rose, Emitter& out);

}  // namespace certpress::layout

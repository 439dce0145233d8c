// The elements of a template: what a layout author placed on the page. All checked by the parser;
// coordinates in mm from the top left corner of the page (of the artwork, inside an artwork).
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "../base/geometry.h"
#include "../base/layer.h"
#include "../base/outline.h"
#include "../base/paint.h"
#include "../base/picture.h"
#include "composition.h"
#include "field.h"
#include "style.h"

namespace certpress::model {

// type: text, paragraph, footer. One box, one text.
struct TextElement {
  Composition text;
  std::string blank;  // printed instead when all fields of `text` are absent
  TextStyle style;
  Fit fit;
  Align align = Align::kLeft;
  VerticalAlign valign = VerticalAlign::kMiddle;
};

// type: field. A label spread over n em, a colon, and the value on the label's baseline.
struct FieldElement {
  std::string label;
  TextStyle label_style;
  double spread_em = 0;  // 分散对齐: width of the label in em of its own size; 0: natural width
  std::string colon = "：";
  Composition value;
  std::string blank;
  TextStyle value_style;
  double value_x = 0;  // mm, absolute; the value's box ends where the element's box ends
  Fit fit;
  VerticalAlign valign = VerticalAlign::kMiddle;
  double row = 0;  // height of the first row: the label's em box is centred in it
};

// type: vertical-text. Upright characters from top to bottom, centred in the box.
struct VerticalTextElement {
  Composition text;
  std::string blank;
  TextStyle style;
  double pitch = 0;  // mm from character to character
};

// type: arc-text. Characters on a circle around the centre of the box, feet inwards, centred on the
// top of the circle.
struct ArcTextElement {
  Composition text;
  std::string blank;
  TextStyle style;
  double radius = 0;      // mm, of the baseline
  double span_deg = 0;    // the characters are spread over this angle
  double char_width = 1;  // horizontal scale of each character
};

// An artwork: elements in coordinates of their own, scaled to where they are placed.
struct Artwork;

using Asset = std::variant<std::shared_ptr<const Picture>, std::shared_ptr<const Artwork>>;

enum class PictureFit { kCover, kContain };

// type: image (an asset) and photo (a field).
struct ImageElement {
  std::optional<Asset> asset;
  std::optional<std::size_t> field;
  PictureFit fit = PictureFit::kCover;
  std::optional<Stroke> frame;  // drawn around the box, outside it
  std::string caption;          // shown while there is no photo
  bool vertical_caption = false;
  double caption_pitch = 6;  // mm, vertical only
  TextStyle caption_style;
};

enum class CodeCorrection { kLow, kMedium, kQuartile, kHigh };

// type: code. A QR code; the box is the symbol without its quiet zone.
struct CodeElement {
  Composition content;
  CodeCorrection correction = CodeCorrection::kMedium;
  int quiet_zone = 4;        // modules, painted `light` around the box
  double min_module = 0.33;  // mm; content that needs smaller modules is refused
  Color dark{0, 0, 0, 1};
  Color light{255, 255, 255, 1};
};

// type: seal. Square box; multiplied onto what lies below, so that text shows through. It is also
// the place of the visible signature. Never drawn on a blank form.
struct SealElement {
  Asset asset;
  double opacity = 1;
};

struct LineElement {
  Point from;
  Point to;
  Stroke stroke;
};

// type: rectangle, circle (the box's inscribed ellipse), star, path. Filled, stroked or both.
enum class ShapeKind { kRectangle, kCircle, kStar, kPath };
struct ShapeElement {
  ShapeKind kind = ShapeKind::kRectangle;
  std::optional<Color> fill;
  std::optional<Stroke> stroke;
  int points = 5;               // star
  double inner_radius = 0.382;  // star: share of the outer radius
  Outline path;                 // path: mm relative to the box's corner
};

// type: border. Concentric rules, a woven band of sine pairs between them, rosettes in its corners.
struct BorderElement {
  struct Rule {
    double inset = 0;  // from the edge of the box to the middle of the rule
    Stroke stroke;
  };
  struct Band {
    double inset = 0;      // to the middle of the band
    double amplitude = 0;  // mm
    double pitch = 0;      // wanted wave length; rounded so that whole waves fill each side
    Stroke stroke;
  };
  struct Rosette {
    double inset = 0;  // to its centre, from both edges
    double radius = 0;
    int petals = 8;
    Stroke stroke;
  };
  std::vector<Rule> rules;
  std::optional<Band> band;
  std::optional<Rosette> rosette;
};

// type: waves. Fine parallel sine lines that fill the box.
struct WavesElement {
  double pitch = 3.2;  // between lines
  double amplitude = 0.6;
  double length = 24;  // of one wave
  Stroke stroke;
};

// type: guilloche. A rose curve, traced `turns` times with shifted phase, around the box's centre.
struct GuillocheElement {
  double outer_radius = 0;
  double inner_radius = 0;
  int petals = 24;
  int turns = 4;
  Stroke stroke;
};

// type: watermark. One line of large pale text across the page.
struct WatermarkElement {
  Composition text;
  TextStyle style;
  double angle_deg = 0;  // clockwise
};

using ElementContent =
    std::variant<TextElement, FieldElement, VerticalTextElement, ArcTextElement, ImageElement,
                 CodeElement, SealElement, LineElement, ShapeElement, BorderElement, WavesElement,
                 GuillocheElement, WatermarkElement>;

// What `certpress lint` objects to in an element, unless the author says that it is meant so.
enum class Objection {
  kOverlap,    // text, pictures or codes that lie over each other
  kSmallText,  // type that is hard to read
  kContrast,   // text or a code that hardly differs from its ground
  kMargin,     // what a printer cannot print
  kSmallCode,  // modules or a quiet zone that cameras have trouble with
};
// As the template language spells them, in the order of the enumerators.
inline constexpr std::array<std::string_view, 5> kObjectionWords{
    "overlap", "small-text", "contrast", "margin", "small-code"};

struct Element {
  std::string name;
  Rect box;
  std::optional<Layer> layer;       // unset: static parts are stock, variable parts are ink
  std::optional<std::size_t> when;  // drawn only while this field is present (and true)
  double opacity = 1;
  std::vector<Objection> allow;  // meant so
  Span span;
  std::string file;  // the file of the span: an artwork has its own
  ElementContent content;

  [[nodiscard]] bool allows(Objection objection) const;
};

// Whether the element is text, a picture or a code, which others of these must not cover. Seals,
// watermarks, patterns, lines and shapes may lie under or over anything.
bool must_keep_clear(const Element& element);
// A picture of the template's own, which text that lies wholly on it may be meant to stand on.
bool may_be_ground(const Element& element);

struct Artwork {
  Size size;  // mm
  std::vector<Element> elements;
};

}  // namespace certpress::model

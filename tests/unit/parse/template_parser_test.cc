// A good template becomes the model that its author meant.
#include "parse/template_parser.h"

#include <random>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "memory_resources.h"
#include "parse/element_parser.h"

namespace certpress::parse {
namespace {

const std::vector<std::string> kRoles{"song", "song-bold", "hei", "kai"};

// Every type of element with every key of its own.
const char* const kTemplate = R"yaml(
certpress: 1
id: x
title: 道路运输证
version: 1.0
standard: JT/T 1292-2019
page: {size: [210mm, 297], background: '#F7FCF8'}
colors: {rule: '#2E6B4F', pale: '#11223344'}
styles:
  label: {font: kai, size: 15}
  value: {font: song, size: 14pt, color: rule, tracking: 0.1em, line_pitch: 1.5, fit: wrap, floor: 9, one_line_scale: 0.9}
fields:
  region: {label: 地市, kind: text, min_length: 1, max_length: 4, allowed: [并, 同]}
  holder: {label: 业户名称, kind: name, required: true, max_length: 100}
  sex: {label: 性别, kind: code, codes: sex, several: true}
  birth: {label: 出生日期, kind: date}
  id_card: {label: 证号, kind: id-card, agrees_with: {sex: sex, birth: birth}}
  valid: {label: 有效期, kind: period}
  weight: {label: 吨位, kind: decimal, minimum: 0, maximum: 999, decimals: 3, unit: 吨}
  seats: {label: 座位, kind: integer, minimum: 1, maximum: 300, unit: 座}
  photo: {label: 照片, kind: image}
  specimen: {label: 样例, kind: flag}
elements:
  - {type: text, name: number, box: [20, 30, 170, 8], layer: both, when: specimen, opacity: 0.5,
     text: '晋{region}字[（{sex}）]', blank: 晋　字, style: value, size: 16, fit: refuse, align: center, valign: top}
  - {type: paragraph, name: scope, box: [20, 40, 170, 8], text: '{id_card}{seats}{weight}'}
  - {type: footer, name: footer, box: [20, 280, 170, 8], allow: [margin, small-code], text: 监制, font: hei}
  - {type: field, name: holder, box: [26, 89, 158, 12], label: 业户名称, value: '{holder}', blank: 空,
     label_style: label, value_style: {style: value, size: 13}, spread: 4, colon: ':', value_x: 67, row: 10, valign: top, floor: 10}
  - {type: vertical-text, name: column, box: [10, 20, 8, 60], text: 竖排, blank: 空, style: label, color: pale, pitch: 6}
  - {type: arc-text, name: arc, box: [10, 20, 42, 42], text: '{holder}', blank: 空, size: 13, radius: 14.8, span: 240deg, char_width: 0.7}
  - {type: image, name: emblem, box: [95, 20, 20, 20], asset: ../shared/emblem.yaml, fit: cover, frame: {color: rule, width: 0.3}}
  - {type: photo, name: picture, box: [150, 90, 30, 40], field: photo, fit: contain, frame: {}, caption: 照片,
     caption_direction: vertical, caption_pitch: 7, caption_style: {size: 20}}
  - {type: code, name: code, box: [20, 240, 26, 26], content: '{holder}', correction: Q, quiet_zone: 2, min_module: 0.4, dark: rule, light: '#FFFFFF'}
  - {type: seal, name: seal, at: [147, 206.5], diameter: 42, asset: ../shared/emblem.yaml, opacity: 0.82}
  - {type: line, name: line, from: [190, 50], to: [20, 40], stroke: {color: rule, width: 0.5}}
  - {type: rectangle, name: rectangle, box: [1, 2, 3, 4], fill: pale}
  - {type: circle, name: circle, box: [1, 2, 3, 4], stroke: {width: 1}}
  - {type: star, name: star, box: [1, 2, 3, 4], fill: rule, points: 6, inner_radius: 0.5}
  - {type: path, name: path, box: [1, 2, 3, 4], fill: rule, d: M 0 0 H 3 V 4 Z}
  - {type: border, name: border, box: [0, 0, 210, 297], rules: [{inset: 9, color: rule, width: 0.9}, {inset: 10.1}],
     band: {inset: 13, amplitude: 2, pitch: 9, color: pale, width: 0.32}, rosette: {inset: 13, radius: 2.6, petals: 9, color: rule, width: 0.1}}
  - {type: waves, name: waves, box: [18, 18, 174, 261], pitch: 3, amplitude: 0.5, length: 20, color: pale, width: 0.16}
  - {type: guilloche, name: rose, box: [21, 64.5, 168, 168], outer_radius: 82, inner_radius: 52, petals: 10, turns: 12, color: pale, width: 0.16}
  - {type: watermark, name: mark, box: [18, 18, 174, 261], text: 样例, font: hei, size: 66, angle: -28}
  - {type: text, name: until, box: [20, 50, 170, 8], text: '{valid.until:YYYY.M.D}'}
)yaml";

MemoryResources::Files files() {
  MemoryResources::Files out;
  out["x/template.yaml"] = kTemplate;
  out["codes/sex.yaml"] =
      "id: sex\ntitle: 性别\nsource: GB/T 2261.1\nentries:\n- {code: 01, text: 男}\n- {code: '2', "
      "text: 女}\n";
  out["shared/emblem.yaml"] =
      "certpress: 1\nartwork: {size: [20, 10]}\ncolors: {gold: '#A8842C'}\nelements:\n"
      "- {type: circle, name: rim, box: [0, 0, 20, 10], fill: gold}\n"
      "- {type: image, name: inner, box: [0, 0, 5, 5], asset: star.yaml}\n"
      "- {type: text, name: who, box: [0, 0, 20, 5], text: '{holder}'}\n";
  out["shared/star.yaml"] =
      "certpress: 1\nartwork: {size: [1, 1]}\nelements:\n"
      "- {type: star, name: star, box: [0, 0, 1, 1], fill: '#FF0000'}\n";
  return out;
}

const model::Template& parsed() {
  static const model::Template tmpl = [] {
    Refusals remarks;
    try {
      model::Template out = parse_template(MemoryResources(files()), "x", kRoles, remarks);
      for (const Diagnostic& remark : remarks.take()) {
        ADD_FAILURE() << to_text(remark, Language::kEnglish);
      }
      return out;
    } catch (const Refused& refused) {
      for (const Diagnostic& diagnostic : refused.diagnostics()) {
        ADD_FAILURE() << to_text(diagnostic, Language::kEnglish);
      }
      throw;
    }
  }();
  return tmpl;
}

const model::Element& element(std::string_view name) {
  for (const model::Element& candidate : parsed().elements) {
    if (candidate.name == name) {
      return candidate;
    }
  }
  throw std::logic_error("no such element");
}

template <typename T>
const T& content(std::string_view name) {
  return std::get<T>(element(name).content);
}

const model::Field& field(std::string_view name) {
  return parsed().fields[parsed().field_index(name).value()];
}

constexpr Color kRule{0x2E, 0x6B, 0x4F, 1};
constexpr Color kPale{0x11, 0x22, 0x33, 0x44 / 255.0};

TEST(Template, UsesEveryTypeOfTheLanguage) {
  for (const ElementType& type : element_types()) {
    EXPECT_NE(std::string(kTemplate).find("type: " + std::string(type.variant.word) + ","),
              std::string::npos)
        << type.variant.word;
  }
}

TEST(Template, HasItsHead) {
  const model::Template& tmpl = parsed();
  EXPECT_EQ(tmpl.id, "x");
  EXPECT_EQ(tmpl.title, "道路运输证");
  EXPECT_EQ(tmpl.version, "1.0");
  EXPECT_EQ(tmpl.standard, "JT/T 1292-2019");
  EXPECT_EQ(tmpl.file, "templates/x/template.yaml");
  EXPECT_EQ(tmpl.page, (Size{210, 297}));
  EXPECT_EQ(tmpl.background, (Color{0xF7, 0xFC, 0xF8, 1}));
  EXPECT_EQ(tmpl.fields.size(), 10U);
  EXPECT_EQ(tmpl.elements.size(), 20U);
}

TEST(Template, FieldsHaveTheirLimits) {
  const model::Field& region = field("region");
  EXPECT_EQ(region.kind, model::Kind::kText);
  EXPECT_FALSE(region.required);
  EXPECT_EQ(region.min_length, 1);
  EXPECT_EQ(region.max_length, 4);
  EXPECT_EQ(region.allowed, (std::vector<std::string>{"并", "同"}));
  EXPECT_EQ(region.span.line, 13);
  EXPECT_EQ(region.span.column, 3);
  EXPECT_TRUE(field("业户名称").required);
  EXPECT_EQ(field("weight").minimum, 0);
  EXPECT_EQ(field("weight").maximum, 999);
  EXPECT_EQ(field("weight").decimals, 3);
  EXPECT_EQ(field("weight").unit, "吨");
  EXPECT_EQ(field("seats").decimals, -1);
  EXPECT_EQ(field("id_card").sex_field, "sex");
  EXPECT_EQ(field("id_card").birth_field, "birth");
}

TEST(Template, CodeListIsReadAsWritten) {
  const model::Field& sex = field("sex");
  EXPECT_TRUE(sex.several);
  ASSERT_NE(sex.codes, nullptr);
  EXPECT_EQ(sex.codes->source, "GB/T 2261.1");
  ASSERT_EQ(sex.codes->entries.size(), 2U);
  EXPECT_EQ(sex.codes->entries[0].code, "01");  // no number: the zero stays
  EXPECT_EQ(sex.codes->entries[1].text, "女");
}

TEST(Template, ElementHasWhatAllElementsHave) {
  const model::Element& number = element("number");
  EXPECT_EQ(number.box, (Rect{20, 30, 170, 8}));
  EXPECT_EQ(number.layer, Layer::kBoth);
  EXPECT_EQ(number.when, parsed().field_index("specimen"));
  EXPECT_EQ(number.opacity, 0.5);
  EXPECT_EQ(number.span.line, 24);
  EXPECT_EQ(number.file, "templates/x/template.yaml");
  EXPECT_EQ(element("scope").layer, std::nullopt);
  EXPECT_EQ(element("mark").layer, Layer::kBoth);
  EXPECT_EQ(element("footer").allow,
            (std::vector{model::Objection::kMargin, model::Objection::kSmallCode}));
  EXPECT_TRUE(element("footer").allows(model::Objection::kMargin));
  EXPECT_FALSE(element("footer").allows(model::Objection::kOverlap));
  EXPECT_TRUE(element("scope").allow.empty());
  EXPECT_EQ(parsed().assets, (std::vector<std::string>{"shared/emblem.yaml", "shared/star.yaml"}));
}

TEST(Template, KeysOfAnElementWinOverItsStyle) {
  const auto& text = content<model::TextElement>("number");
  EXPECT_EQ(text.style.font, "song");
  EXPECT_EQ(text.style.size_pt, 16);
  EXPECT_EQ(text.style.color, kRule);
  EXPECT_EQ(text.style.tracking_em, 0.1);
  EXPECT_EQ(text.style.line_pitch_em, 1.5);
  EXPECT_EQ(text.fit.mode, model::FitMode::kRefuse);
  EXPECT_EQ(text.fit.floor_pt, 9);
  EXPECT_EQ(text.fit.one_line_scale, 0.9);
  EXPECT_EQ(text.align, model::Align::kCentre);
  EXPECT_EQ(text.valign, model::VerticalAlign::kTop);
  EXPECT_EQ(text.blank, "晋　字");
  ASSERT_EQ(text.text.segments.size(), 2U);
  EXPECT_TRUE(text.text.segments[1].optional);
}

TEST(Template, TextDefaultsAreTheTypes) {
  const auto& paragraph = content<model::TextElement>("scope");
  EXPECT_EQ(paragraph.fit.mode, model::FitMode::kWrapShrink);
  EXPECT_EQ(paragraph.valign, model::VerticalAlign::kTop);
  EXPECT_EQ(paragraph.align, model::Align::kLeft);
  EXPECT_EQ(paragraph.style.size_pt, 12);
  EXPECT_EQ(paragraph.style.color, (Color{26, 26, 26, 1}));
  EXPECT_EQ(paragraph.fit.floor_pt, 8.5);
  EXPECT_EQ(paragraph.fit.one_line_scale, 0.86);
  const auto& footer = content<model::TextElement>("footer");
  EXPECT_EQ(footer.align, model::Align::kCentre);
  EXPECT_EQ(footer.valign, model::VerticalAlign::kMiddle);
  EXPECT_EQ(footer.fit.mode, model::FitMode::kShrink);
  EXPECT_EQ(footer.style.font, "hei");
}

TEST(Template, FieldElementJoinsTwoStyles) {
  const auto& holder = content<model::FieldElement>("holder");
  EXPECT_EQ(holder.label, "业户名称");
  EXPECT_EQ(holder.label_style.font, "kai");
  EXPECT_EQ(holder.label_style.size_pt, 15);
  EXPECT_EQ(holder.value_style.size_pt, 13);
  EXPECT_EQ(holder.value_style.color, kRule);
  EXPECT_EQ(holder.spread_em, 4);
  EXPECT_EQ(holder.colon, ":");
  EXPECT_EQ(holder.value_x, 67);
  EXPECT_EQ(holder.row, 10);
  EXPECT_EQ(holder.blank, "空");
  EXPECT_EQ(holder.valign, model::VerticalAlign::kTop);
  EXPECT_EQ(holder.fit.mode, model::FitMode::kWrap);  // of the value's style
  EXPECT_EQ(holder.fit.floor_pt, 10);                 // of the element
  EXPECT_FALSE(holder.value.is_static());
}

TEST(Template, DirectedTextsHaveTheirGeometry) {
  const auto& column = content<model::VerticalTextElement>("column");
  EXPECT_EQ(column.pitch, 6);
  EXPECT_EQ(column.style.color, kPale);
  EXPECT_EQ(column.style.font, "kai");
  const auto& arc = content<model::ArcTextElement>("arc");
  EXPECT_EQ(arc.radius, 14.8);
  EXPECT_EQ(arc.span_deg, 240);
  EXPECT_EQ(arc.char_width, 0.7);
  EXPECT_EQ(arc.blank, "空");
}

TEST(Template, PicturesHaveTheirFrames) {
  const auto& emblem = content<model::ImageElement>("emblem");
  EXPECT_EQ(emblem.fit, model::PictureFit::kCover);
  EXPECT_EQ(emblem.frame, (Stroke{kRule, 0.3}));
  EXPECT_FALSE(emblem.field.has_value());
  const auto& photo = content<model::ImageElement>("picture");
  EXPECT_EQ(photo.field, parsed().field_index("photo"));
  EXPECT_EQ(photo.fit, model::PictureFit::kContain);
  EXPECT_EQ(photo.frame, (Stroke{{26, 26, 26, 1}, 0.2}));
  EXPECT_EQ(photo.caption, "照片");
  EXPECT_TRUE(photo.vertical_caption);
  EXPECT_EQ(photo.caption_pitch, 7);
  EXPECT_EQ(photo.caption_style.size_pt, 20);
}

TEST(Template, ArtworksAreReadOnceWithTheirOwnNames) {
  using Shared = std::shared_ptr<const model::Artwork>;
  const auto emblem = std::get<Shared>(*content<model::ImageElement>("emblem").asset);
  EXPECT_EQ(emblem, std::get<Shared>(content<model::SealElement>("seal").asset));
  EXPECT_EQ(emblem->size, (Size{20, 10}));
  ASSERT_EQ(emblem->elements.size(), 3U);
  EXPECT_EQ(emblem->elements[0].file, "templates/shared/emblem.yaml");
  EXPECT_EQ(std::get<model::ShapeElement>(emblem->elements[0].content).fill,
            (Color{0xA8, 0x84, 0x2C, 1}));
  const auto inner =
      std::get<Shared>(*std::get<model::ImageElement>(emblem->elements[1].content).asset);
  EXPECT_EQ(inner->elements.size(), 1U);
  const auto& who = std::get<model::TextElement>(emblem->elements[2].content);
  EXPECT_EQ(std::get<model::Placeholder>(who.text.segments[0].pieces[0]).field,
            parsed().field_index("holder"));
}

TEST(Template, CodeHasItsParameters) {
  const auto& code = content<model::CodeElement>("code");
  EXPECT_EQ(code.correction, model::CodeCorrection::kQuartile);
  EXPECT_EQ(code.quiet_zone, 2);
  EXPECT_EQ(code.min_module, 0.4);
  EXPECT_EQ(code.dark, kRule);
  EXPECT_EQ(code.light, (Color{255, 255, 255, 1}));
}

TEST(Template, SealIsASquareThatFadesOnce) {
  EXPECT_EQ(element("seal").box, (Rect{147, 206.5, 42, 42}));
  EXPECT_EQ(element("seal").opacity, 1);
  EXPECT_EQ(content<model::SealElement>("seal").opacity, 0.82);
}

TEST(Template, ShapesHaveTheirPaint) {
  const auto& line = content<model::LineElement>("line");
  EXPECT_EQ(line.from, (Point{190, 50}));
  EXPECT_EQ(line.stroke, (Stroke{kRule, 0.5}));
  EXPECT_EQ(element("line").box, (Rect{20, 40, 170, 10}));
  const auto& rectangle = content<model::ShapeElement>("rectangle");
  EXPECT_EQ(rectangle.kind, model::ShapeKind::kRectangle);
  EXPECT_EQ(rectangle.fill, kPale);
  EXPECT_FALSE(rectangle.stroke.has_value());
  const auto& circle = content<model::ShapeElement>("circle");
  EXPECT_EQ(circle.kind, model::ShapeKind::kCircle);
  EXPECT_FALSE(circle.fill.has_value());
  EXPECT_EQ(circle.stroke->width, 1);
  const auto& star = content<model::ShapeElement>("star");
  EXPECT_EQ(star.points, 6);
  EXPECT_EQ(star.inner_radius, 0.5);
  const auto& path = content<model::ShapeElement>("path");
  EXPECT_EQ(path.kind, model::ShapeKind::kPath);
  Outline triangle;
  triangle.move_to({0, 0});
  triangle.line_to({3, 0});
  triangle.line_to({3, 4});
  triangle.close();
  EXPECT_EQ(path.path, triangle);
}

TEST(Template, PatternsHaveTheirNumbers) {
  const auto& border = content<model::BorderElement>("border");
  ASSERT_EQ(border.rules.size(), 2U);
  EXPECT_EQ(border.rules[0].inset, 9);
  EXPECT_EQ(border.rules[0].stroke, (Stroke{kRule, 0.9}));
  EXPECT_EQ(border.rules[1].stroke, (Stroke{{26, 26, 26, 1}, 0.2}));
  ASSERT_TRUE(border.band && border.rosette);
  EXPECT_EQ(border.band->inset, 13);
  EXPECT_EQ(border.band->amplitude, 2);
  EXPECT_EQ(border.band->pitch, 9);
  EXPECT_EQ(border.band->stroke, (Stroke{kPale, 0.32}));
  EXPECT_EQ(border.rosette->radius, 2.6);
  EXPECT_EQ(border.rosette->petals, 9);
  const auto& waves = content<model::WavesElement>("waves");
  EXPECT_EQ(waves.pitch, 3);
  EXPECT_EQ(waves.amplitude, 0.5);
  EXPECT_EQ(waves.length, 20);
  const auto& rose = content<model::GuillocheElement>("rose");
  EXPECT_EQ(rose.outer_radius, 82);
  EXPECT_EQ(rose.inner_radius, 52);
  EXPECT_EQ(rose.petals, 10);
  EXPECT_EQ(rose.turns, 12);
  const auto& mark = content<model::WatermarkElement>("mark");
  EXPECT_EQ(mark.angle_deg, -28);
  EXPECT_EQ(mark.style.size_pt, 66);
}

TEST(Template, FloorIsNeverAboveTheSize) {
  MemoryResources small(files());
  small.files["x/template.yaml"] =
      "certpress: 1\nid: x\ntitle: t\nversion: 1\npage: {size: [210, 297]}\nelements:\n"
      "- {type: text, name: a, text: x, box: [1, 2, 3, 4], size: 6}\n";
  Refusals remarks;
  const model::Template tmpl = parse_template(small, "x", kRoles, remarks);
  EXPECT_EQ(std::get<model::TextElement>(tmpl.elements[0].content).fit.floor_pt, 6);
}

TEST(Template, WarnsOfWhatNothingUses) {
  MemoryResources unused(files());
  unused.files["x/template.yaml"] =
      "certpress: 1\nid: x\ntitle: t\nversion: 1\npage: {size: [210, 297]}\n"
      "colors: {a: '#000000'}\nstyles: {b: {size: 9}}\nfields:\n  c: {label: 丙, kind: text}\n"
      "elements: []\n";
  Refusals remarks;
  parse_template(unused, "x", kRoles, remarks);
  EXPECT_FALSE(remarks.has_errors());
  std::string listed;
  for (const Diagnostic& remark : remarks.take()) {
    EXPECT_EQ(remark.severity, Severity::kWarning);
    listed += std::to_string(remark.place.line) + " " + remark.code + "\n";
  }
  EXPECT_EQ(listed, "6 template/unused-color\n7 template/unused-style\n9 template/unused-field\n");
}

TEST(Template, DoesNotWarnOfAnIdCardThatOnlyChecksOthers) {
  MemoryResources checking(files());
  checking.files["x/template.yaml"] =
      "certpress: 1\nid: x\ntitle: t\nversion: 1\npage: {size: [210, 297]}\nfields:\n"
      "  birth: {label: 出生日期, kind: date}\n"
      "  id_card: {label: 证号, kind: id-card, agrees_with: {birth: birth}}\n"
      "elements: []\n";
  Refusals remarks;
  parse_template(checking, "x", kRoles, remarks);
  EXPECT_TRUE(remarks.take().empty());
}

TEST(Template, APlatesColourIsOfTheListOfPlateColours) {
  MemoryResources checking(files());
  checking.files["codes/plate-color.yaml"] =
      "id: plate-color\ntitle: 车牌颜色\nsource: x\nentries: [{code: '2', text: 黄色}]\n";
  const auto problems = [&](const std::string& list) {
    checking.files["x/template.yaml"] =
        "certpress: 1\nid: x\ntitle: t\nversion: 1\npage: {size: [210, 297]}\nfields:\n"
        "  plate: {label: 车牌号码, kind: plate, agrees_with: {color: color}}\n"
        "  color: {label: 车牌颜色, kind: code, codes: " +
        list + "}\nelements: []\n";
    Refusals remarks;
    try {
      const model::Template tmpl = parse_template(checking, "x", kRoles, remarks);
      return tmpl.fields[0].color_field + std::to_string(remarks.take().size());
    } catch (const Refused& refused) {
      return refused.diagnostics().front().code;
    }
  };
  EXPECT_EQ(problems("plate-color"), "color0") << "and nothing is unused";
  EXPECT_EQ(problems("sex"), "template/wrong-field-kind");
}

// Any damage to a template gives a template or a refusal, never another end.
TEST(Template, DamageIsRefusedOrHarmless) {
  std::mt19937 random(20260101);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const std::string signs = "{}[]:,-'\"#&*!|>%@?~\n \t\\0";
  int refused_count = 0;
  for (int round = 0; round < 1500; ++round) {
    MemoryResources damaged(files());
    std::string& text = damaged.files["x/template.yaml"];
    for (std::size_t hits = 1 + below(3); hits > 0; --hits) {
      const std::size_t at = below(text.size());
      switch (below(3)) {
        case 0:
          text[at] = signs[below(signs.size())];
          break;
        case 1:
          text.erase(at, 1 + below(20));
          break;
        default:
          text.insert(at, text.substr(below(text.size()), below(30)));
      }
    }
    Refusals remarks;
    try {
      parse_template(damaged, "x", kRoles, remarks);
    } catch (const Refused& refused) {
      ++refused_count;
      for (const Diagnostic& diagnostic : refused.diagnostics()) {
        EXPECT_FALSE(to_text(diagnostic, Language::kChinese).empty());
      }
    }
  }
  EXPECT_GT(refused_count, 1000);
}

}  // namespace
}  // namespace certpress::parse

// What lint objects to, what it lets pass, and what an author may allow.
#include "lint/lint.h"

#include <gtest/gtest.h>

#include "unit/text/installed_fonts.h"

namespace certpress::lint {
namespace {

using model::Element;
using model::Objection;

Element element(const std::string& name, const Rect& box, model::ElementContent content) {
  Element out;
  out.name = name;
  out.box = box;
  out.file = "template.yaml";
  out.content = std::move(content);
  return out;
}

model::Composition fixed(const std::string& text) { return {{{{text}, false}}}; }
model::Composition of_a_field() { return {{{{model::Placeholder{0}}, false}}}; }

model::TextElement text_of(double size_pt, const Color& color = {26, 26, 26, 1}) {
  model::TextElement text;
  text.text = fixed("文字");
  text.style.size_pt = size_pt;
  text.style.color = color;
  return text;
}

model::ImageElement picture() {
  model::ImageElement image;
  image.asset = std::make_shared<const Picture>();
  return image;
}

model::FieldElement labelled(const std::string& label, double spread) {
  model::FieldElement field;
  field.label = label;
  field.spread_em = spread;
  field.value = fixed("值");
  return field;
}

model::ShapeElement rectangle(const Color& fill) {
  model::ShapeElement shape;
  shape.fill = fill;
  return shape;
}

// "name code" of every warning, on a page of 100 x 100 mm.
std::vector<std::string> objections(std::vector<Element> elements,
                                    const Color& paper = {255, 255, 255, 1}) {
  model::Template of;
  of.file = "template.yaml";
  of.page = {100, 100};
  of.background = paper;
  of.fields.emplace_back();
  of.elements = std::move(elements);
  std::vector<std::string> out;
  for (const Diagnostic& diagnostic : lint(of, text::installed_fonts())) {
    EXPECT_EQ(diagnostic.severity, Severity::kWarning);
    EXPECT_EQ(diagnostic.place.file, "template.yaml");
    EXPECT_FALSE(diagnostic.message.en.empty() || diagnostic.message.zh.empty());
    out.push_back(diagnostic.place.element + " " + diagnostic.code);
  }
  return out;
}

using List = std::vector<std::string>;

constexpr Rect kBox{20, 20, 40, 10};
constexpr Rect kLower{20, 29, 40, 10};  // one millimetre of it lies over kBox

Element allowing(Element element, Objection objection) {
  element.allow = {objection};
  return element;
}

TEST(Overlap, OfTextPicturesAndCodesIsObjectedTo) {
  EXPECT_EQ(objections({element("a", kBox, text_of(12)), element("b", kLower, text_of(12))}),
            List{"b lint/overlap"});
  EXPECT_EQ(objections({element("a", kBox, labelled("", 0)), element("b", kLower, picture())}),
            List{"b lint/overlap"});
  EXPECT_EQ(
      objections({element("a", kBox, text_of(12)), element("b", {20, 30.04, 40, 10}, text_of(12))}),
      List{})
      << "boxes that touch";
}

TEST(Overlap, ReachesAsFarAsFramesAndQuietZones) {
  model::ImageElement framed = picture();
  framed.frame = Stroke{{}, 2};
  EXPECT_EQ(objections({element("a", kBox, framed), element("b", {20, 31, 40, 5}, text_of(12))}),
            List{"b lint/overlap"});
  const model::CodeElement code;
  EXPECT_EQ(objections({element("code", {20, 20, 20, 20}, code),
                        element("b", {20, 41, 20, 10}, text_of(12))}),
            List{"b lint/overlap"})
      << "four modules of 0.33 mm";
  EXPECT_EQ(objections({element("code", {20, 20, 20, 20}, code),
                        element("b", {20, 41.4, 20, 10}, text_of(12))}),
            List{});
}

TEST(Overlap, OfPatternsShapesWatermarksAndSealsIsNone) {
  EXPECT_EQ(
      objections({element("waves", kBox, model::WavesElement{}),
                  element("shape", kBox, rectangle({255, 255, 255, 1})),
                  element("text", kBox, text_of(12)), element("seal", kBox, model::SealElement{}),
                  element("mark", kBox, model::WatermarkElement{})}),
      List{});
}

TEST(Overlap, TextMayStandOnAPictureThatHoldsAllOfIt) {
  const Element ground = element("ground", {10, 10, 80, 80}, picture());
  EXPECT_EQ(objections({ground, element("text", kBox, text_of(12))}), List{});
  EXPECT_EQ(objections({ground, element("text", {60, 20, 35, 10}, text_of(12))}),
            List{"text lint/overlap"});
}

TEST(Overlap, ASealOverACodeSpoilsIt) {
  const Element code = element("code", {20, 20, 20, 20}, model::CodeElement{});
  const Element seal = element("seal", {35, 35, 40, 40}, model::SealElement{});
  EXPECT_EQ(objections({code, seal}), List{"seal lint/overlap"});
  EXPECT_EQ(objections({seal, code}), List{"seal lint/overlap"}) << "seals are drawn last";
}

TEST(Margin, IsKeptByInkAndNotByBoxes) {
  EXPECT_EQ(objections({element("text", {4, 20, 40, 10}, text_of(12))}),
            List{"text lint/outside-margin"});
  EXPECT_EQ(objections({element("text", {56, 86, 40, 10}, text_of(12))}),
            List{"text lint/outside-margin"});
  EXPECT_EQ(objections({element("text", {5, 5, 90, 90}, text_of(12))}), List{});
  model::BorderElement border;
  border.rules = {{9, {{}, 0.9}}};
  EXPECT_EQ(objections({element("border", {0, 0, 100, 100}, border)}), List{});
  border.rosette = model::BorderElement::Rosette{6, 2, 8, {}};
  EXPECT_EQ(objections({element("border", {0, 0, 100, 100}, border)}),
            List{"border lint/outside-margin"});
  border.rosette.reset();
  border.band = model::BorderElement::Band{6, 2, 9, {}};
  EXPECT_EQ(objections({element("border", {0, 0, 100, 100}, border)}),
            List{"border lint/outside-margin"});
  model::GuillocheElement rose;
  rose.outer_radius = 44;
  EXPECT_EQ(objections({element("rose", {0, 0, 100, 100}, rose)}), List{});
  rose.outer_radius = 46;
  EXPECT_EQ(objections({element("rose", {0, 0, 100, 100}, rose)}),
            List{"rose lint/outside-margin"});
}

TEST(SmallText, IsJudgedByTheSizeThatItMayReach) {
  EXPECT_EQ(objections({element("text", kBox, text_of(8.5))}), List{});
  EXPECT_EQ(objections({element("text", kBox, text_of(8.4))}), List{"text lint/small-text"});
  model::TextElement shrinking = text_of(12);
  shrinking.fit.floor_pt = 6;
  EXPECT_EQ(objections({element("text", kBox, shrinking)}), List{})
      << "a text without fields is as long as it is";
  shrinking.text = of_a_field();
  EXPECT_EQ(objections({element("text", kBox, shrinking)}), List{"text lint/small-text"});
  shrinking.fit.mode = model::FitMode::kWrap;
  EXPECT_EQ(objections({element("text", kBox, shrinking)}), List{}) << "never shrinks";
}

TEST(SmallText, OfLabelsValuesCaptionsAndDirectedTextCounts) {
  model::FieldElement label = labelled("标签", 0);
  label.label_style.size_pt = 7;
  EXPECT_EQ(objections({element("field", kBox, label)}), List{"field lint/small-text"});
  model::FieldElement value = labelled("标签", 0);
  value.value = of_a_field();
  value.fit.floor_pt = 7;
  EXPECT_EQ(objections({element("field", kBox, value)}), List{"field lint/small-text"});
  model::ImageElement photo;
  photo.field = 0;
  photo.caption = "照片";
  photo.caption_style.size_pt = 7;
  EXPECT_EQ(objections({element("photo", kBox, photo)}), List{"photo lint/small-text"});
  model::VerticalTextElement column;
  column.style.size_pt = 7;
  EXPECT_EQ(objections({element("column", kBox, column)}), List{"column lint/small-text"});
  model::WatermarkElement mark;
  mark.style.size_pt = 7;
  EXPECT_EQ(objections({element("mark", kBox, mark)}), List{});
}

TEST(LowContrast, DependsOnTheSize) {
  const Color grey{0x94, 0x94, 0x94, 1};  // 3.03 to 1 on white
  EXPECT_EQ(objections({element("text", kBox, text_of(17.9, grey))}),
            List{"text lint/low-contrast"});
  EXPECT_EQ(objections({element("text", kBox, text_of(18, grey))}), List{});
  EXPECT_EQ(objections({element("text", kBox, text_of(12, {0x76, 0x76, 0x76, 1}))}), List{});
}

TEST(LowContrast, CountsOpacityAndWhatLiesBelow) {
  Element faded = element("text", kBox, text_of(12));
  faded.opacity = 0.4;
  EXPECT_EQ(objections({faded}), List{"text lint/low-contrast"});
  EXPECT_EQ(objections({element("text", kBox, text_of(12))}, {40, 40, 40, 1}),
            List{"text lint/low-contrast"});
  const Color dark{40, 40, 40, 1};
  const Element text = element("text", kBox, text_of(12));
  EXPECT_EQ(objections({element("bar", {10, 10, 80, 80}, rectangle(dark)), text}),
            List{"text lint/low-contrast"});
  EXPECT_EQ(objections({text, element("bar", {10, 10, 80, 80}, rectangle(dark))}), List{})
      << "drawn later";
  EXPECT_EQ(objections({element("bar", {10, 10, 20, 80}, rectangle(dark)), text}), List{})
      << "holds only some of it";
  const Element ground = element("ground", {10, 10, 80, 80}, picture());
  EXPECT_EQ(objections({ground, element("text", kBox, text_of(12, {250, 250, 250, 1}))}), List{})
      << "nobody knows the colours of a picture";
  EXPECT_EQ(objections({ground, element("bar", {15, 15, 70, 70}, rectangle(dark)), text}),
            List{"text lint/low-contrast"})
      << "a bar on the picture";
}

TEST(LowContrast, OfACodeIsThatOfItsModules) {
  model::CodeElement code;
  EXPECT_EQ(objections({element("code", {20, 20, 20, 20}, code)}), List{});
  code.dark = {0x2E, 0x6B, 0x4F, 1};
  EXPECT_EQ(objections({element("code", {20, 20, 20, 20}, code)}), List{});
  code.light = {200, 200, 200, 1};
  EXPECT_EQ(objections({element("code", {20, 20, 20, 20}, code)}), List{"code lint/low-contrast"});
  std::swap(code.dark, code.light);
  EXPECT_EQ(objections({element("code", {20, 20, 20, 20}, code)}), List{"code lint/low-contrast"})
      << "light on dark";
}

TEST(WeakCode, IsOneOfSmallModulesOrANarrowQuietZone) {
  model::CodeElement code;
  code.min_module = 0.32;
  EXPECT_EQ(objections({element("code", {20, 20, 20, 20}, code)}), List{"code lint/small-module"});
  code.min_module = 0.33;
  code.quiet_zone = 3;
  EXPECT_EQ(objections({element("code", {20, 20, 20, 20}, code)}), List{"code lint/quiet-zone"});
}

TEST(Label, ThatIsWiderThanItsSpreadIsNotSpread) {
  EXPECT_EQ(objections({element("field", kBox, labelled("经营范围", 4))}), List{});
  EXPECT_EQ(objections({element("field", kBox, labelled("经营许可证号", 4))}),
            List{"field lint/label-not-spread"});
  EXPECT_EQ(objections({element("field", kBox, labelled("经营许可证号", 0))}), List{});
  EXPECT_EQ(objections({element("field", kBox, labelled("吨(座)位", 4.5))}), List{})
      << "half-width brackets";
}

TEST(Allow, TakesBackOneObjectionOfOneElement) {
  const Element a = element("a", kBox, text_of(12));
  const Element b = element("b", kLower, text_of(7));
  EXPECT_EQ(objections({a, b}), (List{"b lint/overlap", "b lint/small-text"}));
  EXPECT_EQ(objections({a, allowing(b, Objection::kOverlap)}), List{"b lint/small-text"});
  EXPECT_EQ(objections({allowing(a, Objection::kOverlap), b}),
            (List{"a lint/unneeded-allow", "b lint/overlap", "b lint/small-text"}))
      << "the upper one must say it";
}

TEST(Allow, EachWordIsThatOfItsObjection) {
  const auto with = [](Element element, Objection objection) {
    return objections({allowing(std::move(element), objection)});
  };
  model::CodeElement code;
  code.quiet_zone = 0;
  code.min_module = 0.1;
  EXPECT_EQ(with(element("c", {20, 20, 20, 20}, code), Objection::kSmallCode), List{});
  EXPECT_EQ(with(element("t", {1, 20, 20, 20}, text_of(12)), Objection::kMargin), List{});
  EXPECT_EQ(with(element("t", kBox, text_of(7)), Objection::kSmallText), List{});
  EXPECT_EQ(with(element("t", kBox, text_of(12, {240, 240, 240, 1})), Objection::kContrast),
            List{});
}

TEST(Allow, IsNotRemarkedOnWhereItComesFromASharedFile) {
  model::Template of;
  of.file = "x/template.yaml";
  of.page = {100, 100};
  of.elements = {allowing(element("a", kBox, text_of(12)), Objection::kMargin)};
  EXPECT_TRUE(lint(of, text::installed_fonts()).empty());
}

TEST(Warning, TellsPlaceAmountAndWhatToWrite) {
  model::Template of;
  of.file = "template.yaml";
  of.page = {100, 100};
  of.elements = {element("text", {3.5, 20, 40, 10}, text_of(12))};
  of.elements.front().span = {7, 5};
  const auto found = lint(of, text::installed_fonts());
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].place.line, 7);
  EXPECT_EQ(found[0].place.column, 5);
  EXPECT_NE(found[0].message.en.find("1.50 mm"), std::string::npos);
  EXPECT_EQ(found[0].hint.en, "when it is meant so: allow: [margin]");
}

}  // namespace
}  // namespace certpress::lint

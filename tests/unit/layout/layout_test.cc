#include "layout/layout.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "unit/text/installed_fonts.h"

namespace certpress::layout {
namespace {

model::Composition fixed(const std::string& text) { return {{{{text}, false}}}; }
model::Composition field_text(std::size_t field) {
  return {{{{model::Placeholder{field}}, false}}};
}

model::Template page_with(std::vector<model::Element> elements) {
  model::Template tmpl;
  tmpl.id = "test";
  tmpl.page = {210, 297};
  for (const char* name : {"first", "second"}) {
    model::Field field;
    field.name = name;
    field.label = name;
    tmpl.fields.push_back(field);
  }
  tmpl.elements = std::move(elements);
  return tmpl;
}

model::Element element(const std::string& name, const Rect& box, model::ElementContent content) {
  model::Element out;
  out.name = name;
  out.box = box;
  out.content = std::move(content);
  return out;
}

model::Record record(const std::string& first) {
  return model::Record({model::Value(first), std::nullopt});
}

sheet::Sheet laid_out(const model::Template& tmpl, const model::Record& of) {
  return lay_out(tmpl, lay_out_static(tmpl, text::installed_fonts()), of, text::installed_fonts());
}

std::vector<std::shared_ptr<const sheet::Item>> items_of(const sheet::Sheet& sheet,
                                                         const std::string& element) {
  std::vector<std::shared_ptr<const sheet::Item>> out;
  std::ranges::copy_if(sheet.items, std::back_inserter(out),
                       [&](const auto& item) { return item->element == element; });
  return out;
}

const sheet::GlyphRun& run_of(const std::shared_ptr<const sheet::Item>& item) {
  return std::get<sheet::GlyphRun>(item->content);
}

model::FieldElement labelled(const std::string& label) {
  model::FieldElement field;
  field.label = label;
  field.label_style.font = "kai";
  field.label_style.size_pt = 15;
  field.value = field_text(0);
  field.value_style.size_pt = 14;
  field.fit.mode = model::FitMode::kWrapShrink;
  field.value_x = 60;
  field.row = 10;
  return field;
}

TEST(FieldLayout, SpreadsTheLabelFlushOnBothSidesAndSharesTheBaseline) {
  model::FieldElement field = labelled("地址");
  field.spread_em = 6;
  const auto sheet =
      laid_out(page_with({element("address", {20, 30, 150, 10}, field)}), record("太原市"));
  const auto items = items_of(sheet, "address");
  ASSERT_EQ(items.size(), 2U);
  const sheet::GlyphRun& label = run_of(items[0]);
  const sheet::GlyphRun& value = run_of(items[1]);
  const double em = mm_from_pt(15);
  ASSERT_EQ(label.glyphs.size(), 3U);
  EXPECT_EQ(label.text, "地址：");
  EXPECT_NEAR(label.glyphs[0].at.x, 20, 1e-9);
  EXPECT_NEAR(label.glyphs[1].at.x, 20 + 5 * em, 1e-9);
  EXPECT_NEAR(label.glyphs[2].at.x, 20 + 6 * em, 1e-9);
  EXPECT_EQ(label.clusters.size(), 1U) << "it is copied as one word";
  EXPECT_NEAR(value.glyphs[0].at.x, 60, 1e-9);
  EXPECT_NEAR(value.glyphs[0].at.y, label.glyphs[0].at.y, 1e-9);
  // The label's em box is centred in the row.
  EXPECT_NEAR(label.glyphs[0].at.y - 0.88 * em, 30 + (10 - em) / 2, 1e-9);
}

TEST(FieldLayout, LabelIsStaticStockAndValueVariableInk) {
  const auto sheet =
      laid_out(page_with({element("a", {20, 30, 150, 10}, labelled("地址"))}), record("太原市"));
  const auto items = items_of(sheet, "a");
  EXPECT_EQ(items[0]->variability, sheet::Variability::kStatic);
  EXPECT_EQ(items[0]->layer, Layer::kStock);
  EXPECT_TRUE(items[0]->in_base);
  EXPECT_EQ(items[1]->variability, sheet::Variability::kVariable);
  EXPECT_EQ(items[1]->layer, Layer::kInk);
  EXPECT_FALSE(items[1]->in_base);
}

TEST(FieldLayout, TopAlignedLinesBeginOnTheLabelsBaselineAndRiseOnlyWhenTheyMust) {
  model::FieldElement field = labelled("范围");
  field.valign = model::VerticalAlign::kTop;
  const auto tmpl = page_with({element("scope", {20, 30, 100, 28}, field)});
  bool rose = false;
  for (std::size_t length = 16; length < 90; ++length) {
    std::string value;
    for (std::size_t i = 0; i < length; ++i) {
      value += "货";
    }
    const auto items = items_of(laid_out(tmpl, record(value)), "scope");
    ASSERT_GT(items.size(), 2U);
    const double label = run_of(items[0]).glyphs[0].at.y;
    const sheet::GlyphRun& first = run_of(items[1]);
    const sheet::GlyphRun& last = run_of(items.back());
    const double bottom = last.glyphs[0].at.y + 0.12 * last.size;
    const double top = first.glyphs[0].at.y - 0.88 * first.size;
    EXPECT_LE(bottom, 58 + 1e-6) << length;
    EXPECT_GE(top, 30 - 1e-6) << length;
    if (first.glyphs[0].at.y < label - 1e-6) {
      rose = true;
      EXPECT_NEAR(bottom, 58, 1e-6) << length << ": it rises no further than it must";
    } else {
      EXPECT_NEAR(first.glyphs[0].at.y, label, 1e-9) << length;
    }
  }
  EXPECT_TRUE(rose);
}

TEST(FieldLayout, ALabelThatReachesItsValueIsRefused) {
  model::FieldElement field = labelled("经营许可证号码全称");
  field.value_x = 40;
  try {
    lay_out_static(page_with({element("a", {20, 30, 100, 10}, field)}), text::installed_fonts());
    FAIL();
  } catch (const Refused& refused) {
    EXPECT_EQ(refused.diagnostics()[0].code, "text/label-too-wide");
    EXPECT_EQ(refused.diagnostics()[0].place.element, "a");
  }
}

TEST(TextLayout, CentresInItsBox) {
  model::TextElement text;
  text.text = fixed("国国");
  text.style.size_pt = 10;
  text.align = model::Align::kCentre;
  const auto sheet = laid_out(page_with({element("t", {10, 20, 50, 8}, text)}), {});
  const auto& run = run_of(items_of(sheet, "t")[0]);
  const double em = mm_from_pt(10);
  EXPECT_NEAR(run.glyphs[0].at.x, 35 - em, 1e-6);
  EXPECT_NEAR(run.glyphs[0].at.y, 24 + 0.38 * em, 1e-9);
}

// What a refusal says of a character that no font draws: its set, the fonts tried, and for the
// private-use characters of older editions of GB 18030 what stands for them today. Records hold no
// such characters (the parser refuses them); a template's own text may, by mistake.
TEST(TextLayout, SaysWhatACharacterIsThatNoFontDraws) {
  struct Row {
    std::string text;
    std::string message;
    std::string hint;
  };
  const std::string tried =
      "); tried: Noto Serif CJK SC, HanaMinB, BabelStone Han, Noto Sans CJK SC";
  const std::vector<Row> table{
      {"甲\U00030041", "no font can draw U+30041 (CJK Extension G, not in GB 18030-2022" + tried,
       ""},
      {"\u1820", "no font can draw U+1820 (Mongolian" + tried, ""},
      {"\uE816", "no font can draw U+E816 (Private Use Area" + tried,
       "U+E816 of older editions of GB 18030 is U+20087 in Unicode"},
      {"\uE78E", "no font can draw U+E78E (Private Use Area" + tried,
       "U+E78E of older editions of GB 18030 is U+FE12 in Unicode"},
      {"\uE000", "no font can draw U+E000 (Private Use Area" + tried, ""},
      {"一\U000E01EF", "no font can draw U+E01EF (variation selectors" + tried, ""},
      {"\u200B", "no font can draw U+200B (invisible format characters" + tried, ""}};
  for (const Row& row : table) {
    model::TextElement text;
    text.text = fixed(row.text);
    const auto tmpl = page_with({element("fixed", {10, 10, 60, 10}, text)});
    try {
      lay_out_static(tmpl, text::installed_fonts());
      ADD_FAILURE() << row.message;
    } catch (const Refused& refused) {
      ASSERT_EQ(refused.diagnostics().size(), 1U) << row.message;
      EXPECT_EQ(refused.diagnostics()[0].message.en, row.message);
      EXPECT_EQ(refused.diagnostics()[0].hint.en, row.hint);
      EXPECT_FALSE(refused.diagnostics()[0].message.zh.empty());
    }
  }
}

TEST(TextLayout, RefusalsAreCollectedAndNameElementFieldAndMillimetres) {
  model::TextElement text;
  text.text = field_text(0);
  text.fit.mode = model::FitMode::kRefuse;
  const auto tmpl =
      page_with({element("narrow", {10, 20, 8, 8}, text), element("wide", {10, 40, 150, 8}, text)});
  const auto fixed_part = lay_out_static(tmpl, text::installed_fonts());
  try {
    lay_out(tmpl, fixed_part, record("甲乙丙丁戊\xF0\xB0\x81\x81"), text::installed_fonts());
    FAIL();
  } catch (const Refused& refused) {
    ASSERT_EQ(refused.diagnostics().size(), 2U) << refused.what();
    EXPECT_EQ(refused.diagnostics()[0].code, "text/missing-glyph");
    EXPECT_EQ(refused.diagnostics()[0].place.element, "narrow");
    EXPECT_EQ(refused.diagnostics()[0].place.field, "first");
    EXPECT_NE(refused.diagnostics()[0].message.en.find("U+30041"), std::string::npos);
    EXPECT_NE(refused.diagnostics()[0].message.en.find("Noto Serif CJK SC"), std::string::npos);
  }
  try {
    lay_out(tmpl, fixed_part, record("甲乙丙丁戊"), text::installed_fonts());
    FAIL();
  } catch (const Refused& refused) {
    ASSERT_EQ(refused.diagnostics().size(), 1U);
    EXPECT_EQ(refused.diagnostics()[0].code, "text/does-not-fit");
    EXPECT_NE(refused.diagnostics()[0].message.en.find("13.17 mm too wide"), std::string::npos)
        << refused.diagnostics()[0].message.en;
  }
}

TEST(TextLayout, BlankTextStandsInForAbsentFields) {
  model::TextElement text;
  text.text = field_text(0);
  text.blank = "年月日";
  const auto tmpl = page_with({element("date", {10, 20, 80, 8}, text)});
  EXPECT_EQ(run_of(items_of(laid_out(tmpl, {}), "date")[0]).text, "年月日");
  EXPECT_EQ(run_of(items_of(laid_out(tmpl, record("某日")), "date")[0]).text, "某日");
}

TEST(When, DrawsOnlyForPresentFieldsAndTrueFlags) {
  model::ShapeElement square;
  square.fill = Color{};
  model::Element marked = element("mark", {10, 10, 5, 5}, square);
  marked.when = 1;
  const auto tmpl = page_with({marked});
  const auto count = [&](const model::Record& of) {
    return items_of(laid_out(tmpl, of), "mark").size();
  };
  EXPECT_EQ(count(model::Record({std::nullopt, model::Value(true)})), 1U);
  EXPECT_EQ(count(model::Record({std::nullopt, model::Value(false)})), 0U);
  EXPECT_EQ(count(model::Record({std::nullopt, std::nullopt})), 0U);
  EXPECT_EQ(count({}), 0U);
}

TEST(Base, HoldsStaticItemsUnlessAVariableOneLiesBelowThem) {
  model::TextElement value;
  value.text = field_text(0);
  model::ShapeElement shape;
  shape.fill = Color{};
  const auto sheet = laid_out(
      page_with({element("value", {10, 10, 50, 8}, value), element("over", {40, 12, 20, 20}, shape),
                 element("over_that", {50, 25, 20, 20}, shape),
                 element("aside", {100, 100, 20, 20}, shape)}),
      record("甲"));
  EXPECT_TRUE(items_of(sheet, "background")[0]->in_base);
  EXPECT_FALSE(items_of(sheet, "over")[0]->in_base);
  EXPECT_FALSE(items_of(sheet, "over_that")[0]->in_base) << "it lies over what is drawn later";
  EXPECT_TRUE(items_of(sheet, "aside")[0]->in_base);
}

std::shared_ptr<const Picture> picture(int width, int height) {
  Picture out;
  out.width = width;
  out.height = height;
  out.rgba.resize(static_cast<std::size_t>(width * height * 4));
  return std::make_shared<const Picture>(std::move(out));
}

TEST(Photo, IsCroppedAroundItsCentreToCoverTheBox) {
  model::ImageElement photo;
  photo.field = 0;
  const auto tmpl = page_with({element("photo", {10, 10, 30, 40}, photo)});
  const auto sheet = laid_out(tmpl, model::Record({model::Value(picture(800, 400)), std::nullopt}));
  const auto& image = std::get<sheet::Image>(items_of(sheet, "photo")[0]->content);
  EXPECT_EQ(image.box, (Rect{10, 10, 30, 40}));
  EXPECT_EQ(image.source, (Rect{250, 0, 300, 400}));
}

TEST(Photo, ShowsItsCaptionOnTheStockWhileThereIsNone) {
  model::ImageElement photo;
  photo.field = 0;
  photo.caption = "照片";
  photo.vertical_caption = true;
  const auto tmpl = page_with({element("photo", {10, 10, 30, 40}, photo)});
  const auto items = items_of(laid_out(tmpl, {}), "photo");
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0]->layer, Layer::kStock);
  const auto& glyphs = run_of(items[0]).glyphs;
  EXPECT_NEAR(glyphs[1].at.y - glyphs[0].at.y, 6, 1e-9);
  EXPECT_NEAR(glyphs[0].at.x, glyphs[1].at.x, 1e-9);
}

TEST(Code, RefusesContentThatNeedsTooFineModules) {
  model::CodeElement code;
  code.content = field_text(0);
  const auto tmpl = page_with({element("code", {20, 20, 20, 20}, code)});
  EXPECT_EQ(items_of(laid_out(tmpl, record("https://verify.example/1")), "code").size(), 2U);
  try {
    laid_out(tmpl, record(std::string(900, 'x')));
    FAIL();
  } catch (const Refused& refused) {
    EXPECT_EQ(refused.diagnostics()[0].code, "code/too-dense");
  }
}

TEST(Code, ItsGroundIsStockAndABlankFormKeepsTheRoom) {
  model::CodeElement code;
  code.content = field_text(0);
  const auto tmpl = page_with({element("code", {20, 20, 20, 20}, code)});
  const auto printed = items_of(laid_out(tmpl, record("https://verify.example/1")), "code");
  ASSERT_EQ(printed.size(), 2U);
  EXPECT_EQ(printed[0]->layer, Layer::kStock);
  EXPECT_EQ(printed[1]->layer, Layer::kInk);
  const auto blank = items_of(laid_out(tmpl, {}), "code");
  ASSERT_EQ(blank.size(), 1U);
  EXPECT_EQ(blank[0]->layer, Layer::kStock);
  const auto& room = std::get<sheet::Path>(blank[0]->content).outline;
  EXPECT_TRUE(sheet::extent(room).contains(
      sheet::extent(std::get<sheet::Path>(printed[0]->content).outline)));
}

TEST(Seal, MultipliesAndIsNeverOnABlankForm) {
  model::SealElement seal;
  seal.asset = picture(100, 100);
  seal.opacity = 0.8;
  const auto tmpl = page_with({element("seal", {20, 20, 42, 42}, seal)});
  const auto items = items_of(laid_out(tmpl, record("甲")), "seal");
  ASSERT_EQ(items.size(), 1U);
  const auto& group = std::get<sheet::Group>(items[0]->content);
  EXPECT_EQ(group.blend, sheet::Blend::kMultiply);
  EXPECT_DOUBLE_EQ(group.opacity, 0.8);
  EXPECT_TRUE(items_of(laid_out(tmpl, {}), "seal").empty());
}

TEST(Seal, IsOneItemOnAllSheetsUnlessARecordChangesIt) {
  model::SealElement seal;
  seal.asset = picture(100, 100);
  auto tmpl = page_with({element("seal", {20, 20, 42, 42}, seal)});
  const auto fixed_part = lay_out_static(tmpl, text::installed_fonts());
  EXPECT_EQ(items_of(lay_out(tmpl, fixed_part, record("甲"), text::installed_fonts()), "seal"),
            items_of(lay_out(tmpl, fixed_part, record("乙"), text::installed_fonts()), "seal"));
  tmpl.elements[0].when = 1;  // a field that the record lacks
  EXPECT_TRUE(items_of(laid_out(tmpl, record("甲")), "seal").empty());
}

TEST(Seal, OfArtworkFillsItsBoxInProportion) {
  auto artwork = std::make_shared<model::Artwork>();
  artwork->size = {30, 15};
  artwork->elements = {element("ground", {0, 0, 30, 15}, model::ShapeElement{})};
  model::SealElement seal;
  seal.asset = std::shared_ptr<const model::Artwork>(artwork);
  const auto items = items_of(
      laid_out(page_with({element("seal", {20, 20, 42, 42}, seal)}), record("甲")), "seal");
  ASSERT_EQ(items.size(), 1U);
  const auto& transform = std::get<sheet::Group>(items[0]->content).transform;
  const Rect drawn = transform.bounds({0, 0, 30, 15});
  EXPECT_NEAR(drawn.x, 20, 1e-9);
  EXPECT_NEAR(drawn.y, 30.5, 1e-9);
  EXPECT_NEAR(drawn.width, 42, 1e-9);
  EXPECT_NEAR(drawn.height, 21, 1e-9);
}

// Where the middle of an item's baseline is, on a circle's text.
Point foot_of(const sheet::Item& item, double width) {
  const auto& group = std::get<sheet::Group>(item.content);
  const auto& run = std::get<sheet::GlyphRun>(group.items[0]->content);
  return group.transform.apply({run.glyphs[0].at.x + width / 2, run.glyphs[0].at.y});
}

// Clockwise from the top, in degrees.
double angle_of(Point point, Point centre) {
  return std::atan2(point.x - centre.x, centre.y - point.y) * 180 / std::numbers::pi;
}

TEST(ArcText, StandsOnItsCircleAroundTheTop) {
  model::ArcTextElement arc;
  arc.text = fixed("甲乙丙");
  arc.style.size_pt = 10;
  arc.radius = 15;
  arc.span_deg = 120;
  const auto sheet = laid_out(page_with({element("arc", {0, 0, 40, 40}, arc)}), {});
  const auto items = items_of(sheet, "arc");
  ASSERT_EQ(items.size(), 3U);
  const double em = mm_from_pt(10);
  const auto origin = [&](std::size_t i) { return foot_of(*items[i], em); };
  EXPECT_NEAR(origin(1).x, 20, 1e-6);
  EXPECT_NEAR(origin(1).y, 5, 1e-6);
  EXPECT_NEAR(origin(0).x + origin(2).x, 40, 1e-6) << "even on both sides";
  EXPECT_NEAR(std::hypot(origin(0).x - 20, origin(0).y - 20), 15, 1e-6);
  EXPECT_NEAR(angle_of(origin(2), {20, 20}), 1.6 * em / 15 * 180 / std::numbers::pi, 1e-6)
      << "few characters keep together";
}

TEST(ArcText, IsCondensedAndThenRefused) {
  model::ArcTextElement arc;
  arc.text = field_text(0);
  arc.style.size_pt = 14;
  arc.radius = 15;
  arc.span_deg = 180;
  const auto tmpl = page_with({element("arc", {0, 0, 40, 40}, arc)});
  const auto items = items_of(laid_out(tmpl, record("一二三四五六七八九十一二三四")), "arc");
  ASSERT_EQ(items.size(), 14U);
  EXPECT_NEAR(angle_of(foot_of(*items[0], mm_from_pt(14)), {20, 20}), -90 + 90. / 14, 1e-6)
      << "the whole arc is used";
  try {
    laid_out(tmpl, record("一二三四五六七八九十一二三四五六七八九十"));
    FAIL();
  } catch (const Refused& refused) {
    const Message& message = refused.diagnostics()[0].message;
    EXPECT_EQ(message.en, "the text is 2.26 mm too long for its arc");  // 20 × 14 pt / 2 - 15 π
    EXPECT_EQ(message.zh, "弧形文字超出 2.26 毫米");
  }
}

}  // namespace
}  // namespace certpress::layout

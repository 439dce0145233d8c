// Names and long values as they look: pictures that a person looked at once, compared pixel by
// pixel.
//
// tests/data/names holds a record and a picture of each case. A picture that differs is written
// into the test's own folder; look at it, and copy it over the old one if it is better.
#include <algorithm>
#include <filesystem>
#include <memory>

#include <gtest/gtest.h>

#include "certpress/engine.h"

#include "places.h"
#include "support/image.h"

namespace certpress::tests {
namespace {

namespace fs = std::filesystem;

const fs::path kNames = fs::path(CERTPRESS_SOURCE_DIR) / "tests" / "data" / "names";

const Engine& names_engine() {
  static const auto engine = [] {
    FolderResources::Folders folders;
    folders.templates = {kNames};
    folders.fonts = fs::path(CERTPRESS_SOURCE_DIR) / "fonts";
    return std::make_unique<Engine>(std::make_shared<FolderResources>(std::move(folders)));
  }();
  return *engine;
}

Rendered render_json(const std::string& tmpl, std::string json) {
  RecordInput record;
  record.json = std::move(json);
  RenderOptions options;
  options.dpi = 150;
  return names_engine().render(*names_engine().prepare(tmpl), record, options);
}

std::string picture_of(const std::string& tmpl, const std::string& name) {
  return render_json(tmpl, read_file((kNames / (name + ".json")).string())).bytes;
}

struct Case {
  std::string tmpl;
  std::string name;

  friend void PrintTo(const Case& shown, std::ostream* out) { *out << shown.name; }
};

class GoldenName : public testing::TestWithParam<Case> {};

TEST_P(GoldenName, LooksAsItDid) {
  const std::string bytes = picture_of(GetParam().tmpl, GetParam().name);
  const std::string actual_path = test_folder() + "/" + GetParam().name + ".png";
  write_file(actual_path, bytes);
  const PixelImage actual = decode_png(bytes);
  const PixelImage golden = read_png((kNames / (GetParam().name + ".png")).string());
  ASSERT_EQ(actual.width, golden.width);
  ASSERT_EQ(actual.height, golden.height);
  int differing = 0;
  for (std::size_t at = 0; at < golden.rgb.size(); at += 3) {
    differing += std::equal(golden.rgb.begin() + static_cast<std::ptrdiff_t>(at),
                            golden.rgb.begin() + static_cast<std::ptrdiff_t>(at + 3),
                            actual.rgb.begin() + static_cast<std::ptrdiff_t>(at))
                     ? 0
                     : 1;
  }
  EXPECT_EQ(differing, 0) << "pixels differ; see " << actual_path;
}

INSTANTIATE_TEST_SUITE_P(Names, GoldenName,
                         testing::Values(Case{"person", "D1"}, Case{"person", "D2"},
                                         Case{"person", "D3-1"}, Case{"person", "D3-2"},
                                         Case{"person", "D3-3"}, Case{"person", "D3-4"},
                                         Case{"person", "D3-5"}, Case{"person", "D3-6"},
                                         Case{"person", "D3-7"}, Case{"enterprise", "D4"},
                                         Case{"person", "one-hanzi"},
                                         Case{"person", "forty-characters"}),
                         [](const testing::TestParamInfo<Case>& test) {
                           std::string name = test.param.name;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

// Whatever dot was typed, the certificate is the same to the byte, and the change is reported.
TEST(NameDot, LooksTheSameHoweverItWasTyped) {
  const std::string golden = picture_of("person", "D1");
  for (const std::string dot : {"\u2022", "\u30FB", "\u2027", "\uFF65"}) {
    const Rendered rendered =
        render_json("person", R"({"holder_name": "阿依古丽)" + dot + R"(买买提"})");
    EXPECT_EQ(rendered.bytes, golden) << dot;
    ASSERT_EQ(rendered.remarks.size(), 1U) << dot;
    EXPECT_EQ(rendered.remarks.front().code, "record/normalised");
  }
  EXPECT_NE(render_json("person", R"({"holder_name": "阿依古丽买买提"})").bytes, golden);
}

}  // namespace
}  // namespace certpress::tests

#include "text/font_book.h"

#include <algorithm>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "certpress/diagnostic.h"

#include "base/utf8.h"
#include "installed_fonts.h"
#include "text/shaper.h"

namespace certpress::text {
namespace {

const std::string kSerif = "opentype/noto/NotoSerifCJK-Regular.ttc";

// What AR PL UKai maps to empty glyphs, as measured.
const std::u32string kBlankInUKai =
    U"㖞㘎㤘㧏㧐㧟㩳㭎㱮㳠䁖䅟䌷䎬䏝䓖䙌䙡䜣䜩䞍䥺䥽䦂䦃䦅䦆䦛䦶䦷䲟䲠䲡䲢䲣䴓䴔䴕䴖䴗䴘䴙䶮𠂉𡗗𢦏"
    U"𤇾";

Diagnostic refusal(const std::function<void()>& action) {
  try {
    action();
  } catch (const Refused& refused) {
    return refused.diagnostics().front();
  }
  return {};
}

TEST(FontBook, KnowsTheRolesOfTheManifest) {
  EXPECT_EQ(installed_fonts().roles(),
            (std::vector<std::string>{"song", "song-bold", "hei", "hei-bold", "kai"}));
  EXPECT_EQ(installed_fonts().chain_text("song"),
            "Noto Serif CJK SC, HanaMinB, BabelStone Han, Noto Sans CJK SC");
}

TEST(FontBook, TakesABlankGlyphForMissing) {
  ASSERT_EQ(kBlankInUKai.size(), 47U);
  for (const char32_t character : kBlankInUKai) {
    const auto picked = pick(installed_fonts(), "kai", character);
    ASSERT_NE(picked, nullptr) << code_point_name(character);
    EXPECT_NE(picked->face->id, "ukai") << code_point_name(character);
  }
  EXPECT_EQ(pick(installed_fonts(), "kai", U'证')->face->id, "ukai");
}

TEST(FontBook, NeedsNoOutlineForASpace) {
  for (const char32_t space : {U' ', U'\u00A0', U'\u2003', U'\u3000'}) {
    EXPECT_TRUE(pick(installed_fonts(), "song", space)) << code_point_name(space);
  }
}

TEST(FontBook, PicksNothingForWhatCannotBeSeen) {
  for (const char32_t hidden : {U'\u200B', U'\u00AD', U'\u202E', U'\uFEFF', U'\t', U'\u0007'}) {
    EXPECT_FALSE(pick(installed_fonts(), "song", hidden)) << code_point_name(hidden);
  }
  EXPECT_FALSE(pick(installed_fonts(), "song", static_cast<char32_t>(0x110000)));
}

TEST(FontBook, NeverPicksAPrivateUseCharacter) {
  for (char32_t character = 0xE000; character <= 0xF8FF; ++character) {
    ASSERT_FALSE(pick(installed_fonts(), "song", character)) << code_point_name(character);
  }
  EXPECT_FALSE(pick(installed_fonts(), "song", 0xF0000));
  EXPECT_FALSE(pick(installed_fonts(), "song", 0x10FFFD));
}

TEST(FontBook, OpensOnlyTheFilesThatTheTextNeeds) {
  const auto resources = std::make_shared<InstalledFonts>();
  const FontBook fonts(resources);
  EXPECT_TRUE(resources->opened().empty());
  shape(fonts, "道路运输证 A1", "song");
  EXPECT_EQ(resources->opened(), std::vector<std::string>{kSerif});
}

TEST(FontBook, OpensAFileOnceForAllThreads) {
  const auto resources = std::make_shared<InstalledFonts>();
  const FontBook fonts(resources);
  std::vector<std::jthread> threads;
  threads.reserve(8);
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] { static_cast<void>(pick(fonts, "song", U'证')); });
  }
  threads.clear();
  EXPECT_EQ(resources->opened().size(), 1U);
}

TEST(FontBook, RefusesAFileThatIsNotTheManifests) {
  const FontBook fonts(
      std::make_shared<InstalledFonts>([](std::string_view /*path*/, const Bytes& data) {
        std::string changed(data.text());
        changed.back() = static_cast<char>(changed.back() ^ 1);
        return std::optional(Bytes::from_string(std::move(changed)));
      }));
  const Diagnostic problem = refusal([&] { static_cast<void>(pick(fonts, "song", U'证')); });
  EXPECT_EQ(problem.code, "font/differs");
  EXPECT_EQ(problem.place.file, kSerif);
  EXPECT_NE(problem.hint.en.find("fonts-noto-cjk"), std::string::npos);
}

// Remembers keys and nothing else.
class KeyCache final : public Cache {
 public:
  std::optional<Bytes> get(std::string_view key) const override {
    return keys.contains(key) ? std::optional(Bytes()) : std::nullopt;
  }
  void put(std::string_view key, std::span<const std::uint8_t> /*bytes*/) const override {
    keys.emplace(key);
  }
  mutable std::set<std::string, std::less<>> keys;
};

class StampedFonts final : public InstalledFonts {
 public:
  StampedFonts(std::string stamp, Change change)
      : InstalledFonts(std::move(change)), stamp_(std::move(stamp)) {}
  std::string font_file_stamp(std::string_view path) const override {
    return stamp_.empty() ? "" : stamp_ + std::string(path);
  }

 private:
  std::string stamp_;
};

TEST(FontBook, ACacheRemembersWhichStatesOfAFileWereChecked) {
  const auto cache = std::make_shared<KeyCache>();
  const auto intact = [&](const std::string& stamp, const InstalledFonts::Change& change) {
    try {
      const FontBook book(std::make_shared<StampedFonts>(stamp, change), cache);
      return pick(book, "kai", U'样') != nullptr;
    } catch (const Refused&) {
      return false;
    }
  };
  const auto spoil = [](std::string_view /*path*/, const Bytes& data) {
    std::string other(data.text());
    other.back() = static_cast<char>(other.back() ^ 1);
    return Bytes::from_string(std::move(other));
  };
  EXPECT_FALSE(intact("monday", spoil));
  EXPECT_TRUE(cache->keys.empty());  // what was refused is not remembered
  EXPECT_TRUE(intact("monday", {}));
  EXPECT_EQ(cache->keys.size(), 1U);
  EXPECT_TRUE(intact("monday", spoil));  // nobody looked again
  EXPECT_FALSE(intact("tuesday", spoil));
  EXPECT_FALSE(intact("", spoil));
}

TEST(FontBook, SaysWhichPackageHoldsAMissingFile) {
  const FontBook fonts(std::make_shared<InstalledFonts>(
      [](std::string_view path, Bytes data) -> std::optional<Bytes> {
        return path.ends_with("HanaMinB.ttf") ? std::nullopt : std::optional(std::move(data));
      }));
  EXPECT_TRUE(pick(fonts, "song", U'证'));  // needs the first file only
  for (int again = 0; again < 2; ++again) {
    const Diagnostic problem = refusal([&] { static_cast<void>(pick(fonts, "song", U'𠀀')); });
    EXPECT_EQ(problem.code, "font/missing");
    EXPECT_EQ(problem.hint.en, "apt-get install fonts-hanazono");
    EXPECT_FALSE(problem.message.zh.empty());
  }
}

TEST(FontBook, RefusesARoleThatIsNotThere) {
  const Diagnostic problem =
      refusal([] { static_cast<void>(pick(installed_fonts(), "fangsong", U'证')); });
  EXPECT_EQ(problem.code, "font/unknown-role");
  EXPECT_EQ(problem.hint.en, "the roles are song, song-bold, hei, hei-bold, kai");
}

}  // namespace
}  // namespace certpress::text

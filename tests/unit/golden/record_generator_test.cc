// Generated records: always the same, of many kinds, and mostly acceptable.
#include "golden/record_generator.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "certpress/engine.h"

#include "places.h"

namespace certpress::golden {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = CERTPRESS_SOURCE_DIR;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(RecordGenerator, GivesTheSameRecordForTheSameSeed) {
  TemplateInfo info;
  info.fields = {{"holder_name", "姓名", "name", true, 20}, {"born", "出生日期", "date", true, 0}};
  const std::string sample = R"({"姓名": "王样例", "born": "1990-01-01"})";
  std::set<std::string> all;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    EXPECT_EQ(generate_record(info, sample, seed), generate_record(info, sample, seed));
    all.insert(generate_record(info, sample, seed));
  }
  EXPECT_GT(all.size(), 12U);
  // Fixed for ever: the fingerprints of a suite depend on it.
  EXPECT_EQ(generate_record(info, sample, 7), R"({"姓名":"王样例","born":"2020-04-15"})");
}

TEST(RecordGenerator, MakesRecordsOfWhichMostAreAccepted) {
  FolderResources::Folders folders;
  folders.templates = {kRoot / "templates"};
  folders.fonts = kRoot / "fonts";
  const Engine engine(std::make_shared<FolderResources>(folders));
  for (const std::string& id : engine.template_ids()) {
    const auto prepared = engine.prepare(id);
    const std::string sample = read(kRoot / "templates" / id / "samples/standard.json");
    RecordInput input;
    input.pictures = [&](std::string_view name) {
      return std::optional(Bytes::from_string(read(kRoot / "templates" / id / "samples" / name)));
    };
    int accepted = 0;
    std::set<std::string> sheets;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
      input.json = generate_record(prepared->info(), sample, seed);
      try {
        sheets.insert(engine.inspect(*prepared, input));
        ++accepted;
      } catch (const Refused&) {
        continue;
      }
    }
    EXPECT_GE(accepted, 20) << id;
    EXPECT_GE(sheets.size(), 15U) << id;
  }
}

}  // namespace
}  // namespace certpress::golden

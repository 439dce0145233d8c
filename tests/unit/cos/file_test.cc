#include "cos/file.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "cos/writer.h"

namespace certpress::cos {
namespace {

Dictionary trailer() { return {{{"Root", {Reference{1, 0}}}}}; }

// Catalog, a stream and a number.
std::string small_file() {
  Writer writer;
  writer.add(1, "<< /Type /Catalog /Value 3 0 R >>");
  writer.add_stream(2, Dictionary{}, "raw bytes");
  writer.add(3, "42");
  return writer.finish(trailer(), 4);
}

std::string updated(const std::string& file) {
  Writer writer(file, File::read(file).revisions().back().xref_at);
  writer.add(3, "43");
  writer.add(7, "(new)");
  return writer.finish(trailer(), 8);
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  const auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}

TEST(File, GivesBackWhatTheWriterWrote) {
  const std::string bytes = small_file();
  const File file = File::read(bytes);
  ASSERT_EQ(file.revisions().size(), 1U);
  EXPECT_EQ(file.revisions()[0].end, bytes.size());
  EXPECT_EQ(file.size(), 4);
  EXPECT_EQ(file.catalog(), 1);
  EXPECT_EQ(*file.resolved(std::get<Dictionary>(file.object(1)->object.value), "Value")
                 .as<std::int64_t>(),
            42);
  EXPECT_EQ(file.object(2)->stream, "raw bytes");
  EXPECT_EQ(decoded(*file.object(2), file, 100), "raw bytes");
  EXPECT_FALSE(file.object(9));
  EXPECT_EQ(file.bytes_of(3), "3 0 obj\n42\nendobj\n");
  EXPECT_EQ(file.numbers(), (std::vector{1, 2, 3}));
}

TEST(File, KnowsItsRevisions) {
  const std::string first = small_file();
  const std::string bytes = updated(first);
  const File file = File::read(bytes);
  ASSERT_EQ(file.revisions().size(), 2U);
  EXPECT_EQ(file.revisions()[0].end, first.size());
  EXPECT_EQ(file.revisions()[1].begin, first.size());
  EXPECT_EQ(*file.object(3)->object.as<std::int64_t>(), 43);
  EXPECT_EQ(*file.object(3, 1)->object.as<std::int64_t>(), 42);
  EXPECT_FALSE(file.object(7, 1));
  EXPECT_EQ(file.object(7)->object.as<String>()->bytes, "new");
}

TEST(File, InflatesStreamsUpToALimit) {
  std::string packed(200, '\0');
  uLongf size = packed.size();
  const std::string plain(10'000, 'x');
  ASSERT_EQ(compress(reinterpret_cast<Bytef*>(packed.data()), &size,
                     reinterpret_cast<const Bytef*>(plain.data()), plain.size()),
            Z_OK);
  packed.resize(size);
  Writer writer;
  writer.add_stream(1, {{{"Filter", {Name{"FlateDecode"}}}}}, packed);
  writer.add_stream(2, {{{"Filter", {Name{"LZWDecode"}}}}}, packed);
  writer.add_stream(3, {{{"Filter", {Name{"FlateDecode"}}}}}, packed.substr(0, size / 2));
  const std::string bytes = writer.finish(trailer(), 4);
  const File file = File::read(bytes);
  EXPECT_EQ(decoded(*file.object(1), file, 10'000), plain);
  EXPECT_THROW(decoded(*file.object(1), file, 9'999), Malformed);
  EXPECT_THROW(decoded(*file.object(2), file, 10'000), Malformed);
  EXPECT_THROW(decoded(*file.object(3), file, 10'000), Malformed);
}

TEST(File, ThatEndsOrBeginsWithAnythingElseIsRefused) {
  const std::string good = small_file();
  const std::string without_end_of_line = good.substr(0, good.size() - 1);
  EXPECT_NO_THROW(File::read(without_end_of_line));
  for (const std::string& bad :
       {good + "\n", good + " ", good + "x", " " + good, good.substr(0, good.size() - 2),
        good.substr(0, good.size() / 2), std::string(), std::string("%PDF-1.7\n")}) {
    EXPECT_THROW(File::read(bad), Malformed) << bad;
  }
}

TEST(File, WhoseTablesLieIsRefused) {
  const std::string good = small_file();
  const std::string xref = std::to_string(File::read(good).revisions()[0].xref_at);
  for (const std::string& bad : {
           replaced(good, "startxref\n" + xref, "startxref\n1"),
           replaced(good, "startxref\n" + xref, "startxref\n99999"),
           replaced(good, "0 4\n", "1 4\n"),
           replaced(good, "0 4\n", "0 9\n"),
           replaced(good, " 00000 n ", " 00001 n "),
           replaced(good, " 00000 n ", " 00000 x "),
           replaced(good, "/Size 4", "/Size 3"),
           replaced(good, "/Root 1 0 R", "/Root 1 0 R /Encrypt 3 0 R"),
           replaced(good, "/Root 1 0 R", "/Root 1 0 R /Prev 9"),
           replaced(good, "/Root 1 0 R", "/Root 1 0 R /XRefStm 9"),
       }) {
    EXPECT_THROW(File::read(bad), Malformed) << bad;
  }
}

TEST(File, WhoseUpdatePointsBackIntoTheOldRevisionIsRefused) {
  const std::string first = small_file();
  const std::string bytes = updated(first);
  const File file = File::read(bytes);
  const auto entry = [](std::size_t offset) { return fmt::format("{:010} 00000 n", offset); };
  const std::string newest = entry(file.revisions()[1].offsets.at(3));
  const std::string oldest = entry(file.revisions()[0].offsets.at(3));
  EXPECT_THROW(File::read(replaced(bytes, newest, oldest)), Malformed);
}

TEST(File, WhoseObjectsAreNotWhatTheyClaimIsRefused) {
  const std::string good = small_file();
  const auto object = [](const std::string& bytes, int number) {
    return File::read(bytes).object(number);
  };
  EXPECT_NO_THROW(object(good, 2));
  EXPECT_THROW(object(replaced(good, "2 0 obj", "5 0 obj"), 2), Malformed);
  EXPECT_THROW(object(replaced(good, "/Length 9", "/Length 8"), 2), Malformed);
  EXPECT_THROW(object(replaced(good, "/Length 9", "/Lengt 99"), 2), Malformed);
  EXPECT_THROW(object(replaced(good, "/Length 9", "/Length -"), 2), Malformed);
  EXPECT_THROW(object(replaced(good, "endstream", "endstreax"), 2), Malformed);
  EXPECT_THROW(object(replaced(good, "42\nendobj", "42\nendxxx"), 3), Malformed);
}

TEST(File, StreamWhoseLengthDependsOnItselfIsRefused) {
  Writer writer;
  writer.add(1, "<< /Length 1 0 R >>\nstream\nabc\nendstream");
  const std::string bytes = writer.finish(trailer(), 2);
  EXPECT_THROW(File::read(bytes).object(1), Malformed);
}

TEST(File, ReferencesThatLeadInACircleAreRefused) {
  Writer writer;
  writer.add(1, "2 0 R");
  writer.add(2, "1 0 R");
  const std::string bytes = writer.finish(trailer(), 3);
  EXPECT_THROW(File::read(bytes).resolved({Reference{1, 0}}), Malformed);
}

TEST(Writer, RefusesToWriteAnObjectTwiceOrToLeaveAGap) {
  Writer twice;
  twice.add(1, "1");
  EXPECT_THROW(twice.add(1, "2"), std::logic_error);
  Writer gap;
  gap.add(2, "1");
  EXPECT_THROW(gap.finish(trailer(), 3), std::logic_error);
}

}  // namespace
}  // namespace certpress::cos

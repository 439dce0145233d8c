// What clients say that they want, and what follows from it.
#include "negotiation.h"

#include <array>

#include <gtest/gtest.h>

namespace certpress::service {
namespace {

constexpr std::array<std::string_view, 4> kOffered{"image/png", "image/jpeg", "image/webp",
                                                   "application/pdf"};

std::optional<std::size_t> preferred(const char* accept) {
  return preferred_type(std::string(accept), kOffered);
}

TEST(Accept, WithoutItTheFirstIsGiven) {
  EXPECT_EQ(preferred_type(std::nullopt, kOffered), 0U);
  EXPECT_EQ(preferred(""), 0U);
  EXPECT_EQ(preferred("*/*"), 0U);
}

TEST(Accept, TheHighestWeightWins) {
  EXPECT_EQ(preferred("image/png;q=0.2, application/pdf;q=0.9"), 3U);
  EXPECT_EQ(preferred("image/*;q=0.5, application/pdf"), 3U);
  EXPECT_EQ(preferred("image/webp, image/jpeg"), 1U);  // equally good: ours comes first
}

TEST(Accept, TheClosestRangeDecides) {
  EXPECT_EQ(preferred("image/*, image/png;q=0.1"), 1U);
  EXPECT_EQ(preferred("*/*;q=1, image/*;q=0.1"), 3U);
  EXPECT_EQ(preferred("image/png;q=0, */*;q=0.1"), 1U);
}

TEST(Accept, NothingFitsWhatIsNotOffered) {
  EXPECT_EQ(preferred("text/html"), std::nullopt);
  EXPECT_EQ(preferred("image/png;q=0"), std::nullopt);
  EXPECT_EQ(preferred("image"), std::nullopt);
}

TEST(Accept, IsReadWithoutRegardToCaseAndSpace) {
  EXPECT_EQ(preferred("text/html ,\t Application/PDF ; Q=0.3"), 3U);
}

TEST(Accept, AMalformedWeightIsNone) {
  EXPECT_EQ(preferred("image/png;q=much, image/jpeg;q=0.1"), 1U);
}

TEST(Gzip, OnlyWhenItIsAskedFor) {
  EXPECT_TRUE(wants_gzip("br, gzip"));
  EXPECT_TRUE(wants_gzip("*"));
  EXPECT_FALSE(wants_gzip("gzip;q=0"));
  EXPECT_FALSE(wants_gzip("br"));
  EXPECT_FALSE(wants_gzip(std::nullopt));
}

TEST(IfNoneMatch, ComparesWeakly) {
  EXPECT_TRUE(names_tag(R"("a", W/"b")", R"("b")"));
  EXPECT_TRUE(names_tag("*", R"("b")"));
  EXPECT_FALSE(names_tag(R"("ab")", R"("b")"));
  EXPECT_FALSE(names_tag(std::nullopt, R"("b")"));
  EXPECT_TRUE(names_tag(R"("a,b", "c")", R"("a,b")"));
}

TEST(QuotedText, ThatEndsInABackslashEndsThere) {
  for (const char* text : {R"("\)", R"("a\)", R"("\\\)"}) {
    EXPECT_EQ(read_media_type(text).name, text);
    EXPECT_EQ(preferred(text), std::nullopt);
    EXPECT_FALSE(names_tag(text, R"("b")"));
    EXPECT_FALSE(wants_gzip(text));
  }
}

TEST(MediaType, HasANameAndABoundary) {
  const MediaType type = read_media_type(R"(Multipart/Form-Data; charset=x; Boundary="a;b")");
  EXPECT_EQ(type.name, "multipart/form-data");
  EXPECT_EQ(type.boundary, "a;b");
  EXPECT_EQ(read_media_type("").name, "");
}

TEST(ContentDisposition, NamesTheFileInChineseToo) {
  EXPECT_EQ(inline_as("permit.pdf", "证.pdf"),
            "inline; filename=\"permit.pdf\"; filename*=UTF-8''%E8%AF%81.pdf");
}

}  // namespace
}  // namespace certpress::service

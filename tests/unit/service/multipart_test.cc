// Forms, taken apart.
#include "multipart.h"

#include <gtest/gtest.h>

#include "json_members.h"

namespace certpress::service {
namespace {

std::string part(const std::string& name, const std::string& content) {
  return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + content + "\r\n";
}

TEST(Multipart, GivesPartsByName) {
  const std::string body = part("a", "1") + part("b", "line\r\n--not the boundary\r\n") +
                           part("c", "") + "--b--\r\nwhatever follows";
  const auto parts = read_multipart(body, "b");
  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 3U);
  EXPECT_EQ((*parts)[0].name, "a");
  EXPECT_EQ((*parts)[0].content, "1");
  EXPECT_EQ((*parts)[1].content, "line\r\n--not the boundary\r\n");
  EXPECT_EQ((*parts)[2].content, "");
}

TEST(Multipart, HasFileNames) {
  const std::string body =
      "preamble\r\n--b\r\nContent-Type: image/jpeg\r\n"
      "content-disposition: form-data; filename=\"name=\\\"x.jpg\"; "
      "name=\"photo\"\r\n\r\n\xff\xd8\r\n--b--";
  const auto parts = read_multipart(body, "b");
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->front().name, "photo");
  EXPECT_EQ(parts->front().file_name, "name=\"x.jpg");
  EXPECT_EQ(parts->front().content, "\xff\xd8");
}

TEST(Multipart, IsRefusedWhenItIsMalformed) {
  const std::string good = part("a", "1") + "--b--";
  ASSERT_TRUE(read_multipart(good, "b"));
  for (std::size_t length = 0; length < good.size() - 1; ++length) {
    EXPECT_FALSE(read_multipart(good.substr(0, length), "b")) << length;
  }
  EXPECT_FALSE(read_multipart(good, ""));
  EXPECT_FALSE(read_multipart(good, "c"));
  EXPECT_FALSE(read_multipart("--b\r\n\r\nno name\r\n--b--", "b"));
  EXPECT_FALSE(read_multipart("--b\r\nX: y\r\n\r\nno name\r\n--b--", "b"));
}

TEST(Multipart, HasALimitOfParts) {
  std::string body;
  for (std::size_t i = 0; i < kMaxParts; ++i) {
    body += part("x", "");
  }
  EXPECT_TRUE(read_multipart(body + "--b--", "b"));
  EXPECT_FALSE(read_multipart(body + part("x", "") + "--b--", "b"));
}

TEST(JsonMembers, AreFoundAsTheyWereWritten) {
  const auto members =
      json_members(R"( {"a": 1.50, "b\"": {"x": "}]\"", "y": [{}]} , "c":"" ,"c":[ ] } )");
  ASSERT_TRUE(members);
  ASSERT_EQ(members->size(), 4U);
  EXPECT_EQ((*members)[0].value, "1.50");
  EXPECT_EQ((*members)[1].key, R"("b\"")");
  EXPECT_EQ((*members)[1].value, R"({"x": "}]\"", "y": [{}]})");
  EXPECT_EQ((*members)[2].value, R"("")");
  EXPECT_EQ((*members)[3].value, "[ ]");
  EXPECT_TRUE(json_members("{}")->empty());
}

TEST(JsonMembers, AreNoneOfWhatIsNoObject) {
  const std::string good = R"({"a": {"b": "c"}, "d": [1]})";
  ASSERT_TRUE(json_members(good));
  for (std::size_t length = 0; length < good.size(); ++length) {
    EXPECT_FALSE(json_members(good.substr(0, length))) << length;
  }
  for (const char* bad : {"[]", "1", "{,}", R"({"a"})", R"({"a":})", R"({"a":1,})", "{} {}",
                          R"({"a":1 "b":2})", R"({a:1})", "{\"\\"}) {
    EXPECT_FALSE(json_members(bad)) << bad;
  }
}

}  // namespace
}  // namespace certpress::service

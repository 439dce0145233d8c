// Bodies of render requests: what they mean, and everything that is wrong with them.
#include "render_request.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace certpress::service {
namespace {

const PictureFields kPictures{"photo", "照片"};

RenderRequest read(const std::string& body, std::optional<std::string> accept = std::nullopt,
                   const std::string& type = "application/json") {
  return read_render_request({.content_type = type,
                              .accept = std::move(accept),
                              .body = std::make_shared<const std::string>(body),
                              .picture_fields = kPictures,
                              .width_mm = 297,
                              .height_mm = 210,
                              .max_pixels = 40'000'000});
}

std::string codes(const RenderRequest& request) {
  std::string out;
  for (const Diagnostic& problem : request.problems) {
    out += problem.code + problem.place.pointer + " ";
  }
  return out;
}

TEST(RenderRequest, IsTheRecordAsItWasWritten) {
  const auto request = read(R"({"record": {"a": 1.0, "a": 2}, "dpi": 300})");
  EXPECT_EQ(codes(request), "");
  EXPECT_EQ(request.record, R"({"a": 1.0, "a": 2})");
  EXPECT_EQ(request.options.dpi, 300);
  EXPECT_EQ(request.format->name, "png");
}

TEST(RenderRequest, TakesEveryOption) {
  const auto request =
      read(R"({"record": {}, "format": "webp", "width": 877, "layer": "ink", "quality": 60})");
  EXPECT_EQ(codes(request), "");
  EXPECT_EQ(request.options.format, Format::kWebp);
  EXPECT_EQ(request.options.width_px, 877);
  EXPECT_EQ(request.options.layer, LayerChoice::kInk);
  EXPECT_EQ(request.options.quality, 60);
  EXPECT_TRUE(read(R"({"blank": true})").blank);
}

TEST(RenderRequest, NullIsAsIfItWereAbsent) {
  EXPECT_EQ(codes(read(R"({"record": {}, "dpi": null, "sign": null})")), "");
}

TEST(RenderRequest, TheFormatIsTheBodysThenAccepts) {
  EXPECT_EQ(read(R"({"record": {}})", "application/pdf").format->name, "pdf");
  EXPECT_EQ(read(R"({"record": {}, "format": "jpeg"})", "application/pdf").format->name, "jpeg");
  EXPECT_EQ(read(R"({"record": {}, "sign": "seal"})").format->name, "pdf");
  EXPECT_EQ(read(R"({"record": {}})", "text/html").fault, Fault::kNotAcceptable);
}

TEST(RenderRequest, TellsEverythingThatIsWrong) {
  const auto request = read(
      R"({"dpi": 7, "width": 2.5, "format": "gif", "layer": 1, "blank": "yes", "colour": 1, "quality": 0})");
  EXPECT_EQ(codes(request),
            "request/bad-value/dpi request/wrong-type/width request/bad-value/format "
            "request/wrong-type/layer request/wrong-type/blank request/unknown-member/colour "
            "request/bad-value/quality request/missing-record/record ");
}

TEST(RenderRequest, AWrongNameThatMayBeAValueIsNotRepeated) {
  const auto request = read(R"({"record": {}, "张三": 1})");
  ASSERT_EQ(codes(request), "request/unknown-member/ ");
  EXPECT_EQ(request.problems[0].message.zh.find("张三"), std::string::npos);
}

TEST(RenderRequest, RefusesContradictions) {
  EXPECT_EQ(codes(read(R"({"record": {}, "blank": true})")), "request/conflict/blank ");
  EXPECT_EQ(codes(read(R"({"record": {}, "dpi": 96, "width": 100})")), "request/conflict/width ");
  EXPECT_EQ(codes(read(R"({"record": {}, "format": "png", "sign": "s"})")),
            "request/conflict/sign ");
  EXPECT_EQ(codes(read(R"({"record": {}, "layer": "ink", "sign": "s"})")),
            "request/conflict/sign ");
  EXPECT_EQ(codes(read(R"({"record": {}, "dpi": 96, "dpi": 96})")),
            "request/duplicate-member/dpi ");
}

TEST(RenderRequest, HasALimitOfPixels) {
  EXPECT_EQ(codes(read(R"({"record": {}, "dpi": 1200})")), "request/too-many-pixels/dpi ");
  EXPECT_EQ(codes(read(R"({"record": {}, "width": 9000})")), "request/too-many-pixels/width ");
  EXPECT_EQ(codes(read(R"({"record": {}, "dpi": 1200, "format": "pdf"})")), "");
}

TEST(RenderRequest, ThatIsNoJsonIsMalformed) {
  for (const char* body : {"", "[]", "{", R"({"record": {}, "dpi": nine})", R"({"\x": 1})"}) {
    EXPECT_TRUE(read(body).malformed) << body;
  }
}

std::string form(const std::vector<std::pair<std::string, std::string>>& parts) {
  std::string body;
  for (const auto& [disposition, content] : parts) {
    body += "--b\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
  }
  return body + "--b--\r\n";
}

TEST(RenderRequest, MayBeAForm) {
  const auto request = read(form({{"name=\"record\"", R"({"a": 1})"},
                                  {"name=\"dpi\"", "96.5"},
                                  {"name=\"photo\"; filename=\"p.jpg\"", "\xff\xd8"}}),
                            std::nullopt, "multipart/form-data; boundary=b");
  EXPECT_EQ(codes(request), "");
  EXPECT_EQ(request.options.dpi, 96.5);
  const RecordInput input = record_input(request);
  EXPECT_EQ(input.json, R"({"photo": "photo","a": 1})");
  ASSERT_TRUE(input.pictures("photo"));
  EXPECT_EQ(input.pictures("photo")->text(), "\xff\xd8");
  EXPECT_FALSE(input.pictures("other"));
}

TEST(RenderRequest, ARecordMayNameItsPicturesFile) {
  const auto request = read(form({{"name=\"record\"", R"({"photo": "p.jpg"})"},
                                  {"name=\"photo\"; filename=\"p.jpg\"", "x"}}),
                            std::nullopt, "multipart/form-data; boundary=b");
  const RecordInput input = record_input(request);
  EXPECT_EQ(input.json, R"({"photo": "p.jpg"})");
  EXPECT_TRUE(input.pictures("p.jpg"));
  EXPECT_FALSE(input.pictures(""));
}

TEST(RenderRequest, APictureAloneMakesARecord) {
  const auto request = read(form({{"name=\"record\"", "{ }"}, {"name=\"照片\"", "x"}}),
                            std::nullopt, "multipart/form-data; boundary=b");
  EXPECT_EQ(record_input(request).json, R"({"照片": "照片" })");
}

TEST(RenderRequest, AFormsUnknownPartsAreRefused) {
  const auto request = read(form({{"name=\"record\"", "{}"}, {"name=\"picture\"", "x"}}),
                            std::nullopt, "multipart/form-data; boundary=b");
  EXPECT_EQ(codes(request), "request/unknown-member/picture ");
  EXPECT_TRUE(read("x", std::nullopt, "multipart/form-data").malformed);
}

TEST(RenderRequest, WithoutPicturesMayReadNoFiles) {
  EXPECT_FALSE(record_input(read(R"({"record": {}})")).pictures);
}

}  // namespace
}  // namespace certpress::service

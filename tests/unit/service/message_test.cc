// Requests and answers: targets, headers, traces, heads, problems.
#include "message.h"

#include <gtest/gtest.h>

#include "certpress/diagnostic.h"

#include "problem.h"
#include "target.h"
#include "trace.h"
#include "wire.h"

namespace certpress::service {
namespace {

TEST(Target, IsTakenApart) {
  const auto target = read_target("/v1/templates/a%2Db?dpi=96&name=%E8%AF%81");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->segments, (std::vector<std::string>{"v1", "templates", "a-b"}));
  ASSERT_EQ(target->query.size(), 2U);
  EXPECT_EQ(target->query[1].second, "证");
  EXPECT_TRUE(read_target("/")->segments.empty());
}

TEST(Target, MayBeAbsolute) {
  EXPECT_EQ(read_target("http://host:1/v1")->segments, std::vector<std::string>{"v1"});
  EXPECT_TRUE(read_target("http://host")->segments.empty());
}

TEST(Target, IsRefusedWhenItIsMalformed) {
  for (const char* text : {"", "v1", "/%", "/%4", "/%zz", "/a%2Fb", "/a%00b", "/a//b", "*"}) {
    EXPECT_FALSE(read_target(text)) << text;
  }
}

TEST(Headers, OfOneNameAreOneList) {
  Request request;
  request.headers = {{"accept", "a"}, {"X", "y"}, {"ACCEPT", "b"}};
  EXPECT_EQ(request.header("Accept"), "a, b");
  EXPECT_EQ(request.header("x"), "y");
  EXPECT_FALSE(request.header("z"));
}

TEST(RequestId, OfTheClientIsKeptWhenItIsHarmless) {
  EXPECT_EQ(request_id("a-B_1.2"), "a-B_1.2");
  for (const std::string& bad : {std::string("a b"), std::string("\"\r\nX: y"), std::string(),
                                 std::string(129, 'a'), std::string("张三")}) {
    EXPECT_NE(request_id(bad), bad);
    EXPECT_EQ(request_id(bad).size(), 32U);
  }
}

TEST(Traceparent, IsContinued) {
  const Trace trace = continue_trace("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  EXPECT_EQ(trace.trace_id, "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_EQ(trace.flags, "01");
  EXPECT_NE(trace.span_id, "00f067aa0ba902b7");
  EXPECT_EQ(trace.to_traceparent().size(), 55U);
}

TEST(Traceparent, ThatIsMalformedBeginsANewTrace) {
  for (const char* bad : {"", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                          "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                          "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                          "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x"}) {
    EXPECT_NE(continue_trace(bad).trace_id, "4bf92f3577b34da6a3ce929d0e0e4736") << bad;
  }
  EXPECT_EQ(
      continue_trace("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-later").trace_id,
      "4bf92f3577b34da6a3ce929d0e0e4736");
}

TEST(Head, SaysWhatEveryAnswerSays) {
  Response response{.status = 404};
  response.body = Bytes::from_string("abc");
  const std::string head = head_of(response, {.keep_alive = false,
                                              .secure = true,
                                              .time = 784111777,
                                              .request_id = "id",
                                              .traceparent = "trace"});
  EXPECT_TRUE(
      head.starts_with("HTTP/1.1 404 Not Found\r\n"
                       "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"))
      << head;
  for (const char* line : {"Content-Length: 3\r\n", "Connection: close\r\n", "X-Request-Id: id\r\n",
                           "X-Content-Type-Options: nosniff\r\n", "Cache-Control: no-store\r\n",
                           "Strict-Transport-Security: "}) {
    EXPECT_NE(head.find(line), std::string::npos) << line;
  }
  EXPECT_TRUE(head.ends_with("\r\n\r\n"));
}

TEST(Head, WithoutABodyHasNoLength) {
  for (const int status : {204, 304}) {
    EXPECT_EQ(head_of({.status = status}, {}).find("Content-Length"), std::string::npos);
  }
}

TEST(Head, KeepsAnOldClientsConnectionOnlyWhenItSaysSo) {
  EXPECT_NE(head_of({}, {.http_minor = 0}).find("Connection: keep-alive"), std::string::npos);
  EXPECT_EQ(head_of({}, {.http_minor = 1}).find("Connection:"), std::string::npos);
}

TEST(Problem, HasEveryDiagnosticAndNoLineOfTheRecord) {
  Diagnostic first{Severity::kWarning, "a/b", {}, {"one", "一"}, {}};
  Diagnostic second{Severity::kError, "c/d", {}, {"two", "二"}, {"hint", "提示"}};
  second.place.field = "name";
  second.place.pointer = "/name";
  second.place.line = 3;
  second.place.source_line = "secret";
  const Response response = problem(422, {first, second}, "id");
  EXPECT_EQ(response.status, 422);
  const auto text = response.body.text();
  EXPECT_EQ(text.find("secret"), std::string_view::npos);
  for (const char* part : {R"("title":"two")", R"("status":422)", R"("a/b")", R"("zh":"提示")",
                           R"("pointer":"/name")", R"("type":"urn:certpress:c/d")"}) {
    EXPECT_NE(text.find(part), std::string_view::npos) << part << text;
  }
}

TEST(Problem, OfOverloadSaysWhenToAskAgain) {
  const Response response = problem(Fault::kQueueFull, "id");
  EXPECT_EQ(response.status, 429);
  EXPECT_NE(head_of(response, {}).find("Retry-After: "), std::string::npos);
}

}  // namespace
}  // namespace certpress::service

#include "problem.h"

#include <algorithm>
#include <array>
#include <utility>

#include <nlohmann/json.hpp>

namespace certpress::service {

namespace {

using Json = nlohmann::ordered_json;

struct Text {
  const char* en = "";
  const char* zh = "";
};

struct Explained {
  Fault fault;
  int status;
  const char* code;
  Text message;
  Text hint{};
};

constexpr Text kAskAgain{"ask again after the seconds in Retry-After",
                         "请在 Retry-After 所示秒数后重试"};

// In the order of the faults.
constexpr auto kExplained = std::to_array<Explained>({
    {Fault::kMalformed,
     400,
     "http/malformed",
     {"this is not an HTTP request", "不是合法的 HTTP 请求"}},
    {Fault::kFraming,
     400,
     "http/framing",
     {"where the body ends is not told in one way", "请求正文的长度说明不唯一或不受支持"},
     {"send either Content-Length or 'Transfer-Encoding: chunked'",
      "请只使用 Content-Length 或 Transfer-Encoding: chunked 之一"}},
    {Fault::kVersion,
     505,
     "http/version",
     {"only HTTP/1.0 and HTTP/1.1 are spoken here", "仅支持 HTTP/1.0 和 HTTP/1.1"}},
    {Fault::kHeaderTooLarge,
     431,
     "http/header-too-large",
     {"the header is too large", "请求头过大"}},
    {Fault::kTargetTooLong,
     414,
     "http/target-too-long",
     {"the request's target is too long", "请求地址过长"}},
    {Fault::kTimeout, 408, "http/timeout", {"the request came too slowly", "请求传输过慢"}},
    {Fault::kBodyTooLarge, 413, "http/body-too-large", {"the body is too large", "请求正文过大"}},
    {Fault::kBodyMemory,
     503,
     "http/too-many-bodies",
     {"too many bodies are being read", "同时接收的请求正文过多"}},
    {Fault::kExpectation,
     417,
     "http/expectation",
     {"only 'Expect: 100-continue' can be met", "仅支持 Expect: 100-continue"}},
    {Fault::kHost,
     421,
     "http/host",
     {"this host is not served here", "本服务不接受该主机名"},
     {"without tokens or client certificates only 127.0.0.1, [::1] and localhost are",
      "未配置令牌或客户端证书时，仅接受 127.0.0.1、[::1] 和 localhost"}},
    {Fault::kOrigin,
     403,
     "http/origin",
     {"pages of other sites may not ask here", "不接受来自其他网站页面的请求"}},
    {Fault::kBadQuery,
     400,
     "request/bad-query",
     {"what stands behind '?' is not what this address takes", "'?' 之后的参数不符合此地址的要求"}},
    {Fault::kNoSuchPage, 404, "http/not-found", {"there is nothing here", "此地址没有内容"}},
    {Fault::kNoSuchTemplate,
     404,
     "request/unknown-template",
     {"there is no such template", "没有该模板"},
     {"GET /v1/templates lists them", "GET /v1/templates 列出全部模板"}},
    {Fault::kNoSuchSample,
     404,
     "request/unknown-sample",
     {"the template has no such sample", "该模板没有此示例"}},
    {Fault::kMethod,
     405,
     "http/method",
     {"the method is not for this address", "此地址不支持该方法"}},
    {Fault::kUnknownMethod,
     501,
     "http/unknown-method",
     {"there is no such method", "未知的请求方法"}},
    {Fault::kNotAcceptable,
     406,
     "http/not-acceptable",
     {"nothing that Accept names can be given", "无法提供 Accept 所列的任何类型"}},
    {Fault::kMediaType,
     415,
     "http/media-type",
     {"a body of this type is not taken here", "此地址不接受该类型的正文"}},
    {Fault::kContentEncoding,
     415,
     "http/content-encoding",
     {"bodies are taken as they are, not compressed", "不接受经压缩的请求正文"}},
    {Fault::kNoToken,
     401,
     "access/no-token",
     {"a bearer token is needed", "需要访问令牌"},
     {"Authorization: Bearer TOKEN", "Authorization: Bearer 令牌"}},
    {Fault::kUnknownToken, 401, "access/unknown-token", {"the token is not known", "令牌无效"}},
    {Fault::kTemplateNotAllowed,
     403,
     "access/template",
     {"this client may not use this template", "该客户端无权使用此模板"}},
    {Fault::kProfileNotAllowed,
     403,
     "access/profile",
     {"this client may not sign by this profile", "该客户端无权使用此签名配置"}},
    {Fault::kNotOperator, 403, "access/operator", {"this is for operators", "仅限运维人员"}},
    {Fault::kQueueFull,
     429,
     "http/queue-full",
     {"too many certificates are being made", "正在生成的证照过多"},
     kAskAgain},
    {Fault::kDeadline,
     503,
     "http/deadline",
     {"it could not be done in time", "未能在限时内完成"},
     kAskAgain},
    {Fault::kNotReady, 503, "http/not-ready", {"the service is not ready", "服务尚未就绪"}},
    {Fault::kMemory,
     503,
     "http/memory",
     {"there is not enough memory for it now", "目前内存不足"},
     {"ask for a smaller picture, or again after the seconds in Retry-After",
      "请减小图像尺寸，或在 Retry-After 所示秒数后重试"}},
    {Fault::kInternal,
     500,
     "http/internal",
     {"the program failed; its log tells more by the request's id",
      "程序出错；可按请求编号查阅日志"}},
});

consteval bool is_complete() {
  for (std::size_t i = 0; i < kExplained.size(); ++i) {
    if (static_cast<std::size_t>(kExplained[i].fault) != i) {
      return false;
    }
  }
  return kExplained.back().fault == Fault::kInternal;
}
static_assert(is_complete());

Json both(const Message& message) { return {{"en", message.en}, {"zh", message.zh}}; }

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kNote:
      break;
  }
  return "note";
}

Json to_json(const Diagnostic& diagnostic) {
  Json out{{"severity", name_of(diagnostic.severity)}, {"code", diagnostic.code}};
  const Place& place = diagnostic.place;
  for (const auto& [name, text] : {std::pair<const char*, const std::string&>{"field", place.field},
                                   {"pointer", place.pointer},
                                   {"element", place.element}}) {
    if (!text.empty()) {
      out[name] = text;
    }
  }
  if (!place.file.empty() && place.file != kRecordName) {
    out["file"] = place.file;
  }
  if (place.line > 0) {
    out["line"] = place.line;
    out["column"] = place.column;
  }
  out["message"] = both(diagnostic.message);
  if (!diagnostic.hint.empty()) {
    out["hint"] = both(diagnostic.hint);
  }
  return out;
}

Json to_json(const std::vector<Diagnostic>& diagnostics) {
  Json out = Json::array();
  for (const Diagnostic& diagnostic : diagnostics) {
    out.push_back(to_json(diagnostic));
  }
  return out;
}

}  // namespace

std::string diagnostics_json(const std::vector<Diagnostic>& diagnostics) {
  return to_json(diagnostics).dump();
}

Response problem(int status, const std::vector<Diagnostic>& diagnostics,
                 const std::string& request_id) {
  const auto first = std::ranges::find(diagnostics, Severity::kError, &Diagnostic::severity);
  const Json body{{"type", "urn:certpress:" + first->code},
                  {"title", first->message.en},
                  {"status", status},
                  {"instance", "urn:certpress:request:" + request_id},
                  {"diagnostics", to_json(diagnostics)}};
  Response response{
      .status = status,
      .headers = {{"Content-Type", "application/problem+json"}},
      // A name of a field may come from outside and be no UTF-8.
      .body = Bytes::from_string(body.dump(-1, ' ', false, Json::error_handler_t::replace))};
  if (status == 429 || status == 503) {
    response.headers.push_back({"Retry-After", "1"});
  } else if (status == 401) {
    response.headers.push_back({"WWW-Authenticate", "Bearer realm=\"certpress\""});
  }
  return response;
}

Response problem(Fault fault, const std::string& request_id) {
  const Explained& is = kExplained.at(static_cast<std::size_t>(fault));
  return problem(
      is.status,
      {{Severity::kError, is.code, {}, {is.message.en, is.message.zh}, {is.hint.en, is.hint.zh}}},
      request_id);
}

}  // namespace certpress::service

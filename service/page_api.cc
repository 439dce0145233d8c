// The page for people, and /openapi.json: files that the program carries.
#include <memory>
#include <string>
#include <utility>

#include "api.h"
#include "embedded_files.h"

namespace certpress::service {

namespace {

std::string_view media_type_of(std::string_view name) {
  constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {".html", "text/html; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".json", "application/json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"}};
  for (const auto& [ending, type] : kTypes) {
    if (name.ends_with(ending)) {
      return type;
    }
  }
  return "application/octet-stream";
}

// Scripts and styles of ours only, none inline; pictures that the page made itself.
constexpr std::string_view kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'";

Answer give(const std::shared_ptr<Call>& call, const Document& document, bool is_page) {
  Response response = document.answer(call->request);
  if (is_page) {
    response.headers.push_back({"Content-Security-Policy", std::string(kPagePolicy)});
  }
  return call->told(std::move(response));
}

}  // namespace

std::vector<Route> page_routes() {
  std::vector<Route> routes;
  for (const EmbeddedFile& file : embedded_files()) {
    const bool is_page = file.name == "index.html";
    auto document = std::make_shared<const Document>(
        std::string(media_type_of(file.name)),
        Bytes(nullptr,
              {reinterpret_cast<const std::uint8_t*>(file.content.data()), file.content.size()}));
    routes.push_back(
        {is_page ? "/" : "/" + std::string(file.name),
         {{"GET", Needs::kNobody, {}, [document, is_page](const std::shared_ptr<Call>& call) {
             return give(call, *document, is_page);
           }}}});
  }
  return routes;
}

}  // namespace certpress::service

// POST /v1/templates/{id}/render; and GET /v1/templates/{id}/samples/{file}: a sample's record, and
// its picture, which is rendered like any other.
#include <algorithm>
#include <charconv>
#include <memory>
#include <utility>

#include "api.h"
#include "diagnosis.h"
#include "negotiation.h"
#include "order.h"

namespace certpress::service {

namespace {

// Reading a larger body takes longer than the event loop may spend on one client.
constexpr std::size_t kLargeBody = 256U << 10U;

Response answer_with(const Finished& finished, const Call& call, std::string_view cache) {
  Response response{.headers = {{"Content-Type", std::string(finished.media_type)},
                                {"ETag", finished.tag},
                                {"Cache-Control", "private, no-cache"},
                                {"Content-Disposition", finished.disposition}},
                    .body = finished.bytes,
                    .facts = call.facts};
  if (!finished.remarks.empty()) {
    response.headers.push_back({"Certpress-Remarks", finished.remarks});
  }
  response.facts.cache = cache;
  return response;
}

Response not_modified(const std::string& tag, const Call& call) {
  Response response{.status = 304,
                    .headers = {{"ETag", tag}, {"Cache-Control", "private, no-cache"}},
                    .body = {},
                    .facts = call.facts};
  response.facts.cache = "hit";
  return response;
}

// Places in the record are places in the request.
std::vector<Diagnostic> as_of_request(std::vector<Diagnostic> diagnostics) {
  for (Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.place.file == kRecordName) {
      diagnostic.place.pointer = "/record" + diagnostic.place.pointer;
      diagnostic.place.line = 0;  // of a text that the client did not send as such
    } else if (diagnostic.code == "options/resolution") {
      diagnostic.place.pointer = "/width";  // dpi are checked before
    }
  }
  return diagnostics;
}

// What cannot be read at all is a bad request; what was read and is wrong is refused. A font that
// is missing or differs is our fault.
int status_of(const std::vector<Diagnostic>& diagnostics) {
  if (std::ranges::any_of(diagnostics, [](const Diagnostic& diagnostic) {
        return diagnostic.code.starts_with("font/");
      })) {
    return 500;
  }
  return std::ranges::any_of(diagnostics,
                             [](const Diagnostic& diagnostic) {
                               return diagnostic.code == "record/not-json" ||
                                      diagnostic.code == "record/empty" ||
                                      diagnostic.code == "record/too-deep";
                             })
             ? 400
             : 422;
}

std::function<Answer()> refusal(const std::shared_ptr<Call>& call, int status,
                                const std::vector<Diagnostic>& diagnostics) {
  return [call, response = problem(status, diagnostics, call->request.id)] {
    return call->told(response);
  };
}

// On the event loop. What is wrong with the request is told by the worker that looks at the record.
Answer carry_out(const std::shared_ptr<Call>& call, const std::shared_ptr<const Order>& order) {
  const std::string& key = order->key;
  Service& service = call->service;
  const auto wanted = call->request.header("If-None-Match");
  const bool can_be_kept = order->request.problems.empty();
  const auto kept = can_be_kept ? service.cache.find(key) : nullptr;
  // "*" names what is there, and only what is kept is known to be.
  const bool any = wanted == "*" && !kept;
  const std::string tag = kept ? kept->tag : order->is_signed() ? "" : tag_of(key);
  if (can_be_kept && !any && !tag.empty() && names_tag(wanted, tag)) {
    service.metrics.cache_hit();
    return not_modified(tag, *call);
  }
  if (kept) {
    service.metrics.cache_hit();
    if (order->is_signed()) {
      record_delivery(*order, *kept, *call, /*was_kept=*/true);
    }
    return answer_with(*kept, *call, "hit");
  }
  service.metrics.cache_miss();
  return Work([call, order]() -> std::function<Answer()> {
    try {
      auto finished = std::make_shared<const Finished>(make(*order, *call));
      return [call, order, finished] {
        // A reload in the meantime may have been for a reason.
        if (call->state == call->service.state) {
          call->service.cache.insert(order->key, finished);
        }
        return answer_with(*finished, *call, "miss");
      };
    } catch (const Refused& refused) {
      const auto diagnostics = as_of_request(refused.diagnostics());
      return refusal(call, status_of(diagnostics), diagnostics);
    } catch (const SigningFailure& failure) {
      return refusal(call, 502, {{Severity::kError, failure.code(), {}, failure.message(), {}}});
    }
  });
}

std::shared_ptr<Order> read_order(Call& call, const Template& of) {
  const TemplateInfo& info = of.prepared->info();
  auto order = std::make_shared<Order>(
      Order{.template_id = info.id, .of = &of, .request = {}, .title = info.title});
  order->request = read_render_request(
      {.content_type = call.request.header("Content-Type").value_or(""),
       .accept = call.request.header("Accept"),
       .body = std::make_shared<const std::string>(std::move(call.request.body)),
       .picture_fields = of.picture_fields,
       .width_mm = info.width_mm,
       .height_mm = info.height_mm,
       .max_pixels = call.service.settings.pixels});
  // With problems there may be no format, and nothing is kept.
  if (!order->request.fault && order->request.problems.empty()) {
    order->key = key_of(*order, *call.state);
  }
  return order;
}

// Refuses what need not be looked at any further.
Answer consider(const std::shared_ptr<Call>& call, const std::shared_ptr<Order>& order) {
  RenderRequest& request = order->request;
  if (request.fault) {
    return call->told(*request.fault);
  }
  if (request.malformed) {
    return call->told(problem(400, request.problems, call->request.id));
  }
  if (order->is_signed() && !call->client->may_sign(request.profile)) {
    return call->told(Fault::kProfileNotAllowed);
  }
  if (order->is_signed() && !call->state->profiles.contains(request.profile)) {
    Place place;
    place.pointer = "/sign";
    request.problems.push_back(error_at(place, "request/unknown-profile",
                                        {"there is no such signing profile", "没有该签名配置"}));
  }
  return carry_out(call, order);
}

Answer render(const std::shared_ptr<Call>& call) {
  const auto found = template_of(*call);
  if (const auto* fault = std::get_if<Fault>(&found)) {
    return call->told(*fault);
  }
  const Template& of = *std::get<const Template*>(found);
  if (call->request.body.size() <= kLargeBody) {
    return consider(call, read_order(*call, of));
  }
  return Work([call, &of] {
    auto order = read_order(*call, of);
    return [call, order] { return consider(call, order); };
  });
}

template <typename Number>
bool read_number(const std::string& text, Number& number) {
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  return code == std::errc() && end == text.data() + text.size();
}

// "?dpi=96" or "?width=400", as in a render request.
bool read_query(const Call& call, RenderOptions& options) {
  constexpr int kWidest = 20'000;
  bool good = call.query.size() <= 1;
  for (const auto& [name, value] : call.query) {
    good = good && ((name == "dpi" && read_number(value, options.dpi) && options.dpi >= kMinDpi &&
                     options.dpi <= kMaxDpi) ||
                    (name == "width" && read_number(value, options.width_px) &&
                     options.width_px > 0 && options.width_px <= kWidest));
  }
  return good;
}

Answer sample_picture(const std::shared_ptr<Call>& call) {
  const auto found = template_of(*call);
  if (const auto* fault = std::get_if<Fault>(&found)) {
    return call->told(*fault);
  }
  const Template& of = *std::get<const Template*>(found);
  const std::string& file = call->parameters[1];
  const std::size_t dot = std::min(file.rfind('.'), file.size());
  const auto sample = of.samples.find(file.substr(0, dot));
  const std::string ending = file.substr(dot);
  if (sample == of.samples.end() || (ending != ".json" && ending != ".png")) {
    return call->told(Fault::kNoSuchSample);
  }
  if (ending == ".json") {
    return call->told(sample->second.document.answer(call->request));
  }
  const TemplateInfo& info = of.prepared->info();
  auto order = std::make_shared<Order>(
      Order{.template_id = info.id, .of = &of, .request = {}, .title = info.title});
  order->request.record = sample->second.json;
  order->request.format = output_formats().data();
  const bool good = read_query(*call, order->request.options);
  const double pixels = pixels_of(order->request.options, info.width_mm, info.height_mm);
  if (!good || pixels > static_cast<double>(call->service.settings.pixels)) {
    return call->told(Fault::kBadQuery);
  }
  order->key = key_of(*order, *call->state);
  return carry_out(call, order);
}

}  // namespace

std::vector<Route> render_routes() {
  return {{"/v1/templates/{id}/render",
           {{"POST", Needs::kClient, {"application/json", "multipart/form-data"}, render}}},
          {"/v1/templates/{id}/samples/{file}", {{"GET", Needs::kClient, {}, sample_picture}}}};
}

}  // namespace certpress::service

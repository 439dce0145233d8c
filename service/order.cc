#include "order.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "certpress/signing.h"

#include "digest.h"
#include "negotiation.h"

namespace certpress::service {

namespace {

// What is wrong with the request is told together with what is wrong with its record.
void refuse(const Order& order, const Call& call) {
  std::vector<Diagnostic> problems = order.request.problems;
  if (!order.request.record.empty()) {
    try {
      (void)call.state->engine->inspect(*order.of->prepared, record_input(order.request));
    } catch (const Refused& refused) {
      problems.insert(problems.end(), refused.diagnostics().begin(), refused.diagnostics().end());
    }
  }
  throw Refused(std::move(problems));
}

// Codes and fields, never values: `"record/normalised";field="plate_number", ...` (RFC 8941).
std::string remarks_of(const std::vector<Diagnostic>& remarks) {
  constexpr std::size_t kMost = 32;
  std::string out;
  for (const Diagnostic& remark : std::span(remarks).first(std::min(remarks.size(), kMost))) {
    out += fmt::format("{}\"{}\"", out.empty() ? "" : ", ", remark.code);
    if (!remark.place.field.empty()) {
      out += fmt::format(";field=\"{}\"", remark.place.field);
    }
  }
  return out;
}

std::string sign(const std::string& pdf, const SigningProfile& profile) {
  SignatureOptions options = profile.options;
  options.time = std::time(nullptr);
  return sign_pdf(pdf, *profile.signer, profile.services, options);
}

}  // namespace

std::string key_of(const Order& order, const State& state) {
  const RenderRequest& request = order.request;
  const RenderOptions& options = request.options;
  Fingerprint print;
  print.add(order.of->fingerprint)
      .add(request.record)
      .add(fmt::format("{} {} {} {} {} {}", request.format->name, options.dpi, options.width_px,
                       static_cast<int>(options.layer), options.quality, request.blank))
      .add(request.profile)
      .add(order.is_signed() ? state.serial : "");
  for (const RecordPicture& picture : request.pictures) {
    print.add(picture.field).add(picture.file_name).add(picture.bytes.text());
  }
  return print.hex();
}

std::string tag_of(std::string_view digest) {
  constexpr std::size_t kDigits = 32;
  return fmt::format("\"{}\"", digest.substr(0, kDigits));
}

Finished make(const Order& order, const Call& call) {
  const RenderRequest& request = order.request;
  if (!request.problems.empty()) {
    refuse(order, call);
  }
  const auto start = std::chrono::steady_clock::now();
  Rendered rendered =
      call.state->engine->render(*order.of->prepared, record_input(request), request.options);
  if (order.is_signed()) {
    rendered.bytes = sign(rendered.bytes, call.state->profiles.find(request.profile)->second);
  }
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  const std::string ending = fmt::format(".{}", request.format->name);
  Finished finished{.media_type = request.format->media_type,
                    .sha256 = order.is_signed() ? sha256(rendered.bytes) : "",
                    .tag = {},
                    .disposition = inline_as(order.template_id + ending, order.title + ending),
                    .remarks = remarks_of(rendered.remarks),
                    .bytes = {}};
  finished.tag = tag_of(order.is_signed() ? finished.sha256 : order.key);
  finished.bytes = Bytes::from_string(std::move(rendered.bytes));
  call.service.metrics.rendered(order.template_id, request.format->name, taken.count());
  if (order.is_signed()) {
    record_delivery(order, finished, call, /*was_kept=*/false);
    call.service.metrics.signed_by(request.profile);
  }
  return finished;
}

void record_delivery(const Order& order, const Finished& finished, const Call& call,
                     bool was_kept) {
  call.service.audit.record({.client = call.facts.client,
                             .template_id = order.template_id,
                             .template_version = order.of->prepared->info().version,
                             .profile = order.request.profile,
                             .sha256 = finished.sha256,
                             .request_id = call.request.id,
                             .was_kept = was_kept});
}

}  // namespace certpress::service

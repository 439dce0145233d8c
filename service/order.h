// A certificate that was ordered: what decides how it looks, and the making of it.
#pragma once

#include <string>

#include "render_cache.h"
#include "render_request.h"
#include "routes.h"

namespace certpress::service {

struct Order {
  std::string template_id;
  const Template* of = nullptr;  // of the call's state
  RenderRequest request{};
  std::string title{};  // of the file, in Chinese
  // Equal orders have equal keys: of the template with all that it is made from, the record as it
  // was written, pictures and options; for a signed certificate of the present keys too.
  std::string key{};

  [[nodiscard]] bool is_signed() const { return !request.profile.empty(); }
};

std::string key_of(const Order& order, const State& state);

// What a client compares: a strong ETag. Of what is signed, no two are equal: it is the file's.
std::string tag_of(std::string_view digest);

// By a worker. Throws Refused with what is wrong with the request and with the record, or
// SigningFailure. A signature is in the audit log when this returns.
Finished make(const Order& order, const Call& call);

// A line in the audit log.
void record_delivery(const Order& order, const Finished& finished, const Call& call, bool was_kept);

}  // namespace certpress::service

// Answers that say what is wrong: application/problem+json (RFC 9457), with every diagnostic in
// English and Chinese.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "certpress/diagnostic.h"

#include "message.h"

namespace certpress::service {

// What can be wrong with a request before its record is looked at.
enum class Fault {
  kMalformed,
  kFraming,
  kVersion,
  kHeaderTooLarge,
  kTargetTooLong,
  kTimeout,
  kBodyTooLarge,
  kBodyMemory,
  kExpectation,
  kHost,
  kOrigin,
  kBadQuery,
  kNoSuchPage,
  kNoSuchTemplate,
  kNoSuchSample,
  kMethod,
  kUnknownMethod,
  kNotAcceptable,
  kMediaType,
  kContentEncoding,
  kNoToken,
  kUnknownToken,
  kTemplateNotAllowed,
  kProfileNotAllowed,
  kNotOperator,
  kQueueFull,
  kDeadline,
  kNotReady,
  kMemory,
  kInternal,
};

// How diagnostics call the record of a request, which is no file.
inline constexpr std::string_view kRecordName = "record";

Response problem(Fault fault, const std::string& request_id);
// `diagnostics` hold at least one error, which gives the title.
Response problem(int status, const std::vector<Diagnostic>& diagnostics,
                 const std::string& request_id);

// The diagnostics as one JSON array. Lines of the input are never repeated: they are the record.
std::string diagnostics_json(const std::vector<Diagnostic>& diagnostics);

}  // namespace certpress::service

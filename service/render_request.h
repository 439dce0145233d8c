// The body of POST /v1/templates/{id}/render: a record, its pictures, and how it is to be drawn.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/engine.h"

#include "message.h"
#include "problem.h"
#include "samples.h"

namespace certpress::service {

struct OutputFormat {
  std::string_view name;        // "png"
  std::string_view media_type;  // "image/png"
  Format format;
};
// Those that Accept chooses from; of equally good ones the first.
const std::vector<OutputFormat>& output_formats();

struct RecordPicture {
  std::string field;
  std::string file_name;  // by which the record may name it, as a path
  Bytes bytes;
};

struct RenderRequest {
  std::string record;  // JSON; empty with `blank`
  bool blank = false;
  std::vector<RecordPicture> pictures;  // that came beside it
  const OutputFormat* format = nullptr;
  RenderOptions options;
  std::string profile;  // by which it is signed; empty: it is not

  // What is wrong with it, apart from the record itself.
  std::vector<Diagnostic> problems;
  // It is no request at all: neither is looked at any further.
  std::optional<Fault> fault;
  bool malformed = false;
};

// What it is read from.
struct RenderInput {
  std::string content_type;
  std::optional<std::string> accept;
  std::shared_ptr<const std::string> body;  // kept by the pictures
  const PictureFields& picture_fields;      // of the template
  double width_mm = 0;                      // of its page
  double height_mm = 0;
  std::size_t max_pixels = 0;
};
RenderRequest read_render_request(const RenderInput& input);

// Of a picture with these options.
double pixels_of(const RenderOptions& options, double width_mm, double height_mm);

// The request's record for the engine. A picture that came beside it is the value of its field,
// unless the record itself names one there.
RecordInput record_input(const RenderRequest& request);

}  // namespace certpress::service

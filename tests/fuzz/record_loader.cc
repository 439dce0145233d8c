// A record of somebody else against a shipped template, which the first byte chooses. What is taken
// is laid out or refused; and what a PDF carries of it reads back to the same.
#include <algorithm>
#include <string>

#include "fuzz_target.h"
#include "input.h"
#include "parse/record_json.h"
#include "parse/record_parser.h"
#include "shipped.h"

namespace certpress::fuzz {

namespace {

model::Record read(std::string_view json, const model::Template& of) {
  Refusals remarks;
  RecordInput input;
  input.json = json;
  input.name = "record.json";
  return parse::parse_record(input, of, 0, remarks);
}

void read_back(const model::Record& record, const model::Template& of) {
  const std::string embedded = parse::record_json(record, of);
  try {
    require(parse::record_json(read(embedded, of), of) == embedded,
            "an embedded record reads back to itself");
  } catch (const Refused& refused) {
    // What is not embedded may be required.
    require(std::ranges::all_of(refused.diagnostics(),
                                [](const Diagnostic& diagnostic) {
                                  return diagnostic.severity != Severity::kError ||
                                         diagnostic.code == "record/missing-field";
                                }),
            "an embedded record is a good one");
  }
}

}  // namespace

}  // namespace certpress::fuzz

FUZZ_TARGET(record_loader) {
  using namespace certpress;
  fuzz::Input input(bytes);
  const auto& of = fuzz::shipped_template(input.below(fuzz::shipped_template_count()));
  try {
    const model::Record record = fuzz::read(input.rest(), of.tmpl);
    fuzz::read_back(record, of.tmpl);
    (void)layout::lay_out(of.tmpl, of.fixed, record, fuzz::shipped_fonts());
  } catch (const Refused&) {
  }
}

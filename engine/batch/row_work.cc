#include "row_work.h"

#include <utility>

#include "../base/fingerprint.h"
#include "problem.h"

namespace certpress::batch {

namespace {

// The engine knows a record and not its row.
std::vector<Diagnostic> in_row(std::vector<Diagnostic> diagnostics, int row) {
  for (Diagnostic& diagnostic : diagnostics) {
    diagnostic.place.row = row;
    diagnostic.place.line = 0;  // of one line of JSON
  }
  return diagnostics;
}

}  // namespace

std::string fingerprint_of(const table::Row& row) {
  Fingerprint out;
  out.mix(row.json);
  return out.text();
}

MadeRow RowWork::make(const table::Row& row, bool draw) const {
  MadeRow out;
  if (!row.problems.empty()) {
    out.refused = row.problems;
    return out;
  }
  const std::string file = job_.table.string();
  const RecordInput input{row.json, file,
                          [this](std::string_view name) { return photos_.find(name); }, false};
  try {
    std::vector<Diagnostic> remarks;
    if (draw) {
      Rendered rendered = engine_.render(prepared_, input, job_.render);
      remarks = std::move(rendered.remarks);
      out.bytes = std::move(rendered.bytes);
    } else {
      out.page = engine_.lay_out(prepared_, input, job_.render.layer);
      remarks = out.page->remarks();
    }
    for (const Diagnostic& remark : remarks) {
      if (remark.severity == Severity::kWarning) {
        out.warnings.push_back(remark.code);
      }
    }
    auto name = names_.name(row.number, row.json);
    if (!name) {
      throw Refused(problem(
          "batch/no-name", file,
          {"a field of --name is not there, or is no text", "--name 所用的字段缺失，或不是文本"},
          {}, row.number));
    }
    out.name = std::move(*name);
    if (draw && job_.signing) {
      out.bytes =
          sign_pdf(out.bytes, *job_.signing->signer, job_.signing->services, job_.signing->options);
    }
  } catch (const Refused& refused) {
    out.bytes.clear();
    out.page.reset();
    for (Diagnostic& one : in_row(refused.diagnostics(), row.number)) {
      if (one.severity == Severity::kError) {
        out.refused.push_back(std::move(one));
      }
    }
  }
  return out;
}

}  // namespace certpress::batch

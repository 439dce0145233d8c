#include "row_work.h"

#include <utility>

#include "../base/fingerprint.h"
#include "field_text.h"
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

RowWork::RowWork(const Engine& engine, const PreparedTemplate& prepared, const Job& job,
                 const Setup& setup)
    : engine_(engine), prepared_(prepared), job_(job), setup_(setup) {
  if (job.back != nullptr && job.back->info().fields.empty()) {
    RecordInput blank;
    blank.blank = true;
    plain_back_ = engine.lay_out(*job.back, blank, job.render.layer);
  }
}

RecordInput RowWork::input(std::string json) const {
  return {std::move(json), job_.table.string(),
          [this](std::string_view name) { return setup_.photos->find(name); }, false};
}

std::vector<Page> RowWork::lay_out(const table::Row& row) const {
  const LayerChoice layer = job_.render.layer;
  if (job_.back == nullptr) {
    return {engine_.lay_out(prepared_, input(row.json), layer)};
  }
  const TemplateInfo& front = prepared_.info();
  const TemplateInfo& back = job_.back->info();
  return {engine_.lay_out(prepared_, input(record_for(front, back, row.json)), layer),
          plain_back_ != nullptr
              ? plain_back_
              : engine_.lay_out(*job_.back, input(record_for(back, front, row.json)), layer)};
}

MadeRow RowWork::make(const table::Row& row, bool draw) const {
  MadeRow out;
  if (!row.problems.empty()) {
    out.refused = row.problems;
    return out;
  }
  try {
    std::vector<Diagnostic> remarks;
    if (draw) {
      Rendered rendered = engine_.render(prepared_, input(row.json), job_.render);
      remarks = std::move(rendered.remarks);
      out.bytes = std::move(rendered.bytes);
    } else {
      out.sides = lay_out(row);
      remarks = out.sides.front()->remarks();
      if (setup_.paper.is_each_its_own_sheet()) {
        out.sides = setup_.paper.sides(out.sides);
      }
    }
    for (const Diagnostic& remark : remarks) {
      if (remark.severity == Severity::kWarning) {
        out.warnings.push_back(remark.code);
      }
    }
    auto name = setup_.names.name(row.number, row.json);
    if (!name) {
      throw Refused(problem(
          "batch/no-name", job_.table.string(),
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
    out.sides.clear();
    for (Diagnostic& one : in_row(refused.diagnostics(), row.number)) {
      if (one.severity == Severity::kError) {
        out.refused.push_back(std::move(one));
      }
    }
  }
  return out;
}

}  // namespace certpress::batch

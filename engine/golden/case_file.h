// case.yaml: which certificate a golden case makes, and what is kept of it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "certpress/compare.h"
#include "certpress/engine.h"
#include "certpress/golden.h"

namespace certpress::golden {

struct Expect {
  bool sheet = false;
  bool page = false;
  bool text = false;
  bool diagnostics = false;  // the case must be refused, or give remarks
};

struct Case {
  std::string name;              // folder below the suite's
  std::filesystem::path folder;  // where its files are
  // The folder that the template's folder is in, where that is not a shipped one.
  std::filesystem::path template_root;
  std::string template_id;
  std::string record;  // "blank"; a JSON object; or a path from the case's folder
  double dpi = 96;
  LayerChoice layer = LayerChoice::kAll;
  Expect expect;
  std::vector<std::string> ignore;  // names of elements
  PixelBudget budget;
  std::string xfail;  // why it is known to be bad; empty when it is not
};

// Throws Refused (golden/bad-case) with every mistake. A case without `template` has its own
// template.yaml beside it.
Case read_case(const std::filesystem::path& suite, const std::string& name);

// The case's record, with the pictures beside it. Throws std::runtime_error when it is not there.
RecordInput record_of(const Case& of);

// The text of a new case's case.yaml. `record` is as in Case.
std::string case_text(const NewCase& wanted, const std::string& record);

// Bytes of a small file; throws std::runtime_error when it cannot be read.
std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, const std::string& bytes);

}  // namespace certpress::golden

// The shipped templates with their samples, and an engine that reads them from the source tree.
#pragma once

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "certpress/engine.h"

namespace certpress::tests {

struct Specimen {
  std::string tmpl;  // id
  std::string name;  // "stress"
  std::string path;  // of the record
};

// For the names of parameterised tests: letters, digits and '_' only.
std::string name_of(const testing::TestParamInfo<Specimen>& specimen);

std::ostream& operator<<(std::ostream& out, const Specimen& specimen);

// Every samples/*.json of every shipped template.
std::vector<Specimen> all_specimens();
// The first sample of each template.
std::vector<Specimen> standard_specimens();

std::unique_ptr<Engine> shipped_engine(EngineOptions options = {});
RecordInput record_of(const Specimen& specimen);
std::string render(const Engine& engine, const Specimen& specimen, const RenderOptions& options);

}  // namespace certpress::tests

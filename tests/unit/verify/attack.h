// An attack as a row of a table: how its file is made, and what verification must say of it.
#pragma once

#include <ostream>
#include <string>

#include <gtest/gtest.h>

#include "signed_pdf.h"

namespace certpress::tests {

struct Attack {
  const char* name;
  std::string (*file)();
  std::string outcome;  // verdict and the codes that failed
};

inline std::ostream& operator<<(std::ostream& out, const Attack& attack) {
  return out << attack.name;
}
inline std::string name_of_attack(const testing::TestParamInfo<Attack>& info) {
  return info.param.name;
}

}  // namespace certpress::tests

// The dump of a sheet, from a folder of golden cases that anybody may have edited: refused, or it
// can be compared with another, and with itself without a difference.
#include <string>

#include "certpress/compare.h"
#include "certpress/diagnostic.h"

#include "fuzz_target.h"
#include "input.h"

FUZZ_TARGET(sheet_dump) {
  using namespace certpress;
  auto parts = fuzz::Input(bytes).parts();
  parts.resize(2);
  try {
    fuzz::require(compare_sheets(parts[0], parts[0]).empty(), "a sheet is like itself");
    (void)elements_at(parts[0], {10, 10, 5, 5});
    for (const Change& change : compare_sheets(parts[0], parts[1])) {
      (void)sentence(change);
      (void)areas_of(parts[0], change.element);
    }
  } catch (const Refused&) {
  }
}

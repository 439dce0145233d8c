// An object of a PDF file. What is read and written again is read as the same.
#include <string>

#include "cos/object.h"
#include "fuzz_target.h"

FUZZ_TARGET(cos_object) {
  using namespace certpress;
  try {
    const std::string once = cos::to_text(cos::parse_object(bytes, 0));
    try {
      fuzz::require(cos::to_text(cos::parse_object(once, 0)) == once,
                    "what was written reads as the same");
    } catch (const cos::Malformed&) {
      fuzz::require(false, "what was written can be read");
    }
  } catch (const cos::Malformed&) {
  }
}

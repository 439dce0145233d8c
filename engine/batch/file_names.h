// How the files of a run are called.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "certpress/engine.h"

namespace certpress::batch {

class FileNames {
 public:
  // `pattern`: "{number}_{holder_name}", names or labels of fields and {row}; empty: the row in six
  // digits. `ending`: ".pdf". Throws Refused: batch/bad-name.
  FileNames(const std::string& pattern, const TemplateInfo& info, std::string ending);

  // Whether two rows could have the same name. A long name loses its end, and {row} with it.
  [[nodiscard]] bool may_collide() const { return may_collide_; }
  // The name for a row; nothing when one of its fields is not there, or no text.
  [[nodiscard]] std::optional<std::string> name(int row, const std::string& json) const;

 private:
  struct Part {
    std::string literal;
    std::optional<std::size_t> field;  // in fields_
    bool is_row = false;
  };
  std::vector<Part> parts_;
  std::vector<FieldInfo> fields_;
  std::string ending_;
  bool may_collide_ = true;
};

// The text as a name that Windows and Linux both take: no character that either forbids, no name of
// a device, no leading dot, no dot or space at its end, at most 200 bytes.
std::string safe_name(const std::string& text);

}  // namespace certpress::batch

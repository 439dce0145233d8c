#include "stopping.h"

#include "problem.h"

namespace certpress::batch {

std::string next_serial(Serials& serials, int row) {
  auto serial = serials.next();
  if (!serial) {
    throw Stopped(
        row,
        {fmt::format(
             "stopped at row {}: no serial number is left; go on with more by --resume --serials",
             row),
         fmt::format("在第 {} 行停止：编号已用完；请用 --resume --serials 补充编号后继续", row)});
  }
  serials.take(*serial);
  return *serial;
}

void require_enough(const Serials& serials, std::int64_t rows, const std::string& table) {
  if (!serials.empty() && serials.left() < rows) {
    throw Refused(problem("batch/serials-too-few", table,
                          {fmt::format("{} rows, and {} serial numbers", rows, serials.left()),
                           fmt::format("共 {} 行，而编号只有 {} 个", rows, serials.left())}));
  }
}

}  // namespace certpress::batch

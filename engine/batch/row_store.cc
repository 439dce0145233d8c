#include "row_store.h"

#include <cstring>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace certpress::batch {

namespace {

constexpr std::size_t kPiece = 256 << 10;  // bytes written at once

}  // namespace

RowStore::RowStore(const std::filesystem::path& folder)
    : file_(folder / ".rows", O_RDWR | O_CREAT | O_TRUNC) {
  ::unlink(file_.path().c_str());
}

void RowStore::add(const table::Row& row) {
  offsets_.push_back(end_);
  pending_.append(reinterpret_cast<const char*>(&row.number), sizeof row.number);
  pending_ += row.json;
  end_ += sizeof row.number + row.json.size();
  if (pending_.size() >= kPiece) {
    write_out();
  }
}

void RowStore::write_out() { file_.write(std::exchange(pending_, {})); }

table::Row RowStore::row(std::size_t index) {
  write_out();
  const std::uint64_t begin = offsets_.at(index);
  const std::uint64_t end = index + 1 < offsets_.size() ? offsets_[index + 1] : end_;
  const std::string bytes = file_.read(begin, static_cast<std::size_t>(end - begin));
  table::Row out;
  std::memcpy(&out.number, bytes.data(), sizeof out.number);
  out.json = bytes.substr(sizeof out.number);
  return out;
}

}  // namespace certpress::batch

#include "zip_archive.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

#include <zip.h>

#include "../base/utf8.h"
#include "encoding.h"

namespace certpress::table {

struct ZipArchive::State {
  struct Close {
    void operator()(zip_t* archive) const { zip_discard(archive); }
  };
  std::unique_ptr<zip_t, Close> archive;
  std::map<std::string, zip_uint64_t> entries;  // by name in UTF-8
};

struct ZipEntry::State {
  struct Close {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
  };
  std::unique_ptr<zip_file_t, Close> file;
};

namespace {

constexpr zip_int64_t kMaxEntries = 1 << 20;

// Archives made by Chinese Windows have names in GBK, and say nothing of it.
std::string name_in_utf8(const std::string& raw) {
  if (!find_invalid_utf8(raw)) {
    return raw;
  }
  return Decoder(Encoding::kGb18030).decode(raw, true).utf8;
}

}  // namespace

ZipEntry::ZipEntry(std::unique_ptr<State> state) : state_(std::move(state)) {}
ZipEntry::ZipEntry(ZipEntry&&) noexcept = default;
ZipEntry::~ZipEntry() = default;

std::string ZipEntry::read(std::size_t length) {
  std::string out(length, '\0');
  std::size_t done = 0;
  while (done < length) {
    const zip_int64_t n = zip_fread(state_->file.get(), out.data() + done, length - done);
    if (n < 0) {
      throw std::runtime_error("damaged entry in a ZIP file");
    }
    if (n == 0) {
      break;
    }
    done += static_cast<std::size_t>(n);
  }
  out.resize(done);
  return out;
}

ZipArchive::ZipArchive(const std::filesystem::path& file) : state_(std::make_unique<State>()) {
  int error = 0;
  state_->archive.reset(zip_open(file.c_str(), ZIP_RDONLY, &error));
  if (state_->archive == nullptr) {
    throw std::runtime_error("not a ZIP file");
  }
  zip_t* archive = state_->archive.get();
  const zip_int64_t count = std::min<zip_int64_t>(zip_get_num_entries(archive, 0), kMaxEntries);
  for (zip_int64_t i = 0; i < count; ++i) {
    const auto index = static_cast<zip_uint64_t>(i);
    const char* raw = zip_get_name(archive, index, ZIP_FL_ENC_RAW);
    if (raw != nullptr) {
      state_->entries.emplace(name_in_utf8(raw), index);
    }
  }
}

ZipArchive::~ZipArchive() = default;

std::optional<ZipEntry> ZipArchive::open(const std::string& name) const {
  const auto found = state_->entries.find(name);
  if (found == state_->entries.end()) {
    return std::nullopt;
  }
  auto entry = std::make_unique<ZipEntry::State>();
  entry->file.reset(zip_fopen_index(state_->archive.get(), found->second, 0));
  if (entry->file == nullptr) {
    throw std::runtime_error("entry of a ZIP file cannot be read");
  }
  return ZipEntry(std::move(entry));
}

std::optional<std::string> ZipArchive::content(const std::string& name, std::size_t most) const {
  auto entry = open(name);
  if (!entry) {
    return std::nullopt;
  }
  std::string out = entry->read(most + 1);
  return out.size() > most ? std::nullopt : std::optional(std::move(out));
}

}  // namespace certpress::table

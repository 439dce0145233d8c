// A cache in a folder. An entry is written beside its place and renamed, so that readers meet whole
// files only; its checksum finds what a crash of the machine or a full disk left half written.
#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <libdeflate.h>
#include <sys/stat.h>
#include <unistd.h>

#include "certpress/cache.h"

#include "base/file_descriptor.h"
#include "mapped_file.h"

namespace certpress {

namespace {

namespace fs = std::filesystem;

// Before the entry's bytes in its file. In the byte order of the machine: caches do not travel.
struct Header {
  std::array<char, 8> magic;
  std::uint64_t size;
  std::uint32_t crc;  // CRC-32 of key and bytes: a file under a wrong name is no entry
  std::uint32_t reserved;
};
constexpr std::array<char, 8> kMagic{'c', 'p', 'c', 'a', 'c', 'h', 'e', '1'};
// Only files of this ending are ever deleted: somebody may name a folder that holds other things.
constexpr std::string_view kEnding = ".certpress";
// Unfinished files begin with '.', as no key does.
constexpr std::string_view kUnfinished = ".XXXXXX";

std::string file_name(std::string_view key) { return std::string(key).append(kEnding); }

bool is_key(std::string_view key) {
  return !key.empty() && key.size() <= 128 && key.front() != '.' &&
         std::ranges::all_of(key, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
         });
}

Header header_of(std::string_view key, std::span<const std::uint8_t> bytes) {
  std::uint32_t crc = libdeflate_crc32(0, key.data(), key.size());
  if (!bytes.empty()) {  // libdeflate takes a null pointer for the wish to begin anew
    crc = libdeflate_crc32(crc, bytes.data(), bytes.size());
  }
  return {kMagic, bytes.size(), crc, 0};
}

// Only ours, and written by nobody else: entries are believed.
bool is_private(const struct stat& status) {
  return S_ISDIR(status.st_mode) && status.st_uid == ::geteuid() &&
         (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

FileDescriptor open_folder(const fs::path& folder) {
  FileDescriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  struct stat status {};
  const bool usable = opened.is_open() && ::fstat(opened.get(), &status) == 0 && is_private(status);
  return usable ? std::move(opened) : FileDescriptor();
}

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder.parent_path(), error);
  ::mkdir(folder.c_str(), S_IRWXU);
}

// False when the disk is full, for one.
bool write_all(int file, std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written <= 0) {
      return false;
    }
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

struct StoredFile {
  fs::path path;
  fs::file_time_type used;  // last
  std::uint64_t size;
};

// Other processes add and delete while this one looks: what vanished is passed over.
std::vector<StoredFile> stored_files(const fs::path& folder) {
  std::vector<StoredFile> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    std::error_code gone;
    StoredFile file{entry->path(), entry->last_write_time(gone), entry->file_size(gone)};
    if (!gone && entry->is_regular_file(gone) && file.path.native().ends_with(kEnding)) {
      files.push_back(std::move(file));
    }
  }
  return files;
}

std::uint64_t total_size(const std::vector<StoredFile>& files) {
  std::uint64_t total = 0;
  for (const StoredFile& file : files) {
    total += file.size;
  }
  return total;
}

void make_room(const fs::path& folder, std::uint64_t max_bytes) {
  auto files = stored_files(folder);
  std::uint64_t total = total_size(files);
  if (total <= max_bytes) {
    return;
  }
  std::ranges::sort(files, {}, &StoredFile::used);
  for (const StoredFile& file : files) {
    if (total <= max_bytes) {
      return;
    }
    std::error_code error;
    fs::remove(file.path, error);
    total -= file.size;
  }
}

}  // namespace

FolderCache::FolderCache(fs::path folder, std::uint64_t max_bytes)
    : folder_(std::move(folder)), max_bytes_(max_bytes) {}

std::optional<Bytes> FolderCache::get(std::string_view key) const {
  if (!is_key(key)) {
    return std::nullopt;
  }
  const FileDescriptor folder = open_folder(folder_);
  if (!folder.is_open()) {
    return std::nullopt;
  }
  const FileDescriptor file(
      ::openat(folder.get(), file_name(key).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  const auto mapped = file.is_open() ? map_file(file.get()) : std::nullopt;
  if (!mapped || mapped->size() < sizeof(Header)) {
    return std::nullopt;
  }
  Header header{};
  std::memcpy(&header, mapped->data(), sizeof header);
  const auto bytes = mapped->span().subspan(sizeof header);
  const Header expected = header_of(key, bytes);
  if (std::memcmp(&header, &expected, sizeof header) != 0) {
    return std::nullopt;
  }
  // The time of the last use is the time of the file: many file systems keep no other (relatime).
  ::futimens(file.get(), nullptr);
  return Bytes(std::make_shared<const Bytes>(*mapped), bytes);
}

void FolderCache::put(std::string_view key, std::span<const std::uint8_t> bytes) const {
  if (!is_key(key) || sizeof(Header) + bytes.size() > max_bytes_) {
    return;
  }
  make_folder(folder_);
  if (!open_folder(folder_).is_open()) {
    return;
  }
  std::string unfinished = folder_ / file_name(kUnfinished);
  const FileDescriptor file(
      ::mkostemps(unfinished.data(), static_cast<int>(kEnding.size()), O_CLOEXEC));
  if (!file.is_open()) {
    return;
  }
  const Header header = header_of(key, bytes);
  std::array<std::uint8_t, sizeof header> head{};
  std::memcpy(head.data(), &header, sizeof header);
  const bool written = write_all(file.get(), head) && write_all(file.get(), bytes);
  if (!written || ::rename(unfinished.c_str(), (folder_ / file_name(key)).c_str()) != 0) {
    ::unlink(unfinished.c_str());
    return;
  }
  make_room(folder_, max_bytes_);
}

FolderCache::Usage FolderCache::usage() const {
  const auto files = stored_files(folder_);
  return {files.size(), total_size(files)};
}

FolderCache::Usage FolderCache::clear() const {
  const auto files = stored_files(folder_);
  for (const StoredFile& file : files) {
    std::error_code error;
    fs::remove(file.path, error);
  }
  return {files.size(), total_size(files)};
}

}  // namespace certpress

// The repository's font manifest with the fonts installed on this machine, and ways to spoil them.
#pragma once

#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "certpress/resources.h"

#include "places.h"
#include "text/font_book.h"

namespace certpress::text {

class InstalledFonts : public Resources {
 public:
  // Changes what a font file holds; nothing when it shall be missing.
  using Change = std::function<std::optional<Bytes>(std::string_view path, Bytes data)>;

  InstalledFonts() = default;
  explicit InstalledFonts(Change change) : change_(std::move(change)) {}

  std::optional<Bytes> template_file(std::string_view /*name*/) const override { return {}; }
  std::vector<std::string> template_ids() const override { return {}; }
  std::string display_name(std::string_view file) const override { return std::string(file); }

  std::optional<Bytes> font_data(std::string_view name) const override {
    return read(std::filesystem::path(CERTPRESS_SOURCE_DIR) / "fonts" / name);
  }

  std::optional<Bytes> font_file(std::string_view path) const override {
    const std::lock_guard lock(mutex_);
    opened_.emplace_back(path);
    std::optional<Bytes> data = read(std::filesystem::path("/usr/share/fonts") / path);
    return data && change_ ? change_(path, *data) : data;
  }

  // The font files that were asked for, in order.
  std::vector<std::string> opened() const {
    const std::lock_guard lock(mutex_);
    return opened_;
  }

 private:
  static std::optional<Bytes> read(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
      return std::nullopt;
    }
    // At once: byte by byte, tens of megabytes take a sanitizer seconds.
    std::string data(std::filesystem::file_size(path), '\0');
    in.read(data.data(), static_cast<std::streamsize>(data.size()));
    return Bytes::from_string(std::move(data));
  }

  Change change_;
  mutable std::mutex mutex_;
  mutable std::vector<std::string> opened_;
};

// Shared by the tests of one binary, because opening a font takes time.
inline const FontBook& installed_fonts() {
  static const FontBook fonts(std::make_shared<InstalledFonts>());
  return fonts;
}

inline const OpenFace* pick(const FontBook& fonts, std::string_view role, char32_t character) {
  return fonts.chain(role).pick({&character, 1});
}

}  // namespace certpress::text

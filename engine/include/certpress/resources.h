// How the engine reaches files: it asks for them by name and never opens one by itself.
//
// Names are relative, with '/' between their parts, and never climb out with '..'.
// An implementation must be safe to call from many threads.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/bytes.h"

namespace certpress {

class Resources {
 public:
  Resources() = default;
  Resources(const Resources&) = delete;
  Resources& operator=(const Resources&) = delete;
  virtual ~Resources() = default;

  // A file below the templates' folder: "road-transport-certificate/template.yaml".
  [[nodiscard]] virtual std::optional<Bytes> template_file(std::string_view name) const = 0;
  // The ids of all templates, sorted: the folders that hold a template.yaml.
  [[nodiscard]] virtual std::vector<std::string> template_ids() const = 0;
  // The files in the folder `assets` of a template, sorted: "x/assets/seal.png". Only lint asks,
  // which then says what no element shows; an implementation that cannot list files has none.
  [[nodiscard]] virtual std::vector<std::string> template_assets(std::string_view /*id*/) const {
    return {};
  }
  // A file of the folder that holds fonts.yaml: "fonts.yaml", "tgh-2013.txt".
  [[nodiscard]] virtual std::optional<Bytes> font_data(std::string_view name) const = 0;
  // A font file by the path that fonts.yaml gives: "opentype/noto/NotoSerifCJK-Regular.ttc".
  [[nodiscard]] virtual std::optional<Bytes> font_file(std::string_view path) const = 0;
  // Text that becomes another when the font file may have changed: its place, size and times. With
  // it a cache can remember that the file was checked; without it (empty) a file is always checked.
  [[nodiscard]] virtual std::string font_file_stamp(std::string_view /*path*/) const { return {}; }
  // How a person would call the template file, for messages: "templates/x/template.yaml".
  [[nodiscard]] virtual std::string display_name(std::string_view template_file) const = 0;
};

// Resources in folders of this machine.
class FolderResources : public Resources {
 public:
  struct Folders {
    std::vector<std::filesystem::path> templates;  // searched in this order; the first hit wins
    std::filesystem::path fonts;                   // holds fonts.yaml
    std::filesystem::path font_root = "/usr/share/fonts";
    // Font files are tens of megabytes, of which a render touches a few pages: they are mapped, not
    // read, unless this asks for copies. A mapped file that somebody writes over in place changes
    // under the engine or ends the program (SIGBUS); what runs for long cannot stake itself on
    // that.
    bool copies_fonts = false;
  };
  explicit FolderResources(Folders folders);

  [[nodiscard]] std::optional<Bytes> template_file(std::string_view name) const override;
  [[nodiscard]] std::vector<std::string> template_ids() const override;
  [[nodiscard]] std::vector<std::string> template_assets(std::string_view id) const override;
  [[nodiscard]] std::optional<Bytes> font_data(std::string_view name) const override;
  [[nodiscard]] std::optional<Bytes> font_file(std::string_view path) const override;
  [[nodiscard]] std::string font_file_stamp(std::string_view path) const override;
  [[nodiscard]] std::string display_name(std::string_view template_file) const override;

 private:
  Folders folders_;
};

}  // namespace certpress

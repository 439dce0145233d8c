#include "font_book.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "certpress/diagnostic.h"

#include "coverage.h"
#include "font_file.h"
#include "font_manifest.h"

namespace certpress::text {

namespace {

// U+FE00 to U+FE0F, U+E0100 to U+E01EF.
bool is_variation_selector(char32_t c) {
  return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

bool draws_all(const FontFile& file, std::u32string_view characters) {
  char32_t base = 0;
  for (const char32_t character : characters) {
    if (is_variation_selector(character)) {
      if (!file.has_variation(base, character)) {
        return false;
      }
    } else if (file.glyph(character) == 0) {
      return false;
    }
    base = character;
  }
  return true;
}

FontFileInfo describe(const ManifestFile& entry) {
  FontFileInfo info;
  info.id = entry.id;
  info.family = entry.family;
  info.package = entry.package;
  info.path = entry.path;
  info.face_index = static_cast<int>(entry.index);
  info.sha256 = entry.sha256;
  info.licence = entry.licence;
  return info;
}

}  // namespace

struct FontBook::Parts {
  std::shared_ptr<const Resources> resources;
  std::vector<std::unique_ptr<const FontFile>> files;  // as in the manifest
  std::vector<ManifestRole> roles;
  std::vector<std::vector<const FontFile*>> chains;  // of the roles

  [[nodiscard]] const std::vector<const FontFile*>& chain(std::string_view role) const;
};

const std::vector<const FontFile*>& FontBook::Parts::chain(std::string_view role) const {
  const auto found = std::ranges::find(roles, role, &ManifestRole::name);
  if (found != roles.end()) {
    return chains[static_cast<std::size_t>(found - roles.begin())];
  }
  std::vector<std::string_view> names;
  for (const ManifestRole& known : roles) {
    names.push_back(known.name);
  }
  throw Refused(font_error("font/unknown-role", "fonts.yaml",
                           {fmt::format("there is no font role '{}'", role),
                            fmt::format("没有名为 {} 的字体角色", role)},
                           {fmt::format("the roles are {}", fmt::join(names, ", ")),
                            fmt::format("可用的角色：{}", fmt::join(names, "、"))}));
}

FontBook::FontBook(std::shared_ptr<const Resources> resources,
                   const std::shared_ptr<const Cache>& cache)
    : parts_(std::make_unique<Parts>()) {
  const std::optional<Bytes> yaml = resources->font_data("fonts.yaml");
  if (!yaml) {
    throw Refused(font_error("font/missing-manifest", "fonts.yaml",
                             {"the font manifest is missing", "缺少字体清单"},
                             {"name the folder that holds it", "请指定其所在的目录"}));
  }
  FontManifest manifest = parse_font_manifest(yaml->text());
  for (ManifestFile& entry : manifest.files) {
    parts_->files.push_back(std::make_unique<const FontFile>(std::move(entry), resources, cache));
  }
  parts_->roles = std::move(manifest.roles);
  for (const ManifestRole& role : parts_->roles) {
    auto& chain = parts_->chains.emplace_back();
    for (const std::size_t index : role.chain) {
      chain.push_back(parts_->files[index].get());
    }
  }
  parts_->resources = std::move(resources);
}

FontBook::~FontBook() = default;

std::vector<std::string> FontBook::roles() const {
  std::vector<std::string> names;
  for (const ManifestRole& role : parts_->roles) {
    names.push_back(role.name);
  }
  return names;
}

std::map<std::string, std::string> FontBook::hashes() const {
  std::map<std::string, std::string> out;
  for (const auto& file : parts_->files) {
    out.emplace(file->entry().id, file->entry().sha256);
  }
  return out;
}

std::shared_ptr<const sheet::FontFace> FontBook::face(std::string_view id) const {
  const auto file = std::ranges::find_if(
      parts_->files, [&](const auto& candidate) { return candidate->entry().id == id; });
  return file != parts_->files.end() ? (*file)->open().face : nullptr;
}

const OpenFace* FontChain::pick(std::u32string_view characters) const {
  const auto file = std::ranges::find_if(
      *files_, [&](const FontFile* candidate) { return draws_all(*candidate, characters); });
  return file != files_->end() ? &(*file)->open() : nullptr;
}

FontChain FontBook::chain(std::string_view role) const { return FontChain(parts_->chain(role)); }

std::string FontBook::chain_text(std::string_view role) const {
  std::vector<std::string_view> families;
  for (const FontFile* file : parts_->chain(role)) {
    families.push_back(file->entry().family);
  }
  return fmt::format("{}", fmt::join(families, ", "));
}

FontReport FontBook::report() const {
  FontReport report;
  const std::optional<Bytes> table = parts_->resources->font_data(kTghFile);
  if (!table) {
    report.problems.push_back(
        font_error("font/missing-table", std::string(kTghFile),
                   {"the hanzi of 通用规范汉字表 are not there, so they are not counted",
                    "缺少通用规范汉字表，无法统计其覆盖情况"},
                   {"run scripts/make-tgh", "请运行 scripts/make-tgh"}));
  }
  const std::vector<Hanzi> hanzi = national_hanzi(table ? table->text() : std::string_view());
  std::vector<std::vector<bool>> drawn;  // for each file, for each hanzi
  for (const auto& file : parts_->files) {
    drawn.emplace_back(hanzi.size());
    report.files.push_back(describe(file->entry()));
    try {
      for (std::size_t i = 0; i < hanzi.size(); ++i) {
        drawn.back()[i] = file->glyph(hanzi[i].character) != 0;
      }
      report.files.back().intact = true;
      report.files.back().coverage = count_coverage(hanzi, drawn.back());
    } catch (const Refused& refused) {
      std::ranges::copy(refused.diagnostics(), std::back_inserter(report.problems));
    }
  }
  for (const ManifestRole& role : parts_->roles) {
    FontRoleInfo info;
    info.role = role.name;
    std::vector<bool> any(hanzi.size());
    for (const std::size_t index : role.chain) {
      info.chain.push_back(parts_->files[index]->entry().id);
      for (std::size_t i = 0; i < hanzi.size(); ++i) {
        any[i] = any[i] || drawn[index][i];
      }
    }
    info.coverage = count_coverage(hanzi, any);
    report.roles.push_back(std::move(info));
  }
  return report;
}

}  // namespace certpress::text

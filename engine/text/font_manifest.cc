#include "font_manifest.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "../base/refusals.h"

namespace certpress::text {

namespace {

constexpr std::size_t kMaxManifestBytes = 65536;
constexpr std::size_t kMaxFiles = 64;
constexpr std::size_t kMaxRoles = 64;
constexpr unsigned kMaxFaceIndex = 255;

bool is_sha256(std::string_view text) {
  return text.size() == 64 && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

bool is_relative_path(std::string_view path) {
  return !path.empty() && path.front() != '/' && path.find("..") == std::string_view::npos;
}

class ManifestReader {
 public:
  FontManifest read(std::string_view yaml) {
    const std::optional<YAML::Node> root = load(yaml);
    if (root && expect_map(*root, {"certpress-fonts", "files", "roles"})) {
      if (scalar(*root, "certpress-fonts") != "1") {
        problem(*root, "'certpress-fonts' must be 1", "certpress-fonts 必须为 1");
      }
      read_files((*root)["files"], *root);
      read_roles((*root)["roles"], *root);
    }
    refusals_.throw_if_any();
    return std::move(manifest_);
  }

 private:
  std::optional<YAML::Node> load(std::string_view yaml) {
    if (yaml.size() > kMaxManifestBytes) {
      problem(YAML::Mark::null_mark(),
              fmt::format("the manifest is larger than {} bytes", kMaxManifestBytes),
              fmt::format("字体清单超过 {} 字节", kMaxManifestBytes));
      return std::nullopt;
    }
    try {
      return YAML::Load(std::string(yaml));
    } catch (const YAML::Exception& error) {
      problem(error.mark, "not valid YAML: " + error.msg, "不是有效的 YAML：" + error.msg);
      return std::nullopt;
    }
  }

  void read_files(const YAML::Node& files, const YAML::Node& root) {
    if (!files || !files.IsSequence() || files.size() == 0 || files.size() > kMaxFiles) {
      problem(files ? files : root, fmt::format("'files' must be a list of 1 to {}", kMaxFiles),
              fmt::format("files 必须是含 1 至 {} 项的列表", kMaxFiles));
      return;
    }
    for (const YAML::Node& node : files) {
      read_file(node);
    }
  }

  void read_file(const YAML::Node& node) {
    if (!expect_map(node,
                    {"id", "family", "package", "path", "index", "sha256", "version", "licence"})) {
      return;
    }
    ManifestFile file;
    file.id = scalar(node, "id");
    file.family = scalar(node, "family");
    file.package = scalar(node, "package");
    file.path = scalar(node, "path");
    file.sha256 = scalar(node, "sha256");
    file.version = scalar(node, "version");
    file.licence = scalar(node, "licence");
    const std::string index = scalar(node, "index");
    const auto [end, code] = std::from_chars(index.data(), index.data() + index.size(), file.index);
    if (code != std::errc() || end != index.data() + index.size() || file.index > kMaxFaceIndex) {
      problem(node, "'index' must be a whole number from 0 to 255", "index 必须是 0 至 255 的整数");
    }
    if (!is_sha256(file.sha256)) {
      problem(node, "'sha256' must be 64 lower-case hexadecimal digits",
              "sha256 必须是 64 位小写十六进制数字");
    }
    if (!is_relative_path(file.path)) {
      problem(node, "'path' must be relative and without '..'", "path 必须是不含 '..' 的相对路径");
    }
    if (file_index(file.id)) {
      problem(node, fmt::format("the id '{}' is used twice", file.id),
              fmt::format("标识 {} 重复", file.id));
    }
    manifest_.files.push_back(std::move(file));
  }

  void read_roles(const YAML::Node& roles, const YAML::Node& root) {
    if (!roles || !roles.IsMap() || roles.size() == 0 || roles.size() > kMaxRoles) {
      problem(roles ? roles : root, fmt::format("'roles' must be a map of 1 to {}", kMaxRoles),
              fmt::format("roles 必须是含 1 至 {} 项的映射", kMaxRoles));
      return;
    }
    for (const auto& entry : roles) {
      read_role(entry.first, entry.second);
    }
  }

  void read_role(const YAML::Node& name, const YAML::Node& chain) {
    if (!name.IsScalar() || !chain.IsSequence() || chain.size() == 0 || chain.size() > kMaxFiles) {
      problem(name, "a role must be a list of font ids", "字体角色必须是字体标识的列表");
      return;
    }
    ManifestRole role{.name = name.Scalar(), .chain = {}};
    if (std::ranges::find(manifest_.roles, role.name, &ManifestRole::name) !=
        manifest_.roles.end()) {
      problem(name, fmt::format("the role '{}' stands twice", role.name),
              fmt::format("字体角色 {} 重复", role.name));
    }
    for (const YAML::Node& id : chain) {
      const std::optional<std::size_t> index =
          id.IsScalar() ? file_index(id.Scalar()) : std::nullopt;
      if (!index) {
        problem(id, fmt::format("the role '{}' names a font that is not in 'files'", role.name),
                fmt::format("字体角色 {} 引用了 files 中没有的字体", role.name));
        continue;
      }
      role.chain.push_back(*index);
    }
    manifest_.roles.push_back(std::move(role));
  }

  bool expect_map(const YAML::Node& node, std::initializer_list<std::string_view> keys) {
    if (!node.IsMap()) {
      problem(node, "a map is expected here", "此处应为映射");
      return false;
    }
    std::set<std::string> seen;
    for (const auto& entry : node) {
      const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "?";
      if (std::ranges::find(keys, key) == keys.end()) {
        problem(entry.first, fmt::format("unknown key '{}'", key), fmt::format("未知的键 {}", key));
      }
      if (!seen.insert(key).second) {
        problem(entry.first, fmt::format("the key '{}' stands twice", key),
                fmt::format("键 {} 重复", key));
      }
    }
    return true;
  }

  std::string scalar(const YAML::Node& map, const std::string& key) {
    const YAML::Node node = map[key];
    if (!node || !node.IsScalar() || node.Scalar().empty()) {
      problem(map, fmt::format("'{}' is missing or not a text", key),
              fmt::format("缺少 {} 或其值不是文本", key));
      return {};
    }
    return node.Scalar();
  }

  [[nodiscard]] std::optional<std::size_t> file_index(std::string_view id) const {
    const auto found = std::ranges::find(manifest_.files, id, &ManifestFile::id);
    if (found == manifest_.files.end()) {
      return std::nullopt;
    }
    return static_cast<std::size_t>(found - manifest_.files.begin());
  }

  void problem(const YAML::Node& node, std::string en, std::string zh) {
    problem(node.Mark(), std::move(en), std::move(zh));
  }

  void problem(const YAML::Mark& mark, std::string en, std::string zh) {
    Place place;
    place.file = "fonts.yaml";
    if (!mark.is_null()) {
      place.line = mark.line + 1;
      place.column = mark.column + 1;
    }
    refusals_.error("font/bad-manifest", std::move(place), {std::move(en), std::move(zh)});
  }

  FontManifest manifest_;
  Refusals refusals_;
};

}  // namespace

FontManifest parse_font_manifest(std::string_view yaml) { return ManifestReader().read(yaml); }

}  // namespace certpress::text

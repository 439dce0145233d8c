#include "home.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <system_error>
#include <utility>

#include "terminal.h"

namespace certpress::cli {

namespace fs = std::filesystem;

fs::path home() {
  std::error_code error;
  if (const char* given = std::getenv("CERTPRESS_HOME"); given != nullptr && *given != '\0') {
    return given;
  }
  const fs::path shared =
      fs::read_symlink("/proc/self/exe", error).parent_path() / "../share/certpress";
  if (fs::is_regular_file(shared / "fonts/fonts.yaml", error)) {
    return fs::weakly_canonical(shared, error);
  }
  throw Failure(
      {"templates and fonts not found; install certpress-templates, or set CERTPRESS_HOME "
       "to the folder that holds them",
       "找不到模板和字体；请安装 certpress-templates，或将 CERTPRESS_HOME "
       "设为它们所在的文件夹"});
}

namespace {

// An issuer's own come first: $CERTPRESS_TEMPLATES has the same meaning for the service.
std::vector<fs::path> template_folders() {
  std::vector<fs::path> folders;
  if (const char* given = std::getenv("CERTPRESS_TEMPLATES"); given != nullptr) {
    std::istringstream list(given);
    for (std::string folder; std::getline(list, folder, ':');) {
      if (!folder.empty()) {
        folders.emplace_back(folder);
      }
    }
  }
  return folders.empty() ? std::vector<fs::path>{home() / "templates"} : folders;
}

// Where a template is looked for, and what it extends.
std::vector<fs::path> folders_of(const TemplateChoice& choice) {
  std::vector<fs::path> folders = template_folders();
  if (!choice.folder.empty()) {
    folders.insert(folders.begin(), choice.folder);
  }
  return folders;
}

}  // namespace

TemplateChoice choose_template(const std::string& argument) {
  std::error_code error;
  fs::path path(argument);
  if (argument.find('/') == std::string::npos && !fs::exists(path / "template.yaml", error) &&
      path.extension() != ".yaml") {
    return {argument, {}};
  }
  if (fs::is_directory(path, error)) {
    path /= "template.yaml";
  }
  if (path.filename() != "template.yaml") {
    throw UsageError({"a template's file must be called template.yaml: " + argument,
                      "模板文件必须名为 template.yaml：" + argument});
  }
  const fs::path folder = fs::absolute(path).lexically_normal().parent_path();
  // Shown to people in messages: as short as they typed it.
  const fs::path shown = path.lexically_normal().parent_path().parent_path();
  const bool short_enough = folder.filename() == path.lexically_normal().parent_path().filename();
  return {folder.filename().string(),
          short_enough ? (shown.empty() ? fs::path(".") : shown) : folder.parent_path()};
}

std::vector<fs::path> samples_of(const TemplateChoice& choice) {
  std::error_code error;
  std::vector<fs::path> found;
  for (const fs::path& root : folders_of(choice)) {
    if (!fs::is_regular_file(root / choice.id / "template.yaml", error)) {
      continue;
    }
    for (const auto& entry : fs::directory_iterator(root / choice.id / "samples", error)) {
      if (entry.path().extension() == ".json") {
        found.push_back(entry.path());
      }
    }
    break;
  }
  std::ranges::sort(found);
  return found;
}

FolderResources::Folders resource_folders(const TemplateChoice& choice) {
  FolderResources::Folders folders;
  folders.templates = folders_of(choice);
  folders.fonts = home() / "fonts";
  if (const char* root = std::getenv("CERTPRESS_FONT_ROOT"); root != nullptr && *root != '\0') {
    folders.font_root = root;
  }
  return folders;
}

std::shared_ptr<const FolderCache> shared_cache() {
  const auto in = [](const fs::path& folder) { return std::make_shared<FolderCache>(folder); };
  if (const char* given = std::getenv("CERTPRESS_CACHE"); given != nullptr) {
    return *given != '\0' ? in(given) : nullptr;
  }
  if (const char* caches = std::getenv("XDG_CACHE_HOME"); caches != nullptr && *caches == '/') {
    return in(fs::path(caches) / "certpress");
  }
  const char* user = std::getenv("HOME");
  return user != nullptr && *user == '/' ? in(fs::path(user) / ".cache/certpress") : nullptr;
}

std::unique_ptr<Engine> make_engine(const TemplateChoice& choice,
                                    std::shared_ptr<const Cache> cache) {
  EngineOptions options;
  options.cache = std::move(cache);
  return std::make_unique<Engine>(std::make_shared<FolderResources>(resource_folders(choice)),
                                  std::move(options));
}

}  // namespace certpress::cli

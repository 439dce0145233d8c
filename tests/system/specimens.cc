#include "specimens.h"

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "places.h"
#include "support/image.h"

namespace certpress::tests {

namespace fs = std::filesystem;

namespace {

// Not a variable: benchmarks ask for specimens before main.
fs::path root() { return CERTPRESS_SOURCE_DIR; }

}  // namespace

std::string name_of(const testing::TestParamInfo<Specimen>& specimen) {
  std::string out = specimen.param.tmpl + "_" + specimen.param.name;
  std::ranges::replace_if(
      out, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return out;
}

std::ostream& operator<<(std::ostream& out, const Specimen& specimen) {
  return out << specimen.tmpl << '/' << specimen.name;
}

std::vector<Specimen> all_specimens() {
  std::vector<Specimen> all;
  for (const auto& folder : fs::directory_iterator(root() / "templates")) {
    const fs::path samples = folder.path() / "samples";
    if (!fs::is_directory(samples)) {
      continue;
    }
    for (const auto& file : fs::directory_iterator(samples)) {
      if (file.path().extension() == ".json") {
        all.push_back(
            {folder.path().filename().string(), file.path().stem().string(), file.path().string()});
      }
    }
  }
  std::ranges::sort(all, {}, &Specimen::path);
  return all;
}

std::vector<Specimen> standard_specimens() {
  auto all = all_specimens();
  std::erase_if(all, [](const Specimen& specimen) { return specimen.name != "standard"; });
  return all;
}

std::unique_ptr<Engine> shipped_engine(EngineOptions options) {
  FolderResources::Folders folders;
  folders.templates = {root() / "templates"};
  folders.fonts = root() / "fonts";
  return std::make_unique<Engine>(std::make_shared<FolderResources>(std::move(folders)),
                                  std::move(options));
}

RecordInput record_of(const Specimen& specimen) {
  RecordInput input;
  input.json = read_file(specimen.path);
  input.name = specimen.path;
  const fs::path folder = fs::path(specimen.path).parent_path();
  input.pictures = [folder](std::string_view name) -> std::optional<Bytes> {
    return Bytes::from_string(read_file((folder / name).string()));
  };
  return input;
}

std::string render(const Engine& engine, const Specimen& specimen, const RenderOptions& options) {
  return engine.render(*engine.prepare(specimen.tmpl), record_of(specimen), options).bytes;
}

}  // namespace certpress::tests

// Where templates and fonts are found, and the engine that reads them from there.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "certpress/cache.h"
#include "certpress/engine.h"
#include "certpress/resources.h"

namespace certpress::cli {

// The folder that holds templates/ and fonts/: $CERTPRESS_HOME, else ../share/certpress beside the
// program, which in a build leads to the source tree.
std::filesystem::path home();

// A template as named on the command line: an id, or the path of a folder or of its template.yaml.
struct TemplateChoice {
  std::string id;
  std::filesystem::path folder;  // that holds the template's folder; empty for a shipped one
};
TemplateChoice choose_template(const std::string& argument);

// Its samples/*.json, sorted.
std::vector<std::filesystem::path> samples_of(const TemplateChoice& choice);

// Where that template, those that are called by their id ($CERTPRESS_TEMPLATES: folders parted by
// ':', else templates/ of home()) and the fonts are.
FolderResources::Folders resource_folders(const TemplateChoice& choice = {});

// Where work is kept from one call of the program to the next: $CERTPRESS_CACHE, else certpress in
// $XDG_CACHE_HOME or ~/.cache. Null when $CERTPRESS_CACHE is empty, or when there is no home.
std::shared_ptr<const FolderCache> shared_cache();
std::unique_ptr<Engine> make_engine(const TemplateChoice& choice = {},
                                    std::shared_ptr<const Cache> cache = shared_cache());

}  // namespace certpress::cli

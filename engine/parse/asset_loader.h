// Assets: pictures and artworks that elements name by their path.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "certpress/resources.h"

#include "../model/element.h"
#include "findings.h"
#include "key_table.h"
#include "mapping_reader.h"
#include "scope.h"

namespace certpress::parse {

// The keys of an artwork's file.
const Table& artwork_table();

// Reads each file once for a template; the bounds hold for all of its assets together.
class AssetLoader {
 public:
  AssetLoader(const Resources& resources, Report& report)
      : resources_(resources), report_(report) {}

  // The asset that the key of the element names, by a path relative to the file's folder. Nothing,
  // with errors, when it cannot be had.
  std::optional<model::Asset> load(MappingReader& element, std::string_view key);

  // Every file that was asked for, below the templates' root, sorted.
  [[nodiscard]] std::vector<std::string> files() const;

  // Counts elements as they will be drawn: those of an artwork for every time that it is shown.
  // False, with an error at the key, when there are too many.
  bool count_elements(std::size_t more, MappingReader& at, std::string_view key);

 private:
  struct Loaded {
    model::Asset asset;
    std::size_t elements = 0;  // drawn for each time that it is shown
  };

  std::optional<Loaded> read(MappingReader& element, std::string_view key, const std::string& path);
  std::optional<Loaded> read_picture(MappingReader& element, std::string_view key,
                                     const Bytes& bytes);
  std::optional<Loaded> read_artwork(MappingReader& element, std::string_view key,
                                     const std::string& path, const Bytes& bytes);

  const Resources& resources_;
  Report& report_;
  std::map<std::string, std::optional<Loaded>> known_;  // by path below the templates' root
  std::vector<std::string> open_;                       // artworks in the reading
  std::size_t elements_ = 0;                            // of the file in the reading
  long pixels_ = 0;
};

// The key `certpress` of a template or an artwork.
void check_language_version(MappingReader& file);

}  // namespace certpress::parse

// The samples of a template: records that stand beside it in samples/*.json.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "certpress/diagnostic.h"

#include "document.h"

namespace certpress::service {

struct Sample {
  std::string json;  // with its pictures in it, as data: URIs
  Document document;
};

using Samples = std::map<std::string, Sample, std::less<>>;
using PictureFields = std::set<std::string, std::less<>>;

// Those of the template in each of the folders; of one name the first. What is no record is an
// error (config/bad-sample).
Samples load_samples(const std::vector<std::filesystem::path>& folders,
                     const std::string& template_id, const PictureFields& picture_fields,
                     std::vector<Diagnostic>& problems);

}  // namespace certpress::service

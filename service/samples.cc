#include "samples.h"

#include <string_view>
#include <system_error>
#include <utility>

#include <nlohmann/json.hpp>
#include <openssl/evp.h>

#include "diagnosis.h"
#include "file.h"

namespace certpress::service {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');  // and the zero that OpenSSL adds
  const int length = ::EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                       reinterpret_cast<const unsigned char*>(bytes.data()),
                                       static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(length));
  return out;
}

// A sample names its photo by a path beside it, which whoever gets the sample cannot follow.
void put_pictures(Json& record, const fs::path& folder, const PictureFields& picture_fields,
                  std::vector<Diagnostic>& problems) {
  for (auto& [key, value] : record.items()) {
    if (picture_fields.contains(key) && value.is_string() &&
        !value.get_ref<const std::string&>().starts_with("data:")) {
      const fs::path picture = folder / value.get<std::string>();
      const bool is_png = picture.extension() == ".png";
      value = std::string(is_png ? "data:image/png" : "data:image/jpeg") + ";base64," +
              base64(read_file(picture, problems).value_or(std::string()));
    }
  }
}

}  // namespace

Samples load_samples(const std::vector<fs::path>& folders, const std::string& template_id,
                     const PictureFields& picture_fields, std::vector<Diagnostic>& problems) {
  Samples samples;
  for (const fs::path& folder : folders) {
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder / template_id / "samples", none)) {
      const fs::path& file = entry.path();
      if (file.extension() != ".json" || samples.contains(file.stem().string())) {
        continue;
      }
      const auto text = read_file(file, problems);
      if (!text) {
        continue;
      }
      Json record = Json::parse(*text, nullptr, /*allow_exceptions=*/false);
      if (!record.is_object()) {
        problems.push_back(error_at(in_file(file), "config/bad-sample",
                                    {"a sample is one JSON object", "示例须为一个 JSON 对象"}));
        continue;
      }
      put_pictures(record, file.parent_path(), picture_fields, problems);
      const std::string json = record.dump(2);
      samples.emplace(file.stem().string(),
                      Sample{json, Document("application/json", Bytes::from_string(json))});
    }
  }
  return samples;
}

}  // namespace certpress::service

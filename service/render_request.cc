#include "render_request.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "diagnosis.h"
#include "json_members.h"
#include "multipart.h"
#include "negotiation.h"

namespace certpress::service {

namespace {

using Json = nlohmann::json;

constexpr double kMmInInch = 25.4;

class RenderRequestReader {
 public:
  explicit RenderRequestReader(const RenderInput& input) : input_(input) {}

  RenderRequest read() {
    const MediaType type = read_media_type(input_.content_type);
    if (type.name == "application/json") {
      read_json();
    } else {
      read_parts(type.boundary);
    }
    if (!out_.malformed) {
      check_record();
      choose_format();
      check_options();
    }
    return std::move(out_);
  }

 private:
  void error(std::string_view member, const char* code, Message message, Message hint = {}) {
    Place place;
    place.pointer = "/" + std::string(member);
    out_.problems.push_back(error_at(place, code, std::move(message), std::move(hint)));
  }

  void refuse_as_malformed(const char* code, Message message) {
    out_.malformed = true;
    out_.problems.push_back(error_at({}, code, std::move(message)));
  }

  void read_json() {
    const auto members = json_members(*input_.body);
    if (!members) {
      refuse_as_malformed("request/not-json",
                          {"the body is not one JSON object", "请求正文不是一个 JSON 对象"});
      return;
    }
    for (const JsonMember& member : *members) {
      const Json key = Json::parse(member.key, nullptr, false);
      if (!key.is_string()) {
        refuse_as_malformed("request/not-json",
                            {"the body is not JSON", "请求正文不是合法的 JSON"});
        return;
      }
      const auto& name = key.get_ref<const std::string&>();
      if (!is_new(name)) {
        continue;
      }
      if (name == "record") {
        out_.record = member.value;
        continue;
      }
      const Json value = Json::parse(member.value, nullptr, false);
      if (value.is_discarded()) {
        refuse_as_malformed("request/not-json",
                            {"the body is not JSON", "请求正文不是合法的 JSON"});
        return;
      }
      take(name, value);
    }
  }

  void read_parts(std::string_view boundary) {
    const auto parts = read_multipart(*input_.body, boundary);
    if (!parts) {
      refuse_as_malformed(
          "request/not-multipart",
          {fmt::format("the body is not multipart/form-data of up to {} named parts", kMaxParts),
           fmt::format("请求正文不是 multipart/form-data，或部分超过 {} 个", kMaxParts)});
      return;
    }
    for (const Part& part : *parts) {
      if (!is_new(part.name)) {
        continue;
      }
      if (part.name == "record") {
        out_.record = part.content;
      } else if (input_.picture_fields.contains(part.name)) {
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(part.content.data());
        out_.pictures.push_back(
            {part.name, part.file_name, Bytes(input_.body, {bytes, part.content.size()})});
      } else {
        take(part.name, typed(part.name, part.content));
      }
    }
  }

  // In a form everything is text.
  static Json typed(std::string_view name, std::string_view text) {
    double number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_number = name == "dpi" || name == "width" || name == "quality";
    if (is_number && code == std::errc() && end == text.data() + text.size()) {
      return number == std::floor(number) && std::abs(number) < 1e9
                 ? Json(static_cast<std::int64_t>(number))
                 : Json(number);
    }
    if (name == "blank" && (text == "true" || text == "false")) {
      return text == "true";
    }
    return std::string(text);
  }

  bool is_new(const std::string& name) {
    const bool first = seen_.insert(name).second;
    if (!first) {
      error(is_option(name) || name == "record" ? name : "", "request/duplicate-member",
            {"a member is there twice", "成员重复"});
    }
    return first;
  }

  static const std::vector<std::string_view>& option_names() {
    static const std::vector<std::string_view> names{"format", "dpi",   "width",  "layer",
                                                     "sign",   "blank", "quality"};
    return names;
  }
  static bool is_option(std::string_view name) {
    return std::ranges::find(option_names(), name) != option_names().end();
  }

  void take(const std::string& name, const Json& value) {
    if (value.is_null() && is_option(name)) {
      return;  // as if it were absent
    }
    if (name == "format") {
      take_format(value);
    } else if (name == "dpi") {
      take_number(name, value, kMinDpi, kMaxDpi, [this](double dpi) { out_.options.dpi = dpi; });
      has_dpi_ = true;
    } else if (name == "width") {
      constexpr double kWidest = 100'000;
      take_whole(name, value, kWidest, [this](int width) { out_.options.width_px = width; });
    } else if (name == "quality") {
      take_whole(name, value, kMaxQuality, [this](int quality) { out_.options.quality = quality; });
    } else if (name == "layer") {
      take_layer(value);
    } else if (name == "sign") {
      take_profile(value);
    } else if (name == "blank") {
      if (value.is_boolean()) {
        out_.blank = value.get<bool>();
      } else {
        error(name, "request/wrong-type", {"'blank' is true or false", "blank 应为 true 或 false"});
      }
    } else {
      refuse_unknown(name);
    }
  }

  // Its name may be a value by mistake, and is repeated only when it looks like none.
  void refuse_unknown(const std::string& name) {
    constexpr std::size_t kLongest = 32;
    const bool shown = !name.empty() && name.size() <= kLongest &&
                       name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_-") == std::string::npos;
    std::vector<std::string_view> known = option_names();
    known.push_back("record");
    error(
        shown ? name : "", "request/unknown-member",
        {shown ? fmt::format("a request has no member '{}'", name) : "a request has no such member",
         shown ? fmt::format("请求没有成员 '{}'", name) : "请求没有此成员"},
        suggestion(name, known));
  }

  template <typename Function>
  void take_number(const std::string& name, const Json& value, double least, double most,
                   const Function& put) {
    if (!value.is_number()) {
      error(name, "request/wrong-type",
            {fmt::format("'{}' is a number", name), fmt::format("{} 应为数字", name)});
      return;
    }
    const auto number = value.get<double>();
    if (!(number >= least && number <= most)) {
      error(name, "request/bad-value",
            {fmt::format("'{}' lies between {} and {}", name, least, most),
             fmt::format("{} 应在 {} 与 {} 之间", name, least, most)});
      return;
    }
    put(number);
  }

  template <typename Function>
  void take_whole(const std::string& name, const Json& value, double most, const Function& put) {
    if (value.is_number_float()) {
      error(name, "request/wrong-type",
            {fmt::format("'{}' is a whole number", name), fmt::format("{} 应为整数", name)});
      return;
    }
    take_number(name, value, 1, most, [&](double number) { put(static_cast<int>(number)); });
  }

  // The index of the word that the value is; nothing, with an error, when it is none of them.
  std::optional<std::size_t> word_of(const char* name, const Json& value,
                                     const std::vector<std::string_view>& words) {
    if (!value.is_string()) {
      error(name, "request/wrong-type",
            {fmt::format("'{}' is a text", name), fmt::format("{} 应为文本", name)});
      return std::nullopt;
    }
    const auto& word = value.get_ref<const std::string&>();
    const auto found = std::ranges::find(words, word);
    if (found == words.end()) {
      error(name, "request/bad-value",
            {fmt::format("'{}' is one of: {}", name, fmt::join(words, ", ")),
             fmt::format("{} 应为以下之一：{}", name, fmt::join(words, "、"))},
            suggestion(word, words));
      return std::nullopt;
    }
    return static_cast<std::size_t>(found - words.begin());
  }

  void take_format(const Json& value) {
    std::vector<std::string_view> names;
    std::ranges::transform(output_formats(), std::back_inserter(names), &OutputFormat::name);
    if (const auto index = word_of("format", value, names)) {
      out_.format = &output_formats()[*index];
    }
    asked_format_ = true;
  }

  void take_layer(const Json& value) {
    if (const auto index = word_of("layer", value, {"both", "stock", "ink"})) {
      constexpr LayerChoice kLayers[] = {LayerChoice::kAll, LayerChoice::kStock, LayerChoice::kInk};
      out_.options.layer = kLayers[*index];
    }
  }

  void take_profile(const Json& value) {
    if (value.is_string()) {
      out_.profile = value.get<std::string>();
    } else {
      error("sign", "request/wrong-type",
            {"'sign' is the name of a signing profile", "sign 应为签名配置的名称"});
    }
  }

  void check_record() {
    const bool has_record = seen_.contains("record");
    if (out_.blank && (has_record || !out_.pictures.empty())) {
      error("blank", "request/conflict",
            {"the blank form has no record", "空白证件不能带有数据记录"});
    } else if (!out_.blank && !has_record) {
      error("record", "request/missing-record",
            {"there is no record; for the blank form say 'blank': true",
             "缺少数据记录；如需空白证件，请设 blank 为 true"});
    }
  }

  void choose_format() {
    if (!out_.profile.empty() && !asked_format_) {
      out_.format = &*std::ranges::find(output_formats(), Format::kPdf, &OutputFormat::format);
    } else if (!asked_format_) {
      std::vector<std::string_view> types;
      std::ranges::transform(output_formats(), std::back_inserter(types),
                             &OutputFormat::media_type);
      if (const auto index = preferred_type(input_.accept, types)) {
        out_.format = &output_formats()[*index];
      } else {
        out_.fault = Fault::kNotAcceptable;
      }
    }
    if (out_.format != nullptr) {
      out_.options.format = out_.format->format;
    }
  }

  void check_options() {
    if (out_.format == nullptr) {
      return;
    }
    const bool is_pdf = out_.format->format == Format::kPdf;
    if (!out_.profile.empty() && !is_pdf) {
      error("sign", "request/conflict", {"only a PDF can be signed", "只有 PDF 可以签名"});
    }
    if (!out_.profile.empty() && (out_.blank || out_.options.layer != LayerChoice::kAll)) {
      error("sign", "request/conflict",
            {"only a whole certificate can be signed", "只有完整的证照可以签名"});
    }
    if (has_dpi_ && out_.options.width_px > 0) {
      error("width", "request/conflict",
            {"give either 'dpi' or 'width'", "dpi 与 width 只能给出其一"});
    }
    if (!is_pdf) {
      check_pixels();
    }
  }

  void check_pixels() {
    const double pixels = pixels_of(out_.options, input_.width_mm, input_.height_mm);
    if (pixels > static_cast<double>(input_.max_pixels)) {
      error(out_.options.width_px > 0 ? "width" : "dpi", "request/too-many-pixels",
            {fmt::format("the picture would have more than {} pixels", input_.max_pixels),
             fmt::format("图像将超过 {} 像素", input_.max_pixels)});
    }
  }

  const RenderInput& input_;
  RenderRequest out_;
  std::set<std::string> seen_;
  bool asked_format_ = false;
  bool has_dpi_ = false;
};

}  // namespace

const std::vector<OutputFormat>& output_formats() {
  static const std::vector<OutputFormat> formats{{"png", "image/png", Format::kPng},
                                                 {"jpeg", "image/jpeg", Format::kJpeg},
                                                 {"webp", "image/webp", Format::kWebp},
                                                 {"pdf", "application/pdf", Format::kPdf}};
  return formats;
}

RenderRequest read_render_request(const RenderInput& input) {
  return RenderRequestReader(input).read();
}

double pixels_of(const RenderOptions& options, double width_mm, double height_mm) {
  const double width = options.width_px > 0 ? options.width_px : width_mm / kMmInInch * options.dpi;
  return width * width * height_mm / width_mm;
}

RecordInput record_input(const RenderRequest& request) {
  RecordInput input{request.record, std::string(kRecordName), {}, request.blank};
  const auto members = json_members(request.record);
  if (request.pictures.empty() || !members) {
    return input;  // what is no object the engine refuses
  }
  std::string added;
  for (const RecordPicture& picture : request.pictures) {
    const std::string key = Json(picture.field).dump();
    if (std::ranges::find(*members, key, &JsonMember::key) == members->end()) {
      added += fmt::format("{}: {},", key, key);
    }
  }
  if (members->empty() && !added.empty()) {
    added.pop_back();
  }
  input.json.insert(input.json.find('{') + 1, added);
  input.pictures = [&request](std::string_view name) -> std::optional<Bytes> {
    const auto found = std::ranges::find_if(request.pictures, [&](const RecordPicture& picture) {
      return picture.field == name || (!name.empty() && picture.file_name == name);
    });
    return found == request.pictures.end() ? std::nullopt : std::optional(found->bytes);
  };
  return input;
}

}  // namespace certpress::service

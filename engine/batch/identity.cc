#include "identity.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "certpress/version.h"

#include "../base/refusals.h"
#include "../base/sha256.h"
#include "problem.h"

namespace certpress::batch {

namespace {

using Json = nlohmann::ordered_json;

Json signing_json(const SigningProfile& profile) {
  const auto& certificates = profile.signer->certificates();
  const SignatureOptions& options = profile.options;
  return {{"certificate", certificates.empty() ? "" : sha256_hex(certificates.front().span())},
          {"level", name_of(options.level)},
          {"name", options.name},
          {"reason", options.reason},
          {"location", options.location},
          {"contact", options.contact},
          {"time", options.time}};
}

Json imposition_json(const Imposition& imposition) {
  return {{"sheet", {imposition.sheet.width_mm, imposition.sheet.height_mm}},
          {"either_way", imposition.sheet_either_way},
          {"columns", imposition.columns},
          {"rows", imposition.rows},
          {"gutter", imposition.gutter_mm},
          {"bleed", imposition.bleed_mm},
          {"crop_marks", imposition.crop_marks},
          {"registration_marks", imposition.registration_marks},
          {"slug", imposition.slug},
          {"order", static_cast<int>(imposition.order)}};
}

Json options_json(const Job& job) {
  const RenderOptions& render = job.render;
  return {{"format", render.format == Format::kPdf ? "pdf" : "png"},
          {"dpi", render.dpi},
          {"width", render.width_px},
          {"layer", to_string(render.layer)},
          {"time", render.time ? Json(*render.time) : Json()},
          {"printer", render.printer ? Json(to_yaml(*render.printer)) : Json()},
          {"imposition", render.imposition ? imposition_json(*render.imposition) : Json()},
          {"duplex", static_cast<int>(job.duplex)},
          {"back", job.back ? Json(job.back->info().fingerprint) : Json()},
          {"back_printer", job.back_printer ? Json(to_yaml(*job.back_printer)) : Json()},
          {"collate", job.collate},
          {"cover", job.cover_date},
          {"name", job.name},
          {"sheet", job.table_options.sheet},
          {"header_row", job.table_options.header_row},
          {"ignored", job.table_options.ignored},
          {"signing", job.signing ? signing_json(*job.signing) : Json()}};
}

// The fonts decide what is drawn as much as the template does.
std::string fonts_of(const Engine& engine) {
  Sha256 all;
  for (const auto& [id, hash] : engine.font_hashes()) {
    all.add(fmt::format("{} {}\n", id, hash));
  }
  return all.hex();
}

std::string changed_keys(const Json& before, const Json& now) {
  std::string out;
  for (const auto& [key, value] : now.items()) {
    if (!before.contains(key) || before.at(key) != value) {
      out += (out.empty() ? "" : ", ") + key;
    }
  }
  return out;
}

}  // namespace

std::string identity_of(const Engine& engine, const PreparedTemplate& prepared,
                        const table::Table& table, const Job& job, const Survey& survey) {
  const TemplateInfo& info = prepared.info();
  const Json json{
      {"certpress-batch", 1},
      {"certpress", version()},
      {"fonts", fonts_of(engine)},
      {"template", {{"id", info.id}, {"version", info.version}, {"fingerprint", info.fingerprint}}},
      {"options", options_json(job)},
      {"table",
       {{"sha256", table.sha256()},
        {"format", table.format()},
        {"encoding", table.encoding()},
        {"rows", survey.rows}}},
      {"shard",
       {{"index", job.shard.index}, {"count", job.shard.count}, {"rows", survey.part.count}}},
      {"serials", job.serials}};
  return json.dump();
}

void require_same(const std::string& header, const std::string& now, const std::string& journal,
                  const std::string& retried, bool retrying) {
  const Json before = Json::parse(header, nullptr, false);
  const Json json = Json::parse(now);
  const Message again{"choose another folder, or go back to what the run began with",
                      "请换一个输出文件夹，或恢复到开始时的状态"};
  if (!before.is_object()) {
    read_header(header, journal);
  }
  Refusals found;
  const auto differs = [&](const char* key) { return before.value(key, Json()) != json.at(key); };
  if (differs("certpress") || differs("fonts") || differs("template")) {
    found.add(
        problem("batch/template-changed", journal,
                {"the template, the fonts or certpress itself are not those that the run began "
                 "with",
                 "模板、字体或 certpress 版本与开始时不同"},
                again));
  }
  if (differs("options") || before.at("shard").value("count", 0) != json.at("shard").at("count")) {
    const std::string keys =
        changed_keys(before.value("options", Json::object()), json.at("options"));
    found.add(problem(
        "batch/options-changed", journal,
        {"the options are not those that the run began with: " + (keys.empty() ? "shard" : keys),
         "选项与开始时不同：" + (keys.empty() ? "shard" : keys)},
        again));
  }
  const bool same_size = before.value("/table/rows"_json_pointer, 0) == json.at("table").at("rows");
  const bool same_table =
      retried.empty() ? !differs("table") : json.at("table").at("sha256") == retried;
  if (retrying ? !same_size : !same_table) {
    found.add(problem("batch/table-changed", journal,
                      {same_size ? "the table is not the one that the run began with"
                                 : "the table has more or fewer rows than when the run began",
                       same_size ? "表格与开始时不同" : "表格的行数与开始时不同"},
                      retrying ? Message{}
                               : Message{"rows that were refused and are right now are done by "
                                         "--retry-failed",
                                         "修正被拒绝的行之后，请使用 --retry-failed"}));
  }
  found.throw_if_any();
}

Header read_header(const std::string& header, const std::string& journal) {
  try {
    const Json json = Json::parse(header);
    Header out;
    out.table = json.at("table").at("sha256");
    out.shard = {json.at("shard").at("index"), json.at("shard").at("count")};
    out.rows = json.at("shard").at("rows");
    out.serials = json.at("serials");
    if (const Json& signing = json.at("options").at("signing"); !signing.is_null()) {
      out.signed_at = signing.at("time").get<std::time_t>();
    }
    out.cover_date = json.at("options").value("cover", std::string());
    return out;
  } catch (const nlohmann::json::exception&) {
    throw Refused(problem("batch/journal-damaged", journal,
                          {"the first line of the journal is not what certpress wrote",
                           "日志第一行不是 certpress 写入的内容"}));
  }
}

bool are_of_one_run(const std::string& one, const std::string& other) {
  const auto whole = [](const std::string& header) {
    Json json = Json::parse(header);
    json["shard"] = json.at("shard").at("count");
    json.erase("serials");
    return json;
  };
  return whole(one) == whole(other);
}

std::string header_of_whole(const std::string& shard, std::int64_t rows,
                            const std::string& serials) {
  Json json = Json::parse(shard);
  json["shard"] = {{"index", 1}, {"count", 1}, {"rows", rows}};
  json["serials"] = serials;
  return json.dump();
}

}  // namespace certpress::batch

#include "event.h"

#include <utility>

#include <nlohmann/json.hpp>

namespace certpress::batch {

namespace {

using Json = nlohmann::ordered_json;

// "/业户名称/from" -> "业户名称" (RFC 6901).
std::string first_step(const std::string& pointer) {
  std::string out;
  for (std::size_t i = 1; i < pointer.size() && pointer[i] != '/'; ++i) {
    const bool escape = pointer[i] == '~' && i + 1 < pointer.size();
    out += escape ? (pointer[++i] == '1' ? '/' : '~') : pointer[i];
  }
  return out;
}

struct ToJson {
  Json operator()(const Printed& printed) const {
    Json json{{"row", printed.row}, {"record", printed.record}, {"file", printed.file}};
    if (printed.page > 0) {
      json["page"] = printed.page;
      if (printed.sheet > 0) {
        json["sheet"] = printed.sheet;
        json["cell"] = printed.cell;
      }
    } else {
      json["sha256"] = printed.sha256;
    }
    if (!printed.serial.empty()) {
      json["serial"] = printed.serial;
    }
    if (!printed.warnings.empty()) {
      json["warnings"] = printed.warnings;
    }
    return json;
  }
  Json operator()(const RowRefused& refused) const {
    Json errors = Json::array();
    for (const RowError& error : refused.errors) {
      errors.push_back({{"column", error.column},
                        {"field", error.field},
                        {"code", error.code},
                        {"en", error.message.en},
                        {"zh", error.message.zh},
                        {"hint", {error.hint.en, error.hint.zh}}});
    }
    return {{"row", refused.row}, {"refused", std::move(errors)}};
  }
  Json operator()(const Retried& retried) const { return {{"retried", retried.table}}; }
  Json operator()(const SerialsAdded& added) const { return {{"serials", added.ranges}}; }
  Json operator()(const SheetSpoiled& spoiled) const {
    return {{"spoiled", spoiled.serial}, {"reason", spoiled.reason}, {"time", spoiled.time}};
  }
  Json operator()(const RowReprinted& reprinted) const {
    return {{"reprinted", reprinted.row},
            {"serial", reprinted.serial},
            {"reason", reprinted.reason},
            {"time", reprinted.time}};
  }
};

RowRefused refused_in(const Json& json) {
  RowRefused out{json.at("row"), {}};
  for (const Json& error : json.at("refused")) {
    out.errors.push_back({error.at("column"),
                          error.at("field"),
                          error.at("code"),
                          {error.at("en"), error.at("zh")},
                          {error.at("hint").at(0), error.at("hint").at(1)}});
  }
  return out;
}

Event event_in(const Json& json) {
  if (json.contains("refused")) {
    return refused_in(json);
  }
  if (json.contains("row")) {
    return Printed{json.at("row"),
                   json.at("record"),
                   json.at("file"),
                   json.value("sha256", std::string()),
                   json.value("serial", std::string()),
                   json.value("warnings", std::vector<std::string>()),
                   json.value("page", 0),
                   json.value("sheet", 0),
                   json.value("cell", 0)};
  }
  if (json.contains("retried")) {
    return Retried{json.at("retried")};
  }
  if (json.contains("serials")) {
    return SerialsAdded{json.at("serials")};
  }
  if (json.contains("spoiled")) {
    return SheetSpoiled{json.at("spoiled"), json.at("reason"), json.at("time")};
  }
  return RowReprinted{json.at("reprinted"), json.at("serial"), json.at("reason"), json.at("time")};
}

}  // namespace

RowError row_error(const Diagnostic& diagnostic) {
  return {first_step(diagnostic.place.pointer), diagnostic.place.field, diagnostic.code,
          diagnostic.message, diagnostic.hint};
}

std::string to_line(const Event& event) { return std::visit(ToJson{}, event).dump() + "\n"; }

std::optional<Event> read_event(const std::string& line) {
  try {
    return event_in(Json::parse(line));
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

}  // namespace certpress::batch

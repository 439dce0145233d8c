// The account of a run for people, for spreadsheets and for programs.
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "certpress/batch.h"

#include "errors_csv.h"

namespace certpress::batch {

namespace {

std::int64_t pending(const Account& account) {
  return account.rows.rows - account.rows.done - account.rows.refused;
}

}  // namespace

std::string to_text(const Account& account, Language language) {
  const bool zh = language == Language::kChinese;
  const auto say = [&](const char* en, const char* chinese) {
    return fmt::runtime(zh ? chinese : en);
  };
  std::string out =
      fmt::format(say("rows: {}, done {}, refused {}, not yet looked at {}\n",
                      "共 {} 行：完成 {}，拒绝 {}，尚未处理 {}\n"),
                  account.rows.rows, account.rows.done, account.rows.refused, pending(account));
  if (!account.serials.empty()) {
    out += fmt::format(say("stock: {} given ({}) = {} used + {} spoiled + {} left\n",
                           "底版：共 {} 张（{}）= 使用 {} + 作废 {} + 剩余 {}\n"),
                       account.given, fmt::join(account.serials, ", "), account.used,
                       account.spoiled.size(), account.left);
    if (!account.unused.empty()) {
      out += fmt::format(say("left: {}\n", "剩余：{}\n"), fmt::join(account.unused, ", "));
    }
  }
  for (const Account::Spoiled& sheet : account.spoiled) {
    out += fmt::format(say("spoiled {}: {}\n", "作废 {}：{}\n"), sheet.serial, sheet.reason);
  }
  for (const Account::Reprint& again : account.reprints) {
    out += again.serial.empty()
               ? fmt::format(say("printed again, row {}: {}\n", "重印第 {} 行：{}\n"), again.row,
                             again.reason)
               : fmt::format(say("printed again, row {} on {}: {}\n", "重印第 {} 行，用 {}：{}\n"),
                             again.row, again.serial, again.reason);
  }
  if (!account.without_sheet.empty()) {
    out += fmt::format(say("to be printed again, rows: {}\n", "待重印的行：{}\n"),
                       fmt::join(account.without_sheet, ", "));
  }
  return out;
}

std::string to_csv(const Account& account, Language language) {
  const bool zh = language == Language::kChinese;
  std::string out = "\xEF\xBB\xBF";
  const auto line = [&](const char* en, const char* chinese, const std::string& subject,
                        const std::string& content) {
    out += csv_cell(zh ? chinese : en) + "," + csv_cell(subject) + "," + csv_cell(content) + "\r\n";
  };
  line("item", "项目", zh ? "编号" : "number", zh ? "内容" : "content");
  line("rows", "行数", "", std::to_string(account.rows.rows));
  line("done", "完成", "", std::to_string(account.rows.done));
  line("refused", "拒绝", "", std::to_string(account.rows.refused));
  line("pending", "尚未处理", "", std::to_string(pending(account)));
  line("sheets given", "底版总数", fmt::format("{}", fmt::join(account.serials, " ")),
       std::to_string(account.given));
  line("sheets used", "底版使用", "", std::to_string(account.used));
  line("sheets spoiled", "底版作废", "", std::to_string(account.spoiled.size()));
  line("sheets left", "底版剩余", fmt::format("{}", fmt::join(account.unused, " ")),
       std::to_string(account.left));
  for (const Account::Spoiled& sheet : account.spoiled) {
    line("spoiled", "作废", sheet.serial, sheet.reason);
  }
  for (const Account::Reprint& again : account.reprints) {
    line("printed again", "重印", fmt::format("{} {}", again.row, again.serial), again.reason);
  }
  for (const int row : account.without_sheet) {
    line("to be printed again", "待重印", std::to_string(row), "");
  }
  return out;
}

std::string to_json(const Account& account) {
  using Json = nlohmann::ordered_json;
  Json spoiled = Json::array();
  for (const Account::Spoiled& sheet : account.spoiled) {
    spoiled.push_back({{"serial", sheet.serial}, {"reason", sheet.reason}});
  }
  Json reprints = Json::array();
  for (const Account::Reprint& again : account.reprints) {
    reprints.push_back({{"row", again.row}, {"serial", again.serial}, {"reason", again.reason}});
  }
  const Json json{{"rows",
                   {{"total", account.rows.rows},
                    {"done", account.rows.done},
                    {"refused", account.rows.refused},
                    {"pending", pending(account)}}},
                  {"sheets",
                   {{"ranges", account.serials},
                    {"given", account.given},
                    {"used", account.used},
                    {"spoiled", std::move(spoiled)},
                    {"left", account.left},
                    {"unused", account.unused}}},
                  {"reprints", std::move(reprints)},
                  {"to_reprint", account.without_sheet}};
  return json.dump(2) + "\n";
}

}  // namespace certpress::batch

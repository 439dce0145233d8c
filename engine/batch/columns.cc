#include "columns.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "../base/refusals.h"
#include "../parse/nearest_word.h"
#include "problem.h"

namespace certpress::batch {

namespace {

// 1 -> "A", 28 -> "AB": how a spreadsheet calls its columns.
std::string letters(int column) {
  std::string out;
  for (; column > 0; column = (column - 1) / 26) {
    out.insert(out.begin(), static_cast<char>('A' + (column - 1) % 26));
  }
  return out;
}

// An unknown name may be a value: a table without its header. It is repeated only when it looks
// like a field's name.
std::string shown(const std::string& name) {
  const bool plain = name.size() <= 32 &&
                     name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos;
  return plain ? " ('" + name + "')" : std::string();
}

}  // namespace

std::optional<std::size_t> field_called(const TemplateInfo& info, const std::string& name) {
  const auto found = std::ranges::find_if(info.fields, [&](const FieldInfo& field) {
    return field.name == name || field.label == name;
  });
  return found == info.fields.end()
             ? std::nullopt
             : std::optional(static_cast<std::size_t>(found - info.fields.begin()));
}

std::vector<std::string_view> words_for_fields(const TemplateInfo& info) {
  std::vector<std::string_view> words;
  for (const FieldInfo& field : info.fields) {
    words.emplace_back(field.name);
    words.emplace_back(field.label);
  }
  return words;
}

TemplateInfo with_fields_of(const TemplateInfo& front, const PreparedTemplate* back) {
  TemplateInfo out = front;
  for (std::size_t i = 0; back != nullptr && i < back->info().fields.size(); ++i) {
    const FieldInfo& field = back->info().fields[i];
    if (const auto same = field_called(out, field.name)) {
      out.fields[*same].required = out.fields[*same].required || field.required;
    } else {
      out.fields.push_back(field);
    }
  }
  return out;
}

void check_columns(const table::Table& table, const TemplateInfo& info) {
  if (!table.has_columns()) {
    return;
  }
  const std::vector<std::string_view> known = words_for_fields(info);
  Refusals found;
  std::vector<int> columns(info.fields.size());  // that the fields stand in
  for (const table::Column& column : table.columns()) {
    const auto field = field_called(info, column.name);
    if (!field) {
      Message hint = parse::suggestion(column.name, known);
      if (hint.empty()) {
        hint = {"leave columns out that are no fields by --ignore",
                "不属于模板的列，请用 --ignore 忽略"};
      }
      found.add(problem("table/unknown-column", table.name(),
                        {fmt::format("column {} (number {}){} is no field of the template",
                                     letters(column.number), column.number, shown(column.name)),
                         fmt::format("{} 列（第 {} 列）{}不是模板的字段", letters(column.number),
                                     column.number, shown(column.name))},
                        std::move(hint)));
      continue;
    }
    int& before = columns[*field];
    if (before != 0) {
      found.add(
          problem("table/duplicate-column", table.name(),
                  {fmt::format("the columns {} and {} are both for the field {}", letters(before),
                               letters(column.number), info.fields[*field].name),
                   fmt::format("{} 列和 {} 列都对应字段“{}”", letters(before),
                               letters(column.number), info.fields[*field].label)}));
    }
    before = column.number;
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const FieldInfo& field = info.fields[i];
    if (columns[i] == 0 && field.required) {
      found.add(problem("table/missing-column", table.name(),
                        {fmt::format("no column is for the field {} ({}), which is required",
                                     field.name, field.label),
                         fmt::format("缺少必填字段“{}”（{}）的列", field.label, field.name)}));
    }
  }
  found.throw_if_any();
}

}  // namespace certpress::batch

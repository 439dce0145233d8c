#include "composition.h"

#include <algorithm>

#include <fmt/format.h>

namespace certpress::model {

namespace {

std::string print_date(const Date& date, std::string_view format) {
  std::string out;
  for (std::size_t i = 0; i < format.size();) {
    const auto token = [&](std::string_view name) { return format.substr(i, name.size()) == name; };
    if (token("YYYY")) {
      out += fmt::format("{:04}", date.year);
      i += 4;
    } else if (token("MM")) {
      out += fmt::format("{:02}", date.month);
      i += 2;
    } else if (token("DD")) {
      out += fmt::format("{:02}", date.day);
      i += 2;
    } else if (token("M")) {
      out += fmt::format("{}", date.month);
      i += 1;
    } else if (token("D")) {
      out += fmt::format("{}", date.day);
      i += 1;
    } else {
      out += format[i];
      i += 1;
    }
  }
  return out;
}

std::string print_until(const Until& until, std::string_view format) {
  const Date* date = std::get_if<Date>(&until);
  return date != nullptr ? print_date(*date, format) : "长期";
}

void append(Composed& out, const Segment& segment, const Record& record) {
  for (const Piece& piece : segment.pieces) {
    if (const auto* literal = std::get_if<std::string>(&piece)) {
      out.text += *literal;
      continue;
    }
    const auto& placeholder = std::get<Placeholder>(piece);
    if (const Value* value = record.value(placeholder.field)) {
      const std::size_t begin = out.text.size();
      out.text += printed(*value, placeholder.end, placeholder.date_format);
      out.origins.push_back({begin, out.text.size(), placeholder.field});
    }
  }
}

}  // namespace

bool Composition::is_static() const {
  return std::ranges::all_of(segments, [](const Segment& segment) {
    return std::ranges::all_of(segment.pieces, [](const Piece& piece) {
      return std::holds_alternative<std::string>(piece);
    });
  });
}

std::optional<std::size_t> Composed::field_at(std::size_t offset) const {
  for (const Origin& origin : origins) {
    if (offset >= origin.begin && offset < origin.end) {
      return origin.field;
    }
  }
  return std::nullopt;
}

std::string printed(const Value& value, PeriodEnd end, std::string_view date_format) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    return *text;
  }
  if (const auto* date = std::get_if<Date>(&value)) {
    return print_date(*date, date_format);
  }
  if (std::holds_alternative<LongTerm>(value)) {
    return "长期";
  }
  if (const auto* period = std::get_if<Period>(&value)) {
    std::string from = print_date(period->from, date_format);
    std::string until = print_until(period->until, date_format);
    switch (end) {
      case PeriodEnd::kFrom:
        return from;
      case PeriodEnd::kUntil:
        return until;
      case PeriodEnd::kBoth:
        return from + "至" + until;
    }
  }
  return {};
}

std::optional<Composed> compose(const Composition& composition, const Record& record) {
  Composed out;
  for (const Segment& segment : composition.segments) {
    const bool complete = std::ranges::all_of(segment.pieces, [&](const Piece& piece) {
      const auto* placeholder = std::get_if<Placeholder>(&piece);
      return placeholder == nullptr || record.value(placeholder->field) != nullptr;
    });
    if (complete || !segment.optional) {
      append(out, segment, record);
    }
  }
  if (out.origins.empty() && !composition.is_static()) {
    return std::nullopt;
  }
  return out;
}

}  // namespace certpress::model

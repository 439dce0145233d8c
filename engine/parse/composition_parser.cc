#include "composition_parser.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "nearest_word.h"

namespace certpress::parse {

namespace {

bool has_date(model::Kind kind) {
  return kind == model::Kind::kDate || kind == model::Kind::kDateOrLongTerm ||
         kind == model::Kind::kPeriod;
}

bool prints_nothing(model::Kind kind) {
  return kind == model::Kind::kImage || kind == model::Kind::kFlag;
}

// The byte where the format stops being one; nothing when it is good.
std::optional<std::size_t> find_bad_date_format(std::string_view format) {
  constexpr std::array<std::string_view, 5> kTokens{"YYYY", "MM", "M", "DD", "D"};
  bool any = false;
  for (std::size_t i = 0; i < format.size();) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    if (!is_letter(format[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < format.size() && format[end] == format[i]) {
      ++end;
    }
    if (std::ranges::find(kTokens, format.substr(i, end - i)) == kTokens.end()) {
      return i;
    }
    any = true;
    i = end;
  }
  return any ? std::nullopt : std::optional<std::size_t>(0);
}

class CompositionParser {
 public:
  CompositionParser(std::string_view text, KnownFields& fields,
                    const std::function<void(CompositionProblem)>& report)
      : text_(text), fields_(fields), report_(report) {}

  model::Composition parse() {
    while (at_ < text_.size()) {
      step();
    }
    if (segment_.optional) {
      unbalanced(opened_, "[", "]");
    }
    end_segment();
    return std::move(out_);
  }

 private:
  void step() {
    const char c = text_[at_];
    const bool doubled = at_ + 1 < text_.size() && text_[at_ + 1] == c;
    const bool is_sign = c == '{' || c == '}' || c == '[' || c == ']';
    if (!is_sign || doubled) {
      literal_ += c;
      at_ += is_sign ? 2 : 1;
    } else if (c == '{') {
      placeholder();
    } else if (c == '}') {
      unbalanced(at_, "}", "{");
      ++at_;
    } else if (c == '[') {
      open_optional();
    } else {
      close_optional();
    }
  }

  void open_optional() {
    if (segment_.optional) {
      report_({"template/bad-composition",
               at_,
               {"[ stands inside [ ]", "[ ] 内不能再有 ["},
               {"write [[ for the character itself", "字符本身请写作 [["}});
    } else {
      end_segment();
      segment_.optional = true;
      opened_ = at_;
    }
    ++at_;
  }

  void close_optional() {
    if (!segment_.optional) {
      unbalanced(at_, "]", "[");
    } else {
      end_literal();
      const bool has_field = std::ranges::any_of(segment_.pieces, [](const model::Piece& piece) {
        return std::holds_alternative<model::Placeholder>(piece);
      });
      if (!has_field && !lost_placeholder_) {
        report_(
            {"template/bad-composition",
             opened_,
             {"no field stands in [ ], so it is never left out", "[ ] 内没有字段，永远不会省略"},
             {"write [[ and ]] for the characters themselves", "字符本身请写作 [[ 和 ]]"}});
      }
      end_segment();
    }
    ++at_;
  }

  void placeholder() {
    const std::size_t begin = at_ + 1;
    const std::size_t end = text_.find_first_of("{}", begin);
    if (end == std::string_view::npos || text_[end] != '}') {
      unbalanced(at_, "{", "}");
      lost_placeholder_ = true;
      ++at_;
      return;
    }
    end_literal();
    if (const auto read = read_placeholder(text_.substr(begin, end - begin), begin)) {
      segment_.pieces.emplace_back(*read);
    } else {
      lost_placeholder_ = true;
    }
    at_ = end + 1;
  }

  std::optional<model::Placeholder> read_placeholder(std::string_view inside, std::size_t begin) {
    const std::size_t colon = inside.find(':');
    const std::string_view path = inside.substr(0, colon);
    const std::size_t dot = path.find('.');
    const std::string_view name = path.substr(0, dot);
    const auto field = fields_.use(name);
    if (!field) {
      report_(
          {"template/unknown-field",
           begin,
           {fmt::format("there is no field '{}'", name), fmt::format("没有名为 '{}' 的字段", name)},
           suggestion(name, fields_.names())});
      return std::nullopt;
    }
    model::Placeholder out;
    out.field = *field;
    const model::Kind kind = fields_.at(*field).kind;
    if (prints_nothing(kind)) {
      wrong_kind(begin, name, kind, {"prints no text", "不能作为文字打印"});
    }
    if (dot != std::string_view::npos) {
      read_end(path.substr(dot + 1), begin + dot + 1, name, kind, out);
    }
    if (colon != std::string_view::npos) {
      read_format(inside.substr(colon + 1), begin + colon + 1, name, kind, out);
    }
    return out;
  }

  void read_end(std::string_view word, std::size_t index, std::string_view name, model::Kind kind,
                model::Placeholder& out) {
    if (word != "from" && word != "until") {
      report_({"template/bad-composition",
               index,
               {fmt::format("a field has no '.{}'", word), fmt::format("字段没有 '.{}'", word)},
               {"a period has .from and .until", "期间有 .from 和 .until"}});
    } else if (kind != model::Kind::kPeriod) {
      wrong_kind(index, name, kind, {"has no ends", "没有起止"});
    }
    out.end = word == "from" ? model::PeriodEnd::kFrom : model::PeriodEnd::kUntil;
  }

  void read_format(std::string_view format, std::size_t index, std::string_view name,
                   model::Kind kind, model::Placeholder& out) {
    if (!has_date(kind)) {
      wrong_kind(index, name, kind, {"takes no date format", "不能用日期格式"});
    } else if (const auto bad = find_bad_date_format(format)) {
      report_({"template/bad-date-format",
               index + *bad,
               {"this is no date format", "日期格式有误"},
               {"a format is made of YYYY, MM, M, DD, D and signs: {valid_until:YYYY年M月D日}",
                "格式由 YYYY、MM、M、DD、D 和其他符号组成：{valid_until:YYYY年M月D日}"}});
    }
    out.date_format = format;
  }

  void wrong_kind(std::size_t index, std::string_view name, model::Kind kind, const Message& why) {
    report_({"template/wrong-field-kind",
             index,
             {fmt::format("field '{}' of kind {} {}", name, to_string(kind), why.en),
              fmt::format("字段 '{}'（类型 {}）{}", name, to_string(kind), why.zh)}});
  }

  void unbalanced(std::size_t index, std::string_view sign, std::string_view partner) {
    report_({"template/bad-composition",
             index,
             {fmt::format("'{}' without its '{}'", sign, partner),
              fmt::format("'{}' 没有对应的 '{}'", sign, partner)},
             {fmt::format("write {}{} for the character itself", sign, sign),
              fmt::format("字符本身请写作 {}{}", sign, sign)}});
  }

  void end_literal() {
    if (!literal_.empty()) {
      segment_.pieces.emplace_back(std::exchange(literal_, {}));
    }
  }

  void end_segment() {
    end_literal();
    if (!segment_.pieces.empty()) {
      out_.segments.push_back(std::move(segment_));
    }
    segment_ = {};
    lost_placeholder_ = false;
  }

  std::string_view text_;
  KnownFields& fields_;
  const std::function<void(CompositionProblem)>& report_;
  std::size_t at_ = 0;
  std::size_t opened_ = 0;         // where the open [ stands
  bool lost_placeholder_ = false;  // the segment held one that was refused
  std::string literal_;
  model::Segment segment_;
  model::Composition out_;
};

}  // namespace

model::Composition parse_composition(std::string_view text, KnownFields& fields,
                                     const std::function<void(CompositionProblem)>& report) {
  return CompositionParser(text, fields, report).parse();
}

}  // namespace certpress::parse

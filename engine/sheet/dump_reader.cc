#include "dump_reader.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <exception>
#include <utility>

#include "certpress/diagnostic.h"

#include "../base/utf8.h"

namespace certpress::sheet {

namespace {

// Thrown inside this file only; the reader adds the place.
class NotADump : public std::exception {};

// The words of one line, from left to right.
class Words {
 public:
  explicit Words(std::string_view line) : rest_(line) {}

  [[nodiscard]] bool done() const { return rest_.empty(); }

  [[nodiscard]] bool next_is(std::string_view word) const {
    return rest_.starts_with(word) && (rest_.size() == word.size() || rest_[word.size()] == ' ');
  }

  std::string_view word() {
    if (rest_.empty()) {
      throw NotADump();
    }
    const std::size_t end = std::min(rest_.find(' '), rest_.size());
    const std::string_view found = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return found;
  }

  void expect(std::string_view expected) {
    if (word() != expected) {
      throw NotADump();
    }
  }

  // True, and taken, when the next word is this one.
  bool take(std::string_view expected) {
    const bool is_next = next_is(expected);
    if (is_next) {
      word();
    }
    return is_next;
  }

  // All up to the line's last quotation mark; what is quoted may hold more of them.
  std::string quoted() {
    const std::size_t end = rest_.rfind('"');
    if (!rest_.starts_with('"') || end == 0) {
      throw NotADump();
    }
    std::string found(rest_.substr(1, end - 1));
    rest_.remove_prefix(std::min(end + 2, rest_.size()));
    return found;
  }

  template <typename Number>
  static Number number(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
      throw NotADump();
    }
    return value;
  }

  template <typename Number>
  Number number() {
    return number<Number>(word());
  }

  static Point point(std::string_view text) {
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos) {
      throw NotADump();
    }
    return {number<double>(text.substr(0, comma)), number<double>(text.substr(comma + 1))};
  }

  Rect rect() {
    std::string_view first = word();
    if (!first.starts_with('[')) {
      throw NotADump();
    }
    Rect out;
    out.x = number<double>(first.substr(1));
    out.y = number<double>();
    out.width = number<double>();
    const std::string_view last = word();
    if (!last.ends_with(']')) {
      throw NotADump();
    }
    out.height = number<double>(last.substr(0, last.size() - 1));
    return out;
  }

 private:
  std::string_view rest_;
};

class Reader {
 public:
  explicit Reader(std::string_view dump) : rest_(dump) { advance(); }

  // The line that is being read, 1-based, and its text.
  [[nodiscard]] int line() const { return line_; }

  DumpedSheet read() {
    DumpedSheet sheet;
    Words head(content_);
    head.expect("sheet");
    sheet.template_id = head.word();
    sheet.template_version = head.word();
    sheet.page.width = head.number<double>();
    head.expect("×");
    sheet.page.height = head.number<double>();
    head.expect("mm");
    sheet.title = head.quoted();
    advance();
    while (!at_end_) {
      sheet.items.push_back(item());
    }
    return sheet;
  }

 private:
  void advance() {
    ++line_;
    at_end_ = rest_.empty();
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    content_ = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    indent_ = std::min(content_.find_first_not_of(' '), content_.size());
    content_.remove_prefix(indent_);
  }

  DumpedItem item() {
    if (indent_ != 0) {
      throw NotADump();
    }
    Words words(content_);
    DumpedItem item;
    item.element = words.word();
    item.variable = words.next_is("variable");
    if (!words.take("variable")) {
      words.expect("static");
    }
    item.layer = words.word();
    words.take("base");
    item.bounds = words.rect();
    advance();
    item.mark = mark(0);
    return item;
  }

  // One mark that stands deeper than `parent`.
  Mark mark(std::size_t parent) {
    if (at_end_ || indent_ <= parent) {
      throw NotADump();
    }
    Words words(content_);
    const std::string_view kind = words.word();
    if (kind == "text") {
      return {text(words)};
    }
    if (kind == "path") {
      Mark out{path(words)};
      advance();
      return out;
    }
    if (kind == "image") {
      Mark out{image(words)};
      advance();
      return out;
    }
    if (kind == "group") {
      return {group(words)};
    }
    throw NotADump();
  }

  TextMark text(Words& words) {
    TextMark out;
    out.text = words.quoted();
    out.face = words.word();
    out.size = words.number<double>();
    words.expect("mm");
    out.color = words.word();
    advance();
    Words glyphs(content_);
    glyphs.expect("glyphs");
    while (!glyphs.done()) {
      const std::string_view glyph = glyphs.word();
      const std::size_t at = glyph.find('@');
      if (at == std::string_view::npos) {
        throw NotADump();
      }
      out.glyphs.push_back(
          {Words::number<std::uint32_t>(glyph.substr(0, at)), Words::point(glyph.substr(at + 1))});
    }
    advance();
    return out;
  }

  static PathMark path(Words& words) {
    PathMark out;
    if (words.take("fill")) {
      out.fill = words.word();
    }
    if (words.take("stroke")) {
      out.stroke = words.word();
      out.stroke_width = words.number<double>();
      words.expect("mm");
    }
    if (words.take("modules")) {
      out.modules = words.number<int>();
      words.expect("in");
      out.grid = words.rect();
    }
    if (words.done()) {
      return out;
    }
    const std::string_view first = words.word();
    if (words.take("verbs")) {
      out.fingerprint = std::string(first) + " " + std::string(words.word());
      words.expect("in");
      out.extent = words.rect();
    } else {
      read_outline(first, words, out);
    }
    return out;
  }

  static void read_outline(std::string_view word, Words& words, PathMark& out) {
    while (true) {
      if (word.starts_with('M')) {
        out.outline.move_to(Words::point(word.substr(1)));
      } else if (word.starts_with('L')) {
        out.outline.line_to(Words::point(word.substr(1)));
      } else if (word.starts_with('C')) {
        const Point control1 = Words::point(word.substr(1));
        const Point control2 = Words::point(words.word());
        out.outline.curve_to(control1, control2, Words::point(words.word()));
      } else if (word == "Z") {
        out.outline.close();
      } else {
        throw NotADump();
      }
      if (words.done()) {
        break;
      }
      word = words.word();
    }
    out.extent = extent(out.outline);
  }

  static ImageMark image(Words& words) {
    ImageMark out;
    for (int i = 0; i < 4; ++i) {  // "jpeg 600×800 px 0123456789abcdef"
      out.picture += (i == 0 ? "" : " ");
      out.picture += words.word();
    }
    words.expect("source");
    out.source = words.rect();
    words.expect("box");
    out.box = words.rect();
    return out;
  }

  GroupMark group(Words& words) {
    GroupMark out;
    words.expect("opacity");
    out.opacity = words.number<double>();
    out.blend = words.word();
    words.expect("matrix");
    for (double* value : {&out.transform.xx, &out.transform.yx, &out.transform.xy,
                          &out.transform.yy, &out.transform.x0, &out.transform.y0}) {
      *value = words.number<double>();
    }
    const std::size_t own = indent_;
    if (own > kDeepest) {
      throw NotADump();
    }
    advance();
    while (!at_end_ && indent_ > own) {
      out.marks.push_back(mark(own));
    }
    return out;
  }

  // Far deeper than artworks may lie in each other.
  static constexpr std::size_t kDeepest = 64;

  std::string_view rest_;
  std::string_view content_;  // of the line, without its indentation
  std::size_t indent_ = 0;
  int line_ = 0;
  bool at_end_ = false;
};

}  // namespace

DumpedSheet read_dump(std::string_view dump, const std::string& name) {
  Place place;
  place.file = name;
  if (!find_invalid_utf8(dump)) {
    Reader reader(dump);
    try {
      return reader.read();
    } catch (const NotADump&) {
      place.line = reader.line();
    }
  }
  throw Refused({Severity::kError,
                 "sheet/unreadable",
                 place,
                 {"this is not the dump of a sheet", "这不是排版结果的文本"},
                 {"certpress inspect writes one", "可用 certpress inspect 生成"}});
}

}  // namespace certpress::sheet

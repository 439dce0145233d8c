#include "workbook.h"

#include <charconv>
#include <map>
#include <stdexcept>
#include <utility>

#include "../base/utf8.h"
#include "number_format.h"
#include "xml_events.h"

namespace certpress::table {

namespace {

constexpr std::size_t kBlock = 1U << 16U;
// Far more than people's workbooks have, and a bound for those that are made to be endless.
constexpr std::size_t kMaxSmallPart = 16U << 20U;
constexpr std::size_t kMaxTexts = 256U << 20U;
constexpr std::size_t kMaxTextCount = 8U << 20U;

std::string value(const XmlEvents::Attributes& attributes, std::string_view name) {
  const auto found = attributes.find(name);
  return found == attributes.end() ? std::string() : found->second;
}

std::size_t number(const std::string& text) {
  std::size_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

// An id of a relationship -> its target, relative to the part that has it.
class Relationships final : public XmlEvents {
 public:
  std::map<std::string, std::string> targets;
  std::map<std::string, std::string> by_type;  // the last word of the type

 private:
  void begin(std::string_view name, const Attributes& attributes) override {
    if (name == "Relationship") {
      const std::string type = value(attributes, "Type");
      targets[value(attributes, "Id")] = value(attributes, "Target");
      by_type[type.substr(type.rfind('/') + 1)] = value(attributes, "Target");
    }
  }
  void end(std::string_view /*name*/) override {}
  void text(std::string_view /*part*/) override {}
};

class SheetList final : public XmlEvents {
 public:
  std::vector<std::pair<std::string, std::string>> sheets;  // name, id of the relationship
  bool from_1904 = false;

 private:
  void begin(std::string_view name, const Attributes& attributes) override {
    if (name == "sheet") {
      sheets.emplace_back(value(attributes, "name"), value(attributes, "id"));
    } else if (name == "workbookPr") {
      const std::string flag = value(attributes, "date1904");
      from_1904 = flag == "1" || flag == "true";
    }
  }
  void end(std::string_view /*name*/) override {}
  void text(std::string_view /*part*/) override {}
};

class SharedTexts final : public XmlEvents {
 public:
  std::vector<std::string> texts;

 private:
  void begin(std::string_view name, const Attributes& /*none*/) override {
    if (name == "si") {
      current_.clear();
    } else if (name == "rPh") {
      ++phonetic_;  // a guide to pronunciation, which is not part of the text
    } else if (name == "t") {
      inside_ = phonetic_ == 0;
    }
  }
  void end(std::string_view name) override {
    if (name == "si") {
      texts.push_back(unescaped(current_));
      if (texts.size() > kMaxTextCount) {
        throw std::runtime_error("too many texts in a workbook");
      }
    } else if (name == "rPh") {
      --phonetic_;
    } else if (name == "t") {
      inside_ = false;
    }
  }
  void text(std::string_view part) override {
    if (inside_) {
      current_ += part;
    }
  }

  std::string current_;
  int phonetic_ = 0;
  bool inside_ = false;
};

class Styles final : public XmlEvents {
 public:
  std::vector<std::string> number_formats;

 private:
  void begin(std::string_view name, const Attributes& attributes) override {
    if (name == "numFmt") {
      codes_[number(value(attributes, "numFmtId"))] = value(attributes, "formatCode");
    } else if (name == "cellXfs") {
      inside_ = true;
    } else if (name == "xf" && inside_) {
      const std::size_t id = number(value(attributes, "numFmtId"));
      const auto own = codes_.find(id);
      number_formats.emplace_back(own != codes_.end() ? std::string_view(own->second)
                                                      : builtin_format(id));
    }
  }
  void end(std::string_view name) override { inside_ = inside_ && name != "cellXfs"; }
  void text(std::string_view /*part*/) override {}

  std::map<std::size_t, std::string> codes_;
  bool inside_ = false;
};

// False when there is no such part.
bool read_part(const ZipArchive& archive, const std::string& part, std::size_t most,
               XmlEvents& events) {
  auto entry = archive.open(part);
  if (!entry) {
    return false;
  }
  std::size_t total = 0;
  while (true) {
    const std::string block = entry->read(kBlock);
    total += block.size();
    if (total > most) {
      throw std::runtime_error("a part of the workbook is too large");
    }
    events.feed(block, block.size() < kBlock);
    if (block.size() < kBlock) {
      return true;
    }
  }
}

// A target is relative to the folder of its part, or begins with / at the archive's root.
std::string resolved(const std::string& folder, const std::string& target) {
  return target.starts_with('/') ? target.substr(1) : folder + target;
}

}  // namespace

std::string unescaped(std::string_view text) {
  constexpr std::size_t kLength = 7;  // _xHHHH_
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    unsigned code = 0;
    const std::string_view escape = text.substr(at, kLength);
    if (escape.size() == kLength && escape.starts_with("_x") && escape.back() == '_' &&
        std::from_chars(escape.data() + 2, escape.data() + 6, code, 16).ptr == escape.data() + 6 &&
        (code < 0xD800 || code > 0xDFFF)) {
      append_utf8(out, code);
      at += kLength;
    } else {
      out += text[at++];
    }
  }
  return out;
}

Workbook read_workbook(const ZipArchive& archive) {
  Relationships package;
  if (!read_part(archive, "_rels/.rels", kMaxSmallPart, package) ||
      !package.by_type.contains("officeDocument")) {
    throw std::runtime_error("not a workbook");
  }
  const std::string main = resolved("", package.by_type["officeDocument"]);
  const std::string folder = main.substr(0, main.rfind('/') + 1);
  const std::string links = folder + "_rels/" + main.substr(folder.size()) + ".rels";
  Relationships relationships;
  SheetList list;
  if (!read_part(archive, links, kMaxSmallPart, relationships) ||
      !read_part(archive, main, kMaxSmallPart, list)) {
    throw std::runtime_error("not a workbook");
  }
  Workbook out;
  out.from_1904 = list.from_1904;
  for (const auto& [name, id] : list.sheets) {
    out.sheets.push_back({name, resolved(folder, relationships.targets[id])});
  }
  SharedTexts texts;
  read_part(archive, resolved(folder, relationships.by_type["sharedStrings"]), kMaxTexts, texts);
  out.texts = std::move(texts.texts);
  Styles styles;
  read_part(archive, resolved(folder, relationships.by_type["styles"]), kMaxSmallPart, styles);
  out.number_formats = std::move(styles.number_formats);
  return out;
}

}  // namespace certpress::table

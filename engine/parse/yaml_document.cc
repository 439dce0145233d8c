#include "yaml_document.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "../base/utf8.h"

namespace certpress::parse {

namespace {

// Ends the reading of a file that is beyond a limit.
struct Stop {
  std::string code;
  std::size_t offset;
  Message message;
};

std::size_t offset_of(const YAML::Mark& mark) {
  return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
}

// YAML 1.2, clause 5.1: characters that may not stand in a file. Also the two separators that end a
// line for some programs only.
bool is_control(char32_t character) {
  return (character < 0x20 && character != U'\t' && character != U'\n' && character != U'\r') ||
         (character >= 0x7F && character <= 0x9F) || character == 0x2028 || character == 0x2029 ||
         character == 0xFEFF || character == 0xFFFE || character == 0xFFFF;
}

// Builds the tree from yaml-cpp's events.
class TreeBuilder final : public YAML::EventHandler {
 public:
  explicit TreeBuilder(Findings& findings) : findings_(findings) {}

  YamlNode take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) {
      throw Stop{"template/unreadable-yaml",
                 offset_of(mark),
                 {"a second document begins here; a file holds one",
                  "此处开始了第二个文档；每个文件只能有一个"}};
    }
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    put(YamlNode(YamlNode::Kind::kNull, offset_of(mark)));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    refuse_reference(offset_of(mark), "an alias (*name)", "别名（*name）");
    put(YamlNode(YamlNode::Kind::kNull, offset_of(mark)));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    // Escapes and block scalars bring in what the check of the file cannot see.
    const bool has_control = std::ranges::any_of(to_utf32(value), [](char32_t character) {
      return is_control(character) || character == U'\n' || character == U'\r';
    });
    if (has_control) {
      findings_.error(
          "template/control-character", offset_of(mark),
          {"the value holds a line break or a control character", "值中含有换行符或控制字符"},
          {"every value is one line of text; break a long one with >-",
           "每个值为一行文字；较长者可用 >- 折行书写"});
    }
    YamlNode node(YamlNode::Kind::kScalar, offset_of(mark));
    node.text = value;
    put(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    open(YamlNode::Kind::kSequence, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    open(YamlNode::Kind::kMapping, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  // A sequence or mapping whose end was not met yet.
  struct Open {
    YamlNode node;
    std::optional<YamlNode> key;               // waits for its value
    std::map<std::string, std::size_t> known;  // keys so far, and where they stand
  };

  void open(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag,
            YAML::anchor_t anchor) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (open_.size() >= kMaxYamlDepth) {
      throw Stop{"template/too-deep",
                 offset_of(mark),
                 {fmt::format("lists and mappings are nested deeper than {}", kMaxYamlDepth),
                  fmt::format("列表与映射的嵌套超过 {} 层", kMaxYamlDepth)}};
    }
    open_.push_back({YamlNode(kind, offset_of(mark)), {}, {}});
  }

  void close() {
    YamlNode node = std::move(open_.back().node);
    open_.pop_back();
    put(std::move(node));
  }

  void put(YamlNode node) {
    if (++nodes_ > kMaxYamlNodes) {
      throw Stop{"template/too-large",
                 node.offset,
                 {fmt::format("the file holds more than {} values", kMaxYamlNodes),
                  fmt::format("文件中的值超过 {} 个", kMaxYamlNodes)}};
    }
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.kind == YamlNode::Kind::kSequence) {
      parent.node.items.push_back(std::move(node));
    } else if (!parent.key) {
      parent.key = std::move(node);
    } else {
      put_entry(parent, *std::exchange(parent.key, std::nullopt), std::move(node));
    }
  }

  void put_entry(Open& parent, YamlNode key, YamlNode value) {
    if (!key.is_scalar()) {
      findings_.error("template/wrong-type", key.offset,
                      {"a key must be a word", "键必须是一个词"});
      return;
    }
    const auto [known, is_new] = parent.known.try_emplace(key.text, key.offset);
    if (!is_new) {
      const int line = findings_.place(known->second).line;
      findings_.error(
          "template/duplicate-key", key.offset,
          {fmt::format("key '{}' stands twice", key.text),
           fmt::format("键 '{}' 重复出现", key.text)},
          {fmt::format("it is first on line {}", line), fmt::format("首次出现在第 {} 行", line)});
      return;
    }
    if (value.kind == YamlNode::Kind::kNull) {
      value.offset = key.offset;
    }
    parent.node.entries.push_back({std::move(key), std::move(value)});
  }

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) {
      refuse_reference(offset_of(mark), "an anchor (&name)", "锚点（&name）");
    }
  }

  // yaml-cpp calls a value without tag "?" when it is plain and "!" when it is quoted.
  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (!tag.empty() && tag != "?" && tag != "!") {
      refuse_reference(offset_of(mark), "a tag (!name)", "标签（!name）");
    }
  }

  void refuse_reference(std::size_t offset, std::string_view en, std::string_view zh) {
    findings_.error(
        "template/alias", offset,
        {fmt::format("{} is not part of the language", en), fmt::format("模板语言不支持{}", zh)},
        {"name what repeats under 'styles' or 'colors'; quote text that begins so",
         "重复的内容请在 styles 或 colors 中命名；以此字符开头的文字须加引号"});
  }

  Findings& findings_;
  std::vector<Open> open_;
  YamlNode root_;
  std::size_t nodes_ = 0;
  int documents_ = 0;
};

// A place whose line ends before the byte that must not be shown.
void refuse_bytes(std::size_t offset, std::string code, Message message, const SourceText& source,
                  Findings& findings) {
  const SourceText shown(source.file(), std::string_view(source.text()).substr(0, offset));
  Findings(shown, findings.report()).error(std::move(code), offset, std::move(message));
}

bool is_readable(const SourceText& source, Findings& findings) {
  const std::string& text = source.text();
  if (text.size() > kMaxYamlBytes) {
    refuse_bytes(0, "template/too-large",
                 {fmt::format("the file is larger than {} KiB", kMaxYamlBytes >> 10U),
                  fmt::format("文件超过 {} KiB", kMaxYamlBytes >> 10U)},
                 source, findings);
    return false;
  }
  if (const auto bad = find_invalid_utf8(text)) {
    refuse_bytes(*bad, "template/invalid-utf8",
                 {"the file is not valid UTF-8", "文件不是有效的 UTF-8"}, source, findings);
    return false;
  }
  std::size_t offset = 0;
  char32_t before = 0;
  for (const char32_t character : to_utf32(text)) {
    const bool lone_return = before == U'\r' && character != U'\n';
    if (is_control(character) || lone_return) {
      const std::string name = code_point_name(lone_return ? before : character);
      refuse_bytes(lone_return ? offset - 1 : offset, "template/control-character",
                   {fmt::format("control character {}", name), fmt::format("控制字符 {}", name)},
                   source, findings);
      return false;
    }
    offset += to_utf8({&character, 1}).size();
    before = character;
  }
  return true;
}

}  // namespace

YamlNode::YamlNode(Kind of_kind, std::size_t at) : kind(of_kind), offset(at) {}

const YamlNode* YamlNode::find(std::string_view key) const {
  const auto entry = std::ranges::find(
      entries, key, [](const YamlEntry& e) -> const auto& { return e.key.text; });
  return entry == entries.end() ? nullptr : &entry->value;
}

std::optional<YamlNode> read_yaml(const SourceText& source, Findings& findings) {
  if (!is_readable(source, findings)) {
    return std::nullopt;
  }
  TreeBuilder builder(findings);
  try {
    std::istringstream in(source.text());
    YAML::Parser parser(in);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::Exception& problem) {
    findings.error("template/unreadable-yaml", offset_of(problem.mark),
                   {"this is not YAML: " + problem.msg, "不是有效的 YAML：" + problem.msg});
    return std::nullopt;
  } catch (const Stop& stop) {
    findings.error(stop.code, stop.offset, stop.message);
    return std::nullopt;
  }
  YamlNode root = builder.take();
  if (root.kind == YamlNode::Kind::kNull) {
    findings.error("template/empty", 0, {"the file is empty", "文件为空"});
    return std::nullopt;
  }
  return root;
}

std::size_t offset_in_scalar(const SourceText& source, const YamlNode& scalar, std::size_t index) {
  const std::string_view text = source.text();
  if (scalar.offset >= text.size()) {
    return scalar.offset;
  }
  const char first = text[scalar.offset];
  const bool single = first == '\'';
  std::size_t at = scalar.offset + (single || first == '"' ? 1 : 0);
  for (std::size_t i = 0; i < index; ++i, ++at) {
    if (at >= text.size() || text[at] != scalar.text[i] || text[at] == '\\') {
      return scalar.offset;
    }
    if (single && text[at] == '\'') {
      ++at;  // '' is one '
    }
  }
  return at;
}

}  // namespace certpress::parse

#include "case_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "../base/refusals.h"

namespace certpress::golden {

namespace fs = std::filesystem;

namespace {

class CaseReader {
 public:
  CaseReader(const fs::path& suite, const std::string& name) : suite_(suite) {
    out_.name = name;
    out_.folder = suite / name;
  }

  Case read() {
    YAML::Node root;
    try {
      root = YAML::Load(read_file(out_.folder / "case.yaml"));
    } catch (const YAML::Exception& error) {
      problem(error.mark, {"this is not YAML: " + error.msg, "不是有效的 YAML：" + error.msg});
    }
    if (!refusals_.has_errors() && !root.IsMap()) {
      problem(root.Mark(), {"a case is a mapping of keys to values", "用例须为键值映射"});
    }
    if (!refusals_.has_errors()) {
      read_keys(root);
    }
    refusals_.throw_if_any();
    return std::move(out_);
  }

 private:
  void problem(const YAML::Mark& mark, Message message) {
    Place place;
    place.file = out_.name + "/case.yaml";
    place.line = mark.is_null() ? 0 : mark.line + 1;
    place.column = mark.is_null() ? 0 : mark.column + 1;
    refusals_.error("golden/bad-case", place, std::move(message));
  }

  void read_keys(const YAML::Node& root) {
    const std::map<std::string, std::function<void(const YAML::Node&)>> readers = {
        {"template", [this](const YAML::Node& node) { out_.template_id = text(node); }},
        {"record", [this](const YAML::Node& node) { out_.record = text(node); }},
        {"dpi", [this](const YAML::Node& node) { out_.dpi = number(node, kMinDpi, kMaxDpi); }},
        {"layer", [this](const YAML::Node& node) { read_layer(node); }},
        {"expect", [this](const YAML::Node& node) { read_expect(node); }},
        {"ignore", [this](const YAML::Node& node) { out_.ignore = words(node); }},
        {"budget", [this](const YAML::Node& node) { read_budget(node); }},
        {"xfail", [this](const YAML::Node& node) { out_.xfail = text(node); }},
    };
    for (const auto& entry : root) {
      const std::string key = text(entry.first);
      if (const auto reader = readers.find(key); reader != readers.end()) {
        reader->second(entry.second);
      } else {
        problem(entry.first.Mark(), {"a case has no key '" + key + "'", "用例没有键“" + key + "”"});
      }
    }
    for (const char* required : {"record", "expect"}) {
      if (!root[required]) {
        problem(root.Mark(), {fmt::format("the key '{}' is missing", required),
                              fmt::format("缺少键“{}”", required)});
      }
    }
    find_template(root);
  }

  // Beside the case, among the suite's own templates, or a shipped one.
  void find_template(const YAML::Node& root) {
    std::error_code error;
    if (out_.template_id.empty()) {
      out_.template_id = out_.folder.filename().string();
      out_.template_root = out_.folder.parent_path();
      if (!fs::is_regular_file(out_.folder / "template.yaml", error)) {
        problem(root.Mark(), {"the key 'template' is missing, and there is no template.yaml here",
                              "缺少键“template”，此处也没有 template.yaml"});
      }
    } else if (fs::is_regular_file(suite_ / "templates" / out_.template_id / "template.yaml",
                                   error)) {
      out_.template_root = suite_ / "templates";
    }
  }

  std::string text(const YAML::Node& node) {
    if (!node.IsScalar() || node.Scalar().empty()) {
      problem(node.Mark(), {"a text is needed here", "此处须为文本"});
      return {};
    }
    return node.Scalar();
  }

  double number(const YAML::Node& node, double least, double most) {
    const std::string written = text(node);
    double value = 0;
    const auto [end, error] =
        std::from_chars(written.data(), written.data() + written.size(), value);
    if (error != std::errc() || end != written.data() + written.size() || !(value >= least) ||
        !(value <= most)) {
      problem(node.Mark(), {fmt::format("a number from {:g} to {:g} is needed here", least, most),
                            fmt::format("此处须为 {:g} 至 {:g} 的数", least, most)});
    }
    return value;
  }

  std::vector<std::string> words(const YAML::Node& node) {
    std::vector<std::string> out;
    if (!node.IsSequence()) {
      problem(node.Mark(), {"a list is needed here", "此处须为列表"});
      return out;
    }
    for (const auto& word : node) {
      out.push_back(text(word));
    }
    return out;
  }

  void read_layer(const YAML::Node& node) {
    const std::string word = text(node);
    const auto layer = layer_named(word);
    if (!layer) {
      problem(node.Mark(),
              {"a layer is all, stock, ink or proof", "图层为 all、stock、ink 或 proof"});
    }
    out_.layer = layer.value_or(LayerChoice::kAll);
  }

  void read_expect(const YAML::Node& node) {
    const std::map<std::string, bool*> kinds = {{"sheet", &out_.expect.sheet},
                                                {"page", &out_.expect.page},
                                                {"text", &out_.expect.text},
                                                {"diagnostics", &out_.expect.diagnostics}};
    const auto wanted = words(node);
    for (const std::string& word : wanted) {
      if (const auto kind = kinds.find(word); kind != kinds.end()) {
        *kind->second = true;
      } else {
        problem(node.Mark(), {"what is expected is sheet, page, text or diagnostics",
                              "expect 只能是 sheet、page、text 或 diagnostics"});
      }
    }
    if (wanted.empty()) {
      problem(node.Mark(), {"a case that expects nothing shows nothing", "用例至少须有一项预期"});
    }
  }

  void read_budget(const YAML::Node& node) {
    if (!node.IsMap()) {
      problem(node.Mark(),
              {"a budget is {pixels: …, blob: …}", "budget 须为 {pixels: …, blob: …}"});
      return;
    }
    constexpr double kMost = 1e9;
    for (const auto& entry : node) {
      const std::string key = text(entry.first);
      if (key == "pixels" || key == "blob") {
        (key == "pixels" ? out_.budget.pixels : out_.budget.blob) =
            static_cast<int>(number(entry.second, 0, kMost));
      } else if (key == "threshold") {
        out_.budget.threshold = number(entry.second, 0, 1);
      } else {
        problem(entry.first.Mark(),
                {"a budget has no key '" + key + "'", "budget 没有键“" + key + "”"});
      }
    }
  }

  const fs::path& suite_;
  Case out_;
  Refusals refusals_;
};

}  // namespace

Case read_case(const fs::path& suite, const std::string& name) {
  return CaseReader(suite, name).read();
}

RecordInput record_of(const Case& of) {
  RecordInput input;
  input.blank = of.record == "blank";
  input.name = "record";
  fs::path beside = of.folder;
  if (of.record.starts_with('{')) {
    input.json = of.record;
  } else if (!input.blank) {
    const fs::path file = of.folder / of.record;
    input.json = read_file(file);
    input.name = file.filename().string();
    beside = file.parent_path();
  }
  input.pictures = [beside](std::string_view name) -> std::optional<Bytes> {
    std::error_code error;
    const fs::path picture = beside / name;
    return fs::is_regular_file(picture, error)
               ? std::optional(Bytes::from_string(read_file(picture)))
               : std::nullopt;
  };
  return input;
}

std::string case_text(const NewCase& wanted, const std::string& record) {
  std::string expect;
  for (const std::string& kind : wanted.expect) {
    expect += (expect.empty() ? "" : ", ") + kind;
  }
  std::string out = fmt::format("template: {}\nrecord: {}\n", wanted.template_id, record);
  if (wanted.layer != LayerChoice::kAll) {
    out += fmt::format("layer: {}\n", to_string(wanted.layer));
  }
  return out + fmt::format("dpi: {:g}\nexpect: [{}]\n", wanted.dpi, expect);
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(file), {}};
  if (!file.is_open() || file.bad()) {
    throw std::runtime_error("cannot read " + path.string());
  }
  return content;
}

void write_file(const fs::path& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary);
  file << bytes;
  file.close();
  if (!file) {
    throw std::runtime_error("cannot write " + path.string());
  }
}

}  // namespace certpress::golden

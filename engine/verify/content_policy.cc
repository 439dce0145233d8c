#include "content_policy.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "key_lists.h"
#include "object_walk.h"
#include "security_store.h"

namespace certpress::verify {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kSigned = 1;      // the first revision alone
constexpr std::size_t kMaxPages = 100;  // with the nodes of their tree

// Entries that make a reader do something, show one thing or another, or fetch from elsewhere,
// wherever they stand (ISO 32000-1: 12.6 actions, 8.11 optional content, 12.7.8 XFA, 8.9.5.4
// alternate images, 8.10.4 reference XObjects, 12.3.5 collections, 14.11.7 OPI).
constexpr std::array kActiveKeys{"JS"sv,
                                 "JavaScript"sv,
                                 "AA"sv,
                                 "OpenAction"sv,
                                 "XFA"sv,
                                 "OC"sv,
                                 "OCGs"sv,
                                 "OCProperties"sv,
                                 "Alternates"sv,
                                 "Ref"sv,
                                 "Collection"sv,
                                 "OPI"sv,
                                 "NeedsRendering"sv,
                                 "NeedAppearances"sv,
                                 "RichMediaContent"sv};
constexpr std::array kActions{"GoTo"sv,       "GoToR"sv,      "GoToE"sv,           "Launch"sv,
                              "Thread"sv,     "URI"sv,        "Sound"sv,           "Movie"sv,
                              "Hide"sv,       "Named"sv,      "SubmitForm"sv,      "ResetForm"sv,
                              "ImportData"sv, "JavaScript"sv, "SetOCGState"sv,     "Rendition"sv,
                              "Trans"sv,      "GoTo3DView"sv, "RichMediaExecute"sv};

template <typename List>
bool is_in(const List& list, std::string_view key) {
  return std::ranges::find(list, key) != list.end();
}

class ContentPolicy {
 public:
  ContentPolicy(const cos::File& file, const SignatureField& content)
      : file_(file), content_(content) {}

  // Each throws Objection for the first thing that it does not allow.
  void check_active_content();
  void check_attachments();
  void check_forms();
  void check_document();
  void check_hidden_content();

 private:
  [[nodiscard]] cos::Object resolved(const cos::Dictionary& dictionary,
                                     std::string_view key) const {
    return file_.resolved(dictionary, key, kSigned);
  }
  [[nodiscard]] cos::Dictionary catalog() const;
  std::set<int> walk(const DictionaryVisitor& visit) const;
  void check_attachment(const cos::Dictionary& filespec) const;
  void check_pages(const std::function<void(const cos::Dictionary&)>& visit) const;
  void check_annotations(const cos::Dictionary& page) const;

  const cos::File& file_;
  const SignatureField& content_;
};

cos::Dictionary ContentPolicy::catalog() const {
  const cos::Object root = file_.resolved(cos::reference(file_.catalog(kSigned)), kSigned);
  const auto* dictionary = root.as<cos::Dictionary>();
  if (dictionary == nullptr) {
    throw Objection("file/form", {"the file has no catalog", "文件没有文档目录"});
  }
  return *dictionary;
}

std::set<int> ContentPolicy::walk(const DictionaryVisitor& visit) const {
  return reachable_from(file_, kSigned, {cos::Object{file_.revisions().front().trailer}}, visit);
}

[[noreturn]] void object_to_active(std::string_view name) {
  throw Objection(
      "file/active-content",
      {fmt::format("the document has /{}, which acts or changes what is shown", quotable(name)),
       fmt::format("文档含有 /{}，它会执行动作或改变显示内容", quotable(name))});
}

void ContentPolicy::check_active_content() {
  walk([](const cos::Dictionary& dictionary, bool stream) {
    for (const auto& [key, value] : dictionary.entries) {
      if (is_in(kActiveKeys, key)) {
        object_to_active(key);
      }
      const auto* name = value.as<cos::Name>();
      if (key == "S" && name != nullptr && is_in(kActions, name->text)) {
        object_to_active(name->text);
      }
      const bool elsewhere = stream && (key == "F" || key == "FFilter" || key == "FDecodeParms");
      if (elsewhere || (key == "Subtype" && name != nullptr && name->text == "PS")) {
        object_to_active(elsewhere ? key : name->text);
      }
    }
  });
}

void ContentPolicy::check_attachment(const cos::Dictionary& filespec) const {
  const cos::Object files = resolved(filespec, "EF");
  const auto* entries = files.as<cos::Dictionary>();
  if (entries == nullptr) {
    throw Objection("file/attachments", {"an attachment is no file", "附件不是文件"});
  }
  constexpr std::array kNames{"F"sv, "UF"sv};
  require_keys(*entries, kNames, "file/attachments", {"an attachment", "附件"});
  for (const auto& [key, value] : entries->entries) {
    const cos::Object stream = file_.resolved(value, kSigned);
    const auto* dictionary = stream.as<cos::Dictionary>();
    const cos::Object type =
        dictionary != nullptr ? resolved(*dictionary, "Subtype") : cos::Object{};
    const auto* name = type.as<cos::Name>();
    if (name == nullptr || name->text != "application/json") {
      throw Objection("file/attachments", {"a file is attached that is not the record as JSON",
                                           "附有不是 JSON 记录的文件"});
    }
  }
}

void ContentPolicy::check_attachments() {
  bool one = false;
  walk([&](const cos::Dictionary& dictionary, bool /*stream*/) {
    if (dictionary.find("EF") != nullptr) {
      if (std::exchange(one, true)) {
        throw Objection("file/attachments", {"more than one file is attached", "附件不止一个"});
      }
      check_attachment(dictionary);
    }
  });
}

void ContentPolicy::check_forms() {
  const cos::Object form = resolved(catalog(), "AcroForm");
  const auto* dictionary = form.as<cos::Dictionary>();
  if (dictionary == nullptr) {
    throw Objection("file/forms", {"the form was not there when the document was signed",
                                   "签名时文档中还没有表单"});
  }
  require_keys(*dictionary, kFormKeys, "file/forms", {"the form", "表单"});
  const cos::Object fields = resolved(*dictionary, "Fields");
  const auto* entries = fields.as<cos::Array>();
  const auto* only =
      entries != nullptr && entries->size() == 1 ? entries->front().as<cos::Reference>() : nullptr;
  if (only == nullptr || only->number != content_.number) {
    throw Objection("file/forms",
                    {"when it was signed the form had other fields than the signature",
                     "签名时表单中有签名以外的域"});
  }
  check_pages([this](const cos::Dictionary& page) { check_annotations(page); });
}

void ContentPolicy::check_annotations(const cos::Dictionary& page) const {
  const cos::Object annotations = resolved(page, "Annots");
  const auto* entries = annotations.as<cos::Array>();
  for (const cos::Object& entry : entries != nullptr ? *entries : cos::Array{}) {
    const auto* reference = entry.as<cos::Reference>();
    if (reference == nullptr || reference->number != content_.number) {
      throw Objection("file/forms", {"a page has an annotation that is not the signature's seal",
                                     "页面上有不是签章的注释"});
    }
  }
}

void ContentPolicy::check_pages(const std::function<void(const cos::Dictionary&)>& visit) const {
  std::set<int> seen;
  const cos::Dictionary root = catalog();
  const cos::Object* pages = root.find("Pages");
  std::vector<cos::Object> pending{pages != nullptr ? *pages : cos::Object{}};
  while (!pending.empty()) {
    const cos::Object node = std::move(pending.back());
    pending.pop_back();
    const auto* reference = node.as<cos::Reference>();
    const cos::Object target = file_.resolved(node, kSigned);
    const auto* dictionary = target.as<cos::Dictionary>();
    if (reference == nullptr || dictionary == nullptr || !seen.insert(reference->number).second ||
        seen.size() > kMaxPages) {
      throw Objection("file/form", {"the tree of pages is not one, or has too many",
                                    "页面树结构不正确或页面过多"});
    }
    const cos::Object kids = resolved(*dictionary, "Kids");
    if (const auto* children = kids.as<cos::Array>()) {
      pending.insert(pending.end(), children->begin(), children->end());
    } else {
      visit(*dictionary);
    }
  }
}

// The catalog and the pages, key by key.
void ContentPolicy::check_document() {
  require_keys(file_.revisions().front().trailer, kTrailerKeys, "file/document",
               {"the trailer", "文件尾"});
  const cos::Dictionary root = catalog();
  require_keys(root, kCatalogKeys, "file/document", {"the catalog", "文档目录"});
  const cos::Object names = resolved(root, "Names");
  if (const auto* dictionary = names.as<cos::Dictionary>()) {
    constexpr std::array kNames{"EmbeddedFiles"sv};
    require_keys(*dictionary, kNames, "file/document", {"the catalog's names", "名称字典"});
  }
  const cos::Object store = resolved(root, "DSS");
  if (const auto* dictionary = store.as<cos::Dictionary>()) {
    check_security_store(file_, *dictionary, kSigned, "file/document");
  }
  check_pages([](const cos::Dictionary& page) {
    require_keys(page, kPageKeys, "file/document", {"a page", "页面"});
  });
}

void ContentPolicy::check_hidden_content() {
  const std::set<int> used = walk([](const cos::Dictionary&, bool) {});
  for (const auto& [number, offset] : file_.revisions().front().offsets) {
    if (!used.contains(number)) {
      throw Objection(
          "file/hidden-content",
          {fmt::format("object {} is used by nothing: it waits to be switched to", number),
           fmt::format("对象 {} 未被任何内容使用，可能用于事后切换", number)});
    }
  }
}

}  // namespace

void check_content(const cos::File& file, const SignatureField& content, CheckList& checks) {
  struct Rule {
    const char* code;
    void (ContentPolicy::*check)();
    Message passed;
  };
  const std::array rules{
      Rule{"file/active-content",
           &ContentPolicy::check_active_content,
           {"nothing acts: no script, action, layer or alternative",
            "没有主动内容：无脚本、动作、图层或替代内容"}},
      Rule{"file/document",
           &ContentPolicy::check_document,
           {"catalog and pages have the entries of a certificate, and no others",
            "文档目录和页面只含证照应有的条目"}},
      Rule{"file/forms",
           &ContentPolicy::check_forms,
           {"the signature is the only field and the only annotation",
            "签名是唯一的表单域和唯一的注释"}},
      Rule{"file/attachments",
           &ContentPolicy::check_attachments,
           {"nothing is attached but the record as JSON", "除 JSON 记录外没有附件"}},
      Rule{"file/hidden-content",
           &ContentPolicy::check_hidden_content,
           {"every object is used: nothing is hidden", "每个对象都被使用，没有隐藏内容"}}};
  ContentPolicy policy(file, content);
  for (const Rule& rule : rules) {
    try {
      (policy.*rule.check)();
      checks.passed(rule.code, rule.passed);
    } catch (const Objection& objection) {
      checks.broken(objection);
    }
  }
}

}  // namespace certpress::verify
